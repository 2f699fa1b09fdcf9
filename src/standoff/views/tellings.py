"""Who tells an act: each report that does, in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from standoff.ledger import Ledger, tables
from standoff.ledger.linked_tables import UNDATED, sources
from standoff.ledger.linked_tables import tellings as telling_table
from standoff.record import Modality
from standoff.span import Span
from standoff.views.acts import until
from standoff.views.words import quote


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling: the entry ``entry`` of the report ``report``, out on ``day`` (empty where that isn't known).

    ``paper`` prints it; ``voice`` is the paper whose words they are: another one where it is copied. ``words`` are the
    evidence.
    """

    entry: str
    report: str
    title: str | None
    paper: str | None
    voice: str
    day: str
    modality: Modality
    words: str
    confidence: float


def tellings(ledger: Ledger, name: str, *, on: date | None = None, limit: int | None = None) -> list[Telling]:
    """The tellings of the act that the event entry ``name`` tells, by ``on``, the earliest first."""
    t, e, r, s = telling_table.c, tables.events.c, tables.reports.c, sources.c
    act = select(t.act).where(t.event == name).scalar_subquery()
    query = (
        select(t.event, t.report, r.title, r.publisher, s.voice, t.told, t.modality, t.confidence, r.text,
               e.evidence_begin, e.evidence_end, e.trigger_begin, e.trigger_end)
        .join(tables.events, e.id == t.event)
        .join(tables.reports, r.id == t.report)
        .join(sources, s.report == t.report)
        .where(t.act == act, t.told <= until(on))
        .order_by(t.place)
        .limit(limit)
    )  # fmt: skip
    with ledger.reading() as connection:
        return [
            Telling(
                row.event, row.report, row.title, row.publisher, row.voice, "" if row.told == UNDATED else row.told,
                row.modality, _words(row), row.confidence,
            )
            for row in connection.execute(query)
        ]  # fmt: skip


def _words(row: Any) -> str:
    evidence = Span(row.evidence_begin, row.evidence_end)
    return quote(row.text, evidence, Span(row.trigger_begin, row.trigger_end))
