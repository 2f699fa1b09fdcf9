"""Report: a text that never changes again, with what is known of where it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

# The names by which inputs give what a report has.
FIELDS = ("text", "id", "title", "published", "publisher", "url", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report as read.

    ``text`` is normalised once by reading/ (line endings to ``\\n``, NFC, no BOM) and never touched after;
    ``published`` is the day it was published, or None where nothing says so; ``source`` is the path or URL it came
    from, with ``#line`` for one of many in a file.
    """

    text: str
    source: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    language: str = "en"
    given_id: str | None = None

    @property
    def id(self) -> str:
        """``sha256:`` and the digest of the text, the day and the publisher: the same report has the same id."""
        return id_of(self.text, self.published.isoformat() if self.published else None, self.publisher)


def id_of(text: str, published: str | None, publisher: str | None) -> str:
    """The id of the report with that text, day (ISO 8601) and paper."""
    parts = "\x1f".join((text, published or "", publisher or ""))
    return "sha256:" + hashlib.sha256(parts.encode("utf-8")).hexdigest()
