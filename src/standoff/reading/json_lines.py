"""JSON Lines (.jsonl, .ndjson): one report a line; a bad line costs only itself.

Read of each object: ``text`` (needed), ``id``, ``title``, ``published``, ``publisher``, ``url``, ``language``, or the
members that the columns name instead; other members are ignored. The file is read a line at a time, however long it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from standoff.errors import InputError
from standoff.reading.fields import kind_of, to_report
from standoff.reading.formats import Defaults, Format
from standoff.reading.normalise import LONGEST, decode
from standoff.report import FIELDS, Report

# An escaped code point takes up to twelve bytes (\\ud83d\\ude00), and the other members want room beside the text.
_LONGEST_LINE = 12 * LONGEST + 65_536


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of ``stream`` in order, an InputError in place of each line that is none; blank lines are skipped."""
    number = 0
    while data := stream.readline(_LONGEST_LINE):
        number += 1
        if number == 1 and data.startswith((b"\xff\xfe", b"\xfe\xff")):
            decode(data, source=source)
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
    members = _members(decode(data, source=source, first_line=number).lstrip("\ufeff"), source, position)
    names = {field: defaults.columns.get(field, field) for field in FIELDS}
    for name in set(names.values()):
        if data.count(b'"' + name.encode() + b'"') > 1:
            _refuse_twice(data, set(names.values()), source, position)
            break
    fields = {field: members.get(name) for field, name in names.items()}
    where = f"{source}#{number}"
    return to_report(fields, source=source, where=where, defaults=defaults, position=position)


def _members(line: str, source: str, position: str) -> dict[str, Any]:
    try:
        members = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise InputError(source, f"is not JSON: {error}", position=position) from None
    if not isinstance(members, dict):
        raise InputError(source, f"is not a report: it is {kind_of(members)}", position=position)
    return members


def _refuse_twice(data: bytes, names: set[str], source: str, position: str) -> None:
    """InputError where a member that is read stands twice in the object: nobody knows which is meant."""
    depths: list[list[tuple[str, Any]]] = []

    def keep(pairs: list[tuple[str, Any]]) -> None:
        depths.append(pairs)

    try:
        json.loads(data, object_pairs_hook=keep)
    except (ValueError, RecursionError) as error:
        raise InputError(source, f"is not JSON: {error}", position=position) from None
    seen = [name for name, _ in depths[-1]]
    for name in seen:
        if name in names and seen.count(name) > 1:
            raise InputError(source, f"says {name!r} twice", position=position)


FORMAT = Format(
    name="JSON Lines",
    suffixes=(".jsonl", ".ndjson"),
    kinds=("application/jsonl", "application/x-ndjson", "application/ndjson", "application/jsonlines"),
    read=read,
)
