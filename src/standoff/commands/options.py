"""What several commands take, and what they do with it: settings, the opened record, messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from standoff.errors import InputError, StandoffError
from standoff.settings import Settings, load

if TYPE_CHECKING:
    from standoff.ledger import Filed, Ledger
    from standoff.printing import Printer

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
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides. [default: your login]")]
Note = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="No progress on standard error.", show_default=False)]
Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Settings. [default: standoff.toml]")]


def settings_of(config: Path | None, **given: Any) -> Settings:
    """The settings of this run; a wrong one ends the program with its reason and the status of a wrong command."""
    try:
        return load({k: v.date() if isinstance(v, datetime) else v for k, v in given.items()}, config=config)
    except InputError as error:
        complain(error)
        raise typer.Exit(WRONG_COMMAND) from error


@contextmanager
def records(record: str | None, on: datetime | None, config: Path | None) -> Iterator[tuple[Settings, Iterator[Filed]]]:
    """The settings and the records kept, those out by the day ``on``."""
    settings = settings_of(config, record=record, on=on)
    with opened(settings) as ledger:
        yield settings, ledger.filed(on=settings.on)


def opened(settings: Settings) -> Ledger:
    """The ledger of the settings, which must be there."""
    from standoff.ledger import open_ledger

    return open_ledger(settings.record, create=False)


def printer() -> Printer:
    """What prints tables on standard output."""
    from standoff.printing import Printer

    return Printer()


def complain(error: StandoffError) -> None:
    """One line on standard error, made safe for a terminal."""
    from standoff.printing import safe

    typer.echo(f"standoff: {safe(str(error))}", err=True)
