"""The type of act between a given source and a given target of a sentence (the task of PLV, Hu et al. 2024)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from standoff.coding.heads import heads
from standoff.coding.place_pair import place_pair

NONE = "none"
# Sentences read at once; what goes through the encoder together is bounded there.
BLOCK = 256


@dataclass(frozen=True, slots=True)
class PairRow:
    """A sentence with the words of its source and target; ``id`` is whatever its file calls it."""

    id: str
    sentence: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class PairType:
    """The answer for one row: the likeliest PLOVER type, how likely it is given that there is an act, and ``event``,
    how likely the source does anything to the target at all."""

    id: str
    type: str
    confidence: float
    event: float


def pair_types(rows: Iterable[PairRow]) -> Iterator[PairType]:
    """An answer for every row, in order."""
    left = iter(rows)
    while block := list(islice(left, BLOCK)):
        given = [(r.sentence, *place_pair(r.sentence, r.source, r.target)) for r in block]
        for row, probability in zip(block, heads().pairs(given), strict=True):
            event = 1 - probability.pop(NONE)
            best = max(probability, key=lambda one: probability[one])
            yield PairType(row.id, best, probability[best] / max(event, 1e-9), event)
