"""JSON Lines (.jsonl, .ndjson): one report a line; a bad line costs only itself.

Read of each object: ``text`` (needed), ``id``, ``title``, ``published``, ``publisher``, ``url``, ``language``; other
members are ignored. The file is read a line at a time, however long it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from standoff.errors import InputError
from standoff.reading.formats import Defaults, Format
from standoff.reading.header import parse_day
from standoff.reading.normalise import LONGEST, decode, normalise
from standoff.report import Report

# An escaped code point takes up to twelve bytes (\\ud83d\\ude00), and the other members want room beside the text.
_LONGEST_LINE = 12 * LONGEST + 65_536


class _Line(msgspec.Struct, kw_only=True):
    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of ``stream`` in order, an InputError in place of each line that is none; blank lines are skipped."""
    number = 0
    while data := stream.readline(_LONGEST_LINE):
        number += 1
        if len(data) == _LONGEST_LINE and not data.endswith(b"\n"):
            while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield InputError(source, f"is over {_LONGEST_LINE:,} bytes", position=f"line {number}")
        elif data.strip():
            try:
                yield _report(data, source, number, defaults)
            except InputError as error:
                yield error


def _report(data: bytes, source: str, number: int, defaults: Defaults) -> Report:
    position = f"line {number}"
    line_text = decode(data, source=source, first_line=number).lstrip("\ufeff")
    try:
        line = msgspec.json.decode(line_text, type=_Line)
    except msgspec.ValidationError as error:
        raise InputError(source, f"is not a report: {error}", position=position) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(source, f"is not JSON: {error}", position=position) from None
    return Report(
        text=normalise(line.text, source=source, position=position),
        source=line.url or f"{source}#{number}",
        published=parse_day(line.published, source=source, position=position) if line.published else defaults.published,
        publisher=line.publisher or defaults.publisher,
        title=line.title or None,
        language=line.language or "en",
        given_id=None if line.id is None else str(line.id),
    )


FORMAT = Format(name="JSON Lines", suffixes=(".jsonl", ".ndjson"), read=read)
