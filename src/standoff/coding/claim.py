"""A statement in the making: the tokens found, before the actors behind them are looked up."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.coding.cue_source import Range, source_range
from standoff.coding.draft import Parsed, Token
from standoff.span import Span


@dataclass(eq=False, slots=True)
class Claim:
    """``source`` and ``addressee`` are head tokens, ``content`` code points, ``at`` the place of the cue.

    ``quotes`` are the numbers of the quotations that are its content; ``like`` is the claim whose speaker this one
    goes on with, where it has no cue of its own; ``attitude`` as in the record.
    """

    kind: str
    cue: Range | None
    root: int | None
    source: Token | None
    content: list[Span]
    at: int
    addressee: Token | None = None
    quotes: list[int] = field(default_factory=list)
    like: Claim | None = None
    attitude: bool = False
    confidence: float = 0.8

    def extent(self, parsed: Parsed) -> int:
        """Where the last of its content, cue and source ends, in code points."""
        ends = [s.end for s in self.content]
        ends.extend(parsed.span(*r).end for r in (self.cue, self.source and source_range(self.source)) if r)
        return max(ends)


def joined(spans: list[Span]) -> list[Span]:
    """Spans in order, each once, those that overlap made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.begin < made[-1].end:
            made[-1] = Span(made[-1].begin, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made
