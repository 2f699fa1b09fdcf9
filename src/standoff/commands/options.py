"""What several commands take, and what they do with it: settings, the opened record, messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.errors import InputError, LedgerError, StandoffError
from standoff.settings import Settings, load

if TYPE_CHECKING:
    from standoff.books import Books, Outcome
    from standoff.ledger import Ledger
    from standoff.printing import Printer

SOME_UNREAD = 1
WRONG_COMMAND = 2

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT…", help="Files, folders, addresses of the web, or - for standard input.")
]
RecordAt = Annotated[str | None, typer.Option("--record", metavar="FILE", help="The record. [default: standoff.db]")]
On = Annotated[
    datetime | None, typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help="Only what was out by this day.")
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", metavar="DATE", formats=["%Y-%m-%d"], help="Only what came after this day."),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="No more than so many.")]
Published = Annotated[
    datetime | None,
    typer.Option("--published", metavar="DATE", formats=["%Y-%m-%d"], help="Day of reports that don't say theirs."),
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", metavar="NAME", help="Paper of reports that don't name theirs.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", metavar="N", min=1, help="Processes that code. [default: 1]")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides. [default: your login]")]
Note = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="No progress on standard error.", show_default=False)]
Column = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help="The column that holds a field of a report: text=body."),
]
Summary = Annotated[
    str | None, typer.Option("--summary", metavar="FILE", help="Write the summary of the run there, as JSON.")
]
AllowPrivate = Annotated[
    bool | None,
    typer.Option("--allow-private", help="Read addresses of this machine and private networks.", show_default=False),
]
Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Settings. [default: standoff.toml]")]


def settings_of(config: Path | None, **given: Any) -> Settings:
    """The settings of this run; a wrong one ends the program with its reason and the status of a wrong command."""
    if given.get("column") is not None:
        given["column"] = pairs(given["column"])
    try:
        settings = load({k: v.date() if isinstance(v, datetime) else v for k, v in given.items()}, config=config)
    except InputError as error:
        complain(error)
        raise typer.Exit(WRONG_COMMAND) from error
    if "summary" in given and settings.summary is not None:
        _write(settings.summary, "")  # a run of hours must not end with a summary that can't be written
    return settings


def pairs(given: list[str]) -> dict[str, str] | None:
    """``FIELD=NAME`` pairs as a dict, None where there are none."""
    wrong = next((pair for pair in given if not all(pair.partition("="))), None)
    if wrong is not None:
        raise typer.BadParameter(f"{wrong!r} is not FIELD=NAME, such as text=body", param_hint="--column")
    return dict(pair.split("=", 1) for pair in given) or None


def keep(outcomes: Iterable[Outcome], ledger: Ledger, books: Books) -> None:
    """Add what comes out of a run to the ledger, report by report, and enter it in the books.

    Raises LedgerError where the ledger can't be written; what was added before stays.
    """
    for outcome in outcomes:
        done = outcome
        if done.error is not None:
            complain(done.error)
        elif done.record is not None and not ledger.add(done.record):
            done = replace(done, kind="already known", copy_of=None)
        books.enter(done)


@contextmanager
def closing_books(books: Books) -> Iterator[None]:
    """Note in the books what ends the run before its end: a ledger that can't be written, or the user."""
    try:
        yield
    except LedgerError as error:
        books.stopped = str(error)
    except KeyboardInterrupt:
        books.stopped = "stopped by the user; the same command goes on from here"


def finish(books: Books, settings: Settings) -> int:
    """Print the summary of a run and write it where asked; the exit status of the run."""
    status = 0 if books.balance and not books.failures and not books.stopped else SOME_UNREAD
    if books.stopped or not books.balance:
        say(f"standoff: {books.fault()}")
    if not settings.quiet:
        for line in books.lines():
            say(line)
    if settings.summary is not None:
        _write(settings.summary, books.to_json())
    return status


def _write(summary: str, words: str) -> None:
    """The summary of a run into its file; ends the program with the reason where that can't be done."""
    try:
        Path(summary).write_text(words, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        complain(InputError(summary, f"the summary can't be written: {(error.strerror or str(error)).lower()}"))
        raise typer.Exit(SOME_UNREAD) from error


def opened(settings: Settings) -> Ledger:
    """The ledger of the settings, which must be there."""
    from standoff.ledger import open_ledger

    return open_ledger(settings.record, create=False)


def printer() -> Printer:
    """What prints tables on standard output."""
    from standoff.printing import Printer

    return Printer()


def complain(error: StandoffError) -> None:
    """One line on standard error that says what is wrong."""
    say(f"standoff: {error}")


def say(line: str) -> None:
    """One line on standard error, made safe for a terminal."""
    from standoff.printing import safe

    typer.echo(safe(line), err=True)
