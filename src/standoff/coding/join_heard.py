"""Attributions that the encoder reads joined with those that the parse and the quotation marks give.

A quotation's ends are certain, so a claim that has one keeps its content. Elsewhere the parse's cut stands where the
encoder hears much the same words, and the encoder's where the two are at odds; what it alone hears is added.
"""

from __future__ import annotations

from standoff.coding.claim import Claim
from standoff.coding.cue_content import verb_key
from standoff.coding.draft import Parsed
from standoff.coding.heard import Heard
from standoff.languages import Language
from standoff.span import Span

# How likely an attribution must be that the encoder alone gives.
SURE = 0.6
# Contents that share this much are one attribution, and the parse's is the better cut.
SAME = 0.5


def join_heard(claims: list[Claim], heard: list[Heard], parsed: Parsed, language: Language) -> list[Claim]:
    """The claims of both, each attribution once, in no order."""
    kept: list[Claim] = []
    used: set[int] = set()
    for claim in claims:
        match = _match(claim, heard, used)
        if match is not None:
            used.add(match)
            _mend(claim, heard[match], parsed)
        kept.append(claim)
    for number, one in enumerate(heard):
        if number in used or one.probability < SURE or not one.content:
            continue
        made = _claim(one, parsed, language)
        if made is not None and not any(_share(made.content, claim.content) >= SAME for claim in kept):
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
    if not claim.quotes and one.content and _share(one.content, claim.content) < SAME:
        claim.content = one.content
    if claim.source is None and one.source is not None:
        claim.source = parsed.doc[one.source[0] : one.source[1]].root


def _claim(one: Heard, parsed: Parsed, language: Language) -> Claim | None:
    """What the encoder alone hears; None for speech that a "not" takes back ("did not say whether")."""
    cue = parsed.doc[one.cue[0] : one.cue[1]].root
    source = parsed.doc[one.source[0] : one.source[1]].root if one.source is not None else None
    key = verb_key(cue, language)
    frames = language.verbs[key] if key is not None else language.nouns.get(cue.lemma_.lower(), ())
    # a cue that no list holds tells a stand ("made plain", "turned down") more often than words of somebody
    kind, attitude = (frames[0].kind, frames[0].attitude) if frames else ("stand", True)
    if not attitude and any(child.dep_ == "neg" for child in cue.children):
        return None
    return Claim(kind, one.cue, cue.i, source, one.content, cue.idx, attitude=attitude, confidence=one.probability)


def _share(one: list[Span], other: list[Span]) -> float:
    common = sum(max(0, min(a.end, b.end) - max(a.begin, b.begin)) for a in one for b in other)
    whole = sum(s.end - s.begin for s in (*one, *other)) - common
    return common / max(1, whole)
