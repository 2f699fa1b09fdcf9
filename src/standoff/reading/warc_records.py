"""The records of a WARC file (ISO 28500), every one and every byte accounted for.

The framing is read here and not by a library: warcio and fastwarc give a cut-off last record as a short one, and follow
a wrong Content-Length over the records behind it without a word. Here a record must end where it says, be followed by
its two empty lines, and hold what its digest says; where not, it is named and the next record is looked for from the
beginning of its content.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from standoff.errors import InputError
from standoff.reading.expand import MAGIC, members

# Names and values of one record's head, in bytes.
LARGEST_HEAD = 64 << 10
# What is kept of a record's content in memory; of more, only what is needed to find its end is looked at.
LARGEST_KEPT = 12 << 20
# A gzip member is held in a temporary file; what is larger is no page, nor a crawl compressed as one.
LARGEST_MEMBER = 2 << 30
# Behind wrong lengths, the file may be read again this many times over before it is given up.
AGAIN = 4
_CHUNK = 256 << 10
_VERSION = re.compile(rb"WARC/1\.[01]\s*$")
# The beginning of a record; within a content, behind the end of another.
_BEGINS = re.compile(rb"WARC/1\.[01]\r?\n(?=[A-Za-z-]+:)")
_WITHIN = re.compile(rb"\r\n\r\nWARC/1\.[01]\r\n(?=[A-Za-z-]+:)")
_LONGEST_BEGINS = 64
_PARTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5}


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: ``number`` from 1, ``head`` with names in lower case; ``content`` None if over LARGEST_KEPT bytes."""

    number: int
    position: str
    head: dict[str, str]
    content: bytes | None


def entries(source: str, stream: BinaryIO) -> Iterator[Entry | InputError]:
    """The records of ``stream``, which must seek, plain or gzipped; an InputError for each that isn't whole."""
    numbers = _Numbers()
    start = stream.read(len(MAGIC))
    stream.seek(0)
    if start != MAGIC:
        yield from _plain(source, stream, numbers)
        return
    for member in members(stream, source=source):
        if isinstance(member, InputError):
            yield member
            continue
        offset, inner = member
        yield from _member(source, inner, numbers, offset)


class _Numbers:
    """Counts the records of a file over its members; ``position`` is where those of one member stand."""

    last = 0
    position = ""

    def next(self) -> int:
        """The number of the next record."""
        self.last += 1
        return self.last


def _plain(source: str, stream: BinaryIO, numbers: _Numbers) -> Iterator[Entry | InputError]:
    """The records of a file that isn't compressed, going back where a length is wrong."""
    size = stream.seek(0, io.SEEK_END)
    at = again = 0
    while at < size:
        stream.seek(at)
        found = _record(source, stream, numbers, f"byte {at:,}")
        if found is None:
            return
        record, content_at, broken = found
        yield record
        if not broken:
            at = stream.tell()
            continue
        stopped = stream.tell()
        following = _find_next(stream, content_at)
        again += max(stopped - content_at, 0)
        if following is None:
            return
        if again > AGAIN * size + LARGEST_KEPT:
            raise InputError(source, "has wrong lengths all over: the rest is not read", position=f"byte {at:,}")
        at = following


def _member(source: str, stream: BinaryIO, numbers: _Numbers, offset: int) -> Iterator[Entry | InputError]:
    """The records of one gzip member, most often one; where the member is damaged, those before the damage."""
    fault: InputError | None = None
    with tempfile.SpooledTemporaryFile(max_size=LARGEST_KEPT) as held:
        try:
            # read1: what was expanded before the damage is not lost with it
            while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]
                held.write(chunk)
                if held.tell() > LARGEST_MEMBER:
                    reason = f"expands to more than {LARGEST_MEMBER >> 30} GB: the rest of it is not read"
                    raise InputError(source, reason, position=f"byte {offset:,}")
        except InputError as error:
            fault = error
        found: Entry | InputError | None = None
        for found in _plain(source, held, _At(numbers, f"byte {offset:,}")):  # type: ignore[arg-type]
            yield found
        if fault is not None and not isinstance(found, InputError):
            yield fault


