"""Full-text search over reports and entries, in the record's own database: FTS5 in SQLite, tsvector in PostgreSQL.

The index is no part of the record: it is made and brought up to date from it, and may be dropped at any time.
"""

from __future__ import annotations

from standoff.ledger import Ledger
from standoff.serving.search.index import FIELDS, Found, Search, Word
from standoff.serving.search.postgres import Postgres
from standoff.serving.search.sqlite import Sqlite

__all__ = ["FIELDS", "Found", "Search", "Word", "open_search"]


def open_search(ledger: Ledger) -> Search:
    """The search over ``ledger``, made ready but not yet caught up."""
    with ledger.reading() as connection:
        backend = connection.dialect.name
    return Search(ledger, Sqlite() if backend == "sqlite" else Postgres())
