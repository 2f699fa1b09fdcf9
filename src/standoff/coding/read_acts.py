"""Acts as the encoder reads them: trigger, type, modality and the words of each role."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from standoff.coding.draft import Parsed
from standoff.coding.heads import Anchor, heads
from standoff.coding.token_view import Range, TokenView

NONE = "none"
# Anchors less likely than this say nothing, not even in favour of a phrase of the lexicon.
LEAST = 0.03
BELONGS = 0.5
# What an act counts that is read at another word of a phrase than its root.
BESIDE = 0.5


@dataclass(frozen=True, slots=True)
class ReadAct:
    """An act as read at token ``at``; ``anchor`` has its type, modality, act and mode with their probabilities."""

    at: int
    tokens: Range
    anchor: Anchor
    view: TokenView

    def likeliest(self, attribute: str) -> str | None:
        """The likeliest value of an attribute; None for "none"."""
        values = self.anchor.attributes[attribute]
        best = max(values, key=lambda one: values[one])
        return None if best == NONE else best

    def words(self, role: str) -> list[Range]:
        """The token ranges that belong to a role."""
        return self.view.runs(self.anchor.roles[role], BELONGS)


class ReadActs:
    """All acts read in a report, by token; a token's act is the likeliest of its subwords."""

    def __init__(self, parsed: Parsed) -> None:
        found: dict[int, ReadAct] = {}
        for piece in parsed.pieces:
            anchors = heads().anchors(piece, "events", LEAST)
            view = TokenView(parsed, piece) if anchors else None
            for anchor in anchors:
                assert view is not None
                at = view.token(anchor.at)
                if at not in found or found[at].anchor.probability < anchor.probability:
                    runs = view.runs(anchor.roles["trigger"], BELONGS)
                    tokens = next((r for r in runs if r[0] <= at < r[1]), (at, at + 1))
                    found[at] = ReadAct(at, tokens, anchor, view)
        self.acts = [found[at] for at in sorted(found)]
        self._places = [a.at for a in self.acts]

    def near(self, root: int, tokens: tuple[int, ...]) -> ReadAct | None:
        """The likeliest act whose words hold one of a phrase's tokens; what is read at its ``root`` counts for more."""
        low = bisect_left(self._places, tokens[0] - 3)
        high = bisect_left(self._places, tokens[-1] + 1)
        wanted = set(tokens)
        fitting = [a for a in self.acts[low:high] if a.at in wanted or not wanted.isdisjoint(range(*a.tokens))]
        return max(fitting, key=lambda a: a.anchor.probability * (1 if a.at == root else BESIDE), default=None)
