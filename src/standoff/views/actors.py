"""Who is who in the reports: every actor with its code, what it is, and how often it is named, speaks and acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from standoff.ledger import Ledger, tables
from standoff.ledger.linked_tables import actor_days, appearances
from standoff.record import ActorType
from standoff.views.acts import until


@dataclass(frozen=True, slots=True)
class Known:
    """An actor over all reports: code, name and roles as its latest report gives them; ``entry`` is that entry."""

    id: str
    code: str
    side: str
    name: str
    type: ActorType
    roles: tuple[str, ...]
    wikidata: str | None
    entry: str
    reports: int
    mentions: int
    statements: int
    acts: int
    received: int


def actors(ledger: Ledger, *, on: date | None = None, limit: int | None = None) -> list[Known]:
    """The actors told of by ``on``, the most mentioned first."""
    d, p, a = actor_days.c, appearances.c, tables.actors.c
    counts = {key: func.sum(d[key]) for key in ("reports", "mentions", "statements", "acts", "received")}
    query = (
        select(d.actor, *(total.label(key) for key, total in counts.items()))
        .where(d.told <= until(on))
        .group_by(d.actor)
        .order_by(counts["mentions"].desc(), d.actor)
    )
    if limit is not None:
        query = query.limit(limit)
    found = []
    with ledger.reading() as connection:
        entry = select(tables.actors, p.side).join(appearances, p.entry == a.id).where(p.told <= until(on))
        roles = select(a.role).join(appearances, p.entry == a.id).where(p.told <= until(on), a.role.is_not(None))
        for row in connection.execute(query).all():
            latest = connection.execute(entry.where(p.actor == row.actor).order_by(p.told.desc(), a.id).limit(1)).one()
            held = connection.execute(
                roles.where(p.actor == row.actor).group_by(a.role).order_by(func.max(p.told).desc())
            )
            found.append(Known(
                row.actor, latest.code, latest.side, latest.name, latest.type, tuple(held.scalars()), latest.wikidata,
                latest.id, row.reports, row.mentions, row.statements, row.acts, row.received,
            ))  # fmt: skip
    return found
