"""Measures over time: how often one side did what to another, as a tidy table, with the voices behind each cell.

Quad classes are PLOVER's (verbal or material, cooperation or conflict); the intensity of a cell is the mean of its
acts on the codebook's conflict–cooperation scale, -10 to 10.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import select

from standoff.ledger import Ledger
from standoff.ledger.linked_tables import linked_issues
from standoff.ledger.linked_tables import measures as table
from standoff.record import EventType, Modality
from standoff.views.acts import until

By = Literal["day", "week", "month"]
# PLOVER's quad classes.
QUADS: dict[str, int] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
# What counts as having happened, where nothing else is asked for.
HAPPENED: tuple[Modality, ...] = ("actual", "alleged")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side did to another by one type in one span of time, which begins on ``start``.

    ``recipient`` is empty where nobody is acted on; ``issue`` is a linked issue, empty where cells aren't split by
    issue or the acts are about none. ``tellings`` counts every telling, ``voices`` the papers whose own they are.
    """

    start: str
    actor: str
    recipient: str
    issue: str
    issue_label: str
    type: EventType
    quad: int
    verbal: bool
    acts: int
    tellings: int
    voices: int
    intensity: float


@dataclass(slots=True)
class _Sum:
    acts: int = 0
    tellings: int = 0
    intensity: float = 0.0
    voices: set[str] = field(default_factory=set)


def measures(
    ledger: Ledger, *, on: date | None = None, by: By = "month", actor: str | None = None,
    recipient: str | None = None, issue: str | None = None, since: date | None = None, by_issue: bool = False,
    modalities: tuple[Modality, ...] = HAPPENED,
) -> list[Cell]:  # fmt: skip
    """The cells by ``by`` of what was told up to ``on``, acts from ``since`` on, in order of time, sides and type.

    ``actor`` and ``recipient`` are sides, ``issue`` a linked issue; ``by_issue`` splits the cells by issue.
    """
    m, i = table.c, linked_issues.c
    query = (
        select(m.actor, m.recipient, m.day, m.type, i.topic, m.voice, m.acts, m.tellings, m.intensity)
        .outerjoin(linked_issues, i.id == m.issue)
        .where(m.told <= until(on), m.modality.in_(modalities))
    )
    for column, wanted in ((m.actor, actor), (m.recipient, recipient), (i.topic, issue)):
        if wanted is not None:
            query = query.where(column == wanted)
    if since is not None:
        query = query.where(m.day >= since.isoformat())
    sums: dict[tuple[str, str, str, str, EventType], _Sum] = defaultdict(_Sum)
    with ledger.reading() as connection:
        for row in connection.execute(query):
            topic = row.topic or "" if by_issue or issue is not None else ""
            cell = sums[begun(row.day, by), row.actor, row.recipient, topic, row.type]
            cell.acts += row.acts
            cell.tellings += row.tellings
            cell.intensity += row.intensity
            cell.voices.add(row.voice)
        wanted_labels = sorted({key[3] for key in sums if key[3]})
        labels: dict[str, str] = {}
        for first in range(0, len(wanted_labels), 400):
            some = select(i.id, i.label).where(i.id.in_(wanted_labels[first : first + 400]))
            labels |= {row.id: row.label for row in connection.execute(some)}
    return [
        Cell(start, doer, other, topic, labels.get(topic, ""), kind, QUADS[kind], QUADS[kind] in {1, 3}, s.acts,
             s.tellings, len(s.voices), round(s.intensity / s.acts, 3))
        for (start, doer, other, topic, kind), s in sorted(sums.items()) if s.acts
    ]  # fmt: skip


def begun(day: str, by: By) -> str:
    """The first day of the day, week (from Monday) or month that holds ``day``."""
    if by == "day":
        return day
    if by == "month":
        return day[:7] + "-01"
    when = date.fromisoformat(day)
    return (when - timedelta(days=when.weekday())).isoformat() if when.toordinal() > 7 else day
