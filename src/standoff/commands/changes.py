"""`standoff changes`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from standoff.commands.options import Config, On, RecordAt, opened, printer, settings_of

EXAMPLE = "standoff changes --record crisis.db --since 2022-01-21 --on 2022-01-28"
MOST = 60


def run(
    since: Annotated[
        datetime, typer.Option("--since", metavar="DATE", formats=["%Y-%m-%d"], help="What was told after this day.")
    ],
    record: RecordAt = None, on: On = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="The most told so many.")] = MOST,
    config: Config = None,
) -> None:  # fmt: skip
    """What changed between two days: demands, answers, shifts of position, denials, deeds, other figures."""
    from standoff.views.changes import changes as make

    settings = settings_of(config, record=record, on=on)
    with opened(settings) as ledger:
        printer().changes(make(ledger, since=since.date(), on=settings.on, limit=limit))
