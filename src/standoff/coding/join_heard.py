"""Attributions that the encoder reads joined with those that the parse and the quotation marks give.

A quotation's ends are certain, so a claim that has one keeps its content. Elsewhere the encoder knows better what
belongs to a cue than the parser does, and says which cues attribute nothing here.
"""

from __future__ import annotations

from standoff.coding.claim import Claim
from standoff.coding.cue_content import verb_key
from standoff.coding.draft import Parsed
from standoff.coding.heard import Heard
from standoff.languages import Language
from standoff.span import Span

# A claim by the parse alone is kept only where words are quoted; one by the encoder alone must be this likely.
SURE = 0.5
# Contents that share this much are one attribution.
SAME = 0.5
# How sure the encoder must be of a source that the parse gives otherwise.
CERTAIN = 2.0
ALIKE = 0.5


def join_heard(claims: list[Claim], heard: list[Heard], parsed: Parsed, language: Language) -> list[Claim]:
    """The claims of both, each attribution once, in no order."""
    kept: list[Claim] = []
    used: set[int] = set()
    for claim in claims:
        match = _match(claim, heard, used)
        if match is not None:
            used.add(match)
            _mend(claim, heard[match], parsed)
        elif False:
            continue
        kept.append(claim)
    for number, one in enumerate(heard):
        if number in used or one.probability < SURE or not one.content:
            continue
        made = _claim(one, parsed, language)
        if not any(_share(made.content, claim.content) >= SAME for claim in kept):
            kept.append(made)
    return kept


def _match(claim: Claim, heard: list[Heard], used: set[int]) -> int | None:
    if claim.cue is None:
        return None
    for number, one in enumerate(heard):
        if number not in used and one.cue[0] < claim.cue[1] and claim.cue[0] < one.cue[1]:
            return number
    return None


def _mend(claim: Claim, one: Heard, parsed: Parsed) -> None:
    claim.confidence = one.probability
    if not claim.quotes and one.content and _share(one.content, claim.content) < ALIKE:
        claim.content = one.content
    outside = one.source is not None and (
        claim.source is None or (one.named > CERTAIN and not one.source[0] <= claim.source.i < one.source[1])
    )
    if one.source is not None and outside:
        claim.source = parsed.doc[one.source[0] : one.source[1]].root


def _claim(one: Heard, parsed: Parsed, language: Language) -> Claim:
    cue = parsed.doc[one.cue[0] : one.cue[1]].root
    source = parsed.doc[one.source[0] : one.source[1]].root if one.source is not None else None
    key = verb_key(cue, language)
    frames = language.verbs[key] if key is not None else language.nouns.get(cue.lemma_.lower(), ())
    kind, attitude = (frames[0].kind, frames[0].attitude) if frames else ("stand", True)
    return Claim(kind, one.cue, cue.i, source, one.content, cue.idx, attitude=attitude, confidence=one.probability)


def _share(one: list[Span], other: list[Span]) -> float:
    common = sum(max(0, min(a.end, b.end) - max(a.begin, b.begin)) for a in one for b in other)
    whole = sum(s.end - s.begin for s in (*one, *other)) - common
    return common / max(1, whole)
