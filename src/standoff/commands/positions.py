"""`standoff positions`."""

from __future__ import annotations

from standoff.commands.options import Config, On, RecordAt, printer, records

EXAMPLE = "standoff positions --record crisis.db"


def run(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """Who stands where on which issue."""
    from standoff.views.positions import stances

    with records(record, on, config) as (_, filed):
        printer().positions(stances(filed))
