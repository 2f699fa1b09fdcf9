"""The parser's tokens beside the encoder's subwords: what a head says of subwords, told of tokens."""

from __future__ import annotations

from bisect import bisect_left

import numpy

from standoff.coding.draft import Parsed
from standoff.coding.encoder import Floats, Piece

Range = tuple[int, int]


class TokenView:
    """The tokens ``[first, last)`` of a report that stand in one piece."""

    def __init__(self, parsed: Parsed, piece: Piece) -> None:
        begins = parsed.token_begins
        self.doc = parsed.doc
        # the encoder's own marks at both ends are no words
        low, high = piece.begins[1:-1], piece.ends[1:-1]
        begin, end = (int(low[0]), int(high[-1])) if len(low) else (0, 0)
        self.first = bisect_left(begins, begin)
        if self.first and begins[self.first - 1] + len(self.doc[self.first - 1]) > begin:
            self.first -= 1
        self.last = bisect_left(begins, end)
        starts = numpy.array(begins[self.first : self.last], dtype=numpy.int64)
        lengths = numpy.array([len(self.doc[i]) for i in range(self.first, self.last)], dtype=numpy.int64)
        # the subwords of token n are [_low[n], _high[n])
        self._low = numpy.searchsorted(high, starts, side="right") + 1
        self._high = numpy.searchsorted(low, starts + lengths, side="left") + 1

    def token(self, subword: int) -> int:
        """The number of the token that holds a subword."""
        found = int(numpy.searchsorted(self._low, subword, side="right")) - 1
        return self.first + max(0, found)

    def means(self, values: Floats) -> Floats:
        """For each token the mean of ``values`` over its subwords; 0 for white space."""
        sums = numpy.concatenate([[0.0], numpy.cumsum(values, dtype=numpy.float64)])
        count = self._high - self._low
        total = sums[numpy.maximum(self._high, self._low)] - sums[self._low]
        out: Floats = numpy.where(count > 0, total / numpy.maximum(count, 1), 0.0).astype(numpy.float32)
        return out

    def stretches(self, values: Floats, cost: float) -> list[Range]:
        """The token ranges that belong to a role as a whole: a word in doubt goes with those around it.

        The likeliest course in and out of the role, where each change of course costs ``cost`` (in log odds), so that
        one doubtful word neither cuts a stretch nor makes one (Viterbi over two states).
        """
        means = numpy.clip(self.means(values), 1e-3, 1 - 1e-3)
        odds = numpy.log(means / (1 - means))
        spaces = [self.doc[i].is_space for i in range(self.first, self.last)]
        odds[spaces] = 0.0
        out, inside = 0.0, -cost
        came: list[tuple[bool, bool]] = []
        for one in odds.tolist():
            enter, leave = out - cost, inside - cost
            came.append((leave > out, enter > inside))
            out, inside = max(out, leave), max(inside, enter) + one
        state = inside - cost > out
        chosen: list[int] = []
        for n in range(len(came) - 1, -1, -1):
            if state:
                chosen.append(n)
            state = not came[n][1] if state else came[n][0]
        return self._joined(sorted(chosen))

    def runs(self, values: Floats, threshold: float = 0.5) -> list[Range]:
        """The token ranges whose means reach ``threshold``; marks and white space between two belong to both."""
        return self._joined([int(n) for n in numpy.flatnonzero(self.means(values) >= threshold)])

    def _joined(self, chosen: list[int]) -> list[Range]:
        out: list[Range] = []
        for n in chosen:
            at = self.first + n
            if out and all(self.doc[i].is_punct or self.doc[i].is_space for i in range(out[-1][1], at)):
                out[-1] = (out[-1][0], at + 1)
            else:
                out.append((at, at + 1))
        return [r for r in out if any(self.doc[i].is_alpha or self.doc[i].like_num for i in range(*r))]
