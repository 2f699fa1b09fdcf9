"""Which words may tell an act: the phrases of the lexicon and the triggers that the encoder reads, joined.

Whether one does tell an act, `weigh_acts.py` decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.draft import Parsed
from standoff.coding.find_triggers import Candidate, ruled_out
from standoff.coding.read_acts import ReadAct, ReadActs
from standoff.event_types import Trigger, lexicon, pages

# How likely an act must be for its words to be looked at where no phrase of the lexicon stands.
ALONE = 0.3
# How much likelier another type than the phrase's must be.
OTHER_TYPE = 100


def join_triggers(candidates: list[Candidate], acts: ReadActs, parsed: Parsed) -> Iterator[tuple[Candidate, ReadAct]]:
    """The candidates, each with the act as read there, in the order of the text; those that aren't read are none."""
    made: dict[int, tuple[Candidate, ReadAct]] = {}
    used: set[int] = set()
    for candidate in candidates:
        read = acts.near(candidate.root, candidate.tokens)
        if read is None:
            continue
        used.add(read.at)
        made[candidate.root] = (_typed(candidate, read), read)
    covered = {t for candidate, _ in made.values() for t in candidate.tokens}
    for read in acts.acts:
        taken = read.at in used or read.at in covered or not covered.isdisjoint(range(*read.tokens))
        if read.anchor.probability >= ALONE and not taken:
            candidate = _alone(read, parsed)
            if read.anchor.label in ruled_out(parsed.doc[candidate.root], lexicon()):
                continue
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
