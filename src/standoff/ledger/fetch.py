"""Records fetched from the tables, a batch at a time: one query a table, however many reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, RowMapping, and_, select

from standoff.ledger import decisions, tables
from standoff.ledger.corrected import corrected
from standoff.ledger.rows import Filed, Row, Rows, from_kept, from_rows

# How many reports are fetched at a time: one query a table and batch, however large the record.
BATCH = 200


def holds(connection: Connection, report: str) -> bool:
    """True where the report is kept."""
    return connection.execute(select(tables.reports.c.id).where(tables.reports.c.id == report)).first() is not None


def report_ids(connection: Connection, *, on: date | None = None) -> list[str]:
    """The reports by day, paper and id, those without a day first; ``on``: only up to that day."""
    reports = tables.reports
    query = select(reports.c.id, reports.c.published, reports.c.publisher)
    if on is not None:
        query = query.where(reports.c.published <= on.isoformat())
    # sorted here: databases differ on the order of letters and of what is missing
    rows = connection.execute(query).all()
    return [row.id for row in sorted(rows, key=lambda row: (row.published or "", row.publisher or "", row.id))]


def coded(connection: Connection, ids: Sequence[str]) -> Iterator[Filed]:
    """The filed records of the reports ``ids``, in their order, as the coder left them."""
    for first in range(0, len(ids), BATCH):
        yield from _batch(connection, ids[first : first + BATCH])


def shown(connection: Connection, ids: Sequence[str]) -> Iterator[Filed]:
    """The filed records of the reports ``ids``, in their order, as people corrected them."""
    for first in range(0, len(ids), BATCH):
        batch = ids[first : first + BATCH]
        taken = decisions.of_reports(connection, batch)
        for filed in _batch(connection, batch):
            yield corrected(filed, taken.get(filed.record.report.id, ()))


def as_shown(connection: Connection, ids: Sequence[str]) -> Iterator[Filed]:
    """The filed records of the reports ``ids``, in their order, as the tables that the views ask hold them."""
    rows = _rows(connection, ids)
    return (from_rows(rows[one]) for one in ids)


def _batch(connection: Connection, ids: Sequence[str]) -> Iterator[Filed]:
    rows, as_coded = _rows(connection, ids), tables.as_coded
    query = select(as_coded.c.report, as_coded.c.content).where(as_coded.c.report.in_(ids))
    kept = {row.report: row.content for row in connection.execute(query)}
    for one in ids:
        yield from_kept(kept[one], rows[one]["reports"][0]) if one in kept else from_rows(rows[one])


def _rows(connection: Connection, ids: Sequence[str]) -> dict[str, Rows]:
    by_report: dict[str, Rows] = {one: {name: [] for name in tables.metadata.tables} for one in ids}
    for row in connection.execute(select(tables.reports).where(tables.reports.c.id.in_(ids))).mappings():
        by_report[row["id"]]["reports"].append(plain(row))
    for table in tables.ENTRIES.values():
        query = select(table).where(table.c.report.in_(ids)).order_by(table.c.report, table.c.number)
        for row in connection.execute(query).mappings():
            by_report[row["report"]][table.name].append(plain(row))
    parties, events = tables.parties, tables.events
    joined = select(parties, events.c.report).join(events, and_(parties.c.event == events.c.id))
    for row in connection.execute(joined.where(events.c.report.in_(ids)).order_by(parties.c.number)).mappings():
        by_report[row["report"]]["parties"].append(plain(row))
    return by_report


def plain(row: RowMapping) -> Row:
    """A row with plain strings for its keys, which SQLAlchemy's aren't."""
    return {str(key): value for key, value in row.items()}
