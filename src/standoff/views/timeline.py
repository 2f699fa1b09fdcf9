"""The acts in the order of their days: the day the reports give, else the day they were published."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from standoff.ledger import Ledger
from standoff.ledger.linked_tables import linked_acts
from standoff.views.acts import Act, load, until


def timeline(
    ledger: Ledger, *, on: date | None = None, since: date | None = None, limit: int | None = None
) -> list[Act]:
    """The acts told by ``on`` that have a party, by day (those from ``since`` on); of no known day last.

    ``limit``: only the latest of them.
    """
    a = linked_acts.c
    query = select(a.id).where(a.told <= until(on)).order_by(a.day.desc(), a.id)
    if since is not None:
        query = query.where(a.day >= since.isoformat())
    if limit is not None:
        query = query.limit(limit)
    with ledger.reading() as connection:
        found = load(connection, list(connection.execute(query).scalars()), until(on))
    return sorted((act for act in found if act.actors or act.recipients), key=lambda act: act.day or "9999")
