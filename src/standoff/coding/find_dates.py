"""Dates in a text: an interval with a precision for "yesterday", "in December", "within 72 hours", "5 March 2014".

A grammar of our own over the text, because general date libraries take "Friday" in a Friday story for another day and
give a day where the words give a month. Each rule is a bounded pattern and a function that reads its match, so the cost
is linear in the text. Where rules meet, the match that begins first is kept, and the longest of those.
"""

from __future__ import annotations

import calendar
import functools
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import msgspec

import standoff.languages
from standoff.errors import KnowledgeError
from standoff.record import Precision
from standoff.span import Span

Relation = Literal["at", "before", "after", "since", "for", "within"]
# What the word before a date makes of it.
RELATIONS: dict[str, Relation] = {
    "since": "since", "by": "before", "until": "before", "till": "before", "before": "before", "after": "after",
}  # fmt: skip
# How far before a date that word is looked for, in characters: "before the ".
LOOK_BACK = 12
# Years in which 29 February is looked for around the day of publication: there are up to eight between two of them.
LEAP_REACH = 8
# First and last month of a part of a year; the same for the days of a month and the years of a decade.
YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Words of time at ``span`` (code points of the text): days ``value`` to ``end``, both included.

    Both are None where the words name no day ("for years") or the day of publication is not known; only ``end`` is
    None where the interval is open ("in the coming weeks"). ``relation`` says how an act stands to the interval.
    """

    span: Span
    value: date | None
    end: date | None
    precision: Precision
    relation: Relation = "at"


def find_dates(text: str, published: date | None) -> list[FoundDate]:
    """The dates of a text in its order, none overlapping; relative ones have no value where ``published`` is None.

    A date outside the years 1 to 9999 is left out.
    """
    candidates = sorted(_candidates(text, published), key=lambda d: (d.span.begin, -d.span.end))
    taken: list[FoundDate] = []
    for found in candidates:
        if not taken or found.span.begin >= taken[-1].span.end:
            taken.append(found)
    return taken


def iso(found: FoundDate) -> str:
    """The first day as ISO 8601, cut to the precision: 2014, 2014-03 or 2014-03-05; "" where it isn't known."""
    if found.value is None:
        return ""
    day = found.value.isoformat()
    if found.precision in {"year", "decade"}:
        return day[:4]
    return day[:7] if found.precision in {"month", "season"} else day


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sections of languages/en_dates.toml; its comments say what each key is."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: dict[str, tuple[int, int]]
    ambiguous: frozenset[str]
    names_before: tuple[str, ...]
    names_after: tuple[str, ...]
    counted: tuple[str, ...]
    vague: tuple[str, ...]
    month_short: dict[str, int]
    numerals: dict[str, int]


@functools.cache
def _words() -> DateWords:
    path = Path(standoff.languages.__file__).parent / "en_dates.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), DateWords)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error


# A rule reads a match of its pattern: (match, day of publication) to a date, or None where the match is none.
_Rule = Callable[[re.Match[str], date | None], FoundDate | None]


def _candidates(text: str, published: date | None) -> Iterator[FoundDate]:
    """Every reading of every rule, overlapping ones among them."""
    for pattern, rule in _grammar():
        for match in pattern.finditer(text):
            try:
                found = rule(match, published)
            except (ValueError, OverflowError):  # a day that the calendar doesn't have
                continue
            if found is not None:
                yield replace(found, relation=_relation(text, found))


def _relation(text: str, found: FoundDate) -> Relation:
    """How an act stands to a date, from the first word of the date or the word before it."""
    if found.relation != "at":
        return found.relation
    first = found.span.quote(text).split()[0].lower()
    before = text[max(0, found.span.begin - LOOK_BACK) : found.span.begin].lower().split()
    if before[-1:] == ["the"]:
        before.pop()
    return RELATIONS.get(first) or RELATIONS.get(before[-1] if before else "") or "at"


