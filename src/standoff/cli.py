"""The commands, in the order in which data goes: code, read, brief, positions, timeline, actors, show, doctor.

Results go to standard output, progress and messages to standard error. What loads slowly is imported in the command
that needs it: `standoff --help` and the views answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from standoff import __version__
from standoff.errors import InputError, StandoffError
from standoff.settings import Settings, load

if TYPE_CHECKING:
    from standoff.ledger import Filed, Ledger
    from standoff.printing import Printer

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Reads news reports of a crisis and keeps the record: who demanded, offered, refused, threatened or did what.",
    epilog="Example: standoff read examples --record crisis.db",
)  # fmt: skip

SOME_UNREAD = 1
WRONG_COMMAND = 2

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT…", help="Files, folders, or - for standard input.")]
RecordAt = Annotated[str | None, typer.Option("--record", metavar="FILE", help="The record. [default: standoff.db]")]
On = Annotated[
    datetime | None, typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help="Only what was out by this day.")
]
Published = Annotated[
    datetime | None,
    typer.Option("--published", metavar="DATE", formats=["%Y-%m-%d"], help="Day of reports that don't say theirs."),
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Paper of reports that don't name theirs.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help="Processes that code. [default: 1]")]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="No progress on standard error.", show_default=False)]
Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Settings. [default: standoff.toml]")]


@app.command(epilog="Example: standoff code report.txt --published 2022-01-28 > record.jsonl")
def code(
    inputs: Inputs, published: Published = None, publisher: Publisher = None, jobs: Jobs = None, quiet: Quiet = None,
    config: Config = None,
) -> None:  # fmt: skip
    """Code reports: one JSON record a line on standard output, in the order of the input. Keeps nothing."""
    from standoff.coder_pool import coded
    from standoff.record import to_json

    settings = _settings(config, published=published, publisher=publisher, jobs=jobs, quiet=quiet)
    out: BinaryIO = sys.stdout.buffer
    failed = 0
    for result in coded(inputs, settings):
        if isinstance(result, InputError):
            failed += 1
            _complain(result)
        elif result is not None:
            out.write(to_json(result) + b"\n")
    out.flush()
    raise typer.Exit(SOME_UNREAD if failed else 0)


@app.command(epilog="Example: standoff read reports/ --record crisis.db --jobs 2")
def read(
    inputs: Inputs, record: RecordAt = None, on: On = None, published: Published = None, publisher: Publisher = None,
    jobs: Jobs = None, quiet: Quiet = None, config: Config = None,
) -> None:  # fmt: skip
    """Code reports, add them to the record, and print the brief. Reading the same report again changes nothing."""
    from standoff.coder_pool import coded
    from standoff.ledger import open_ledger
    from standoff.views.brief import brief as make

    settings = _settings(config, record=record, on=on, published=published, publisher=publisher, jobs=jobs, quiet=quiet)
    failed = added = known = 0
    with open_ledger(settings.record) as ledger:
        for result in coded(inputs, settings, known=ledger.holds):
            if isinstance(result, InputError):
                failed += 1
                _complain(result)
            elif result is not None and ledger.add(result):
                added += 1
            else:
                known += 1
        if not settings.quiet:
            kept = f", {known} in the record already" if known else ""
            typer.echo(f"{added} added to {ledger.where}{kept}", err=True)
        _printer().brief(make(ledger.filed(on=settings.on), on=settings.on))
    raise typer.Exit(SOME_UNREAD if failed else 0)


@app.command(epilog="Example: standoff brief --record crisis.db --on 2022-01-28")
def brief(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """Where things stand on a day: issues, demands, offers, refusals, threats, figures, what is expected next."""
    from standoff.views.brief import brief as make

    with _records(record, on, config) as (settings, filed):
        _printer().brief(make(filed, on=settings.on))


@app.command(epilog="Example: standoff positions --record crisis.db")
def positions(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """Who stands where on which issue."""
    from standoff.views.positions import stances

    with _records(record, on, config) as (_, filed):
        _printer().positions(stances(filed))


@app.command(epilog="Example: standoff timeline --record crisis.db --on 2022-01-28")
def timeline(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """The acts by day."""
    from standoff.views.timeline import timeline as make

    with _records(record, on, config) as (_, filed):
        _printer().timeline(make(filed))


@app.command(epilog="Example: standoff actors --record crisis.db")
def actors(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """Who is who: codes, roles, how often each is named, speaks and acts."""
    from standoff.views.actors import actors as make

    with _records(record, on, config) as (_, filed):
        _printer().actors(make(filed))


@app.command(epilog="Example: standoff show e-4kq2 --record crisis.db")
def show(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="The name of an entry, or as much of it as is unique.")],
    record: RecordAt = None,
    config: Config = None,
) -> None:
    """One entry with its words in context, its report and its history."""
    from standoff.views.show import show as make

    with _open(_settings(config, record=record)) as ledger:
        _printer().shown(make(ledger.entry(entry)))


@app.command(epilog="Example: standoff doctor --record crisis.db")
def doctor(record: RecordAt = None, config: Config = None) -> None:
    """What is installed, the models and knowledge in use with checksums, whether the record opens and verifies."""
    from standoff.doctor import examine

    settings = _settings(config, record=record)
    sections, sound = examine(settings.record, required=record is not None)
    printer = _printer()
    for title, pairs in sections:
        printer.pairs(title, pairs)
    raise typer.Exit(0 if sound else SOME_UNREAD)


def main() -> None:
    """Run the command line: errors as one line on standard error, a reader that went away is no error."""
    try:
        app(standalone_mode=True)
    except StandoffError as error:
        _complain(error)
        sys.exit(SOME_UNREAD)
    except BrokenPipeError:
        # what is left in the buffer has no reader: keep the interpreter from trying at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"standoff {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")]


@app.callback()
def _all(version: Version = False) -> None:
    pass


def _settings(config: Path | None, **given: Any) -> Settings:
    try:
        return load({k: v.date() if isinstance(v, datetime) else v for k, v in given.items()}, config=config)
    except InputError as error:
        _complain(error)
        raise typer.Exit(WRONG_COMMAND) from error


@contextmanager
def _records(
    record: str | None, on: datetime | None, config: Path | None
) -> Iterator[tuple[Settings, Iterator[Filed]]]:
    settings = _settings(config, record=record, on=on)
    with _open(settings) as ledger:
        yield settings, ledger.filed(on=settings.on)


def _open(settings: Settings) -> Ledger:
    from standoff.ledger import open_ledger

    return open_ledger(settings.record, create=False)


def _printer() -> Printer:
    from standoff.printing import Printer

    return Printer()


def _complain(error: StandoffError) -> None:
    from standoff.printing import safe

    typer.echo(f"standoff: {safe(str(error))}", err=True)
