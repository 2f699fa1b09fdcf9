"""Actor entries brought together: one person, body or state over all reports, with what it does by day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from standoff.ledger.linked_tables import actor_days, appearances, linked_actors
from standoff.ledger.linking.forest import Pinned
from standoff.ledger.linking.places import told_of
from standoff.ledger.linking.sides import key_of, name_of, side_of
from standoff.ledger.linking.upsert import upsert
from standoff.ledger.rows import Filed
from standoff.record import Actor, Record

COUNTS = ("mentions", "statements", "acts", "received")


def link_actors(connection: Connection, filed: Filed) -> None:
    """Keep whose the actor entries of a report are, and count what they do on its day."""
    record = filed.record
    keys = {filed.names[a.id]: key_of(a, record.report.id) for a in record.actors}
    whose = {entry: name_of("A", key) for entry, key in keys.items()}
    upsert(connection, linked_actors, {whose[e]: {"id": whose[e], "key": key} for e, key in keys.items()}.values())
    whose |= _pinned(connection, whose)
    rows = [
        {"entry": filed.names[a.id], "actor": whose[filed.names[a.id]], "report": record.report.id,
         "told": told_of(record.report), "side": side_of(a) or "", **_counts(a, record)}
        for a in record.actors
    ]  # fmt: skip
    if rows:
        connection.execute(insert(appearances), rows)
        _add(connection, rows, 1)


def unlink_actors(connection: Connection, report: str) -> None:
    """Take the actor entries of a report out again."""
    rows = connection.execute(select(appearances).where(appearances.c.report == report)).mappings().all()
    _add(connection, rows, -1)
    connection.execute(delete(appearances).where(appearances.c.report == report))
    connection.execute(delete(actor_days).where(actor_days.c.reports == 0))


def _pinned(connection: Connection, whose: dict[str, str]) -> dict[str, str]:
    """The actors that a person said entries are: those of the entries that they are pinned to."""
    pinned = Pinned(connection, whose)
    made: dict[str, str] = {}
    for entry in whose:
        partners = sorted(pinned.partners(entry))
        if partners:
            query = select(appearances.c.actor).where(appearances.c.entry.in_(partners))
            found = sorted({*connection.execute(query).scalars(), *(whose[p] for p in partners if p in whose)})
            if found:
                made[entry] = found[0]
    return made


def _counts(actor: Actor, record: Record) -> dict[str, int]:
    return {
        "mentions": len(actor.mentions),
        "statements": sum(s.speaker == actor.id for s in record.statements),
        "acts": sum(actor.id in e.actors for e in record.events),
        "received": sum(actor.id in e.recipients for e in record.events),
    }


def _add(connection: Connection, rows: Iterable[Any], sign: int) -> None:
    days: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        day = days.setdefault((row["actor"], row["told"]), {"reports": sign, **dict.fromkeys(COUNTS, 0)})
        for key in COUNTS:
            day[key] += sign * row[key]
    written = [{"actor": actor, "told": told, **counts} for (actor, told), counts in days.items()]
    upsert(connection, actor_days, written, add=("reports", *COUNTS))