@functools.cache
def _grammar() -> list[tuple[re.Pattern[str], _Rule]]:
    """The rules in no order that matters; a space in a pattern stands for one space, hard space or line end."""
    words = _words()
    full = [m.capitalize() for m in words.months]
    short = [rf"{m.capitalize()}\.?" for m in words.month_short]
    month = "|".join([*full, *short])
    weekday = "|".join(d.capitalize() for d in words.weekdays)
    number = _longest_first(words.numerals)
    vague = _longest_first(words.vague)
    season = _longest_first(words.seasons)
    unit = "hour|day|week|fortnight|month|year|decade"
    day = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
    four = r"(?:1[5-9]|20|21)[0-9]{2}"
    # no "2014" out of "2014-15", "20145" or "2014,5", none of "2014 troops"
    year = rf"{four}(?!,?[0-9]|-\w| (?:{'|'.join(words.counted)})\b)"
    of_year = rf"(?:,? (?P<year>{year}))?"
    part = r"(?P<part>early|mid|late)(?:-| )"
    # a day is no part of a larger figure, of a clock time or of a percentage
    alone = r"(?![0-9:%]|,[0-9]{3}\b|\.[0-9])"
    # a month without a year or day after it
    bare = rf"(?!\.?,? {year})(?!\.? {day}\b)"
    figure = "[0-9]{1,3}"
    count = rf"(?P<count>{figure}|{number})"
    preposition = "in|since|by|until|till|during|before|after|from|of|through"
    which_unit = "last|this|next|the previous|the following|the past|the coming"
    dashed = r" ?[-–] ?"
    rows: list[tuple[str, _Rule]] = [
        (rf"(?P<year>{four})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])", _iso_day),
        (rf"(?:(?:{weekday}),? )?(?P<day>{day})(?: of)? (?P<month>{month}){of_year}", _calendar_day),
        (rf"(?:(?:{weekday}),? )?(?P<month>{month}) (?P<day>{day}){alone}{of_year}", _calendar_day),
        (
            rf"(?ai:(?P<open>between|from) )?(?P<day>{day})(?: (?P<first>{month}))?"
            rf"(?P<join> (?:and|to|until) |{dashed})(?P<last>{day}) (?P<month>{month}){of_year}",
            _days,
        ),
        (
            rf"(?ai:(?P<open>between|from) )?(?P<first>{month}) (?P<day>{day})"
            rf"(?P<join> (?:and|to|until) |{dashed})(?:(?P<month>{month}) )?(?P<last>{day}){alone}{of_year}",
            _days,
        ),
        (rf"(?:(?ai:{part}))?(?P<month>{month})(?: of)?,? (?P<year>{year})", _month_of_year),
        (rf"(?ai:(?P<which>last|next|this)) (?P<month>{month})", _which_month),
        (rf"(?ai:(?P<pre>{preposition}) )(?:(?ai:{part}))?(?P<month>{month}){bare}", _in_month),
        (rf"(?ai:{part})(?P<month>{month}){bare}", _in_month),
        (
            rf"(?ai:(?P<pre>by|before|at|until|till|since|towards) )?(?ai:(?:the )?(?P<edge>end|start|beginning) of )"
            rf"(?:(?:(?P<month>{month})(?:,? (?P<year>{year}))?)|(?P<only>{year})"
            rf"|(?ai:(?P<which>the|this|last|next) (?P<unit>week|month|year)))",
            _edge,
        ),
        (rf"(?ai:(?:the )?(?P<season>{season})(?: of)?) (?P<year>{year})", _season_of_year),
        (rf"(?ai:(?P<which>last|this|next|in the|since the|by the) (?P<season>{season}))(?! of)", _which_season),
        (rf"(?ai:(?:the )?(?:{part})?(?P<decade>(?:1[5-9]|20)[0-9]0)s)", _decade),
        (rf"(?ai:(?:{preposition}|the)) (?:(?ai:{part}))?(?P<year>{year})", _year),
        (rf"(?ai:{part})(?P<year>{year})", _year),
        (
            rf"(?ai:(?:between|from|in|during|of|the|since)) (?P<year>{four})"
            rf"(?: (?:and|to|until) |{dashed})(?P<last>(?:1[5-9]|20|21)?[0-9]{{2}})(?![,-]?[0-9])",
            _years,
        ),
        (rf"(?ai:(?:{count}|{vague}) (?P<unit>{unit})s? (?P<from>ago|earlier|later))", _ago),
        (
            rf"(?ai:(?:within|(?:in|over) the (?:next|coming))(?: the next)? "
            rf"(?P<count>(?:{figure}[-–])?{figure}|{number})(?: |-)(?P<unit>{unit})s?)",
            _within,
        ),
        (rf"(?ai:within|(?:in|over|during) the (?:next|coming)(?: few)?) (?:{unit})s", _soon),
        (
            rf"(?ai:(?:(?:in|over|during|for|within|throughout) )?the (?:past|last)"
            rf"(?: almost| nearly| more than| about)?(?: {count})? (?P<unit>{unit})(?P<plural>s)?)(?! of\b)",
            _past,
        ),
        (
            rf"(?ai:(?:for|over|in) (?:the )?"
            rf"(?:(?:past|last|almost|nearly|more than|about|at least|recent|{vague}|few) ){{0,3}}"
            rf"(?:(?:{figure}|{number}) )?(?:{unit})s)",
            _for,
        ),
        (rf"(?ai:for (?:almost |nearly |more than |about |at least )?(?:a|an|one|half a|half an) (?:{unit}))", _for),
        (r"(?ai:(?:over|at|on|during) the weekend)", _weekend),
        (
            rf"(?ai:(?:(?P<part>early|mid|late)(?:-| )|earlier |later )?(?<!the )(?P<which>{which_unit}) "
            rf"(?P<unit>week|month|year|decade|weekend))",
            _unit,
        ),
        (
            r"(?ai:the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow|last night"
            r"|overnight|this (?:morning|afternoon|evening))",
            _day_word,
        ),
        (
            "".join(rf"(?<!{name} )" for name in words.names_before)
            + r"(?:(?ai:(?P<which>last|next|this|by|until|till|the following|the previous|(?:early|late)(?: on)?)) )?"
            rf"(?P<day>{weekday})(?: (?:of )?(?P<week>last|this|next) week)?(?! (?:{'|'.join(words.names_after)})\b)",
            _weekday,
        ),
    ]
    left = r"(?<![\w$€£¥-])(?<![0-9][,.])"
    return [(re.compile(f"{left}(?:{body})(?!\\w)".replace(" ", r"[ \u00a0\n]")), rule) for body, rule in rows]


