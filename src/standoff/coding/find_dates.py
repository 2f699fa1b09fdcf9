"""Dates in a text: an interval with a precision for "yesterday", "in December", "within 72 hours", "5 March 2014".

A grammar of our own over the text, because general date libraries take "Friday" in a Friday story for another day and
give a day where the words give a month. Each pattern is bounded, so the cost is linear in the text.
"""

from __future__ import annotations

import calendar
import functools
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

import standoff.languages
from standoff.record import Precision
from standoff.span import Span

Relation = Literal["at", "before", "after", "since", "for", "within"]
FIRST_YEAR, LAST_YEAR = 1500, 2199
# "for years" and the like name no day; they are kept so that nothing else is read into their words.
_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652, "hour": 0, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Words of time at ``span``: days ``value`` to ``end``, both included; None where they can't be known."""

    span: Span
    value: date | None
    end: date | None
    precision: Precision
    relation: Relation = "at"


def find_dates(text: str, published: date | None) -> list[FoundDate]:
    """The dates of a text in its order, none overlapping; relative ones have no value where ``published`` is None."""
    grammar = _grammar()
    taken: list[FoundDate] = []
    for found in grammar.pattern.finditer(text):
        name = found.lastgroup or ""
        made = grammar.rules[name](found, published)
        if made is not None:
            taken.append(made)
    return taken


def iso(found: FoundDate) -> str:
    """The first day as ISO 8601, cut to the precision: 2014, 2014-03 or 2014-03-05; "" where it isn't known."""
    if found.value is None:
        return ""
    day = found.value.isoformat()
    return day[:4] if found.precision in {"year", "decade"} else day[:7] if found.precision in {"month", "season"} else day


@dataclass(frozen=True)
class _Grammar:
    pattern: re.Pattern[str]
    rules: dict[str, Callable[[re.Match[str], date | None], FoundDate | None]]


@functools.cache
def _words() -> dict[str, Any]:
    path = Path(standoff.languages.__file__).parent / "en_dates.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def _grammar() -> _Grammar:
    words = _words()
    month = "|".join([m.capitalize() for m in words["months"]] + [rf"{m.capitalize()}\.?" for m in words["month_short"]])
    day = "|".join(d.capitalize() for d in words["weekdays"])
    number = "|".join(sorted(map(re.escape, words["numerals"]), key=len, reverse=True))
    season = "|".join(words["seasons"])
    unit = r"(?:hour|day|week|fortnight|month|year|decade)s?"
    d, y = r"[0-3]?\d(?:st|nd|rd|th)?", r"(?:1[5-9]|20|21)\d\d"
    rows: list[tuple[str, str, Callable[[re.Match[str], date | None], FoundDate | None]]] = [
        ("isoday", rf"(?P<iy>{y})-(?P<im>[01]\d)-(?P<id>[0-3]\d)", _iso_day),
        ("dmy", rf"(?P<d1>{d}) (?:of )?(?P<m1>{month})(?:,? (?P<y1>{y}))?", lambda m, p: _calendar(m, p, "1")),
        ("mdy", rf"(?P<m2>{month}) (?P<d2>{d})(?![\d:])(?:,? (?P<y2>{y}))?", lambda m, p: _calendar(m, p, "2")),
        ("my", rf"(?P<part3>(?:early|mid|late)[- ])?(?P<m3>{month}),? (?P<y3>{y})", lambda m, p: _month(m, p, "3")),
        ("lastmonthname", rf"(?P<which4>[Ll]ast|[Nn]ext|[Tt]his) (?P<m4>{month})\b", _which_month),
        ("inmonth", rf"(?P<pre5>(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Bb]efore|[Aa]fter|end of|[Ii]n early|[Ii]n late|[Ii]n mid)[- ](?:early |late |mid-)?)(?P<m5>{month})\b(?!,? {y})(?! [0-3]?\d\b)", _in_month),
        ("seasonyear", rf"(?:[Tt]he )?(?P<s6>{season}) (?:of )?(?P<y6>{y})", _season),
        ("thedecade", r"(?:the )?(?P<dec>(?:1[5-9]|20)\d0)s\b", _decade),
        ("inyear", rf"(?:[Ii]n|[Ss]ince|[Ff]rom|[Bb]y|[Uu]ntil|[Dd]uring|[Bb]efore|[Aa]fter|of|the) (?P<y7>{y})(?![\d,]*\d|-\w)", _year),
        ("ago", rf"(?P<n8>\d{{1,3}}|{number}) (?P<u8>{unit}) (?:ago|earlier)\b", _ago),
        ("within", rf"(?:[Ww]ithin|[Ii]n the (?:next|coming)|[Oo]ver the (?:next|coming)) (?:the next )?(?P<n9>\d{{1,3}}(?:[-–]\d{{1,3}})?|{number}) (?P<u9>{unit})\b", _within),
        ("forspan", rf"(?:[Ff]or|[Oo]ver|[Ii]n) (?:the )?(?:past |last |almost |nearly |more than |about |many )*(?:(?:\d{{1,3}}|{number}) )?(?:hours|days|weeks|months|years|decades)\b", _for),
        ("endof", r"(?P<by10>[Bb]y |[Bb]efore |[Aa]t |[Uu]ntil )?the end of (?:the|this) (?P<u10>week|month|year)\b", _end_of),
        ("weekend", r"(?:[Oo]ver|[Aa]t|[Oo]n|[Dd]uring) the weekend\b", _weekend),
        ("earlierthis", r"(?:[Ee]arlier |[Ll]ater )?(?P<w11>[Tt]his|[Ll]ast|[Nn]ext|[Tt]he (?:previous|past|following|coming)) (?P<u11>week|month|year|decade|weekend|century)\b", _unit),
        ("dayword", r"[Tt]he day before yesterday|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Ll]ast night|[Oo]vernight", _day_word),
        ("weekday", rf"(?P<w12>[Ll]ast |[Nn]ext |[Tt]his |early on |late on )?(?P<d12>{day})(?! Times| Post| Mirror| Telegraph)\b", _weekday),
    ]  # fmt: skip
    pattern = "|".join(rf"(?P<{name}>(?<![\w$€£-]){body}(?!\w))" for name, body, _ in rows)
    return _Grammar(re.compile(pattern), {name: rule for name, _, rule in rows})


