"""International bodies and blocs: their names, organs, the words that refer to them, and their members by day."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec

from standoff.errors import KnowledgeError
from standoff.knowledge.states import states
from standoff.knowledge.tables import DATA, complain, read_rows

_MEMBER = re.compile(r"(?P<state>[A-Z]{3})(?: (?P<since>\d{4}-\d\d-\d\d)(?:/(?P<until>\d{4}-\d\d-\d\d))?)?")


class Membership(msgspec.Struct, frozen=True):
    """One stay of ``state`` (alpha-3 code) in a body, from ``since`` to the day before ``until``."""

    state: str
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """True where the state belongs on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An international body (code ``IGO:...``) or a bloc (``WEST``).

    ``names`` holds ``name`` or its spellings; ``organs`` and ``seats`` stand for the body ("Security Council",
    "Brussels"); ``nominals`` mean it once it has been named ("the alliance"). ``members`` are written
    "STATE", "STATE from" or "STATE from/to" in the file; read them with :func:`members`.
    """

    code: str
    name: str
    names: tuple[str, ...]
    organs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    nominals: tuple[str, ...] = ()
    wikidata: str | None = None
    members: tuple[str, ...] = ()

    def memberships(self) -> tuple[Membership, ...]:
        """The members with their days; raises ValueError with the text of the member that can't be read."""
        return tuple(_membership(text) for text in self.members)


@cache
def bodies() -> dict[str, Body]:
    """All bodies by code; raises KnowledgeError where the file is malformed."""
    return load(DATA / "bodies.toml")


def members(body_code: str, day: date) -> frozenset[str]:
    """The codes of the states that belong to the body on ``day``.

    Empty for a body whose members aren't recorded; raises KnowledgeError for a code that is no body.
    """
    return frozenset(stay.state for stay in _memberships(body_code) if stay.holds(day))


@cache
def _memberships(body_code: str) -> tuple[Membership, ...]:
    body = bodies().get(body_code)
    if body is None:
        raise KnowledgeError(f"bodies.toml: no body {body_code!r}")
    return body.memberships()


def load(path: Path) -> dict[str, Body]:
    """The bodies of the file at ``path``; raises KnowledgeError naming the file and every faulty entry."""
    found: dict[str, Body] = {}
    faults: list[str] = []
    for body in read_rows(path, "bodies", Body):
        if body.code in found:
            faults.append(f"{body.code}: twice in the file")
        if body.code != "WEST" and not body.code.startswith("IGO:"):
            faults.append(f"{body.code}: a body's code begins with IGO:")
        faults += [f"{body.code}: {fault}" for fault in _member_faults(body)]
        found[body.code] = body
    complain(path, faults)
    return found


def _member_faults(body: Body) -> list[str]:
    try:
        stays = body.memberships()
    except ValueError as error:
        return [str(error)]
    faults = [f"member {stay.state!r} is no state" for stay in stays if stay.state not in states()]
    by_state: dict[str, list[Membership]] = {}
    for stay in stays:
        by_state.setdefault(stay.state, []).append(stay)
        if stay.since and stay.until and stay.since >= stay.until:
            faults.append(f"member {stay.state}: from {stay.since} is not before to {stay.until}")
    for state, spells in by_state.items():
        spells.sort(key=lambda stay: stay.since or date.min)
        for earlier, later in pairwise(spells):
            if (earlier.until or date.max) > (later.since or date.min):
                faults.append(f"member {state}: two stays overlap")
    return faults


def _membership(text: str) -> Membership:
    match = _MEMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"member {text!r} is not 'STATE', 'STATE from' or 'STATE from/to'")
    since, until = match["since"], match["until"]
    return Membership(
        match["state"], date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None
    )
