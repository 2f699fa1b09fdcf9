"""Near-duplicates: reports that print the same text with small changes, such as wire copy in several papers.

A text is the set of its runs of five words; two texts are copies where their sets overlap by Jaccard's index over
SAME. The index is estimated by MinHash and candidates are found by locality-sensitive hashing (Broder 1997, "On the
resemblance and containment of documents"; Indyk and Motwani 1998), both by rensa.

What copies what is said of the first: a copy of a copy is a copy of the first. The order of texts decides who is first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# Words a run; runs of five seldom stand in two texts by chance.
RUN = 5
# Copies share at least this much. Wire copy with another headline, first line or last paragraph stays above it; two
# stories of one event by two hands stay under 0.1.
SAME = 0.7
# 128 hashes estimate the index within 0.04 (one standard error at 0.7); 32 bands of 4 miss a copy at 0.7 once in 6,000.
HASHES, BANDS, SEED = 128, 32, 1
# Under this many words a text is a copy only where every word is the same: the estimate is too coarse.
SHORT = 30
_WORD = re.compile(r"\w+")


class NearDuplicates:
    """An index of texts by their keys, such as report ids; it holds no texts, about 1 kB for each."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._lsh = RMinHashLSH(SAME, HASHES, BANDS)
        self._firsts: list[tuple[str, Any]] = []
        self._short: dict[str, str] = {}

    def add(self, key: str, text: str) -> str | None:
        """The key of the text that ``text`` copies; None, and it is kept as a first, where it copies none."""
        words = _WORD.findall(text.casefold())
        if len(words) < SHORT:
            first = self._short.setdefault(" ".join(words), key)
            return None if first == key else first
        sketch = _sketch(words)
        likeness, first = max(
            ((sketch.jaccard(self._firsts[n][1]), self._firsts[n][0]) for n in self._lsh.query(sketch)),
            default=(0.0, key),
        )
        if likeness >= SAME and first != key:
            return first
        self._lsh.insert(len(self._firsts), sketch)
        self._firsts.append((key, sketch))
        return None


def copies(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of ``texts`` as (key, text) in order, each key that copies an earlier text, with the key of that text."""
    index = NearDuplicates()
    found = {key: index.add(key, text) for key, text in texts}
    return {key: first for key, first in found.items() if first is not None}


def digest_of(text: str) -> tuple[int, ...] | None:
    """The sketch of ``text`` as ``HASHES`` 32-bit numbers, to be kept; None for a text too short for one.

    The share of numbers that two digests have alike, place by place, estimates the index of their texts.
    """
    words = _WORD.findall(text.casefold())
    return tuple(_sketch(words).digest()) if len(words) >= SHORT else None


def _sketch(words: list[str]) -> Any:
    from rensa import RMinHash

    sketch = RMinHash(HASHES, SEED)
    sketch.update([" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1)])
    return sketch
