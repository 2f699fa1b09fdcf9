"""Who held which office when, and the words by which news names offices.

The roster is one CSV file a state or body in the folder holders/ (``RUS.csv``; ``IGO-NATO.csv`` for ``IGO:NATO``),
with the columns ``office,name,aliases,from,to,gender,wikidata,note``:

- ``office`` is a key of offices.toml, ``aliases`` are other spellings and short forms joined by ``|``
- ``from`` and ``to`` are ISO days: the office is held from ``from`` to the day before ``to``; an empty ``to`` is in
  office as far as is known. Where only the month is known it is the first of the month and ``note`` says so
- ``gender`` is ``m`` or ``f`` and serves pronouns; ``wikidata`` is a Q number where it is certain, else empty

To add an office holder, add a line to the file of the state, or write a new file: it is found by itself. Bare surnames
need no alias; which word of a name is the surname is told in offices.toml under ``names``. To use a roster of your own
as well, give its folder to :func:`load`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise, permutations
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from standoff.errors import KnowledgeError
from standoff.knowledge.offices import Office, naming, nouns, office_of_title, offices, root_office
from standoff.knowledge.tables import complain

__all__ = [
    "Holder",
    "Office",
    "by_name",
    "by_office",
    "fold",
    "holders",
    "index",
    "load",
    "nouns",
    "office_of_title",
    "offices",
    "root_office",
]

FOLDER = Path(__file__).parent / "holders"
COLUMNS = ("office", "name", "aliases", "from", "to", "gender", "wikidata", "note")

_CODE = re.compile(r"[A-Z]{3}|IGO:[A-Z0-9+]+")
_QID = re.compile(r"Q[1-9]\d*")
_GENDERS: dict[str, Literal["m", "f"]] = {"m": "m", "f": "f"}
# What fold() treats alike: every hyphen is a space (a tokenizer may have cut there), and no apostrophe counts.
_FOLDED_MARKS = str.maketrans(
    {
        **dict.fromkeys("-‐‑–", " "),
        **dict.fromkeys("'’‘ʼʻ`", ""),
        **{"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "ə": "a"},
    }
)


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """One person's time in one office of ``state`` (``RUS``, or a body's code ``IGO:NATO``), from ``start`` to the day
    before ``end``; ``end`` is None where it isn't over as far as is known.

    ``role`` and ``sector`` are the office's. ``surnames`` are the bare forms of the name; with ``needs_title`` they
    mean the person only after a title or once the full name has been read, being also a common word, a first name
    or the surname of somebody else in office at the time.
    """

    state: str
    office: str
    role: str
    sector: str
    name: str
    start: date
    gender: Literal["m", "f"]
    aliases: tuple[str, ...] = ()
    end: date | None = None
    wikidata: str | None = None
    surnames: tuple[str, ...] = ()
    needs_title: bool = False

    def holds(self, day: date) -> bool:
        """True where the person is in office on ``day``."""
        return self.start <= day and (self.end is None or day < self.end)

    def days_away(self, day: date) -> int:
        """0 while in office, else the days from ``day`` to the nearer end of the time in office."""
        if day < self.start:
            return (self.start - day).days
        return 0 if self.end is None else max(0, (day - self.end).days + 1)


@cache
def holders() -> tuple[Holder, ...]:
    """The whole roster, by file and line; raises KnowledgeError naming file and line of every fault."""
    return load(FOLDER)


@cache
def index() -> Mapping[str, tuple[Holder, ...]]:
    """Every name, alias and bare surname, folded by :func:`fold`, with all who bear it."""
    named: dict[str, dict[int, Holder]] = defaultdict(dict)
    for number, holder in enumerate(holders()):
        for form in (holder.name, *holder.aliases, *holder.surnames):
            named[fold(form)][number] = holder
    return MappingProxyType({form: tuple(who.values()) for form, who in named.items()})


def by_name(name: str, day: date) -> Holder | None:
    """Whom a name, alias or surname means on ``day``: who is in office then, else the latest before, else the next.

    Accents, case and hyphens don't count. Ask the answer's ``holds(day)`` whether it is in office; None where
    nobody of the roster is so called.
    """
    found = index().get(fold(name), ())
    return min(found, key=lambda h: (not h.holds(day), h.start > day, h.days_away(day)), default=None)


def by_office(state: str, office: str, day: date) -> Holder | None:
    """Who holds ``office`` of ``state`` on ``day``: the one who took it last where there are several; None for nobody.

    An office and its local forms are one: the US foreign minister is the secretary of state.
    """
    in_office = (h for h in _by_office().get((state, root_office(office)), ()) if h.holds(day))
    return max(in_office, key=lambda h: h.start, default=None)


@cache
def _by_office() -> dict[tuple[str, str], list[Holder]]:
    seats: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in holders():
        seats[holder.state, root_office(holder.office)].append(holder)
    return seats


def fold(text: str) -> str:
    """``text`` for comparing names: lower case without accents and apostrophes, hyphens as spaces, spaces single."""
    low = text.lower().translate(_FOLDED_MARKS)
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return " ".join(low.split())


def load(folder: Path) -> tuple[Holder, ...]:
    """The holders of every CSV file in ``folder``; raises KnowledgeError with all faults, each with file and line."""
    roster: list[Holder] = []
    faults: list[str] = []
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise KnowledgeError(f"{folder}: holds no roster (*.csv)")
    for path in paths:
        for row in _rows(path):
            (faults if isinstance(row, str) else roster).append(row)  # type: ignore[arg-type]
    complain(folder, [*faults, *_overlaps(roster)])
    return _with_needs_title(roster)


def _rows(path: Path) -> Iterator[Holder | str]:
    """The holders of one file, and for each faulty line what is wrong with it."""
    state = path.stem.replace("-", ":", 1)
    if not _CODE.fullmatch(state):
        yield f"{path.name}: a roster is named after a state's or body's code (RUS.csv, IGO-NATO.csv)"
        return
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        if tuple(next(reader, ())) != COLUMNS:
            yield f"{path.name}, line 1: the columns are {','.join(COLUMNS)}"
            return
        for row in reader:
            try:
                yield _holder(state, row)
            except ValueError as error:
                yield f"{path.name}, line {reader.line_num}: {error}"


def _holder(state: str, row: list[str]) -> Holder:
    """One line of a roster; raises ValueError saying what is wrong with it."""
    if len(row) != len(COLUMNS):
        raise ValueError(f"{len(row)} columns instead of {len(COLUMNS)}")
    key, name, aliases, start, end, gender, wikidata, _note = row
    office = offices().get(key)
    if office is None:
        raise ValueError(f"office {key!r} is not in offices.toml")
    if not name or gender not in _GENDERS:
        raise ValueError(f"{name!r}: a holder has a name and the gender m or f, not {gender!r}")
    if wikidata and not _QID.fullmatch(wikidata):
        raise ValueError(f"{name}: wikidata {wikidata!r} is no Q number")
    first, last = _day(start), _day(end) if end else None
    if last is not None and last <= first:
        raise ValueError(f"{name}: from {start} is not before to {end}")
    return Holder(
        state=state,
        office=key,
        role=office.role,
        sector=office.sector,
        name=name,
        aliases=tuple(aliases.split("|")) if aliases else (),
        start=first,
        end=last,
        gender=_GENDERS[gender],
        wikidata=wikidata or None,
        surnames=tuple(_surnames(name, state)),
    )


def _day(text: str) -> date:
    # fromisoformat alone would take "20140304" and week dates too
    if len(text) != len("2014-03-04"):
        raise ValueError(f"{text!r} is not a day (YYYY-MM-DD)")
    return date.fromisoformat(text)


def _surnames(name: str, state: str) -> Iterator[str]:
    """The bare forms of a name: "Assad" and "al-Assad", "von der Leyen", "Xi"; none where the whole name is said."""
    words = name.split()
    rules = naming()
    if state in rules.whole_name or any(word.lower() in rules.patronymic for word in words):
        return
    while len(words) > 1 and words[-1].lower() in rules.suffixes:
        words.pop()
    if state in rules.first_word:
        yield words[0]
        return
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].lower() in rules.particles:
        begin -= 1
    surname = " ".join(words[begin:])
    yield surname
    article, hyphen, bare = surname.partition("-")
    if hyphen and article.lower() in rules.articles:
        yield bare


def _overlaps(roster: Iterable[Holder]) -> Iterator[str]:
    """A fault for each pair that holds a single office on one day."""
    seats: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in roster:
        office = root_office(holder.office)
        if offices()[office].single:
            seats[holder.state, office].append(holder)
    for (state, office), spells in seats.items():
        spells.sort(key=lambda h: h.start)
        for earlier, later in pairwise(spells):
            if earlier.end is None or later.start < earlier.end:
                yield f"{state}: {earlier.name} and {later.name} are both {office} on {later.start}"


def _with_needs_title(roster: list[Holder]) -> tuple[Holder, ...]:
    """The roster with ``needs_title`` set for common words and for surnames that somebody else in office has."""
    bearers: dict[str, list[int]] = defaultdict(list)
    common = naming().common
    flagged: set[int] = set()
    for number, holder in enumerate(roster):
        for surname in {fold(s) for s in holder.surnames}:
            bearers[surname].append(number)
            if surname in common:
                flagged.add(number)
    for numbers in bearers.values():
        flagged.update(one for one, other in permutations(numbers, 2) if _yields(roster[one], roster[other]))
    return tuple(
        msgspec.structs.replace(holder, needs_title=True) if number in flagged else holder
        for number, holder in enumerate(roster)
    )


def _yields(one: Holder, other: Holder) -> bool:
    """Whether ``one`` gives the surname alone to ``other``: the head of state comes before the minister of another
    state, he before the general; among equals neither has it, but for one who held office mostly without the other.
    """
    first, last = max(one.start, other.start), min(one.end or date.max, other.end or date.max)
    if one.name == other.name or first >= last:
        return False
    mine, theirs = _rank(one), _rank(other)
    whole = (one.end or date.max) - one.start
    return theirs > mine or (theirs == mine and 2 * (last - first) >= whole)


def _rank(holder: Holder) -> int:
    office = offices()[root_office(holder.office)]
    return 2 if office.head else 1 if office.single else 0
