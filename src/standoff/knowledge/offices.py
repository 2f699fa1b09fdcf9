"""The offices that news names, the nouns that stand for a sector, and how the names of office holders are shortened."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from standoff.errors import KnowledgeError
from standoff.knowledge.states import Sector
from standoff.knowledge.tables import complain, read_table

FILE = Path(__file__).parent / "offices.toml"


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office: ``key`` its name in the rosters, ``role`` what a record says, ``titles`` what news calls it.

    ``single`` says that it has one holder at a time, ``head`` that he heads the state, its government or the body.
    ``states`` limits it to some states and bodies, none being all.
    ``form_of`` is the office of which this is the local form (the US secretary of state is a foreign minister).
    """

    key: str
    role: str
    sector: Sector
    titles: tuple[str, ...] = ()
    single: bool = False
    head: bool = False
    states: tuple[str, ...] = ()
    form_of: str | None = None


class Naming(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How names are shortened: see the comments in offices.toml."""

    first_word: frozenset[str]
    whole_name: frozenset[str]
    particles: frozenset[str]
    patronymic: frozenset[str]
    suffixes: frozenset[str]
    articles: frozenset[str]
    common: frozenset[str]


@cache
def offices() -> dict[str, Office]:
    """All offices by key; raises KnowledgeError where the file is malformed."""
    found: dict[str, Office] = {}
    faults: list[str] = []
    for key, entry in _section("offices").items():
        try:
            found[key] = msgspec.convert({"key": key, **entry}, Office)
        except (msgspec.ValidationError, TypeError) as error:
            faults.append(f"{key}: {error}")
    for office in found.values():
        if office.form_of and (office.form_of not in found or found[office.form_of].form_of):
            faults.append(f"{office.key}: form_of {office.form_of!r} is no office of its own")
    complain(FILE, faults)
    return found


@cache
def nouns() -> dict[str, Sector]:
    """The sector that a noun stands for by itself, by the noun in lower case: "troops" MIL, "officials" GOV."""
    try:
        table = msgspec.convert(_section("nouns"), dict[Sector, tuple[str, ...]])
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{FILE.name}: nouns: {error}") from error
    found: dict[str, Sector] = {}
    faults: list[str] = []
    for sector, listed in table.items():
        for word in listed:
            if word in found:
                faults.append(f"nouns: {word!r} is both {found[word]} and {sector}")
            found[word] = sector
    complain(FILE, faults)
    return found


@cache
def naming() -> Naming:
    """How names are shortened; raises KnowledgeError where the file is malformed."""
    try:
        return msgspec.convert(_section("names"), Naming)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{FILE.name}: names: {error}") from error


def root_office(key: str) -> str:
    """The office of which ``key`` is the local form, or ``key`` itself; raises KnowledgeError where it is no office."""
    office = offices().get(key)
    if office is None:
        raise KnowledgeError(f"{FILE.name}: no office {key!r}")
    return office.form_of or key


def office_of_title(title: str, state: str | None = None) -> Office | None:
    """The office that the words of ``title`` name in ``state``: its end counts, the longest title winning.

    Case and hyphens don't count: "former Nato Secretary-General" names the secretary general. Titles limited to some
    states are skipped where ``state`` is None or another.
    """
    words = title.lower().replace("-", " ").split()
    for begin in range(len(words)):
        for office in _titles().get(" ".join(words[begin:]), ()):
            if not office.states or state in office.states:
                return office
    return None


@cache
def _titles() -> dict[str, list[Office]]:
    """The offices by title, those of some states before those of all."""
    table: dict[str, list[Office]] = {}
    for office in sorted(offices().values(), key=lambda o: not o.states):
        for title in office.titles:
            table.setdefault(title.lower().replace("-", " "), []).append(office)
    return table


def _section(name: str) -> dict[str, Any]:
    section = read_table(FILE).get(name)
    if not isinstance(section, dict) or not section:
        raise KnowledgeError(f"{FILE.name}: has no table {name!r}")
    return section
