"""A report coded again: its entries replaced, people's decisions kept, and what became of every entry told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, or_, select, update

from standoff.errors import LedgerError
from standoff.ledger import chain, fetch, tables
from standoff.ledger.content import digest
from standoff.ledger.corrected import entries_of
from standoff.ledger.decisions import Decision
from standoff.ledger.fields import REFERENCES
from standoff.ledger.reattach import reattach
from standoff.ledger.relink import link_all, relink, stale
from standoff.ledger.rows import Filed, names_of, to_rows
from standoff.ledger.shown import delete_entries, forget_coded, insert_rows
from standoff.ledger.store import Ledger, keep_maker
from standoff.record import Record, ReportInfo, verify
from standoff.report import Report
from standoff.versions import Maker, maker

Plain = dict[str, Any]


class Recoded(msgspec.Struct, frozen=True, kw_only=True):
    """What coding a report again did: names of entries, with the fields that changed or the entry that is gone.

    ``moved`` are decisions that hold for an entry of another name now, ``orphaned`` those that hold for none.
    """

    report: ReportInfo
    added: list[str]
    changed: dict[str, dict[str, tuple[Any, Any]]]
    withdrawn: dict[str, Plain]
    moved: Sequence[Decision] = ()
    orphaned: Sequence[Decision] = ()


def outdated(ledger: Ledger, *, everything: bool = False) -> list[Report]:
    """The reports that this program, with its models and knowledge, didn't code; all where ``everything`` is asked."""
    with ledger.reading() as connection:
        query = select(tables.reports)
        if not everything:
            made_by = tables.reports.c.maker
            query = query.where(or_(made_by.is_(None), made_by != maker().id))
        rows = {row.id: row for row in connection.execute(query)}
        return [_report(rows[one]) for one in fetch.report_ids(connection) if one in rows]


def replace(ledger: Ledger, record: Record, *, made_by: Maker | None = None, dry: bool = False) -> Recoded:
    """Put ``record`` in place of what its report was coded as; whole or not at all, nothing where ``dry``.

    ``made_by`` is what coded it, this program where nothing is said. Raises LedgerError where the report isn't kept.
    """
    verify(record)
    by, report = made_by or maker(), record.report.id
    if dry:
        with ledger.reading() as connection:
            return _compare(_kept(connection, ledger, report), record)
    with ledger.writing() as connection:
        chain.head_of(connection)
        before = _kept(connection, ledger, report)
        told = _compare(before, record)
        keep_maker(connection, by)
        rows = to_rows(record, by)
        forget_coded(connection, report)
        delete_entries(connection, report)
        (own,) = rows.pop("reports")
        connection.execute(update(tables.reports).where(tables.reports.c.id == report).values(**own))
        insert_rows(connection, rows)
        detail = {
            "content": digest(record), "maker": by.id,
            "added": told.added, "changed": told.changed, "withdrawn": told.withdrawn,
        }  # fmt: skip
        chain.append(connection, "recoded", by=by.coder, report=report, detail=detail)
        after = next(fetch.coded(connection, [report]))
        moved, orphaned = reattach(connection, before, after, by=by.coder)
        relink(connection, report)
    return msgspec.structs.replace(told, moved=moved, orphaned=orphaned)


def link_anew(ledger: Ledger, *, everything: bool = False, advance: Callable[[], None] = lambda: None) -> bool:
    """Link the whole record anew where another version of the linking linked it, or ``everything`` is asked.

    False where there was nothing to do; ``advance`` is called for each report linked.
    """
    with ledger.writing() as connection:
        chain.head_of(connection)
        wanted = everything or stale(connection)
        if wanted:
            link_all(connection, advance)
    return wanted


def _kept(connection: Connection, ledger: Ledger, report: str) -> Filed:
    if not fetch.holds(connection, report):
        raise LedgerError(f"{ledger.where} doesn't hold the report {report}")
    return next(fetch.coded(connection, [report]))


def _report(row: Row[Any]) -> Report:
    published = date.fromisoformat(row.published) if row.published else None
    return Report(
        text=row.text, source=row.source, published=published, publisher=row.publisher, title=row.title,
        language=row.language,
    )  # fmt: skip


def _compare(before: Filed, record: Record) -> Recoded:
    after = Filed(record, names_of(record))
    old, new = _plain(before), _plain(after)
    changed = {
        name: {f: (old[name].get(f), value) for f, value in entry.items() if old[name].get(f) != value}
        for name, entry in new.items()
        if name in old
    }
    return Recoded(
        report=record.report,
        added=[name for name in new if name not in old],
        changed={name: fields for name, fields in changed.items() if fields},
        withdrawn={name: entry for name, entry in old.items() if name not in new},
    )


def _plain(filed: Filed) -> dict[str, Plain]:
    """The entries by name, without their local ids, references as names."""
    found: dict[str, Plain] = {}
    for name, entry in entries_of(filed).items():
        plain = {key: value for key, value in msgspec.to_builtins(entry).items() if key != "id"}
        for field in REFERENCES.keys() & plain.keys():
            value = plain[field]
            if isinstance(value, list):
                plain[field] = [filed.names[one] for one in value]
            elif value is not None:
                plain[field] = filed.names[value]
        found[name] = plain
    return found
