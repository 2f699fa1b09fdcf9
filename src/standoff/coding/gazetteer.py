"""The names that the knowledge files hold, found in a parsed text: longest match first, linear in the tokens."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from standoff.coding.draft import Doc
from standoff.coding.parse import pipeline
from standoff.knowledge import bodies, groups, lookalikes, states
from standoff.record import ActorType

NameKind = Literal["state", "nationality", "people", "capital", "seat", "organ", "body", "nominal", "group"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one actor of the knowledge files: ``since`` and ``until`` bound the days on which it means that."""

    code: str
    name: str
    type: ActorType
    kind: NameKind
    wikidata: str | None = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """True where the name means this actor on ``day`` (any day where the report's is unknown)."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day < self.until))


# What holds a state's name and means something else: "New Mexico", "Indian Ocean".
NOBODY = Entry("", "", "group", "nominal")


@dataclass(frozen=True, slots=True)
class Found:
    """An entry found at tokens ``[first, last)``."""

    entry: Entry
    first: int
    last: int


class Gazetteer:
    """Phrases by their first word; every phrase is cut by the tokenizer that cuts the texts."""

    def __init__(self, phrases: Iterable[tuple[str, Entry]], tokenizer: Callable[[str], Doc]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = defaultdict(list)
        for phrase, entry in phrases:
            words = tuple(t.text.casefold() for t in tokenizer(phrase))
            self._by_first[words[0]].append((words, phrase, entry))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def find(self, doc: Doc, day: date | None) -> Iterator[Found]:
        """The names in ``doc``, none overlapping another, longest first at each place."""
        folded = [t.text.casefold() for t in doc]
        at = 0
        while at < len(folded):
            found = self._match(doc, folded, at, day)
            if found is None:
                at += 1
            else:
                yield found
                at = found.last

    def _match(self, doc: Doc, folded: list[str], at: int, day: date | None) -> Found | None:
        for words, phrase, entry in self._by_first.get(folded[at], ()):
            last = at + len(words)
            if tuple(folded[at:last]) == words and _written_as(phrase, doc[at].text) and entry.holds(day):
                return Found(entry, at, last)
        return None


def _written_as(phrase: str, word: str) -> bool:
    """A name is written with the capitals it has: "US" isn't "us", "Turkey" isn't "turkey", "Nato" may be "NATO"."""
    first = phrase.split(maxsplit=1)[0]
    if first.isupper() and len(first) <= 3:
        return word.isupper()
    return not first[0].isupper() or word[0].isupper()


@functools.cache
def gazetteer() -> Gazetteer:
    """The names of all states, bodies and groups."""
    names = [*_of_states(), *_of_bodies(), *_of_groups()]
    known = {name.casefold() for name, _ in names}
    nobody = [(phrase, NOBODY) for phrase in lookalikes() if phrase.casefold() not in known]
    return Gazetteer([*nobody, *names], pipeline().tokenizer)


def _of_states() -> Iterator[tuple[str, Entry]]:
    for state in states().values():

        def entry(kind: NameKind, sector: str = "GOV", name: str | None = None, state=state) -> Entry:  # type: ignore[no-untyped-def]
            return Entry(
                f"{state.code}:{sector}", name or state.name, "state", kind, state.wikidata, state.since, state.until
            )

        for name in state.names:
            yield name, entry("state")
        for name in state.adjectives:
            yield name, entry("nationality")
        for name in state.people:
            yield name, entry("people", "CVL", f"people of {state.name}")
        for name in state.capital:
            yield name, entry("capital")
        for seat in state.seats:
            yield seat.name, entry("seat", seat.sector)
        for organ in state.organs:
            yield organ.name, entry("organ", organ.sector, organ.name)


def _of_bodies() -> Iterator[tuple[str, Entry]]:
    for body in bodies().values():
        kind: ActorType = "bloc" if body.code == "WEST" else "igo"
        for name in (body.name, *body.names, *body.organs, *body.adjectives, *body.seats):
            yield name, Entry(body.code, body.name, kind, "body", body.wikidata)
        for name in body.nominals:
            yield name, Entry(body.code, body.name, kind, "nominal", body.wikidata)


def _of_groups() -> Iterator[tuple[str, Entry]]:
    for group in groups():
        for name in (group.name, *group.names):
            yield name, Entry(group.code, group.name, "group", "group", group.wikidata, group.since, group.until)
