"""`standoff watch`."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Annotated

import typer

from standoff.commands.options import (
    AllowPrivate,
    Config,
    Jobs,
    Quiet,
    RecordAt,
    Summary,
    closing_books,
    finish,
    keep,
    say,
    settings_of,
)

EXAMPLE = "standoff watch feeds.toml --record crisis.db"


def run(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="The feeds and their intervals.")],
    record: RecordAt = None,
    once: Annotated[bool, typer.Option("--once", help="Ask the feeds that are due, and end.")] = False,
    state: Annotated[
        Path | None,
        typer.Option("--state", metavar="FILE", help="What is remembered of feeds. [default: FEEDS.state.json]"),
    ] = None,
    allow_private: AllowPrivate = None,
    jobs: Jobs = None,
    summary: Summary = None,
    quiet: Quiet = None,
    config: Config = None,
) -> None:
    """Poll feeds at their intervals and add what is new to the record, until stopped."""
    from standoff.books import Books
    from standoff.coder_pool import coded_reports
    from standoff.ledger import open_ledger
    from standoff.watching.feeds_file import load_feeds
    from standoff.watching.state import State
    from standoff.watching.watch import watch

    settings = settings_of(
        config, record=record, allow_private=allow_private, jobs=jobs, summary=summary, quiet=quiet
    )  # fmt: skip
    watched = load_feeds(feeds)
    remembered = State(state or feeds.with_suffix(".state.json"))
    # a service is stopped by SIGTERM: it ends as by Ctrl-C, with its summary
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    books = Books()
    with open_ledger(settings.record) as ledger, closing_books(books):
        watch(
            watched,
            remembered,
            lambda items: keep(coded_reports(items, settings, books, known=ledger.holds), ledger, books),
            lambda line: None if settings.quiet else say(line),
            private=settings.allow_private,
            beside=books.beside,
            once=once,
        )
    raise typer.Exit(finish(books, settings))
