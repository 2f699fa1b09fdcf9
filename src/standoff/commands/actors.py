"""`standoff actors`."""

from __future__ import annotations

from standoff.commands.options import Config, On, RecordAt, printer, records

EXAMPLE = "standoff actors --record crisis.db"


def run(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """Who is who: codes, roles, how often each is named, speaks and acts."""
    from standoff.views.actors import actors as make

    with records(record, on, config) as (_, filed):
        printer().actors(make(filed))
