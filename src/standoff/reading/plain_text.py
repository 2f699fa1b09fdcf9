"""Plain text (.txt, .md): one report a file, with its day from the head where there is one (header.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from standoff.errors import InputError
from standoff.reading import header
from standoff.reading.fields import to_report
from standoff.reading.formats import Defaults, Format
from standoff.reading.normalise import LONGEST, decode, normalise
from standoff.report import Report

# UTF-8 takes up to four bytes a code point
_MOST_BYTES = 4 * LONGEST


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The one report of ``stream``; raises InputError where it is no text."""
    data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise InputError(source, f"is over {_MOST_BYTES:,} bytes; a report may have {LONGEST:,} characters")
    head, text = header.split(normalise(decode(data, source=source), source=source), source=source)
    if not text.strip():
        raise InputError(source, "holds no text after its head")
    fields = {
        "text": text, "id": head.given_id, "title": head.title, "published": head.published,
        "publisher": head.publisher, "language": head.language,
    }  # fmt: skip
    yield to_report(fields, source=source, where=source, defaults=defaults)


FORMAT = Format(name="plain text", suffixes=(".txt", ".md"), kinds=("text/plain", "text/markdown"), read=read)
