"""Where the source and the target of a given pair stand in their sentence."""

from __future__ import annotations

import re

from standoff.span import Span

# A word shorter than this is no hold for a phrase that isn't in the sentence as it is given.
SHORTEST_HOLD = 4


def place_pair(sentence: str, source: str, target: str) -> tuple[Span, Span]:
    """The spans of ``source`` and ``target`` in ``sentence``, in code points.

    The words as given, whatever their case; where they don't stand so, their last long word; else an empty span at 0.
    The target is sought outside the source first ("the army … the army").
    """
    first = _place(source, sentence, None)
    return first, _place(target, sentence, first)


def _place(words: str, sentence: str, taken: Span | None) -> Span:
    if not words.strip():
        return Span(0, 0)
    found = [Span(*m.span()) for m in re.finditer(re.escape(words.strip()), sentence, re.IGNORECASE)]
    free = [s for s in found if taken is None or s.end <= taken.begin or taken.end <= s.begin]
    if free or found:
        return (free or found)[0]
    for word in reversed(re.findall(r"\w+", words)):
        hold = re.search(rf"\b{re.escape(word)}\b", sentence) if len(word) >= SHORTEST_HOLD else None
        if hold is not None:
            return Span(*hold.span())
    return Span(0, 0)
