"""Attributions as the encoder reads them: cue, source and content, before they are joined with what the parse gives."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.coding.draft import Parsed
from standoff.coding.heads import heads
from standoff.coding.quote_map import QuoteMap
from standoff.coding.token_view import Range, TokenView
from standoff.span import Span

# Anchors less likely than this are no attribution.
LEAST = 0.2
# How sure the encoder must be of a token for it to belong to a role.
BELONGS = 0.5
# What each beginning and end of a content costs, in log odds; chosen on PolNeAR's development articles.
CHANGE = 3.0
# A source in doubt is better than none.
DOUBTFUL = 0.2


@dataclass(frozen=True, slots=True)
class Heard:
    """An attribution: token ranges of cue and source, content in code points (none where the
    encoder is in doubt of every word), and how likely it is one."""

    cue: Range
    source: Range | None
    content: list[Span]
    probability: float


def hear(parsed: Parsed, quotes: QuoteMap) -> list[Heard]:
    """The attributions in the pieces of a report, in the order of their cues."""
    out: list[Heard] = []
    for piece in parsed.pieces:
        anchors = heads().anchors(piece, "statements", LEAST)
        if not anchors:
            continue
        view = TokenView(parsed, piece)
        for anchor in anchors:
            at = view.token(anchor.at)
            if out and out[-1].cue[0] <= at < out[-1].cue[1]:
                continue
            cue = next((r for r in view.runs(anchor.roles["cue"], BELONGS) if r[0] <= at < r[1]), (at, at + 1))
            belongs = anchor.roles["source"]
            sources = [r for r in view.runs(belongs, BELONGS) or view.runs(belongs, DOUBTFUL) if not r[0] <= at < r[1]]
            source = min(sources, key=lambda r: min(abs(r[0] - at), abs(r[1] - at)), default=None)
            ranges = view.stretches(anchor.roles["content"], CHANGE)
            content = [s for r in ranges if (s := quotes.tidy(parsed.span(*r))) is not None]
            out.append(Heard(cue, source, content, anchor.probability))
    return out
