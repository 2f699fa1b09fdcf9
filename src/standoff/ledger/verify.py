"""The proof that a record is what was written: its evidence, its entries, its reviews, its history."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from standoff.errors import SpanError
from standoff.ledger import chain, fetch, linked_proof, relink, tables
from standoff.ledger.content import digest
from standoff.ledger.decisions import replay
from standoff.ledger.engine import damage, dangling
from standoff.ledger.rows import Filed, names_of
from standoff.ledger.seal import SEALING
from standoff.record import Record, verify
from standoff.report import id_of
from standoff.versions import SHORT

# What a row raises whose values are none that the coder writes.
UNREADABLE = (msgspec.ValidationError, KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was checked, and what was found wrong; ``head`` is the last step of the history.

    ``linked``: the linked record was made again and compared. ``stale``: it wasn't, another version linked it.
    """

    reports: int
    entries: int
    spans: int
    steps: int
    head: str
    faults: list[str]
    linked: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What the history says of a report: the digest of its record, and what coded it."""

    content: str | None
    maker: str | None


def prove(
    connection: Connection, *, head: str | None = None, linked: bool = True, advance: Callable[[], None] = lambda: None
) -> Proof:
    """Check the whole record; ``head`` is one noted earlier, which the history must still contain.

    Checked: that the database is whole; that each report's text, day and paper are those of its id; that every span
    lies in its text, every reference has its entry and every entry the name of its content; that each report's
    record is, to the letter, the one whose digest the history holds; that every maker is what its id says; that the
    reviews are those of the history; that the history is unbroken and ends where its head stands. Where it is asked for
    ``linked`` and all of that is sound: that the linked record is what linking everything again gives, which takes as
    long as the linking did; ``advance`` is called for each report linked.
    """
    faults = list(damage(connection))
    if faults:
        return Proof(0, 0, 0, 0, "", faults)
    faults += dangling(connection)
    faults += chain.faults(connection)
    steps = list(chain.steps(connection))
    sealed = {step.report: _sealed(step) for step in steps if step.what in SEALING}
    reports = entries = spans = 0
    for filed in _readable(connection, faults):
        reports += 1
        entries += len(filed.names)
        spans += sum(1 for _ in filed.record.spans())
        faults += _faults_of(filed, sealed.pop(filed.record.report.id, None))
    kept = set(fetch.report_ids(connection))
    faults += [f"{report}: is in the history, but not in the record" for report in sealed if report not in kept]
    faults += _faults_of_shown(connection)
    faults += _faults_of_makers(connection)
    faults += _faults_of_reviews(connection, steps)
    if head is not None and not chain.contains(connection, head):
        faults.append(f"history: doesn't contain the head {head}: it was written anew, or cut off before it")
    # what another version linked, this one would link otherwise: that proves nothing
    stale = linked and relink.stale(connection)
    compared = linked and not stale and not faults
    if compared:
        faults += linked_proof.faults_of_linked(connection, advance)
    at = connection.execute(select(tables.chain.c.number, tables.chain.c.digest)).first()
    last = chain.Head(number=at.number, digest=at.digest) if at else chain.Head(number=0, digest=chain.ORIGIN)
    return Proof(reports, entries, spans, last.number, str(last), faults, compared, stale)


def _readable(connection: Connection, faults: list[str]) -> Iterator[Filed]:
    """The records as they were coded; those that can't be read are added to ``faults``, and the others still come."""
    ids = fetch.report_ids(connection)
    for first in range(0, len(ids), fetch.BATCH):
        batch = ids[first : first + fetch.BATCH]
        try:
            yield from list(fetch.coded(connection, batch))
        except UNREADABLE:
            for one in batch:
                try:
                    yield from list(fetch.coded(connection, [one]))
                except UNREADABLE as error:
                    faults.append(f"{one}: can't be read: {error}")


def _sealed(step: chain.Step) -> _Sealed:
    return _Sealed(step.detail.get("content"), step.detail.get("maker"))


def _faults_of(filed: Filed, sealed: _Sealed | None) -> Iterator[str]:
    record = filed.record
    report = record.report
    if report.id != id_of(report.text, report.published, report.publisher):
        yield f"{report.id}: its text, day or paper isn't what was read"
    fault = _span_fault(record)
    if fault is not None:
        yield f"{report.id}: {fault}"
        return
    if names_of(record) != dict(filed.names):
        yield f"{report.id}: the names of its entries aren't those of their content"
    if sealed is None or sealed.content is None:
        yield f"{report.id}: is in the record, but not in the history"
    elif sealed.content != digest(record):
        yield f"{report.id}: its entries aren't those that were coded"
    elif sealed.maker != filed.maker:
        yield f"{report.id}: isn't said to be made by what made it"


def _faults_of_shown(connection: Connection) -> Iterator[str]:
    """The reports that people decided about whose entries aren't what was coded and decided."""
    reports = list(connection.execute(select(tables.as_coded.c.report).order_by(tables.as_coded.c.report)).scalars())
    for report in reports:
        try:
            (wanted,), (shown,) = fetch.shown(connection, [report]), fetch.as_shown(connection, [report])
        except UNREADABLE as error:
            yield f"{report}: can't be shown: {error}"
            continue
        if shown.record != wanted.record or dict(shown.names) != dict(wanted.names):
            yield f"{report}: what is shown of it isn't what was coded and decided"


def _span_fault(record: Record) -> str | None:
    try:
        verify(record)
    except SpanError as error:
        return str(error)
    return None


def _faults_of_makers(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(tables.makers)):
        if hashlib.sha256(row.content.encode("utf-8")).hexdigest()[:SHORT] != row.id:
            yield f"maker {row.id}: its checksums aren't those that were written ({json.dumps(row.content)[:60]} …)"


def _faults_of_reviews(connection: Connection, steps: list[chain.Step]) -> Iterator[str]:
    expected = replay(steps)
    for row in connection.execute(select(tables.reviews)).mappings():
        told = expected.pop(row["number"], None)
        if told is None or any(row[key] != value for key, value in told.items()):
            yield f"review {row['number']}: isn't what the history says"
    yield from (f"review {number}: is in the history, but not among the reviews" for number in expected)
