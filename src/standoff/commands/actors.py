"""`standoff actors`."""

from __future__ import annotations

from standoff.commands.options import Config, Limit, On, RecordAt, opened, printer, settings_of

EXAMPLE = "standoff actors --record crisis.db"


def run(record: RecordAt = None, on: On = None, limit: Limit = None, config: Config = None) -> None:
    """Who is who: codes, roles, how often each is named, speaks and acts."""
    from standoff.views.actors import actors as make

    settings = settings_of(config, record=record, on=on)
    with opened(settings) as ledger:
        printer().actors(make(ledger, on=settings.on, limit=limit))
