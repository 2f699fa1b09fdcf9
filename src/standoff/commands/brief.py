"""`standoff brief`."""

from __future__ import annotations

from standoff.commands.options import Config, On, RecordAt, printer, records

EXAMPLE = "standoff brief --record crisis.db --on 2022-01-28"


def run(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """Where things stand on a day: issues, demands, offers, refusals, threats, figures, what is expected next."""
    from standoff.views.brief import brief as make

    with records(record, on, config) as (settings, filed):
        printer().brief(make(filed, on=settings.on))
