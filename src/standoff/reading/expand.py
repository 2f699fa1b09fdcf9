"""gzip undone with a limit on how far it expands, and with every member accounted for.

A gzip file is a row of members; WARC files have one a record. A damaged member is named and costs only itself where the
next one can be found.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from standoff.errors import InputError

MAGIC = b"\x1f\x8b\x08"
# A member may expand to this many bytes whatever it is, and beyond that RATIO-fold: text in gzip has a ratio of 3 to
# 20, the most that gzip can do is 1,032.
ALWAYS = 32 << 20
RATIO = 200
# Behind damage, the file may be read again this many times over before it is given up.
AGAIN = 4
_CHUNK = 64 << 10


class Expanded(io.RawIOBase):
    """What one member, or with ``whole`` the row of all members, expands to; a raw stream to be buffered.

    ``stream`` stands at the member's beginning. Reading raises InputError, with the offset in the compressed file,
    where the data is damaged, cut off or expands without measure. ``taken`` is how many compressed bytes went in,
    ``used`` how many of them whole members took.
    """

    def __init__(self, stream: BinaryIO, *, source: str, whole: bool, offset: int = 0) -> None:
        self._stream, self._source, self._whole, self._offset = stream, source, whole, offset
        self._object = zlib.decompressobj(31)
        self._data = b""
        self.used = self.taken = self._out = 0
        self._ended = False

    def readable(self) -> bool:
        """True: io asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` as far as is at hand; 0 at the end."""
        while not self._ended:
            if not self._data:
                self._data = self._stream.read(_CHUNK)
                if not self._data:
                    self._fail("gzip data is cut off")
            before = len(self._data)
            try:
                found = self._object.decompress(self._data, len(buffer))
            except zlib.error as error:
                self._fail(f"gzip data is damaged ({str(error).rpartition(': ')[2]})")
            self._data = self._object.unconsumed_tail
            if self._object.eof:
                self._data = self._object.unused_data
            self.taken += before - len(self._data)
            self._out += len(found)
            if self._out > ALWAYS and self._out > RATIO * self.taken:
                self._fail(f"expands over {RATIO}-fold to more than {ALWAYS >> 20} MB: refused as a gzip bomb")
            if self._object.eof:
                self._next_member()
            if found:
                buffer[: len(found)] = found
                return len(found)
        return 0

    def _next_member(self) -> None:
        self.used = self.taken
        if self._whole:
            self._data = self._data or self._stream.read(_CHUNK)
            rest = self._data.lstrip(b"\0")
            if rest and not MAGIC.startswith(rest[:3]):
                self._fail(f"gzip data is followed by {len(rest):,} bytes or more that are none")
            if rest:
                self.taken += len(self._data) - len(rest)
                self._data, self._object = rest, zlib.decompressobj(31)
                return
        self._ended = True

    def _fail(self, reason: str) -> None:
        self._ended = True
        raise InputError(self._source, reason, position=f"byte {self._offset + self.taken:,}")


def expanded(stream: BinaryIO, *, source: str) -> BinaryIO:
    """What the gzip file ``stream`` holds, as a buffered stream."""
    return io.BufferedReader(Expanded(stream, source=source, whole=True))


def members(stream: BinaryIO, *, source: str) -> Iterator[tuple[int, BinaryIO] | InputError]:
    """Each member of a gzip file as its offset and a stream of what it holds; ``stream`` must seek.

    What the caller leaves unread of a member is read here, so that every byte is looked at. An InputError stands for
    bytes that are no member; after a damaged member the next one is looked for from behind its beginning.
    """
    at = again = 0
    damaged = False
    size = stream.seek(0, io.SEEK_END)
    while True:
        found = _find(stream, at)
        if found is None:
            if not damaged and _is_something(stream, at, size):
                yield InputError(source, f"{size - at:,} bytes are no gzip data", position=f"byte {at:,}")
            return
        if found > at and not damaged and _is_something(stream, at, found):
            yield InputError(source, f"{found - at:,} bytes are no gzip data", position=f"byte {at:,}")
        stream.seek(found)
        raw = Expanded(stream, source=source, whole=False, offset=found)
        buffered = io.BufferedReader(raw)
        broken = False
        try:
            yield found, buffered
            while buffered.read(_CHUNK):
                pass
        except InputError as error:
            broken = True
            yield error
        damaged = broken or not raw.used
        if not damaged:
            at = found + raw.used
            continue
        at = found + len(MAGIC)
        again += raw.taken
        if again > AGAIN * size + ALWAYS:
            raise InputError(source, "gzip data is damaged all over: the rest is not read", position=f"byte {at:,}")


def inflate(data: bytes, encoding: str, *, source: str, limit: int, position: str | None = None) -> bytes:
    """``data`` of a web server without its content encoding, at most ``limit`` bytes; InputError otherwise."""
    for code in reversed([code.strip().lower() for code in encoding.split(",") if code.strip()]):
        if code == "identity":
            continue
        if code not in {"gzip", "x-gzip", "deflate"}:
            raise InputError(source, f"is encoded as {code!r}, which isn't read", position=position)
        if code != "deflate" and not data.startswith(MAGIC):
            continue  # archives often keep the header of what they have decoded
        found = None
        for bits in (31,) if code != "deflate" else (15, -15):
            try:
                machine = zlib.decompressobj(bits)
                found = machine.decompress(data, limit + 1)
                break
            except zlib.error:
                continue
        if found is None:
            raise InputError(source, f"its {code} encoding is damaged", position=position)
        if len(found) > limit:
            raise InputError(source, f"its {code} encoding expands to over {limit:,} bytes", position=position)
        if not machine.eof:
            raise InputError(source, f"its {code} encoding is cut off", position=position)
        data = found
    return data


def _find(stream: BinaryIO, at: int) -> int | None:
    """The offset of the first gzip header from ``at`` on."""
    stream.seek(at)
    held = b""
    while chunk := stream.read(_CHUNK):
        held += chunk
        found = held.find(MAGIC)
        if found >= 0:
            return at + found
        keep = min(len(held), len(MAGIC) - 1)
        at += len(held) - keep
        held = held[len(held) - keep :]
    return None


def _is_something(stream: BinaryIO, begin: int, end: int) -> bool:
    """True where not all of the bytes are zeros, with which some tools fill up."""
    stream.seek(begin)
    while begin < end:
        chunk = stream.read(min(_CHUNK, end - begin))
        if not chunk:
            return False
        if chunk.strip(b"\0"):
            return True
        begin += len(chunk)
    return False
