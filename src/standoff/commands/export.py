"""`standoff export`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.commands.options import Config, On, Quiet, RecordAt, opened, settings_of
from standoff.errors import ExportError

if TYPE_CHECKING:
    from standoff.exporting import Format, Kept

EXAMPLE = "standoff export --format csv --out events.csv --record crisis.db"

STANDARD_OUTPUT = "-"


def run(
    format_name: Annotated[str, typer.Option("--format", metavar="NAME", help="Which; `--format list` lists them.")],
    out: Annotated[
        str, typer.Option("--out", metavar="PATH", help="The file to write; - is standard output.")
    ] = STANDARD_OUTPUT,
    as_coded: Annotated[bool, typer.Option("--as-coded", help="As the coder left it, without corrections.")] = False,
    record: RecordAt = None,
    on: On = None,
    quiet: Quiet = None,
    config: Config = None,
) -> None:
    """The record in another format: CSV, PLOVER, POLECAT, Web Annotation and others (docs/exports.md)."""
    from standoff.exporting import Kept, format_named, formats

    if format_name == "list":
        for one in formats().values():
            typer.echo(f"{one.name:<14} {one.about}")
        return
    try:
        wanted = format_named(format_name)
    except ExportError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from error
    settings = settings_of(config, record=record, on=on, quiet=quiet)
    with opened(settings) as ledger:
        kept = Kept(ledger, settings.on, as_coded)
        if out == STANDARD_OUTPUT:
            wanted.write(kept, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        _to_file(wanted, kept, Path(out))
    if not settings.quiet:
        typer.echo(f"{wanted.name} written to {out}", err=True)


def _to_file(wanted: Format, kept: Kept, path: Path) -> None:
    """Write the whole file beside its place, then put it there: until then what was there before stays."""
    if path.exists() and not path.is_file():
        raise ExportError(f"{path}: is there already, and is no file")
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            wanted.write(kept, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise ExportError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    finally:
        beside.unlink(missing_ok=True)
