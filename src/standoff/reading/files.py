"""Files and folders as they are found: links, pipes, names of any bytes, things that vanish."""

from __future__ import annotations

import errno
import io
import os
import select
import stat
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from standoff.errors import InputError
from standoff.reading.formats import formats

# How long a named pipe is given until somebody opens it to write, in seconds.
PATIENCE = 5.0
# Folders within folders; deeper is a loop or made to be one.
DEEPEST = 100
_WAIT = 0.05


def shown(path: str) -> str:
    """``path`` as text: bytes of a name that are none are written as escapes such as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def files_below(folder: str, beside: Counter[str]) -> Iterator[str | InputError]:
    """The files to read below ``folder``, in name order, an InputError for what should be one and isn't.

    Hidden files, files of unknown suffixes and links to folders (which may lead back up, for ever) are passed over; the
    last two are counted in ``beside``. Raises OSError where ``folder`` can't be listed.
    """
    pending: list[tuple[str, int]] = []
    pending.extend((path, 1) for path in reversed(_listed(folder)))
    while pending:
        path, depth = pending.pop()
        try:
            mode = os.lstat(path).st_mode
            if stat.S_ISDIR(mode):
                if depth > DEEPEST:
                    yield InputError(shown(path), f"lies over {DEEPEST} folders deep")
                    continue
                pending.extend((below, depth + 1) for below in reversed(_listed(path)))
                continue
            if not _readable_name(path):
                beside["files of other kinds"] += 1
                continue
            linked = stat.S_ISLNK(mode)
            mode = Path(path).stat().st_mode if linked else mode
        except OSError as error:
            yield InputError(shown(path), _reason(error))
            continue
        if stat.S_ISDIR(mode):
            beside["links to folders"] += 1
        elif stat.S_ISREG(mode):
            yield path
        else:
            yield InputError(shown(path), f"is {_kind(mode)}, not a file; name it by itself to read it")


def open_file(path: str) -> BinaryIO:
    """``path`` opened to be read; a pipe as soon as somebody writes to it.

    Raises OSError where it can't be opened, InputError where nobody opens the pipe to write, or it is a folder's.
    """
    mode = Path(path).stat().st_mode
    if not stat.S_ISFIFO(mode):
        return cast(BinaryIO, Path(path).open("rb"))
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        first = _first_bytes(handle, shown(path))
    except BaseException:
        os.close(handle)
        raise
    os.set_blocking(handle, True)
    return cast(BinaryIO, io.BufferedReader(_Begun(first, handle)))


class _Begun(io.RawIOBase):
    """A pipe of which some bytes have been read already."""

    def __init__(self, first: bytes, handle: int) -> None:
        self._first = first
        self._rest = io.FileIO(handle, "rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        if self._first:
            found, self._first = self._first[: len(buffer)], self._first[len(buffer) :]
            buffer[: len(found)] = found
            return len(found)
        return self._rest.readinto(buffer)

    def close(self) -> None:
        self._rest.close()
        super().close()


def _first_bytes(handle: int, source: str) -> bytes:
    """What comes first out of a pipe, perhaps nothing yet, once somebody has opened it to write."""
    ends = time.monotonic() + PATIENCE
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)
    while True:
        came = waiting.poll(_WAIT * 1000)
        try:
            found = os.read(handle, io.DEFAULT_BUFFER_SIZE)
        except BlockingIOError:
            return b""  # somebody is there and has written nothing so far
        if found or came:
            return found  # or somebody was there, wrote nothing and left
        if time.monotonic() > ends:
            raise InputError(source, f"is a pipe that nobody writes to (waited {PATIENCE:.0f} s)")


def _listed(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.path for entry in entries if not entry.name.startswith("."))


def _readable_name(path: str) -> bool:
    name = Path(path)
    suffix = Path(name.stem).suffix if name.suffix.lower() == ".gz" else name.suffix
    return suffix.lower() in formats()


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "is a link that leads round in a circle"
    if error.errno == errno.ENOENT:
        return "is a link that leads nowhere, or has gone"
    return (error.strerror or str(error)).lower()


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"