def _span(found: re.Match[str]) -> Span:
    return Span(*found.span())


def _made(
    found: re.Match[str], first: date | None, last: date | None, precision: Precision, relation: Relation = "at"
) -> FoundDate:
    return FoundDate(_span(found), first, last, precision, relation)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(word: str) -> int:
    low = word.lower().rstrip(".")
    months = _words()["months"]
    return months.index(low) + 1 if low in months else int(_words()["month_short"][low])


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(_words()["numerals"][word])


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _relation(found: re.Match[str]) -> Relation:
    first = found.group().split()[0].lower()
    return {"since": "since", "by": "before", "until": "before", "before": "before", "after": "after"}.get(first, "at")  # type: ignore[return-value]


def _iso_day(found: re.Match[str], published: date | None) -> FoundDate | None:
    day = _day_of(int(found["iy"]), int(found["im"]), int(found["id"]))
    return _made(found, day, day, "day") if day else None


def _calendar(found: re.Match[str], published: date | None, n: str) -> FoundDate | None:
    number = int(re.sub(r"\D", "", found["d" + n]))
    month = _month_number(found["m" + n])
    if found["y" + n]:
        day = _day_of(int(found["y" + n]), month, number)
        return _made(found, day, day, "day") if day else None
    if not 1 <= number <= 31:
        return None
    if published is None:
        return _made(found, None, None, "day")
    # without a year: the nearest such day
    near = [d for y in (-1, 0, 1) if (d := _day_of(published.year + y, month, number))]
    day = min(near, key=lambda d: abs((d - published).days), default=None)
    return _made(found, day, day, "day") if day else None


def _month(found: re.Match[str], published: date | None, n: str) -> FoundDate:
    year, month = int(found["y" + n]), _month_number(found["m" + n])
    return _made(found, date(year, month, 1), _month_end(year, month), "month")


def _which_month(found: re.Match[str], published: date | None) -> FoundDate:
    month, which = _month_number(found["m4"]), found["which4"].lower()
    if published is None:
        return _made(found, None, None, "month")
    year = published.year
    if which == "last" and month >= published.month:
        year -= 1
    if which == "next" and month <= published.month:
        year += 1
    return _made(found, date(year, month, 1), _month_end(year, month), "month")


def _in_month(found: re.Match[str], published: date | None) -> FoundDate:
    month, relation = _month_number(found["m5"]), _relation(found)
    if published is None:
        return _made(found, None, None, "month", relation)
    # the latest before publication, or the next one for what must be by then
    year = published.year
    if relation == "before" and month < published.month:
        year += 1
    elif relation != "before" and month > published.month:
        year -= 1
    return _made(found, date(year, month, 1), _month_end(year, month), "month", relation)


def _season(found: re.Match[str], published: date | None) -> FoundDate:
    first, last = _words()["seasons"][found["s6"]]
    year = int(found["y6"])
    return _made(found, date(year, first, 1), _month_end(year + (last < first), last), "season")


