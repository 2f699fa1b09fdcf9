"""How the data files of this folder are read: entry by entry, so that a fault names its file and entry."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from standoff.errors import KnowledgeError

DATA = Path(__file__).parent / "data"
"""Where the data files lie."""

Row = TypeVar("Row")


@cache
def read_table(path: Path) -> dict[str, Any]:
    """The whole of a TOML or JSON file (by its suffix) as plain objects; raises KnowledgeError naming the file."""
    try:
        content = path.read_bytes()
        if path.suffix == ".json":
            table = msgspec.json.decode(content)
        else:
            table = tomllib.loads(content.decode("utf-8"))
    except (OSError, ValueError) as error:  # msgspec.DecodeError and TOMLDecodeError are ValueErrors
        raise KnowledgeError(f"{path.name}: can't be read: {error}") from error
    if not isinstance(table, dict):
        raise KnowledgeError(f"{path.name}: is not a table")
    return table


def read_rows(path: Path, key: str, kind: type[Row]) -> tuple[Row, ...]:
    """The entries listed under ``key`` as ``kind`` (a msgspec Struct that forbids unknown fields).

    All faults of the file come together in one KnowledgeError, each naming its entry by code or name.
    """
    entries = read_table(path).get(key)
    if not isinstance(entries, list) or not entries:
        raise KnowledgeError(f"{path.name}: has no list {key!r}")
    rows: list[Row] = []
    faults: list[str] = []
    for number, entry in enumerate(entries, start=1):
        try:
            rows.append(msgspec.convert(entry, kind))
        except msgspec.ValidationError as error:
            faults.append(f"{_label(entry, number)}: {error}")
    complain(path, faults)
    return tuple(rows)


def complain(path: Path, faults: Sequence[str]) -> None:
    """Raise one KnowledgeError with all of ``faults``, or nothing where there are none."""
    if faults:
        raise KnowledgeError(f"{path.name}: " + "; ".join(faults))


def _label(entry: object, number: int) -> str:
    if isinstance(entry, dict):
        for field in ("code", "name"):
            if isinstance(entry.get(field), str):
                return f"entry {number} ({entry[field]})"
    return f"entry {number}"
