"""`standoff show`."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.commands.options import Config, RecordAt, opened, printer, settings_of

EXAMPLE = "standoff show e-4kq2 --record crisis.db"


def run(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="The name of an entry, or as much of it as is unique.")],
    record: RecordAt = None,
    config: Config = None,
) -> None:
    """One entry with its words in context, its report and its history."""
    from standoff.views.show import show as make

    with opened(settings_of(config, record=record)) as ledger:
        printer().shown(make(ledger.entry(entry)))
