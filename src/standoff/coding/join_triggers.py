"""Which words tell an act: the phrases of the lexicon and the triggers that the encoder reads, decided together.

A phrase says what may be told, the encoder whether it is told here. A phrase that the encoder doubts is left out; a
trigger that no phrase knows counts where the encoder is sure.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.draft import Parsed
from standoff.coding.find_triggers import Candidate
from standoff.coding.read_acts import ReadAct, ReadActs
from standoff.event_types import Trigger, pages

# How likely an act must be at a phrase of the lexicon, and where there is none.
AT_PHRASE = 0.05
ALONE = 0.96
# How much likelier another type than the phrase's must be.
OTHER_TYPE = 100


def join_triggers(candidates: list[Candidate], acts: ReadActs, parsed: Parsed) -> Iterator[tuple[Candidate, ReadAct]]:
    """The candidates that tell an act, each with the act as read there, in the order of the text."""
    made: dict[int, tuple[Candidate, ReadAct]] = {}
    used: set[int] = set()
    for candidate in candidates:
        read = acts.near(candidate.root, candidate.tokens)
        if read is None or read.anchor.probability < AT_PHRASE:
            continue
        used.add(read.at)
        made[candidate.root] = (_typed(candidate, read), read)
    covered = {t for candidate, _ in made.values() for t in candidate.tokens}
    for read in acts.acts:
        taken = read.at in used or read.at in covered or not covered.isdisjoint(range(*read.tokens))
        if read.anchor.probability >= ALONE and not taken:
            candidate = _alone(read, parsed)
            made.setdefault(candidate.root, (candidate, read))
    for root in sorted(made):
        yield made[root]


def _typed(candidate: Candidate, read: ReadAct) -> Candidate:
    """The candidate with the type that the encoder reads, where it is much likelier than the phrase's."""
    labels, label = read.anchor.labels, read.anchor.label
    if labels[label] <= OTHER_TYPE * labels[candidate.page.type]:
        return candidate
    return Candidate(candidate.root, candidate.tokens, pages()[label], _trigger(read), candidate.part)


def _alone(read: ReadAct, parsed: Parsed) -> Candidate:
    root = parsed.doc[read.tokens[0] : read.tokens[1]].root
    part = "verb" if root.pos_ in {"VERB", "AUX"} else "adjective" if root.pos_ == "ADJ" else "noun"
    return Candidate(root.i, tuple(range(*read.tokens)), pages()[read.anchor.label], _trigger(read), part, alone=True)


def _trigger(read: ReadAct) -> Trigger:
    return Trigger(act=read.likeliest("act"))  # type: ignore[arg-type]
