"""`standoff timeline`."""

from __future__ import annotations

from standoff.commands.options import Config, On, RecordAt, printer, records

EXAMPLE = "standoff timeline --record crisis.db --on 2022-01-28"


def run(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """The acts by day."""
    from standoff.views.timeline import timeline as make

    with records(record, on, config) as (_, filed):
        printer().timeline(make(filed))
