"""What the head of a plain text says about the report: the day, the title, the publisher.

Two heads are known, and neither is part of the text:

- a first line that starts ``date 2022-01-28``: the text begins with the next word, on that line or a later one;
- a front matter block between two lines ``---``, of lines ``key: value``: the text begins after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from standoff.reading.days import parse_day

_DATE_LINE = re.compile(r"date:?[ \t]+(\d{4}-\d{2}-\d{2})(?!\S)\s*", re.IGNORECASE)
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*)|)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a head says; None where it says nothing. ``published`` is the day of publication."""

    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    given_id: str | None = None


def split(text: str, *, source: str) -> tuple[Header, str]:
    """The head of ``text`` and the text after it; ``text`` has its line endings normalised already.

    Raises InputError where a head names a day that doesn't exist. A text without a head comes back as it is.
    """
    found = _DATE_LINE.match(text)
    if found:
        return Header(published=parse_day(found[1], source=source, position="line 1")), text[found.end() :]
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening and text.startswith("---") else None
    if opening is None or closing is None:
        return Header(), text
    block = text[opening.end() : closing.start()]
    fields: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(block.split("\n"), start=1):
        pair = _KEY.match(line)
        if pair:
            value = (pair[2] or "").strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            fields[pair[1].lower()] = (value[1:-1] if quoted else value, f"line {number}")
        elif number > 1 and line.strip() and not line.startswith((" ", "\t", "-", "#")):
            # a rule ("---") above and below a paragraph is not front matter: keep the words
            return Header(), text
    said = fields.get("published") or fields.get("date") or ("", "")
    return (
        Header(
            published=parse_day(said[0], source=source, position=said[1]) if said[0] else None,
            publisher=fields.get("publisher", ("", ""))[0] or None,
            title=fields.get("title", ("", ""))[0] or None,
            language=fields.get("language", ("", ""))[0] or None,
            given_id=fields.get("id", ("", ""))[0] or None,
        ),
        text[closing.end() :].lstrip("\n"),
    )
