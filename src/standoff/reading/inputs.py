"""From what stands on the command line to reports: files, folders, addresses of the web and standard input."""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from standoff.errors import InputError
from standoff.reading.article import charset_of, extractor
from standoff.reading.expand import MAGIC, expanded
from standoff.reading.files import files_below, open_file, shown
from standoff.reading.formats import PEEK, Defaults, Format, format_of, format_of_kind, told_apart
from standoff.reading.language import detect
from standoff.report import Report

if TYPE_CHECKING:
    from standoff.reading.fetch import Answer

STDIN = "-"
GZIP = ".gz"
WARC = ".warc"
# Faults after which an input is given up: it is something else than it says, and a line for each helps nobody.
MOST_FAULTS = 1_000
# What must be gone back in is copied from a pipe into a temporary file, up to this.
LARGEST_PIPED = 4 << 30
_CHUNK = 1 << 20
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def read_inputs(
    paths: list[str],
    *,
    published: date | None = None,
    publisher: str | None = None,
    columns: Mapping[str, str] | None = None,
    private: bool = False,
    beside: Counter[str] | None = None,
) -> Iterator[Report | InputError]:
    """The reports of ``paths`` in order, an InputError in place of each input, line or entry that can't be read.

    A path is a file, a folder (read recursively in name order: files of known suffixes, no hidden ones), an address of
    the web, or ``-`` for standard input. ``published`` and ``publisher`` are used where the input itself says nothing;
    ``columns`` names the column of a field; ``private`` allows addresses of this machine and of private networks;
    ``beside`` counts what was passed over on purpose. A file without a suffix, such as a pipe, is told apart by its
    beginning, as standard input is.
    """
    beside = Counter() if beside is None else beside
    defaults = Defaults(published=published, publisher=publisher, columns=columns or {}, private=private, beside=beside)
    with extractor():
        for path in paths:
            yield from _guarded(shown(path), _read(path, defaults))


def _guarded(source: str, items: Iterator[Report | InputError]) -> Iterator[Report | InputError]:
    """What ``items`` yields, its errors in their place; and an end to an input that is nothing but faults."""
    faults = 0
    try:
        for item in items:
            yield item
            faults += isinstance(item, InputError)
            if faults >= MOST_FAULTS:
                yield InputError(source, f"has over {MOST_FAULTS:,} faults: the rest is not read")
                return
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(source, (error.strerror or str(error)).lower())
    except Exception as error:
        # the last line of defence: whatever a library does with an input, the inputs beside it are read
        yield InputError(source, f"can't be read: {type(error).__name__}: {str(error)[:200]}")


def _read(path: str, defaults: Defaults) -> Iterator[Report | InputError]:
    if path == STDIN:
        yield from _stream(STDIN, "", cast(BinaryIO, sys.stdin.buffer), defaults)
    elif _URL.match(path):
        yield from read_url(path, defaults)
    elif not path:
        raise InputError("''", "is no name of a file")
    elif Path(path).is_dir():
        yield from _folder(path, defaults)
    else:
        yield from _file(path, defaults)


def read_url(url: str, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of what an address of the web holds, by its media type, the suffix in the address or its beginning.

    Raises InputError where it can't be fetched.
    """
    from standoff.reading.fetch import fetch

    answer = fetch(url, private=defaults.private)
    with closing(answer.body):
        if answer.status != 200:
            raise InputError(url, f"answers with status {answer.status}")
        yield from read_answer(url, answer, defaults)


def read_answer(source: str, answer: Answer, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of a server's answer; ``source`` is its address."""
    kind, body = answer.kind, cast(BinaryIO, answer.body)
    defaults = replace(defaults, charset=charset_of(answer.headers.get("content-type", "")))
    start = body.read(PEEK)
    body.seek(0)
    wanted = format_of_kind(kind)
    told = told_apart(start)
    # servers call feeds XML, HTML or nothing, and JSON Lines JSON: what the beginning shows goes before
    if wanted is None or (told.name != "plain text" and kind in {"text/plain", "text/html", "application/json"}):
        wanted = told
    yield from _reports(source, body, wanted, defaults)


def _folder(path: str, defaults: Defaults) -> Iterator[Report | InputError]:
    empty = True
    for found in files_below(path, defaults.beside):
        empty = False
        if isinstance(found, InputError):
            yield found
        else:
            yield from _guarded(shown(found), _file(found, defaults))
    if empty:
        raise InputError(shown(path), "holds no file to read")


def _file(path: str, defaults: Defaults) -> Iterator[Report | InputError]:
    name = Path(path).name
    if Path(name).suffix and Path(name).suffix.lower() != GZIP:
        format_of(name, source=shown(path))  # said before the file is opened: a wrong name is the commonest fault
    with open_file(path) as stream:
        yield from _stream(shown(path), name, stream, defaults)


def _stream(source: str, name: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of an open file called ``name``, or of a pipe where that is empty, gzip undone."""
    if Path(name).suffix.lower() == GZIP:
        inner = Path(name).stem
        if Path(inner).suffix.lower() == WARC:
            name = inner  # reads gzip by itself: a record a member
        else:
            name, stream = inner, expanded(stream, source=source)
    wanted = format_of(name, source=source) if Path(name).suffix else None
    if wanted is None:
        buffered = stream if isinstance(stream, BufferedReader) else BufferedReader(cast(RawIOBase, stream))
        start = buffered.peek(PEEK)
        if start.startswith(MAGIC):
            buffered = cast(BufferedReader, _seekable(cast(BinaryIO, buffered), source))
            start = expanded(cast(BinaryIO, buffered), source=source).read(PEEK)
            buffered.seek(0)
            if not start.startswith(b"WARC/"):
                buffered = cast(BufferedReader, expanded(cast(BinaryIO, buffered), source=source))
        wanted, stream = told_apart(start), cast(BinaryIO, buffered)
    yield from _reports(source, stream, wanted, defaults)


def _reports(source: str, stream: BinaryIO, wanted: Format, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports that a format reads from ``stream``, with their languages."""
    if wanted.seeks:
        stream = _seekable(stream, source)
    for item in wanted.read(source, stream, replace(defaults, ids={})):
        yield replace(item, language=detect(item.text) or item.language) if isinstance(item, Report) else item


def _seekable(stream: BinaryIO, source: str) -> BinaryIO:
    """``stream`` itself, or what it holds in a temporary file."""
    if stream.seekable():
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the reports have been read
    while chunk := stream.read(_CHUNK):
        copy.write(chunk)
        if copy.tell() > LARGEST_PIPED:
            raise InputError(source, f"is over {LARGEST_PIPED >> 30} GB from a pipe; save it as a file")
    copy.seek(0)
    return cast(BinaryIO, copy)
