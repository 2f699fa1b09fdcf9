"""The input formats: each is a module of this package with a member ``FORMAT``, found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import BinaryIO

from standoff.errors import InputError, KnowledgeError
from standoff.report import Report

# Formats that people will try and that no module reads yet: said so by name rather than as "unknown".
NOT_YET = {
    ".html": "HTML",
    ".htm": "HTML",
    ".xml": "RSS and Atom",
    ".rss": "RSS and Atom",
    ".atom": "RSS and Atom",
    ".json": "JSON (JSON Lines is: one report a line, .jsonl)",
    ".csv": "CSV",
    ".tsv": "TSV",
    ".parquet": "Parquet",
    ".warc": "WARC",
    ".gz": "compressed files",
    ".pdf": "PDF",
    ".docx": "Word documents",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What the command line says of reports whose input doesn't say it."""

    published: date | None = None
    publisher: str | None = None


Read = Callable[[str, BinaryIO, Defaults], Iterator[Report | InputError]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One input format.

    ``suffixes`` are file endings in lower case with their dot; ``read(source, stream, defaults)`` yields the reports of
    one open file, and an InputError in place of each that can't be read; it raises InputError where nothing can.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read


@cache
def formats() -> dict[str, Format]:
    """Every format by suffix; KnowledgeError where two modules claim one suffix or a module's FORMAT is no Format."""
    known: dict[str, Format] = {}
    for info in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda info: info.name):
        module = importlib.import_module(f"{__package__}.{info.name}")
        found = getattr(module, "FORMAT", None)
        if found is None:
            continue
        if not isinstance(found, Format):
            raise KnowledgeError(f"reading/{info.name}.py: FORMAT is a {type(found).__name__}, not a Format")
        for suffix in found.suffixes:
            if suffix in known:
                raise KnowledgeError(f"reading/{info.name}.py: {suffix} is read by {known[suffix].name} already")
            known[suffix] = found
    return known


def format_of(path: Path) -> Format:
    """The format that reads ``path``, by its suffix; InputError where none does."""
    suffix = path.suffix.lower()
    found = formats().get(suffix)
    if found is not None:
        return found
    if suffix in NOT_YET:
        raise InputError(str(path), f"not read yet: {NOT_YET[suffix]}")
    raise InputError(str(path), f"unknown format {suffix!r}; read are {', '.join(sorted(formats()))}")
