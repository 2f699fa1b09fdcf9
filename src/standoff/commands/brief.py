"""`standoff brief`."""

from __future__ import annotations

from standoff.commands.options import Config, On, RecordAt, opened, printer, settings_of

EXAMPLE = "standoff brief --record crisis.db --on 2022-01-28"


def run(record: RecordAt = None, on: On = None, config: Config = None) -> None:
    """Where things stand on a day: issues, demands, offers, refusals, threats, figures, what is expected next."""
    from standoff.views.brief import brief as make

    settings = settings_of(config, record=record, on=on)
    with opened(settings) as ledger:
        printer().brief(make(ledger, on=settings.on))
