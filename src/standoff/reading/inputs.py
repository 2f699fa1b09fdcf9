"""From what stands on the command line to reports: files, folders and standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from standoff.errors import InputError
from standoff.reading.formats import Defaults, Format, format_of, formats
from standoff.report import Report

STDIN = "-"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
# how far standard input is looked into to tell JSON Lines from plain text
_PEEK = 512


def read_inputs(
    paths: list[str], *, published: date | None = None, publisher: str | None = None
) -> Iterator[Report | InputError]:
    """The reports of ``paths`` in order, an InputError in place of each input or line that can't be read.

    A path is a file, a folder (read recursively in name order: files of known suffixes, no hidden ones) or ``-`` for
    standard input. ``published`` and ``publisher`` are used where the input itself says nothing. A file without a
    suffix, such as a pipe, is told apart as standard input is: JSON Lines where it begins with ``{``, else plain text.
    """
    defaults = Defaults(published=published, publisher=publisher)
    for path in paths:
        try:
            yield from _read(path, defaults)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(path, (error.strerror or str(error)).lower())


def _read(path: str, defaults: Defaults) -> Iterator[Report | InputError]:
    if path == STDIN:
        yield from _told_apart(STDIN, cast(BinaryIO, sys.stdin.buffer), defaults)
        return
    if _URL.match(path):
        raise InputError(path, "not read yet: addresses on the web")
    place = Path(path)
    if not place.is_dir():
        yield from _file(place, defaults)
        return
    empty = True
    for file in _files_below(place):
        empty = False
        try:
            yield from _file(file, defaults)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(str(file), (error.strerror or str(error)).lower())
    if empty:
        raise InputError(path, f"holds no file to read ({', '.join(sorted(formats()))})")


def _file(place: Path, defaults: Defaults) -> Iterator[Report | InputError]:
    wanted: Format | None = format_of(place) if place.suffix else None
    with place.open("rb") as stream:
        if wanted is None:
            yield from _told_apart(str(place), stream, defaults)
        else:
            yield from wanted.read(str(place), stream, defaults)


def _told_apart(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    buffered = stream if isinstance(stream, BufferedReader) else BufferedReader(stream)  # type: ignore[type-var]
    start = buffered.peek(_PEEK).removeprefix(b"\xef\xbb\xbf").lstrip()
    suffix = ".jsonl" if start.startswith(b"{") else ".txt"
    yield from formats()[suffix].read(source, cast(BinaryIO, buffered), defaults)


def _files_below(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in found:
        # a link to a folder isn't followed: it may lead back up, for ever
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(Path(entry.path))
        elif entry.is_file() and Path(entry.name).suffix.lower() in formats():
            yield Path(entry.path)
