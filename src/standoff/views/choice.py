"""Acts chosen by what they are: a page of them, how many there are on each day, who acts on whom, where.

An act is chosen by its first telling, which gives it its name, its day, its type and its parties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from standoff.ledger import Ledger, tables
from standoff.ledger.linked_tables import act_voices, linked_acts, linked_issues, telling_sides, tellings
from standoff.ledger.linked_tables import measures as measure_table
from standoff.views.acts import Act, load, until
from standoff.views.measures import HAPPENED, QUADS
from standoff.views.words import name_of_side


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which acts: told by ``on``, done from ``first`` to ``last``.

    ``side`` takes part on either hand, ``actor`` acts, ``recipient`` is acted on (sides, such as ``RUS`` or
    ``IGO:NATO``); ``towards``: only acts of somebody known on somebody known. ``issue`` is a linked issue, ``paper`` a
    voice that tells the act, ``place`` the name of a place.
    """

    on: date | None = None
    first: date | None = None
    last: date | None = None
    side: str | None = None
    actor: str | None = None
    recipient: str | None = None
    towards: bool = False
    types: Collection[str] = ()
    issue: str | None = None
    modality: str | None = None
    paper: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """How many acts were done on a day, by PLOVER's quad classes 1 to 4."""

    day: str
    counts: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """What one side does towards another: how many acts, their mean intensity, and how many of each quad class."""

    actor: str
    recipient: str
    acts: int
    intensity: float
    quads: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that acts name in their own clause; degrees north and east (WGS 84)."""

    name: str
    country: str | None
    lat: float
    lon: float
    acts: int

    @property
    def land(self) -> str | None:
        """The name of its country; None where it is in none, or in several."""
        return name_of_side(self.country) if self.country else None


def chosen(
    ledger: Ledger, choice: Choice, *, offset: int = 0, limit: int = 50, latest_first: bool = False
) -> tuple[list[Act], int]:
    """A page of the acts in the order of their days, and how many there are in all."""
    a = linked_acts.c
    where = _where(choice)
    order = (a.day.desc(), a.id) if latest_first else (a.day, a.id)
    with ledger.reading() as connection:
        total = connection.execute(select(func.count()).select_from(linked_acts).where(*where)).scalar_one()
        page = select(a.id).where(*where).order_by(*order).offset(offset).limit(limit)
        return load(connection, list(connection.execute(page).scalars()), until(choice.on)), total


def days(ledger: Ledger, choice: Choice) -> list[Day]:
    """How many of the acts were done on each day that has any."""
    a = linked_acts.c
    query = select(a.day, a.type, func.count().label("n")).where(*_where(choice)).group_by(a.day, a.type)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    with ledger.reading() as connection:
        for row in connection.execute(query):
            counts[row.day][QUADS[row.type] - 1] += row.n
    return [Day(day, (n[0], n[1], n[2], n[3])) for day, n in sorted(counts.items())]


def network(
    ledger: Ledger, *, on: date | None = None, first: date | None = None, last: date | None = None
) -> list[Edge]:
    """Who acts on whom from ``first`` to ``last`` by what was told up to ``on``, those with most acts first."""
    m = measure_table.c
    query = (
        select(m.actor, m.recipient, m.type, func.sum(m.acts).label("acts"), func.sum(m.intensity).label("intensity"))
        .where(m.told <= until(on), m.modality.in_(HAPPENED), m.actor != "", m.recipient != "", m.actor != m.recipient)
        .group_by(m.actor, m.recipient, m.type)
    )
    if first is not None:
        query = query.where(m.day >= first.isoformat())
    if last is not None:
        query = query.where(m.day <= last.isoformat())
    quads: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    sums: dict[tuple[str, str], float] = defaultdict(float)
    with ledger.reading() as connection:
        for row in connection.execute(query):
            quads[row.actor, row.recipient][QUADS[row.type] - 1] += int(row.acts)
            sums[row.actor, row.recipient] += row.intensity
    edges = [
        Edge(doer, other, sum(n), round(sums[doer, other] / sum(n), 3), (n[0], n[1], n[2], n[3]))
        for (doer, other), n in quads.items()
        if sum(n)
    ]
    return sorted(edges, key=lambda edge: (-edge.acts, edge.actor, edge.recipient))


def places(ledger: Ledger, choice: Choice) -> list[Spot]:
    """The places of the acts, those with most first; acts whose clause names none, or none that is known, have none."""
    a, e = linked_acts.c, tables.events.c
    query = (
        select(e.place_name, e.place_country, e.place_lat, e.place_lon, func.count().label("n"))
        .join(linked_acts, a.id == e.id)
        .where(*_where(choice), e.place_lat.is_not(None), e.place_lon.is_not(None))
        .group_by(e.place_name, e.place_country, e.place_lat, e.place_lon)
        .order_by(func.count().desc(), e.place_name)
    )
    with ledger.reading() as connection:
        return [Spot(*row) for row in connection.execute(query)]


def _where(choice: Choice) -> list[ColumnElement[bool]]:
    a, t, v = linked_acts.c, tellings.c, act_voices.c
    found: list[ColumnElement[bool]] = [a.told <= until(choice.on)]
    if choice.first is not None:
        found.append(a.day >= choice.first.isoformat())
    if choice.last is not None:
        found.append(a.day <= choice.last.isoformat())
    if choice.types:
        found.append(a.type.in_(list(choice.types)))
    if choice.issue is not None:
        found.append(a.issue.in_(select(linked_issues.c.id).where(linked_issues.c.topic == choice.issue)))
    if choice.modality is not None:
        found.append(_told(select(t.event).where(t.event == a.id, t.modality == choice.modality)))
    if choice.paper is not None:
        heard = select(v.act).where(v.act == a.id, v.voice == choice.paper, v.told <= until(choice.on))
        found.append(_told(heard))
    if choice.place is not None:
        e = tables.events.c
        found.append(_told(select(e.id).where(e.id == a.id, e.place_name == choice.place)))
    if choice.side is not None:
        found.append(_takes_part(choice.side))
    for role, side in (("actor", choice.actor), ("recipient", choice.recipient)):
        if side is not None:
            found.append(_takes_part(side, role))
        elif choice.towards:
            found.append(_takes_part(None, role))
    return found


def _takes_part(side: str | None, role: str | None = None) -> ColumnElement[bool]:
    """True for acts in whose first telling ``side`` (None: any) has the ``role`` (None: any)."""
    s = telling_sides.c
    query = select(s.side).where(s.telling == linked_acts.c.id)
    if side is not None:
        query = query.where(s.side == side)
    if role is not None:
        query = query.where(s.role == role)
    return _told(query)


def _told(query: Select[Any]) -> ColumnElement[bool]:
    """True for acts of which ``query`` finds something; only the act is that of the query around it."""
    return exists(query.correlate(linked_acts))
