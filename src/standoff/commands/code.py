"""`standoff code`."""

from __future__ import annotations

import sys
from typing import BinaryIO

import typer

from standoff.commands.options import (
    SOME_UNREAD,
    Config,
    Inputs,
    Jobs,
    Published,
    Publisher,
    Quiet,
    complain,
    settings_of,
)
from standoff.errors import InputError

EXAMPLE = "standoff code report.txt --published 2022-01-28 > record.jsonl"


def run(
    inputs: Inputs, published: Published = None, publisher: Publisher = None, jobs: Jobs = None, quiet: Quiet = None,
    config: Config = None,
) -> None:  # fmt: skip
    """Code reports: one JSON record a line on standard output, in the order of the input. Keeps nothing."""
    from standoff.coder_pool import coded
    from standoff.record import to_json

    settings = settings_of(config, published=published, publisher=publisher, jobs=jobs, quiet=quiet)
    out: BinaryIO = sys.stdout.buffer
    failed = 0
    for result in coded(inputs, settings):
        if isinstance(result, InputError):
            failed += 1
            complain(result)
        elif result is not None:
            out.write(to_json(result) + b"\n")
    out.flush()
    raise typer.Exit(SOME_UNREAD if failed else 0)
