"""The sides of a crisis: whom the actors stand for, the most named first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from standoff.ledger import Ledger
from standoff.ledger.linked_tables import appearances
from standoff.views.acts import until
from standoff.views.words import call


@dataclass(frozen=True, slots=True)
class Side:
    """A side by its code and name, and how often the reports name it, let it speak, and tell of its acts."""

    side: str
    name: str
    mentions: int
    statements: int
    acts: int
    received: int


def sides(ledger: Ledger, *, on: date | None = None, limit: int | None = None) -> list[Side]:
    """The sides told of by ``on``; who stands for nobody known is on none."""
    p = appearances.c
    total = {key: func.sum(p[key]) for key in ("mentions", "statements", "acts", "received")}
    query = (
        select(p.side, *(column.label(key) for key, column in total.items()))
        .where(p.told <= until(on), p.side != "")
        .group_by(p.side)
        .order_by(total["mentions"].desc(), p.side)
    )
    if limit is not None:
        query = query.limit(limit)
    with ledger.reading() as connection:
        return [
            Side(row.side, call(row.side), row.mentions, row.statements, row.acts, row.received)
            for row in connection.execute(query)
        ]
