"""Full-text search over reports and entries, in the record's own database: FTS5 in SQLite, tsvector in PostgreSQL.

The index is no part of the record: it is made and brought up to date from it, and may be dropped at any time.
"""

from __future__ import annotations

from standoff.ledger import Ledger
from standoff.serving.search.index import Engine, Field, Found, Search, look_up
from standoff.serving.search.postgres import Postgres
from standoff.serving.search.sqlite import Sqlite

__all__ = ["Field", "Found", "Search", "find", "open_search"]


def open_search(ledger: Ledger) -> Search:
    """The search over ``ledger``, made ready but not yet caught up."""
    return Search(ledger, _engine_of(ledger))


def find(
    ledger: Ledger,
    query: str,
    *,
    field: Field | None = None,
    until: str | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Found], int]:
    """The hits of ``query`` and how many there are; ``until`` is the last day whose reports count."""
    return look_up(ledger, _engine_of(ledger), query, field=field, until=until, offset=offset, limit=limit)


def _engine_of(ledger: Ledger) -> Engine:
    with ledger.reading() as connection:
        return Sqlite() if connection.dialect.name == "sqlite" else Postgres()
