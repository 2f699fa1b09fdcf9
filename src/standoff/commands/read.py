"""`standoff read`."""

from __future__ import annotations

import typer

from standoff.commands.options import (
    AllowPrivate,
    Column,
    Config,
    Inputs,
    Jobs,
    On,
    Published,
    Publisher,
    Quiet,
    RecordAt,
    Summary,
    closing_books,
    finish,
    keep,
    printer,
    settings_of,
)

EXAMPLE = "standoff read reports/ --record crisis.db --jobs 2"


def run(
    inputs: Inputs, record: RecordAt = None, on: On = None, published: Published = None, publisher: Publisher = None,
    column: Column = None, allow_private: AllowPrivate = None, jobs: Jobs = None, summary: Summary = None,
    quiet: Quiet = None, config: Config = None,
) -> None:  # fmt: skip
    """Code reports, add them to the record, and print the brief. Reading the same report again changes nothing."""
    from standoff.books import Books
    from standoff.coder_pool import coded
    from standoff.ledger import open_ledger
    from standoff.views.brief import brief as make

    settings = settings_of(
        config, record=record, on=on, published=published, publisher=publisher, column=column,
        allow_private=allow_private, jobs=jobs, summary=summary, quiet=quiet,
    )  # fmt: skip
    books = Books()
    with open_ledger(settings.record) as ledger:
        with closing_books(books):
            keep(coded(inputs, settings, books, known=ledger.holds), ledger, books)
        status = finish(books, settings)
        printer().brief(make(ledger, on=settings.on))
    raise typer.Exit(status)
