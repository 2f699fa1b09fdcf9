"""`standoff doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.commands.options import SOME_UNREAD, Config, Quiet, RecordAt, printer, settings_of
from standoff.progress import counting

EXAMPLE = "standoff doctor --record crisis.db"


def run(
    record: RecordAt = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Only the record: prove evidence, history and links; it must be there.")
    ] = False,
    linked: Annotated[
        bool,
        typer.Option("--linked/--no-linked", help="With --verify: link all anew and compare, as long as that takes."),
    ] = True,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="NUMBER:DIGEST", help="With --verify: a head noted earlier, still to be found."),
    ] = None,
    quiet: Quiet = None,
    config: Config = None,
) -> None:
    """What is installed, the models and knowledge in use with checksums, whether the record opens and verifies."""
    from standoff.doctor import examine, examine_record

    settings = settings_of(config, record=record, quiet=quiet)
    out = printer()
    if verify or head is not None:
        with counting("reports linked again", quiet=settings.quiet) as advance:
            pairs, sound = examine_record(settings.record, required=True, head=head, linked=linked, advance=advance)
        out.pairs("Record", pairs)
    else:
        sections, sound = examine(settings.record, required=record is not None)
        for title, pairs in sections:
            out.pairs(title, pairs)
    raise typer.Exit(0 if sound else SOME_UNREAD)
