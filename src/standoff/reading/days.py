"""The day a report was published, as inputs write it."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime

from standoff.errors import InputError

# No newspaper is older, and a day after the last comes from a clock or a field that is wrong.
FIRST, LAST = date(1600, 1, 1), date(2199, 12, 31)


def parse_day(value: str, *, source: str, position: str | None = None) -> date:
    """The day of an ISO 8601 date or date-time (``2022-01-28``, ``2022-01-28T09:30:00Z``), as written there.

    Raises InputError where it is none, or out of the range FIRST to LAST.
    """
    day, separator, _ = value.strip().replace(" ", "T", 1).partition("T")
    try:
        if len(day) != 10 or (separator and not value.strip()[11:12].isdigit()):
            raise ValueError
        found = date.fromisoformat(day)
    except ValueError:
        shown = value if len(value) <= 40 else value[:40] + "…"
        raise InputError(source, f"{shown!r} is not a day (YYYY-MM-DD)", position=position) from None
    return in_range(found, source=source, position=position)


def parse_feed_day(value: str, *, source: str, position: str | None = None) -> date:
    """As ``parse_day``, and the form of mail and RSS: ``Fri, 28 Jan 2022 09:30:00 GMT``."""
    words = value.strip()
    if words[:4].isdigit():
        return parse_day(words, source=source, position=position)
    try:
        found = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_day(words, source=source, position=position)
    return in_range(found.date(), source=source, position=position)


def in_range(day: date, *, source: str, position: str | None = None) -> date:
    """``day`` itself; InputError where no report can be of that day."""
    if not FIRST <= day <= LAST:
        reason = f"its day of publication, {day.isoformat()}, is out of range ({FIRST.year} to {LAST.year})"
        raise InputError(source, reason, position=position)
    return day