def _longest_first(names: dict[str, int] | dict[str, tuple[int, int]] | tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)).replace("\\ ", " ")


def _made(
    match: re.Match[str], first: date | None, last: date | None, precision: Precision, relation: Relation = "at"
) -> FoundDate:
    return FoundDate(Span(*match.span()), first, last, precision, relation)


# The calendar. All of these raise ValueError or OverflowError where there is no such day.


def _month_number(word: str) -> int:
    low = word.lower().rstrip(".")
    words = _words()
    return words.months.index(low) + 1 if low in words.months else words.month_short[low]


def _day_number(word: str) -> int:
    return int(word.rstrip("sthndr"))


def _count(word: str) -> int:
    """The number of units that "12", "two" or "a couple of" say."""
    return int(word) if word.isdigit() else _words().numerals[" ".join(word.lower().split())]


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _moved(day: date, unit: str, count: int) -> date:
    """``day`` and ``count`` units on, or back where ``count`` is negative; the month's last day where it is shorter."""
    if unit == "hour":
        return day + timedelta(days=-(-count // 24))  # 30 hours on is two days on, 30 hours ago is a day ago
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return day + timedelta(days=count * days)
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(months, 12)
    return min(_month_end(year, month + 1), date(year, month + 1, 1) + timedelta(days=day.day - 1))


def _whole(day: date, unit: str) -> tuple[date, date]:
    """The first and last day of the week (from Monday), month, year or decade that ``day`` lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), _month_end(day.year, day.month)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if unit == "decade":
        return date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31)
    return day, day


def _part_of_month(match: re.Match[str], year: int, month: int) -> FoundDate:
    """A month, or the early, mid or late third of it where the match says so."""
    if match.groupdict().get("part") is None:
        return _made(match, date(year, month, 1), _month_end(year, month), "month")
    first, last = MONTH_PARTS[match["part"].lower()]
    end = _month_end(year, month)
    return _made(match, date(year, month, first), end.replace(day=min(last, end.day)), "range")


def _part_of_year(match: re.Match[str], year: int) -> FoundDate:
    """A year, or the early, mid or late third of it where the match says so."""
    if match.groupdict().get("part") is None:
        return _made(match, date(year, 1, 1), date(year, 12, 31), "year")
    first, last = YEAR_PARTS[match["part"].lower()]
    return _made(match, date(year, first, 1), _month_end(year, last), "range")


def _nearest(published: date, month: int, day: int) -> date | None:
    """The day of that month nearest to the day of publication."""
    years = range(published.year - LEAP_REACH, published.year + LEAP_REACH + 1)
    near = [d for year in years if (d := _day_or_none(year, month, day))]
    return min(near, key=lambda d: abs((d - published).days), default=None)


def _year_of_month(match: re.Match[str], published: date, month: int) -> int:
    """The year of a bare month: the latest one begun, or the next one to end for what must be by then."""
    pre = (match.groupdict().get("pre") or "").lower()
    if RELATIONS.get(pre) == "before":
        return published.year + (month < published.month)
    return published.year - (month > published.month)


# The rules.


def _iso_day(match: re.Match[str], published: date | None) -> FoundDate | None:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return _made(match, day, day, "day")


def _calendar_day(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "27 January 2022", "January 27"; without a year the nearest such day."""
    month, number = _month_number(match["month"]), _day_number(match["day"])
    if match["year"]:
        day: date | None = date(int(match["year"]), month, number)
    elif published is None:
        return _made(match, None, None, "day")
    else:
        day = _nearest(published, month, number)
    return _made(match, day, day, "day") if day else None


def _days(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "between 10 and 20 February", "27 January to 3 February", "February 10-20"."""
    opened = (match["open"] or "").lower()
    if match["join"].strip().lower() == "and" and opened != "between":
        return None
    # in "27 January to 3 February" the month before the day is the first, in "January 27 to 3" it serves both
    month = _month_number(match["month"] or match["first"])
    first_month = _month_number(match["first"] or match["month"])
    number, last = _day_number(match["day"]), _day_number(match["last"])
    if match["year"]:
        end: date | None = date(int(match["year"]), month, last)
    elif published is None:
        return _made(match, None, None, "range")
    else:
        end = _nearest(published, month, last)
    if end is None:
        return None
    begin = date(end.year - (first_month > month), first_month, number)
    return _made(match, begin, end, "range") if begin <= end else None


def _month_of_year(match: re.Match[str], published: date | None) -> FoundDate | None:
    return _part_of_month(match, int(match["year"]), _month_number(match["month"]))


def _which_month(match: re.Match[str], published: date | None) -> FoundDate | None:
    if published is None:
        return _made(match, None, None, "month")
    month, which, year = _month_number(match["month"]), match["which"].lower(), published.year
    if which == "last" and month >= published.month:
        year -= 1
    if which == "next" and month <= published.month:
        year += 1
    return _part_of_month(match, year, month)


def _in_month(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "in December", "by March", "mid-February"."""
    pre = (match.groupdict().get("pre") or "").lower()
    if match["month"].lower() in _words().ambiguous and match["part"] is None and pre not in {"in", "since", "during"}:
        return None
    if published is None:
        return _made(match, None, None, "month" if match["part"] is None else "range")
    month = _month_number(match["month"])
    return _part_of_month(match, _year_of_month(match, published, month), month)


def _edge(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "by the end of the month", "the start of 2014", "the end of February": the last or first day."""
    if match["only"]:
        whole = _whole(date(int(match["only"]), 1, 1), "year")
    elif match["year"]:
        whole = _whole(date(int(match["year"]), _month_number(match["month"]), 1), "month")
    elif published is None:
        return _made(match, None, None, "day")
    elif match["month"]:
        month = _month_number(match["month"])
        whole = _whole(date(_year_of_month(match, published, month), month, 1), "month")
    else:
        step = {"last": -1, "next": 1}.get(match["which"].lower(), 0)
        unit = match["unit"].lower()
        whole = _whole(_moved(published, unit, step), unit)
    day = whole[1] if match["edge"].lower() == "end" else whole[0]
    return _made(match, day, day, "day")


def _season(name: str, year: int) -> tuple[date, date]:
    """First and last day of the season that begins in ``year``."""
    first, last = _words().seasons[name.lower()]
    return date(year, first, 1), _month_end(year + (last < first), last)


def _season_of_year(match: re.Match[str], published: date | None) -> FoundDate | None:
    return _made(match, *_season(match["season"], int(match["year"])), "season")


def _which_season(match: re.Match[str], published: date | None) -> FoundDate | None:
    if published is None:
        return _made(match, None, None, "season")
    which = match["which"].lower().split()[0]
    near = [_season(match["season"], published.year + step) for step in (-2, -1, 0, 1)]
    if which == "last":
        first, last = [s for s in near if s[1] < published][-1]
    elif which in {"next", "by"}:
        first, last = next(s for s in near if s[0] > published)
    elif which == "this":
        first, last = min(near, key=lambda s: max((s[0] - published).days, (published - s[1]).days, 0))
    else:
        first, last = [s for s in near if s[0] <= published][-1]
    return _made(match, first, last, "season")


def _decade(match: re.Match[str], published: date | None) -> FoundDate | None:
    year = int(match["decade"][:4])
    if match["part"] is None:
        return _made(match, *_whole(date(year, 1, 1), "decade"), "decade")
    first, last = DECADE_PARTS[match["part"].lower()]
    return _made(match, date(year + first, 1, 1), date(year + last, 12, 31), "range")


def _year(match: re.Match[str], published: date | None) -> FoundDate | None:
    return _part_of_year(match, int(match["year"]))


def _years(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "between 2003 and 2011", "in 2014-15"."""
    first, last = match["year"], match["last"]
    last = first[: 4 - len(last)] + last
    if int(last) <= int(first):
        return None
    return _made(match, date(int(first), 1, 1), date(int(last), 12, 31), "range")


def _ago(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "two days ago"; "two days earlier" counts from a day that the text tells, not from the report's."""
    unit = match["unit"].lower()
    units: dict[str, Precision] = {"hour": "day", "day": "day", "week": "week", "fortnight": "week", "month": "month"}
    precision = units.get(unit, "year")
    if match["count"] is None:
        return _made(match, None, None, "range")
    if published is None or match["from"].lower() != "ago":
        return _made(match, None, None, precision)
    return _made(match, *_whole(_moved(published, unit, -_count(match["count"])), precision), precision)


def _within(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "within 72 hours", "in the next two weeks": from the day of publication on."""
    if published is None:
        return _made(match, None, None, "range", "within")
    count = _count(re.split(r"[-–]", match["count"])[-1] if match["count"][0].isdigit() else match["count"])
    return _made(match, published, _moved(published, match["unit"].lower(), count), "range", "within")


def _soon(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "in the coming weeks": from the day of publication on, till nobody says when."""
    return _made(match, published, None, "range", "within")


def _past(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "in the past two years", "the last week": up to the day of publication."""
    if match["count"] is None and match["plural"]:
        return _made(match, None, None, "range", "for")
    if published is None:
        return _made(match, None, None, "range", "for")
    count = _count(match["count"]) if match["count"] else 1
    return _made(match, _moved(published, match["unit"].lower(), -count), published, "range", "for")


def _for(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "for years", "in recent weeks", "for a decade": no day is named, but the words are taken."""
    return _made(match, None, None, "range", "for")


def _weekend(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "over the weekend": the latest one, today's included."""
    if published is None:
        return _made(match, None, None, "range")
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    return _made(match, saturday, saturday + timedelta(days=1), "range")


def _unit(match: re.Match[str], published: date | None) -> FoundDate | None:
    """ "this week", "late last year", "next weekend", "the previous month"."""
    unit, which = match["unit"].lower(), match["which"].lower().split()[-1]
    precisions: dict[str, Precision] = {"week": "week", "month": "month", "year": "year", "decade": "decade"}
    precision = precisions.get(unit, "range")
    if published is None or which in {"previous", "following"}:  # before or after what the text tells
        return _made(match, None, None, precision)
    if which == "coming":
        end = _moved(published, "week" if unit == "weekend" else unit, 1)
        return _made(match, published, end, "range", "within")
    step = {"last": -1, "past": -1, "next": 1}.get(which, 0)
    if unit == "weekend":
        saturday = published - timedelta(days=published.weekday() - 5)
        if which == "last" and published.weekday() < 5:
            step = -1
        saturday += timedelta(days=7 * step)
        return _made(match, saturday, saturday + timedelta(days=1), "range")
    first, last = _whole(_moved(published, unit, step), unit)
    if unit == "year":
        return _part_of_year(match, first.year)
    if unit == "month":
        return _part_of_month(match, first.year, first.month)
    return _made(match, first, last, precision)


def _day_word(match: re.Match[str], published: date | None) -> FoundDate | None:
    if published is None:
        return _made(match, None, None, "day")
    word = " ".join(match.group().lower().split())
    days = {
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    day = published + timedelta(days=days.get(word, 0))
    return _made(match, day, day, "day")


def _weekday(match: re.Match[str], published: date | None) -> FoundDate | None:
    """The latest such day, today included; "last", "next", "this" and "by" choose another."""
    which = " ".join((match["which"] or "").lower().split())
    if published is None or which in {"the following", "the previous"}:
        return _made(match, None, None, "day")
    wanted = _words().weekdays.index(match["day"].lower())
    ahead = (wanted - published.weekday()) % 7
    step = ahead - 7 if ahead else 0
    if match["week"]:  # "Tuesday of last week"
        step = wanted - published.weekday() + {"last": -7, "next": 7}.get(match["week"].lower(), 0)
    elif which == "last":
        step = ahead - 7
    elif which == "next":
        step = ahead or 7
    elif which == "this":
        step = wanted - published.weekday()
    elif which in {"by", "until", "till"}:
        step = ahead
    day = published + timedelta(days=step)
    return _made(match, day, day, "day")
