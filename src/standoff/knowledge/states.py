"""States and territories: their names, adjectives, people, capitals, seats of power and organs."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from standoff.knowledge.tables import DATA, complain, read_rows, read_table

Sector = Literal["GOV", "MIL", "REB", "OPP", "LEG", "JUD", "MED", "CVL", "BUS", "UAF"]
"""The part of a state that an actor code names after the colon."""
SECTOR_NAMES: dict[str, str] = {
    "MIL": "armed forces",
    "REB": "rebels",
    "OPP": "opposition",
    "LEG": "legislature",
    "JUD": "courts",
    "MED": "media",
    "CVL": "civilians",
    "BUS": "business",
    "UAF": "armed men",
}
"""What a sector is called, after the adjective of its state; the government is called as the state is."""


class Organ(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name that stands for one sector of a state: a seat ("the Kremlin") or a named organ ("State Duma")."""

    name: str
    sector: Sector = "GOV"


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state or territory, past or present, as news reports name it.

    ``code`` is ISO 3166 alpha-3 (also its withdrawn codes, ``SUN``; ``XKX`` and ``RVN`` have none and are customary).
    ``names`` begins with ``name``. ``capital`` holds the spellings of the capital where it may stand for the
    government. The names hold on days from ``since`` to the day before ``until``; None is without bound.
    ``part_of`` is the state that a territory belongs to.
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: tuple[str, ...] = ()
    seats: tuple[Organ, ...] = ()
    organs: tuple[Organ, ...] = ()
    alpha2: str | None = None
    wikidata: str | None = None
    part_of: str | None = None
    since: date | None = msgspec.field(name="from", default=None)
    until: date | None = msgspec.field(name="to", default=None)

    def holds(self, day: date | None) -> bool:
        """True where the names mean this state on ``day``, or where the day is unknown."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day < self.until))


@cache
def states() -> dict[str, State]:
    """All states by code, those of today first; raises KnowledgeError where the file is malformed."""
    return load(DATA / "states.json")


@cache
def lookalikes() -> frozenset[str]:
    """Phrases that hold a state's name and mean something else ("New Mexico", "Indian Ocean")."""
    return frozenset(read_table(DATA / "states.json")["lookalikes"])


def load(path: Path) -> dict[str, State]:
    """The states of the file at ``path``; raises KnowledgeError naming the file and every faulty entry."""
    rows = read_rows(path, "states", State)
    found: dict[str, State] = {}
    faults: list[str] = []
    for row in rows:
        if row.code in found:
            faults.append(f"{row.code}: twice in the file")
        if row.names[:1] != (row.name,):
            faults.append(f"{row.code}: names don't begin with {row.name!r}")
        if row.since and row.until and row.since >= row.until:
            faults.append(f"{row.code}: from {row.since} is not before to {row.until}")
        found[row.code] = row
    codes = found.keys()
    faults += [f"{s.code}: part_of {s.part_of!r} is no state" for s in rows if s.part_of and s.part_of not in codes]
    complain(path, faults)
    return found
