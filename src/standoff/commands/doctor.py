"""`standoff doctor`."""

from __future__ import annotations

import typer

from standoff.commands.options import SOME_UNREAD, Config, RecordAt, printer, settings_of

EXAMPLE = "standoff doctor --record crisis.db"


def run(record: RecordAt = None, config: Config = None) -> None:
    """What is installed, the models and knowledge in use with checksums, whether the record opens and verifies."""
    from standoff.doctor import examine

    settings = settings_of(config, record=record)
    sections, sound = examine(settings.record, required=record is not None)
    out = printer()
    for title, pairs in sections:
        out.pairs(title, pairs)
    raise typer.Exit(0 if sound else SOME_UNREAD)
