"""The tables of the record. Spans are two columns, ``…_begin`` and ``…_end``, in code points of ``reports.text``.

``number`` is the place of an entry in its report's record and ``local`` its id there (a1, e1 …); ``id`` is the name of
ids.py, which is the entry's for good. Lists of spans and notes are JSON.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, false

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _entry(name: str, *columns: Column[object]) -> Table:
    """A table of entries of reports, with what every entry has."""
    return Table(
        name,
        metadata,
        Column("id", String(20), primary_key=True),
        Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
        Column("number", Integer, nullable=False),
        *columns,
        Column("confidence", Float, nullable=False),
    )


def _span(name: str, *, nullable: bool = False) -> tuple[Column[object], Column[object]]:
    return (
        Column(f"{name}_begin", Integer, nullable=nullable),
        Column(f"{name}_end", Integer, nullable=nullable),
    )


reports = Table(
    "reports",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("source", Text, nullable=False),
    Column("publisher", Text),
    Column("title", Text),
    Column("published", String(10), index=True),
    Column("language", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("coder", String(40), nullable=False),
    Column("maker", String(16), ForeignKey("makers.id"), index=True),  # null: coded before makers were kept
)

actors = _entry(
    "actors",
    Column("local", String(12), nullable=False),
    Column("code", String(80), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("type", String(12), nullable=False),
    Column("role", Text),
    Column("country", String(3)),
    Column("sector", String(3)),
    Column("mentions", JSON, nullable=False),
    Column("wikidata", String(16)),
)

issues = Table(
    "issues",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("local", String(12), nullable=False),
    Column("label", Text, nullable=False, index=True),
)

statements = _entry(
    "statements",
    Column("local", String(12), nullable=False),
    Column("speaker", String(20), ForeignKey("actors.id"), nullable=False),
    *_span("source", nullable=True),
    *_span("cue", nullable=True),
    Column("content", JSON, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("sourcing", String(10), nullable=False),
    Column("addressee", String(20), ForeignKey("actors.id")),
    Column("cue_class", String(20), nullable=False, server_default="say"),
    Column("attitude", Boolean, nullable=False, server_default=false()),
    Column("standing", String(10), nullable=False, server_default="claimed"),
)

events = _entry(
    "events",
    Column("local", String(12), nullable=False),
    Column("type", String(10), nullable=False, index=True),
    Column("mode", String(20)),
    Column("act", String(10)),
    Column("modality", String(12), nullable=False),
    *_span("trigger"),
    *_span("evidence"),
    Column("issue", String(20), ForeignKey("issues.id")),
    *_span("condition", nullable=True),
    Column("reply_to", String(20)),
    Column("same_as", String(20)),
    Column("statement", String(20), ForeignKey("statements.id")),
    Column("date_value", String(10)),
    Column("date_end", String(10)),
    Column("date_precision", String(8)),
    *_span("date_words", nullable=True),
    Column("place_name", Text),
    Column("place_country", String(3)),
    Column("place_lat", Float),
    Column("place_lon", Float),
    *_span("place_words", nullable=True),
    Column("contexts", JSON, nullable=False),
    Column("intensity", Float, nullable=False),
)

parties = Table(
    "parties",
    metadata,
    Column("event", String(20), ForeignKey("events.id"), primary_key=True),
    Column("side", String(9), primary_key=True),  # actor or recipient
    Column("number", Integer, primary_key=True),
    Column("actor", String(20), ForeignKey("actors.id"), nullable=False, index=True),
)

positions = _entry(
    "positions",
    Column("actor", String(20), ForeignKey("actors.id"), nullable=False),
    Column("issue", String(20), ForeignKey("issues.id"), nullable=False),
    Column("stance", String(12), nullable=False),
    *_span("evidence"),
)

quantities = _entry(
    "quantities",
    Column("value", JSON),  # a JSON number keeps 125000 and 0.5 apart in kind, as the record format does
    Column("unit", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("qualifier", Text),
    Column("direction", String(5)),
    *_span("evidence"),
)

as_coded = Table(
    "as_coded",
    metadata,
    # the entries above are those that are shown; where people decided about a report, this is what the coder left of it
    Column("report", String(80), ForeignKey("reports.id"), primary_key=True),
    Column("content", Text, nullable=False),  # JSON, written and read by shown.py and fetch.py
)

makers = Table(
    "makers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("content", Text, nullable=False),  # standoff.versions.Maker as JSON
)

history = Table(
    "history",
    metadata,
    # 1, 2, 3 … without a gap: given by chain.py, which reads and writes this table and the next
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),  # ISO 8601, UTC
    Column("what", String(20), nullable=False),
    Column("by", Text, nullable=False),
    Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
    Column("entry", String(20), index=True),
    Column("detail", Text, nullable=False),  # JSON, kept as the characters that the digest is of
    Column("digest", String(64), nullable=False),
)

chain = Table(
    "chain",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # the one row is 1
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    # what was decided stands in the history; here is what of it holds, and for which entries
    Column("number", Integer, ForeignKey("history.number"), primary_key=True, autoincrement=False),
    Column("report", String(80), ForeignKey("reports.id"), nullable=False, index=True),
    Column("other_report", String(80), ForeignKey("reports.id"), index=True),
    Column("attached", String(20), index=True),  # the entry that it holds for now; null where none is left for it
    Column("made", String(20), index=True),
    Column("names", JSON, nullable=False),  # the names used in the decision that are other names now, or none
    Column("undone_by", Integer),
)

Index("ix_events_report_number", events.c.report, events.c.number)

ENTRIES = {"a": actors, "s": statements, "e": events, "i": issues, "p": positions, "q": quantities}
"""The table of each kind of entry, by the letter that its names begin with."""
