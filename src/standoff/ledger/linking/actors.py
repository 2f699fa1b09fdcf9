"""Actor entries brought together: one person, body or state over all reports, with what it does by day.

Entries with one key (sides.py) are one actor. Where people say that two are one, all of both keys are; where they say
that one isn't the other, that entry is an actor of its own. Both stand in ``pins``: the actor, or the entry, and the
actor that it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from standoff.ledger import tables
from standoff.ledger.linked_tables import actor_days, appearances, linked_actors, pins
from standoff.ledger.linking.places import told_of
from standoff.ledger.linking.sides import key_of, name_of, side_of
from standoff.ledger.linking.upsert import upsert
from standoff.ledger.rows import Filed
from standoff.record import Actor, Record

COUNTS = ("mentions", "statements", "acts", "received")
# What of an actor entry its key is made of.
_KEYED = (tables.actors.c.id, tables.actors.c.report, tables.actors.c.local, tables.actors.c.code,
          tables.actors.c.name, tables.actors.c.type, tables.actors.c.wikidata)  # fmt: skip


def link_actors(connection: Connection, filed: Filed) -> None:
    """Keep whose the actor entries of a report are, and count what they do on its day."""
    record = filed.record
    whose = _whose(connection, {filed.names[a.id]: _actor_of(a, record.report.id) for a in record.actors})
    _know(connection, whose.values())
    rows = [
        {"entry": filed.names[a.id], "actor": whose[filed.names[a.id]], "report": record.report.id,
         "told": told_of(record.report), "side": side_of(a) or "", **_counts(a, record)}
        for a in record.actors
    ]  # fmt: skip
    if rows:
        connection.execute(insert(appearances), rows)
        _add(connection, rows)


def unlink_actors(connection: Connection, report: str) -> None:
    """Take the actor entries of a report out again."""
    query = select(appearances.c.actor, appearances.c.told).where(appearances.c.report == report).distinct()
    seen = connection.execute(query).all()
    connection.execute(delete(appearances).where(appearances.c.report == report))
    if seen:
        _sum_anew(connection, [row.actor for row in seen], told=seen[0].told)


def actors_of(connection: Connection, entries: Collection[str]) -> dict[str, str]:
    """The actors that actor entries are by their keys, whatever people say."""
    rows = connection.execute(select(*_KEYED).where(tables.actors.c.id.in_(sorted(entries))))
    return {row.id: _actor_of(_read(row), row.report) for row in rows}


def ones(own: Mapping[str, str], pairs: Iterable[tuple[str, str, bool]]) -> dict[str, str]:
    """What people's word on pairs of entries comes to: the actor that an entry, or a whole actor, is instead.

    ``own`` are the actors of the entries by their keys; a pair is the entry that was judged, the other, and whether
    the two are one.
    """
    said = [(one, other, together) for one, other, together in pairs if one in own and other in own]
    alone = {one: name_of("A", f"{own[one]}/{one}") for one, other, together in said
             if not together and own[one] == own[other]}  # fmt: skip
    group: dict[str, set[str]] = {}
    for one, other, together in said:
        if together:
            names = {alone.get(name, own[name]) for name in (one, other)}
            joined = set().union(names, *(group.get(name, ()) for name in names))
            group.update(dict.fromkeys(joined, joined))
    changed = {name: min(joined) for name, joined in group.items() if name != min(joined)}
    return changed | {entry: changed.get(name, name) for entry, name in alone.items()}


def retarget(connection: Connection, names: Collection[str]) -> None:
    """Bring the entries of actors, and entries, about which people say something else now, to the actors they are."""
    if not names:
        return
    rows = connection.execute(
        select(*_KEYED, appearances.c.actor)
        .join(appearances, appearances.c.entry == tables.actors.c.id)
        .where(appearances.c.actor.in_(sorted(names)) | appearances.c.entry.in_(sorted(names)))
    ).all()
    whose = _whose(connection, {row.id: _actor_of(_read(row), row.report) for row in rows})
    moved = [{"name": row.id, "whose": whose[row.id]} for row in rows if whose[row.id] != row.actor]
    _know(connection, {row["whose"] for row in moved})
    if moved:
        change = update(appearances).where(appearances.c.entry == bindparam("name"))
        connection.execute(change.values(actor=bindparam("whose")), moved)
    _sum_anew(connection, sorted({row["whose"] for row in moved} | {row.actor for row in rows}))


def _actor_of(actor: Actor, report: str) -> str:
    return name_of("A", key_of(actor, report))


def _read(row: Any) -> Actor:
    return Actor(id=row.local, code=row.code, name=row.name, type=row.type, wikidata=row.wikidata, confidence=0.0)


def _whose(connection: Connection, own: Mapping[str, str]) -> dict[str, str]:
    """The actors that entries are, people's word counting more than their keys (``own``)."""
    wanted = sorted({*own, *own.values()})
    said = {
        left: right
        for first in range(0, len(wanted), 400)
        for left, right in connection.execute(
            select(pins.c.left, pins.c.right).where(pins.c.left.in_(wanted[first : first + 400]), pins.c.together)
        )
    }
    return {entry: said.get(entry) or said.get(actor, actor) for entry, actor in own.items()}


def _know(connection: Connection, actors: Iterable[str]) -> None:
    upsert(connection, linked_actors, [{"id": actor} for actor in sorted(set(actors))])


def _counts(actor: Actor, record: Record) -> dict[str, int]:
    return {
        "mentions": len(actor.mentions),
        "statements": sum(s.speaker == actor.id for s in record.statements),
        "acts": sum(actor.id in e.actors for e in record.events),
        "received": sum(actor.id in e.recipients for e in record.events),
    }


def _add(connection: Connection, rows: Iterable[Any]) -> None:
    days: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        day = days.setdefault((row["actor"], row["told"]), {"reports": 1, **dict.fromkeys(COUNTS, 0)})
        for key in COUNTS:
            day[key] += row[key]
    written = [{"actor": actor, "told": told, **counts} for (actor, told), counts in days.items()]
    upsert(connection, actor_days, written, add=("reports", *COUNTS))


def _sum_anew(connection: Connection, actors: Collection[str], *, told: str | None = None) -> None:
    """What actors do by day, or on the day ``told``, from their appearances; who appears nowhere is taken away."""
    p, d = appearances.c, actor_days.c
    gone = delete(actor_days).where(d.actor.in_(actors))
    sums = [func.count(p.report.distinct()), *(func.sum(p[name]) for name in COUNTS)]
    days = select(p.actor, p.told, *sums).where(p.actor.in_(actors)).group_by(p.actor, p.told)
    if told is not None:
        gone, days = gone.where(d.told == told), days.where(p.told == told)
    connection.execute(gone)
    connection.execute(insert(actor_days).from_select(["actor", "told", "reports", *COUNTS], days))
    nowhere = ~select(p.entry).where(p.actor == linked_actors.c.id).exists()
    connection.execute(delete(linked_actors).where(linked_actors.c.id.in_(actors), nowhere))
