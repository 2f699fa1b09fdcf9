"""The input formats: each is a module of this package with a member ``FORMAT``, found by itself."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import BinaryIO

from standoff.errors import InputError, KnowledgeError
from standoff.report import Report

# Formats that people will try and that no module reads: said so by name rather than as "unknown".
NOT_READ = {
    ".pdf": "PDF",
    ".docx": "Word documents",
    ".zip": "archives (unpack them)",
    ".bz2": "bzip2 (gzip is)",
    ".zst": "zstd (gzip is)",
    ".xz": "xz (gzip is)",
}
# How many bytes are looked into to tell a format by its beginning.
PEEK = 2048
_MARKUP = re.compile(rb"<(!doctype html|html|head|body|meta|title)\b", re.IGNORECASE)
_XML = re.compile(rb"<(\?xml|rss|feed|rdf:RDF|channel)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What the command line says of reports whose input doesn't say it, and of how inputs are read.

    ``columns`` names, for a field of a report, the column or member that holds it where it isn't the field's own name;
    ``private`` allows addresses of this machine and of private networks. ``beside`` counts, by what it is, everything
    that was passed over on purpose: it is no report and no fault. ``ids`` holds the ids that the input at hand has
    given so far, each with the digest of its text; ``charset`` is what a server says of its answer.
    """

    published: date | None = None
    publisher: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    beside: Counter[str] = field(default_factory=Counter)
    ids: dict[str, bytes] = field(default_factory=dict)
    charset: str | None = None


Read = Callable[[str, BinaryIO, Defaults], Iterator[Report | InputError]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One input format.

    ``suffixes`` are file endings in lower case with their dot, ``kinds`` the media types of the web;
    ``read(source, stream, defaults)`` yields the reports of one open file, and an InputError in place of each that
    can't be read; it raises InputError where nothing (more) can. ``seeks`` where the stream must be able to go back.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read
    kinds: tuple[str, ...] = ()
    seeks: bool = False


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


def format_of(name: str, *, source: str) -> Format:
    """The format of the file ``name``, by its suffix; InputError where there is none for it."""
    suffix = Path(name).suffix.lower()
    found = formats().get(suffix)
    if found is not None:
        return found
    if suffix in NOT_READ:
        raise InputError(source, f"not read: {NOT_READ[suffix]}")
    raise InputError(source, f"unknown format {suffix!r}; read are {', '.join(sorted(formats()))}")


def format_of_kind(kind: str) -> Format | None:
    """The format of a media type such as ``text/html``, or None."""
    return next((found for found in formats().values() if kind in found.kinds), None)


def told_apart(start: bytes) -> Format:
    """The format of what begins with ``start``; plain text where nothing else shows."""
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"WARC/"):
        suffix = ".warc"
    elif start.startswith(b"PAR1"):
        suffix = ".parquet"
    elif start.startswith((b"{", b"[")):
        suffix = ".json" if b"jsonfeed.org" in start or start.startswith(b"[") else ".jsonl"
    elif _MARKUP.match(start) or (start.startswith(b"<?xml") and b"<html" in start):
        suffix = ".html"
    elif _XML.match(start):
        suffix = ".xml"
    else:
        suffix = ".txt"
    return formats()[suffix]
