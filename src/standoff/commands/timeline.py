"""`standoff timeline`."""

from __future__ import annotations

from standoff.commands.options import Config, Limit, On, RecordAt, Since, opened, printer, settings_of

EXAMPLE = "standoff timeline --record crisis.db --on 2022-01-28"


def run(
    record: RecordAt = None, on: On = None, since: Since = None, limit: Limit = None, config: Config = None
) -> None:  # fmt: skip
    """The acts by day."""
    from standoff.views.timeline import timeline as make

    settings = settings_of(config, record=record, on=on)
    with opened(settings) as ledger:
        printer().timeline(make(ledger, on=settings.on, since=since.date() if since else None, limit=limit))
