"""The index in PostgreSQL: a table with a tsvector and a GIN index, English stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from standoff.serving.search.index import CLOSE, OPEN, Doc, Word

# English stems, and no word left out: PostgreSQL's own "english" has no "not", "against" or "will", which change what
# somebody says. IF NOT EXISTS isn't known here.
WORDS = """DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'standoff_words') THEN
        CREATE TEXT SEARCH DICTIONARY standoff_stems (TEMPLATE = snowball, LANGUAGE = english);
        CREATE TEXT SEARCH CONFIGURATION standoff_words (COPY = simple);
        ALTER TEXT SEARCH CONFIGURATION standoff_words
            ALTER MAPPING FOR asciiword, word, asciihword, hword, hword_asciipart, hword_part WITH standoff_stems;
    END IF;
END $$"""
# Accents are ignored: letters that are another with a mark on it, and that other. PostgreSQL's own "unaccent" isn't on
# every server.
_MARKED = {
    chr(point): plain[0]
    for point in range(0xC0, 0x2000)
    if len(plain := unicodedata.normalize("NFD", chr(point))) > 1 and all(map(unicodedata.combining, plain[1:]))
}
ACCENTED, PLAIN = "".join(_MARKED), "".join(_MARKED.values())
_PLAINLY = str.maketrans(_MARKED)
# A tsvector holds less than a megabyte; so many characters never make more.
LONGEST = 250_000
TABLES = (
    WORDS,
    "CREATE TABLE IF NOT EXISTS search_done (report TEXT PRIMARY KEY, step BIGINT NOT NULL)",
    f"""CREATE TABLE IF NOT EXISTS search_words (
        row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name TEXT NOT NULL, field TEXT NOT NULL,
        report TEXT NOT NULL, published TEXT NOT NULL, paper TEXT NOT NULL, who TEXT NOT NULL, body TEXT NOT NULL,
        begin BIGINT, words TSVECTOR GENERATED ALWAYS AS (to_tsvector('standoff_words',
            translate(left(who || ' ' || body, {LONGEST}), '{ACCENTED}', '{PLAIN}'))) STORED)""",
    "CREATE INDEX IF NOT EXISTS ix_search_words_words ON search_words USING gin (words)",
    "CREATE INDEX IF NOT EXISTS ix_search_words_report ON search_words (report)",
)
MARKS = f"StartSel={OPEN}, StopSel={CLOSE}"
EXCERPT = f'{MARKS}, MaxWords=26, MinWords=16, ShortWord=0, MaxFragments=1, FragmentDelimiter=" … "'
# What is this short is given whole.
WHOLE, SHORT = f"{MARKS}, HighlightAll=true", 160
# One at a time makes the tables: IF NOT EXISTS alone isn't safe against another who does.
LOCK = 7_316_001


class Postgres:
    """See index.Engine."""

    def prepare(self, connection: Connection) -> None:
        """Make the tables."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        for statement in TABLES:
            connection.exec_driver_sql(statement)

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
        values: dict[str, Any] = {"limit": limit, "offset": offset, "whole": WHOLE, "excerpt": EXCERPT}
        values |= {"accented": ACCENTED, "plain": PLAIN}
        parts = []
        for number, word in enumerate(words):
            said = word.text.translate(_PLAINLY)
            values[f"w{number}"] = f"{said}:*" if word.start and word.text.isalnum() else said
            make = "to_tsquery" if word.start and word.text.isalnum() else "phraseto_tsquery"
            parts.append(f"{make}('standoff_words', :w{number})")
        where = f" FROM search_words, (SELECT {' && '.join(parts)} AS query) AS asked WHERE words @@ query"
        if field is not None:
            where, values["field"] = f"{where} AND field = :field", field
        if until is not None:
            where, values["until"] = f"{where} AND published BETWEEN '0' AND :until", until
        total = connection.execute(text(f"SELECT count(*){where}"), values).scalar_one()
        page = f"SELECT *{where} ORDER BY ts_rank(words, query) DESC, row LIMIT :limit OFFSET :offset"
        found = connection.execute(
            text(
                "SELECT name, field, report, published, paper, who, begin, body,"
                " ts_headline('standoff_words', translate(body, :accented, :plain), query,"
                f" CASE WHEN length(body) <= {SHORT} THEN :whole ELSE :excerpt END) AS excerpt FROM ({page}) AS page"
            ),
            values,
        ).mappings()
        return [_as_written(dict(row)) for row in found], int(total)


def _as_written(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the accents of its body in the excerpt, which came without; no longer with the body."""
    body, excerpt = row.pop("body"), row["excerpt"]
    at = body.translate(_PLAINLY).find(re.sub(f"[{OPEN}{CLOSE}]", "", excerpt))
    if at >= 0:
        letters = iter(body[at:])
        row["excerpt"] = "".join(one if one in (OPEN, CLOSE) else next(letters) for one in excerpt)
    return row
