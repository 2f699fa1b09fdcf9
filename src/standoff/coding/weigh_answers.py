"""Which act answers which: a refusal what it refuses, a denial the charge, a reaction what it reacts to.

Of each act the others near it are candidates, or none. The encoder reads what an act answers where both stand in one
piece; the rest is told by who faces whom, by the issue, and by what kinds of act answer each other. The weights are
trained (`training/events/weigh.py`).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy

from standoff.coding.draft import Deed, Who
from standoff.coding.weights import SUREST, weighed

SIGNS = (
    "always", "read", "reads_this", "read_back", "about", "same_issue", "facing", "faced", "own", "before", "near",
    "fits", "reaction", "may_answer", "speaks_of_deed", "same_type", "meeting",
)  # fmt: skip
# What each act may answer, by the act or type of the other.
ANSWERS: dict[str, set[str]] = {
    "reject": {"demand", "offer", "promise", "threaten", "ACCUSE"},
    "accept": {"demand", "offer", "promise"},
    "concede": {"demand", "threaten", "ACCUSE", "PROTEST"},
    "promise": {"demand", "offer"},
    "concern": {"offer", "promise", "reject", "threaten"},
}
# Types that a reaction is told as, and those of the deeds that are reacted to.
REACTIONS = {"ACCUSE", "SUPPORT", "PROTEST", "SANCTION", "THREATEN", "REQUEST"}
MATERIAL = {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AID", "RETREAT", "PROTEST"}
# An answer stands within so many tokens of what it answers.
REACH = 120


class Answers:
    """The acts of a report, in the order of the text, asked which answers which."""

    def __init__(self, deeds: Sequence[Deed]) -> None:
        self.deeds = deeds
        self._roots = [d.root for d in deeds]
        self._read = [_odds(d) for d in deeds]

    def answered(self, number: int) -> Deed | None:
        """The act that act ``number`` most likely answers; None where none is likelier."""
        scored = [(weighed("answer", SIGNS, values), self.deeds[n]) for n, values in self.candidates(number)]
        root = self.deeds[number].root
        score, best = max(scored, key=lambda p: (p[0], -abs(p[1].root - root)), default=(0.0, None))
        return best if score > 0 else None

    def candidates(self, number: int) -> list[tuple[int, list[float]]]:
        """The numbers of the acts that act ``number`` may answer, each with the value of each of SIGNS."""
        root = self.deeds[number].root
        near = range(bisect_left(self._roots, root - REACH), bisect_right(self._roots, root + REACH))
        return [(n, self._signs(number, n)) for n in near if n != number]

    def _signs(self, one: int, two: int) -> list[float]:
        deed, other = self.deeds[one], self.deeds[two]
        read = self._reads(one, other)
        fits = ANSWERS.get(deed.act or "", set())
        away = deed.root - other.root
        done = other.type in MATERIAL and other.act is None
        return [
            1.0, read, read > 0, self._reads(two, deed),
            other.root in deed.about or not {*deed.about}.isdisjoint(other.tokens),
            deed.label is not None and deed.label == other.label, meet(deed.recipients, other.actors),
            meet(other.recipients, deed.actors), meet(deed.actors, other.actors), away > 0, math.log1p(abs(away)),
            other.act in fits or other.type in fits, deed.type in REACTIONS and done,
            bool(fits), done, deed.type == other.type, "CONSULT" in {deed.type, other.type},
        ]  # fmt: skip

    def _reads(self, one: int, other: Deed) -> float:
        """The log odds by which the encoder takes the words of ``other`` for what act ``one`` answers."""
        first, odds = self._read[one]
        return max((odds[t - first] for t in other.tokens if 0 <= t - first < len(odds)), default=-SUREST)


def _odds(deed: Deed) -> tuple[int, list[float]]:
    """The first token of a deed's piece, and for each token there the log odds that it is what the deed answers."""
    assert deed.read is not None
    view = deed.read.view
    likely = numpy.clip(view.means(deed.read.anchor.roles["answers"]), 1e-3, 1 - 1e-3)
    return view.first, numpy.clip(numpy.log(likely / (1 - likely)), -SUREST, SUREST).tolist()


def meet(a: list[Who], b: list[Who]) -> bool:
    """Whether somebody of the one stands for the same state or body as somebody of the other."""
    return not {w.head for w in a}.isdisjoint(w.head for w in b)
