"""What the tables of entries hold: the record as it is shown, so that the views ask for that and nothing else.

Where people decided about a report, what the coder left of it is kept beside, as JSON, with the names of its entries.
The caller holds the transaction.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from standoff.ledger import decisions, fetch, tables
from standoff.ledger.corrected import corrected
from standoff.ledger.rows import Rows, entry_rows, to_kept

# What refers before what is referred to.
_IN_ORDER = (
    tables.positions, tables.quantities, tables.events, tables.statements, tables.issues, tables.actors,
)  # fmt: skip


def show(connection: Connection, report: str) -> None:
    """Bring the entries of a report that was coded to what people decided about them."""
    coded = next(fetch.coded(connection, [report]))
    taken = decisions.of_reports(connection, [report]).get(report, [])
    forget_coded(connection, report)
    if any(decision.holds and decision.verdict != "undo" for decision in taken):
        connection.execute(insert(tables.as_coded), [{"report": report, "content": to_kept(coded)}])
    delete_entries(connection, report)
    insert_rows(connection, entry_rows(corrected(coded, taken)))


def forget_coded(connection: Connection, report: str) -> None:
    """What the coder left is what is shown: nobody decided about it, or the report has been coded again."""
    connection.execute(delete(tables.as_coded).where(tables.as_coded.c.report == report))


def insert_rows(connection: Connection, rows: Rows) -> None:
    """Write rows of a record, table by table."""
    for name, of_table in rows.items():
        if of_table:
            connection.execute(insert(tables.metadata.tables[name]), of_table)


def delete_entries(connection: Connection, report: str) -> None:
    """Delete the entries of a report; the report stays."""
    events, parties = tables.events, tables.parties
    own = select(events.c.id).where(events.c.report == report)
    connection.execute(delete(parties).where(parties.c.event.in_(own)))
    for table in _IN_ORDER:
        connection.execute(delete(table).where(table.c.report == report))
