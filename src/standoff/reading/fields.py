"""A report put together from named fields, each checked: what every format ends in."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from standoff.errors import InputError
from standoff.reading.days import in_range, parse_day
from standoff.reading.formats import Defaults
from standoff.reading.normalise import normalise
from standoff.report import FIELDS, Report

# No title, name or address is longer, in code points; what is, is no title.
LONGEST_FIELD = 2_000
_KINDS = {
    str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object",
    type(None): "nothing", bytes: "bytes",
}  # fmt: skip


def to_report(
    fields: Mapping[str, object], *, source: str, where: str, defaults: Defaults, position: str | None = None
) -> Report:
    """The report of ``fields``, by the names in FIELDS; those that are None or blank count as not given.

    ``source`` is the input that errors name with ``position``; ``where`` is where the report comes from unless a field
    ``url`` says it. ``published`` may be a day, a moment or ISO 8601. Raises InputError where a field is unfit.
    """
    text = fields.get("text")
    if text is None:
        raise InputError(source, "has no text", position=position)
    if not isinstance(text, str):
        raise InputError(source, f"its text is {kind_of(text)}, not text", position=position)
    said = {name: _line(name, fields.get(name), source, position) for name in FIELDS[1:] if name != "published"}
    text = normalise(text, source=source, position=position)
    if said["id"]:
        digest = hashlib.sha256(text.encode()).digest()[:16]
        if defaults.ids.setdefault(said["id"], digest) != digest:
            reason = f"its id, {_short(said['id'])!r}, is that of another text before it"
            raise InputError(source, reason, position=position)
    return Report(
        text=text,
        source=said["url"] or where,
        published=_day(fields.get("published"), source, position) or defaults.published,
        publisher=said["publisher"] or defaults.publisher,
        title=said["title"],
        language=(said["language"] or "en").replace("_", "-").split("-")[0].lower(),
        given_id=said["id"],
    )


def columns_of(names: Iterable[str], *, source: str, columns: Mapping[str, str]) -> dict[str, str]:
    """For each field the column that holds it; InputError where one asked for, or that of the text, isn't there."""
    there = list(names)
    listed = ", ".join(map(repr, there[:20])) or "none"
    for name in columns.values():
        if name not in there:
            raise InputError(source, f"has no column {name!r}; its columns are {listed}")
    found = {name: columns.get(name, name) for name in FIELDS if columns.get(name, name) in there}
    if "text" not in found:
        raise InputError(source, f"has no column 'text' (--column text=NAME names it); its columns are {listed}")
    return found


def kind_of(value: object) -> str:
    """What a value of JSON or of a table is, in words."""
    return _KINDS.get(type(value), f"a {type(value).__name__}")


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:60] + "…"


def _missing(value: object) -> bool:
    # a missing number of a table is NaN
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _line(name: str, value: object, source: str, position: str | None) -> str | None:
    if _missing(value):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(source, f"its {name} is {kind_of(value)}", position=position)
    try:
        words = " ".join(str(value).split())
    except ValueError:
        raise InputError(source, f"its {name} is a number of too many digits", position=position) from None
    if len(words) > LONGEST_FIELD:
        reason = f"its {name} has {len(words):,} characters; {LONGEST_FIELD:,} are allowed"
        raise InputError(source, reason, position=position)
    if not words:
        return None
    return normalise(words, source=source, position=position, what=f"its {name}")


def _day(value: object, source: str, position: str | None) -> date | None:
    if _missing(value):
        return None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return in_range(value, source=source, position=position)
    if not isinstance(value, str):
        raise InputError(source, f"its day of publication is {kind_of(value)}", position=position)
    return parse_day(value, source=source, position=position) if value.strip() else None