def _decade(found: re.Match[str], published: date | None) -> FoundDate:
    year = int(found["dec"])
    return _made(found, date(year, 1, 1), date(year + 9, 12, 31), "decade")


def _year(found: re.Match[str], published: date | None) -> FoundDate:
    year = int(found["y7"])
    return _made(found, date(year, 1, 1), date(year, 12, 31), "year", _relation(found))


def _ago(found: re.Match[str], published: date | None) -> FoundDate:
    unit = found["u8"].rstrip("s")
    precision: Precision = {"day": "day", "hour": "day", "week": "week", "fortnight": "week", "month": "month"}.get(unit, "year")  # type: ignore[assignment]
    if published is None:
        return _made(found, None, None, precision)
    first = _back(published, unit, _number(found["n8"]))
    return _made(found, *_whole(first, precision), precision)


def _back(day: date, unit: str, count: int) -> date:
    if unit in {"year", "decade"}:
        year = max(1, day.year - count * (10 if unit == "decade" else 1))
        return _day_of(year, day.month, day.day) or date(year, day.month, 28)
    if unit == "month":
        months = max(12, day.year * 12 + day.month - 1 - count)
        return date(months // 12, months % 12 + 1, 1)
    return day - timedelta(days=min(count * _UNITS[unit], day.toordinal() - 1))


def _whole(day: date, precision: Precision) -> tuple[date, date]:
    """The day, week, month or year that ``day`` lies in."""
    if precision == "week":
        monday = day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
        return monday, monday + timedelta(days=6)
    if precision == "month":
        return day.replace(day=1), _month_end(day.year, day.month)
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def _within(found: re.Match[str], published: date | None) -> FoundDate:
    if published is None:
        return _made(found, None, None, "range", "within")
    count = _number(re.split(r"[-–]", found["n9"])[-1])
    unit = found["u9"].rstrip("s")
    days = -(-count // 24) if unit == "hour" else count * _UNITS[unit]
    return _made(found, published, published + timedelta(days=days), "range", "within")


def _for(found: re.Match[str], published: date | None) -> FoundDate:
    return _made(found, None, None, "range", "for")


def _end_of(found: re.Match[str], published: date | None) -> FoundDate:
    unit = found["u10"]
    relation: Relation = "before" if found["by10"] and found["by10"].strip().lower() != "at" else "at"
    if published is None:
        return _made(found, None, None, "day", relation)
    last = _whole(published, unit)[1]  # type: ignore[arg-type]
    return _made(found, last, last, "day", relation)


def _weekend(found: re.Match[str], published: date | None) -> FoundDate:
    if published is None:
        return _made(found, None, None, "range")
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    return _made(found, saturday, saturday + timedelta(days=1), "range")


def _unit(found: re.Match[str], published: date | None) -> FoundDate | None:
    unit, which = found["u11"], found["w11"].lower()
    if unit == "century":
        return None
    precision: Precision = "range" if unit == "weekend" else unit  # type: ignore[assignment]
    if published is None:
        return _made(found, None, None, precision)
    step = 0 if which == "this" else -1 if which in {"last", "the previous", "the past"} else 1
    if unit == "weekend":
        saturday = published - timedelta(days=(published.weekday() - 5) % 7) + timedelta(days=7 * max(step, 0))
        return _made(found, saturday, saturday + timedelta(days=1), "range")
    if unit == "week":
        return _made(found, *_whole(published + timedelta(days=7 * step), "week"), "week")
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return _made(found, *_whole(date(months // 12, months % 12 + 1, 1), "month"), "month")
    year = published.year + step * (10 if unit == "decade" else 1)
    if unit == "decade":
        return _made(found, date(year // 10 * 10, 1, 1), date(year // 10 * 10 + 9, 12, 31), "decade")
    return _made(found, date(year, 1, 1), date(year, 12, 31), "year")


def _day_word(found: re.Match[str], published: date | None) -> FoundDate:
    if published is None:
        return _made(found, None, None, "day")
    word = found.group().lower()
    back = {"yesterday": 1, "last night": 1, "overnight": 0, "tomorrow": -1, "the day before yesterday": 2}.get(word, 0)
    day = published - timedelta(days=back)
    return _made(found, day, day, "day")


def _weekday(found: re.Match[str], published: date | None) -> FoundDate:
    if published is None:
        return _made(found, None, None, "day")
    wanted = _words()["weekdays"].index(found["d12"].lower())
    which = (found["w12"] or "").strip().lower()
    # the latest such day, today included; "last Friday" on a Friday is a week ago, "next Friday" is to come
    back = (published.weekday() - wanted) % 7
    if which == "last" and back == 0:
        back = 7
    if which == "next":
        back -= 7
    day = published - timedelta(days=back)
    return _made(found, day, day, "day")
