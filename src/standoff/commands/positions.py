"""`standoff positions`."""

from __future__ import annotations

from standoff.commands.options import Config, Limit, On, RecordAt, opened, printer, settings_of

EXAMPLE = "standoff positions --record crisis.db"


def run(record: RecordAt = None, on: On = None, limit: Limit = None, config: Config = None) -> None:
    """Who stands where on which issue, since when, and where they stood before."""
    from standoff.views.positions import positions as make

    settings = settings_of(config, record=record, on=on)
    with opened(settings) as ledger:
        printer().positions(make(ledger, on=settings.on, limit=limit))
