"""Groups that are no state: armed groups, parties, peoples, non-governmental organisations, media, companies."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

import msgspec

from standoff.knowledge.states import Sector, states
from standoff.knowledge.tables import DATA, complain, read_rows

GroupKind = Literal["armed", "party", "people", "ngo", "media", "company"]


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group under its actor code: ``SYR:REB``, ``REB:ISIS`` for one of no single state, ``NGO:HRW``, ``GBR:MED``.

    A group whose code changes (rebels who come to govern) has one entry for each time: an entry holds on days from
    ``since`` to the day before ``until``, None being without bound. ``names`` holds the spellings, ``name`` included.
    """

    code: str
    name: str
    kind: GroupKind
    names: tuple[str, ...]
    wikidata: str | None = None
    since: date | None = msgspec.field(name="from", default=None)
    until: date | None = msgspec.field(name="to", default=None)

    def holds(self, day: date | None) -> bool:
        """True where the entry is the group's on ``day``, or where the day is unknown."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day < self.until))


@cache
def groups() -> tuple[Group, ...]:
    """All groups in the order of the file; raises KnowledgeError where it is malformed."""
    return load(DATA / "groups.toml")


def load(path: Path) -> tuple[Group, ...]:
    """The groups of the file at ``path``; raises KnowledgeError naming the file and every faulty entry."""
    rows = read_rows(path, "groups", Group)
    faults: list[str] = []
    spells: dict[str, list[Group]] = {}
    for group in rows:
        if not _is_code(group.code):
            faults.append(f"{group.name}: code {group.code!r} is not STATE:SECTOR, REB:NAME or NGO:NAME")
        if group.since and group.until and group.since >= group.until:
            faults.append(f"{group.name}: from {group.since} is not before to {group.until}")
        for name in group.names:
            spells.setdefault(name, []).append(group)
    for name, owners in spells.items():
        owners.sort(key=lambda group: group.since or date.min)
        for earlier, later in pairwise(owners):
            if (earlier.until or date.max) > (later.since or date.min):
                faults.append(f"{name!r} means {earlier.code} and {later.code} on the same day")
    complain(path, faults)
    return rows


def _is_code(code: str) -> bool:
    head, _, tail = code.partition(":")
    if head in {"REB", "NGO"}:
        return tail.isupper()
    return head in states() and tail in get_args(Sector)
