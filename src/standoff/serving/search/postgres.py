"""The index in PostgreSQL: a table with a tsvector and a GIN index, English stems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from standoff.serving.search.index import CLOSE, OPEN, Doc, Word

TABLES = (
    "CREATE TABLE IF NOT EXISTS search_done (report TEXT PRIMARY KEY, step BIGINT NOT NULL)",
    """CREATE TABLE IF NOT EXISTS search_words (
        row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name TEXT NOT NULL, field TEXT NOT NULL,
        report TEXT NOT NULL, published TEXT NOT NULL, paper TEXT NOT NULL, who TEXT NOT NULL, body TEXT NOT NULL,
        begin BIGINT, words TSVECTOR GENERATED ALWAYS AS (to_tsvector('english', who || ' ' || body)) STORED)""",
    "CREATE INDEX IF NOT EXISTS ix_search_words_words ON search_words USING gin (words)",
    "CREATE INDEX IF NOT EXISTS ix_search_words_report ON search_words (report)",
)
EXCERPT = f'StartSel={OPEN}, StopSel={CLOSE}, MaxWords=26, MinWords=16, MaxFragments=1, FragmentDelimiter=" … "'
# One at a time makes the tables: IF NOT EXISTS alone isn't safe against another who does.
LOCK = 7_316_001


class Postgres:
    """See index.Engine."""

    def prepare(self, connection: Connection) -> None:
        """Make the tables."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        for statement in TABLES:
            connection.execute(text(statement))

    def put(self, connection: Connection, report: str, docs: Sequence[Doc]) -> None:
        """Replace what is found in ``report``."""
        connection.execute(text("DELETE FROM search_words WHERE report = :report"), {"report": report})
        insert = text(
            "INSERT INTO search_words (name, field, report, published, paper, who, body, begin)"
            " VALUES (:name, :field, :report, :published, :paper, :who, :body, :begin)"
        )
        connection.execute(insert, [{key: getattr(doc, key) for key in doc.__slots__} for doc in docs])

    def find(
        self, connection: Connection, words: Sequence[Word], *, field: str | None, until: str | None, offset: int,
        limit: int,
    ) -> tuple[list[dict[str, Any]], int]:  # fmt: skip
        """The best hits by ts_rank."""
        values: dict[str, Any] = {"limit": limit, "offset": offset, "options": EXCERPT}
        parts = []
        for number, word in enumerate(words):
            values[f"w{number}"] = f"{word.text}:*" if word.start and word.text.isalnum() else word.text
            make = "to_tsquery" if word.start and word.text.isalnum() else "phraseto_tsquery"
            parts.append(f"{make}('english', :w{number})")
        where = f" FROM search_words, (SELECT {' && '.join(parts)} AS query) AS asked WHERE words @@ query"
        if field is not None:
            where, values["field"] = f"{where} AND field = :field", field
        if until is not None:
            where, values["until"] = f"{where} AND published <= :until", until
        total = connection.execute(text(f"SELECT count(*){where}"), values).scalar_one()
        page = f"SELECT *{where} ORDER BY ts_rank(words, query) DESC, row LIMIT :limit OFFSET :offset"
        found = connection.execute(
            text(
                "SELECT name, field, report, published, paper, who, begin,"
                f" ts_headline('english', body, query, :options) AS excerpt FROM ({page}) AS page"
            ),
            values,
        ).mappings()
        return [dict(row) for row in found], int(total)
