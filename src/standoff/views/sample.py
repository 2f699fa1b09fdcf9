"""What a person should look at: where the coder is least sure and most rests on it, or an even draw.

What rests on an entry is counted in acts, each as heavy as its intensity (a tenth of the scale's ten points): on an
act itself and those that answer or repeat it, on an actor the acts it takes part in, on a statement the acts told in
it. What no act rests on counts little, but something. An entry's place is by that weight times the chance that it is
wrong.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from standoff.ledger import Filed
from standoff.ledger.corrected import Entry, entries_of, spans_of
from standoff.ledger.fields import STRUCTS
from standoff.ledger.linking.places import paper_of
from standoff.record import Actor, Event, Issue, Position, Quantity, Record, Statement
from standoff.views.words import quote

# What an entry weighs that no act rests on, in acts of the greatest intensity.
LEAST = 0.1
# A stand or a figure is read by itself in every brief.
READ_ALONE = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entry to look at; ``stake`` is what rests on it times the chance that it is wrong."""

    name: str
    kind: str
    confidence: float
    stake: float
    published: str | None
    paper: str
    says: str
    words: str


def sample(filed: Iterable[Filed], *, size: int, kind: str | None = None, seed: str | None = None) -> list[Drawn]:
    """The ``size`` entries to review next, of one ``kind`` (a letter) or all; those reviewed already are left out.

    The highest stake comes first. With a ``seed`` they are drawn evenly instead, the same for the same seed: that is
    the sample from which agreement can be generalised.
    """
    drawn = [one for each in filed for one in _entries(each) if kind is None or one.name[0] == kind]
    if seed is not None:
        return sorted(drawn, key=lambda d: hashlib.sha256(f"{seed} {d.name}".encode()).digest())[:size]
    return sorted(drawn, key=lambda d: (-d.stake, d.name))[:size]


def _entries(filed: Filed) -> Iterator[Drawn]:
    record = filed.record
    weights = _weights(record)
    for name, entry in entries_of(filed).items():
        if name in filed.reviewed or isinstance(entry, Issue):
            continue  # an issue is a label: it has no confidence, and is judged with its acts
        weight = READ_ALONE if isinstance(entry, Position | Quantity) else weights[entry.id] + LEAST
        stake = (1 - entry.confidence) * weight
        words = quote(record.report.text, spans_of(entry, record)[0]) if spans_of(entry, record) else ""
        kind = STRUCTS[name[0]].__name__.lower()
        published, paper = record.report.published, paper_of(record.report)
        yield Drawn(name, kind, entry.confidence, stake, published, paper, _says(entry, record), words)


def _weights(record: Record) -> dict[str, float]:
    """What rests on each entry, by local id."""
    weights: dict[str, float] = defaultdict(float)
    for event in record.events:
        heavy = abs(event.intensity) / 10
        for local in {event.id, event.reply_to, event.same_as, event.statement, *event.actors, *event.recipients}:
            if local is not None:
                weights[local] += heavy
    return weights


def _says(entry: Entry, record: Record) -> str:
    names = {a.id: a.name for a in record.actors}
    labels = {i.id: i.label for i in record.issues}
    match entry:
        case Actor():
            return f"{entry.name} is {entry.code}"
        case Statement():
            return f"{names[entry.speaker]} says so"
        case Event():
            who = ", ".join(names[a] for a in entry.actors) or "somebody"
            whom = ", ".join(names[a] for a in entry.recipients)
            return f"{entry.modality} {entry.type}: {who}{f' → {whom}' if whom else ''}"
        case Position():
            return f"{names[entry.actor]}: {entry.stance}: {labels[entry.issue]}"
        case Quantity():
            return f"{entry.value if entry.value is not None else entry.direction} {entry.unit}: {entry.about}"
        case Issue():
            return entry.label