class _At(_Numbers):
    """Numbers of a member, all of whose records stand at one place of the compressed file."""

    def __init__(self, outer: _Numbers, position: str) -> None:
        self.outer, self.position = outer, position

    def next(self) -> int:
        """The number of the next record of the file."""
        return self.outer.next()


def _record(
    source: str, stream: BinaryIO, numbers: _Numbers, position: str
) -> tuple[Entry | InputError, int, bool] | None:
    """The record at which ``stream`` stands, where its content begins, and if its end is in doubt; None at the end."""
    position = numbers.position or position
    line = stream.readline(LARGEST_HEAD)
    while line in {b"\r\n", b"\n"}:
        line = stream.readline(LARGEST_HEAD)
    if not line:
        return None
    number = numbers.next()
    position = f"record {number} ({position})"
    at = stream.tell()

    def fault(reason: str) -> tuple[InputError, int, bool]:
        return InputError(source, reason, position=position), at, True

    if not _VERSION.match(line):
        return fault("is no WARC record: it doesn't begin with WARC/1.0 or WARC/1.1")
    head: dict[str, str] = {}
    read = 0
    while (line := stream.readline(LARGEST_HEAD)) not in {b"\r\n", b"\n"}:
        read += len(line)
        if not line:
            return fault("is cut off within its head")
        if read > LARGEST_HEAD:
            return fault(f"has a head of over {LARGEST_HEAD:,} bytes")
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon and not line[:1].isspace():
            head[name.strip().lower()] = value.strip()
    at = stream.tell()
    said = head.get("content-length", "")
    if not (said.isascii() and said.isdigit() and len(said) <= 15):
        return fault(f"has no length that can be read ({said[:40]!r})")
    return _content(source, stream, Entry(number, position, head, None), int(said), at)


def _content(
    source: str, stream: BinaryIO, record: Entry, length: int, at: int
) -> tuple[Entry | InputError, int, bool]:
    """The record with its content, checked against its digest and against what follows it."""
    name, _, value = record.head.get("warc-block-digest", "").partition(":")
    digest = _PARTS[name.lower()](usedforsecurity=False) if name.lower() in _PARTS else None
    kept, got = bytearray(), 0
    while got < length:
        chunk = stream.read(min(_CHUNK, length - got))
        if not chunk:
            break
        got += len(chunk)
        if digest is not None:
            digest.update(chunk)
        if length <= LARGEST_KEPT:
            kept += chunk

    def fault(reason: str, *, broken: bool) -> tuple[InputError, int, bool]:
        return InputError(source, reason, position=record.position), at, broken

    if got < length:
        return fault(f"is cut off, or its length is wrong: it says {length:,} bytes, {got:,} are there", broken=True)
    behind = stream.read(4)
    if behind[:2] == b"\n\n":  # some writers leave the carriage returns out
        stream.seek(2 - len(behind), io.SEEK_CUR)
    elif behind != b"\r\n\r\n"[: len(behind)]:
        return fault(f"doesn't end where it says, after {length:,} bytes", broken=True)
    if digest is not None and not _is(digest.digest(), value):
        return fault("doesn't hold what its digest says", broken=_WITHIN.search(kept) is not None)
    if digest is None and _WITHIN.search(kept) and record.head.get("content-type", "").startswith("application/http"):
        return fault("holds another record: its length is wrong", broken=True)
    content = bytes(kept) if length <= LARGEST_KEPT else None
    return Entry(record.number, record.position, record.head, content), at, False


def _is(digest: bytes, said: str) -> bool:
    """True where ``said`` writes ``digest``, in base 32 or hexadecimal."""
    said = said.strip()
    return said.lower() == digest.hex() or said.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("=")


def _find_next(stream: BinaryIO, at: int) -> int | None:
    """Where the next record begins from ``at`` on, by its first line; None where none does."""
    stream.seek(at)
    held = b""
    while True:
        chunk = stream.read(_CHUNK)
        held += chunk
        found = _BEGINS.search(held)
        if found:
            return at + found.start()
        if not chunk:
            return None
        keep = min(len(held), _LONGEST_BEGINS)
        at += len(held) - keep
        held = held[len(held) - keep :]
