"""`standoff code`."""

from __future__ import annotations

import sys
from typing import BinaryIO

import typer

from standoff.commands.options import (
    AllowPrivate,
    Column,
    Config,
    Inputs,
    Jobs,
    Published,
    Publisher,
    Quiet,
    Summary,
    closing_books,
    complain,
    finish,
    settings_of,
)

EXAMPLE = "standoff code report.txt --published 2022-01-28 > record.jsonl"


def run(
    inputs: Inputs, published: Published = None, publisher: Publisher = None, column: Column = None,
    allow_private: AllowPrivate = None, jobs: Jobs = None, summary: Summary = None, quiet: Quiet = None,
    config: Config = None,
) -> None:  # fmt: skip
    """Code reports: one JSON record a line on standard output, in the order of the input. Keeps nothing."""
    from standoff.books import Books
    from standoff.coder_pool import coded
    from standoff.printing import safe_json
    from standoff.record import to_json

    settings = settings_of(
        config, published=published, publisher=publisher, column=column, allow_private=allow_private, jobs=jobs,
        summary=summary, quiet=quiet,
    )  # fmt: skip
    books = Books()
    out: BinaryIO = sys.stdout.buffer
    terminal = sys.stdout.isatty()
    with closing_books(books):
        for outcome in coded(inputs, settings, books):
            if outcome.error is not None:
                complain(outcome.error)
            elif outcome.record is not None:
                line = to_json(outcome.record)
                out.write((safe_json(line) if terminal else line) + b"\n")
            books.enter(outcome)
    out.flush()
    raise typer.Exit(finish(books, settings))
