"""HTML (.html, .htm, .xhtml): the article in the page, with its title, day and publisher from the page's metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from standoff.errors import InputError
from standoff.reading.article import LARGEST_PAGE, page_to_report
from standoff.reading.formats import Defaults, Format
from standoff.report import Report


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The one report of ``stream``; raises InputError where it holds no article."""
    page = stream.read(LARGEST_PAGE + 1)
    report = page_to_report(page, source=source, where=source, defaults=defaults, charset=defaults.charset)
    if report is None:
        raise InputError(source, "holds no article")
    yield report


FORMAT = Format(
    name="HTML", suffixes=(".html", ".htm", ".xhtml"), kinds=("text/html", "application/xhtml+xml"), read=read
)
