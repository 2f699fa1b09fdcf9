"""The issues of the record by name: what may be chosen where acts or stances are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from standoff.ledger import Ledger
from standoff.ledger.linked_tables import linked_issues, stances
from standoff.views.acts import until
from standoff.views.positions import names_of


@dataclass(frozen=True, slots=True)
class IssueName:
    """An issue on which ``sides`` sides take a stand; ``label`` is its name as in positions."""

    id: str
    label: str
    sides: int


def issues(ledger: Ledger, *, on: date | None = None, limit: int | None = None) -> list[IssueName]:
    """The issues on which anybody takes a stand by ``on``, those with most sides first: the order of positions."""
    i, s = linked_issues.c, stances.c
    sides = func.count(s.side.distinct())
    query = select(i.topic, sides.label("sides")).join(stances, s.issue == i.id).where(s.told <= until(on))
    query = query.group_by(i.topic).order_by(sides.desc(), func.count().desc(), i.topic).limit(limit)
    with ledger.reading() as connection:
        found = {row.topic: row.sides for row in connection.execute(query)}
        names = names_of(connection, list(found), until(on))
    return [IssueName(topic, names[topic].label, n) for topic, n in found.items() if topic in names]
