"""What markets did, by the words of the reports: each move with its day, for an axis that it shares with the acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from standoff.ledger import Ledger, tables
from standoff.record import Direction
from standoff.span import Span
from standoff.views.words import quote


@dataclass(frozen=True, slots=True)
class MarketMove:
    """One move as one report tells it; ``day`` is that of the report, ``value`` and ``unit`` a level or a size."""

    entry: str
    day: str
    about: str
    direction: Direction
    value: float | int | None
    unit: str
    words: str
    paper: str | None
    confidence: float


def markets(
    ledger: Ledger, *, on: date | None = None, since: date | None = None, limit: int | None = None
) -> list[MarketMove]:
    """The market moves of reports out by ``on`` and from ``since`` on, in the order of their days.

    ``limit``: only the latest of them.
    """
    q, r = tables.quantities.c, tables.reports.c
    # cut by the database: the texts of all reports would have to be fetched for a few words of each
    words = func.substr(r.text, q.evidence_begin + 1, q.evidence_end - q.evidence_begin).label("words")
    query = (
        select(q.id, r.published, q.about, q.direction, q.value, q.unit, words, r.publisher, q.confidence)
        .join(tables.reports, r.id == q.report)
        .where(q.direction.is_not(None), r.published.is_not(None))
        .order_by(r.published.desc(), q.id.desc())
    )
    if on is not None:
        query = query.where(r.published <= on.isoformat())
    if since is not None:
        query = query.where(r.published >= since.isoformat())
    if limit is not None:
        query = query.limit(limit)
    with ledger.reading() as connection:
        found = [
            MarketMove(
                row.id, row.published, row.about, row.direction, row.value, row.unit,
                quote(row.words, Span(0, len(row.words))), row.publisher, row.confidence,
            )
            for row in connection.execute(query)
        ]  # fmt: skip
    return found[::-1]
