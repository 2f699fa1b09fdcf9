"""The history of the record: one step after another, each with a digest over itself and the digest before it.

A step that is changed, left out or put in breaks the chain from there on; the last step is known by its number and
digest, which stand in a table of their own (the head). Whoever can write the whole database can also write a whole new
chain: against that, note the head elsewhere and have it checked later (`standoff doctor --verify --head`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, insert, or_, select, update

from standoff.errors import LedgerError
from standoff.ledger import tables

ORIGIN = "0" * 64
"""What stands before the first step in place of a digest."""
# What the digest of a step is of, in this order; never to be changed.
SEALED = ("number", "at", "what", "by", "report", "entry", "detail")
# How many steps are fetched at a time when all are gone through.
BATCH = 2000


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened: when (ISO 8601, UTC), what, by whom, to which report and entry; ``detail`` the rest."""

    number: int
    at: str
    what: str
    by: str
    report: str
    entry: str | None
    detail: dict[str, Any]
    digest: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The last step of a chain: its number, 0 for an empty one, and its digest."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


def digest_of(before: str, step: Mapping[str, Any]) -> str:
    """SHA-256 over the digest ``before`` and the sealed columns of ``step``, ``detail`` as the text that is kept."""
    sealed = json.dumps([before, *(step[key] for key in SEALED)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(sealed.encode("utf-8")).hexdigest()


def append(
    connection: Connection, what: str, *, by: str, report: str, entry: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Step:  # fmt: skip
    """Add a step at the end, in the transaction of ``connection``; other writers wait until it is over."""
    head = head_of(connection)
    row: dict[str, Any] = {
        "number": head.number + 1,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "what": what,
        "by": by,
        "report": report,
        "entry": entry,
        "detail": json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    }
    row["digest"] = digest_of(head.digest, row)
    connection.execute(insert(tables.history), [row])
    connection.execute(update(tables.chain).values(number=row["number"], digest=row["digest"]))
    return _step(row)


def head_of(connection: Connection) -> Head:
    """The head of the chain, held until the end of the transaction where that is one that writes."""
    writes = connection.get_execution_options().get("writes", False)
    query = select(tables.chain.c.number, tables.chain.c.digest)
    row = connection.execute(query.with_for_update() if writes else query).first()
    if row is None:
        raise LedgerError("the history has lost its head: `standoff doctor --verify` says more")
    return Head(number=row.number, digest=row.digest)


def steps(connection: Connection, *, report: str | None = None) -> Iterator[Step]:
    """The steps in their order: all, or those of one report."""
    history = tables.history
    last = 0
    while True:
        query = select(history).where(history.c.number > last).order_by(history.c.number).limit(BATCH)
        if report is not None:
            query = query.where(history.c.report == report)
        rows = _rows(connection, query)
        yield from map(_step, rows)
        if len(rows) < BATCH:
            return
        last = rows[-1]["number"]


def steps_of_entry(connection: Connection, report: str, names: set[str], numbers: set[int]) -> list[Step]:
    """What happened to an entry of ``report``: under all its ``names``, the steps ``numbers``, and to its report."""
    history = tables.history
    about_report = and_(history.c.report == report, history.c.entry.is_(None))
    mine = or_(about_report, history.c.entry.in_(names), history.c.number.in_(numbers))
    return list(map(_step, _rows(connection, select(history).where(mine).order_by(history.c.number))))


def faults(connection: Connection) -> Iterator[str]:
    """Where the chain is broken; nothing for a whole one."""
    digest, expected = ORIGIN, 1
    history = tables.history
    last = 0
    while True:
        query = select(history).where(history.c.number > last).order_by(history.c.number).limit(BATCH)
        rows = _rows(connection, query)
        for row in rows:
            if row["number"] != expected:
                yield f"history: step {expected} is missing"
            elif row["digest"] != digest_of(digest, row):
                yield f"history: step {row['number']} ({row['what']} at {row['at']}) is not what was written"
            digest, expected = row["digest"], row["number"] + 1
        if len(rows) < BATCH:
            break
        last = rows[-1]["number"]
    head = connection.execute(select(tables.chain.c.number, tables.chain.c.digest)).all()
    if [tuple(row) for row in head] != [(expected - 1, digest)]:
        noted = f"step {head[0].number}" if head else "nowhere"
        yield f"history: ends at step {expected - 1}, but its head stands at {noted}: steps are missing or were added"


def contains(connection: Connection, head: str) -> bool:
    """True where the chain still has the step that ``head`` ("NUMBER:DIGEST") names."""
    number, _, digest = head.partition(":")
    if not number.isdigit() or len(digest) != len(ORIGIN):
        raise LedgerError(f"{head!r} is not the head of a history, such as 12:{ORIGIN[:4]}…")
    if int(number) == 0:
        return digest == ORIGIN
    query = select(tables.history.c.digest).where(tables.history.c.number == int(number))
    return connection.execute(query).scalar() == digest


def _rows(connection: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query).mappings()]


def _step(row: Mapping[str, Any]) -> Step:
    return Step(**{**row, "detail": json.loads(row["detail"])})
