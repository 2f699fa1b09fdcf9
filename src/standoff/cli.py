"""The command line: the commands of `commands/`, in the order in which data goes.

Results go to standard output, progress and messages to standard error. What loads slowly is imported in the command
that needs it: `standoff --help` and the views answer at once.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated

import typer

from standoff import __version__, commands
from standoff.commands.options import SOME_UNREAD, complain
from standoff.errors import StandoffError

# What the help lists first; a command that isn't named here comes after these.
ORDER = (
    "code", "read", "watch", "brief", "changes", "positions", "timeline", "actors", "measures", "show", "review",
    "sample", "agreement", "recode", "export", "doctor",
)  # fmt: skip
SHARED = "options"

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Reads news reports of a crisis and keeps the record: who demanded, offered, refused, threatened or did what.",
    epilog="Example: standoff read examples --record crisis.db",
)  # fmt: skip


def _add_commands() -> None:
    names = {m.name for m in iter_modules(commands.__path__)} - {SHARED}
    for name in sorted(names, key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n)):
        module = import_module(f"standoff.commands.{name}")
        app.command(name, epilog=f"Example: {module.EXAMPLE}")(module.run)


_add_commands()


def main() -> None:
    """Run the command line: errors as one line on standard error, a reader that went away is no error."""
    try:
        app(standalone_mode=True)
    except StandoffError as error:
        complain(error)
        sys.exit(SOME_UNREAD)
    except BrokenPipeError:
        _close_output()
        sys.exit(0)
    except OSError as error:
        _close_output()
        complain(StandoffError(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}"))
        sys.exit(SOME_UNREAD)


def _close_output() -> None:
    """What is left in the buffer can't be written: keep the interpreter from trying at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"standoff {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")]


@app.callback()
def _all(version: Version = False) -> None:
    pass
