"""`standoff read`."""

from __future__ import annotations

import typer

from standoff.commands.options import (
    SOME_UNREAD,
    Config,
    Inputs,
    Jobs,
    On,
    Published,
    Publisher,
    Quiet,
    RecordAt,
    complain,
    printer,
    settings_of,
)
from standoff.errors import InputError

EXAMPLE = "standoff read reports/ --record crisis.db --jobs 2"


def run(
    inputs: Inputs, record: RecordAt = None, on: On = None, published: Published = None, publisher: Publisher = None,
    jobs: Jobs = None, quiet: Quiet = None, config: Config = None,
) -> None:  # fmt: skip
    """Code reports, add them to the record, and print the brief. Reading the same report again changes nothing."""
    from standoff.coder_pool import coded
    from standoff.ledger import open_ledger
    from standoff.views.brief import brief as make

    settings = settings_of(
        config, record=record, on=on, published=published, publisher=publisher, jobs=jobs, quiet=quiet
    )
    failed = added = known = 0
    with open_ledger(settings.record) as ledger:
        for result in coded(inputs, settings, known=ledger.holds):
            if isinstance(result, InputError):
                failed += 1
                complain(result)
            elif result is not None and ledger.add(result):
                added += 1
            else:
                known += 1
        if not settings.quiet:
            kept = f", {known} in the record already" if known else ""
            typer.echo(f"{added} added to {ledger.where}{kept}", err=True)
        printer().brief(make(ledger.filed(on=settings.on), on=settings.on))
    raise typer.Exit(SOME_UNREAD if failed else 0)
