"""`standoff doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.commands.options import SOME_UNREAD, Config, RecordAt, printer, settings_of

EXAMPLE = "standoff doctor --record crisis.db"


def run(
    record: RecordAt = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only the record: prove evidence and history, which must be there.")
    ] = False,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="NUMBER:DIGEST", help="With --verify: a head noted earlier, still to be found."),
    ] = None,
    config: Config = None,
) -> None:
    """What is installed, the models and knowledge in use with checksums, whether the record opens and verifies."""
    from standoff.doctor import examine, examine_record

    settings = settings_of(config, record=record)
    out = printer()
    if verify or head is not None:
        pairs, sound = examine_record(settings.record, required=True, head=head)
        out.pairs("Record", pairs)
    else:
        sections, sound = examine(settings.record, required=record is not None)
        for title, pairs in sections:
            out.pairs(title, pairs)
    raise typer.Exit(0 if sound else SOME_UNREAD)
