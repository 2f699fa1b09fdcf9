"""The index in SQLite: one FTS5 table (https://www.sqlite.org/fts5.html), English stems, accents ignored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from standoff.serving.search.index import CLOSE, OPEN, Doc, Word

TABLES = (
    "CREATE TABLE IF NOT EXISTS search_done (report TEXT PRIMARY KEY, step INTEGER NOT NULL)",
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
        name UNINDEXED, field UNINDEXED, report UNINDEXED, published UNINDEXED, paper UNINDEXED, who, body,
        begin UNINDEXED, tokenize = "porter unicode61 remove_diacritics 2")""",
    "CREATE TABLE IF NOT EXISTS search_rows (report TEXT NOT NULL, row INTEGER PRIMARY KEY)",
    "CREATE INDEX IF NOT EXISTS ix_search_rows_report ON search_rows (report)",
)
# Words of about one line on a wide screen.
EXCERPT = 24


class Sqlite:
    """See index.Engine."""

    def prepare(self, connection: Connection) -> None:
        """Make the tables."""
        for statement in TABLES:
            connection.execute(text(statement))

    def put(self, connection: Connection, report: str, docs: Sequence[Doc]) -> None:
        """Replace what is found in ``report``."""
        old = text("DELETE FROM search_words WHERE rowid IN (SELECT row FROM search_rows WHERE report = :report)")
        connection.execute(old, {"report": report})
        connection.execute(text("DELETE FROM search_rows WHERE report = :report"), {"report": report})
        # one writer at a time: nobody else takes these numbers
        first = connection.execute(text("SELECT coalesce(max(row), 0) + 1 FROM search_rows")).scalar_one()
        insert = text(
            "INSERT INTO search_words (rowid, name, field, report, published, paper, who, body, begin)"
            " VALUES (:row, :name, :field, :report, :published, :paper, :who, :body, :begin)"
        )
        rows = [{"row": first + n, **{key: getattr(doc, key) for key in doc.__slots__}} for n, doc in enumerate(docs)]
        connection.execute(insert, rows)
        connection.execute(text("INSERT INTO search_rows VALUES (:report, :row)"), rows)

    def find(
        self, connection: Connection, words: Sequence[Word], *, field: str | None, until: str | None, offset: int,
        limit: int,
    ) -> tuple[list[dict[str, Any]], int]:  # fmt: skip
        """The best hits by BM25."""
        # a quoted string is a phrase to FTS5, whatever it holds; words hold no quotation marks
        match = " ".join(f'"{word.text}"{"*" if word.start else ""}' for word in words)
        where = " FROM search_words WHERE search_words MATCH :match"
        values: dict[str, Any] = {"match": match, "limit": limit, "offset": offset, "open": OPEN, "close": CLOSE}
        if field is not None:
            where, values["field"] = f"{where} AND field = :field", field
        if until is not None:
            where, values["until"] = f"{where} AND published BETWEEN '0' AND :until", until
        total = connection.execute(text(f"SELECT count(*){where}"), values).scalar_one()
        found = connection.execute(
            text(
                "SELECT name, field, report, published, paper, who, begin,"
                f" snippet(search_words, 6, :open, :close, ' … ', {EXCERPT}) AS excerpt{where}"
                " ORDER BY rank, rowid LIMIT :limit OFFSET :offset"
            ),
            values,
        ).mappings()
        return [dict(row) for row in found], int(total)
