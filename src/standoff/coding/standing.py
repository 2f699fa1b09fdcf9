"""How far a report stands behind what it attributes: claimed, denied, confirmed or leaked."""

from __future__ import annotations

from standoff.coding.claim import Claim
from standoff.coding.cue_content import verb_key
from standoff.coding.draft import Parsed
from standoff.languages import Language
from standoff.record import Standing
from standoff.span import Span

# How many characters around the cue may say how the words got out: "…, said a person familiar with the talks".
BESIDE = 90


def standing_of(claim: Claim, source: Span | None, sourcing: str, parsed: Parsed, language: Language) -> Standing:
    """By the cue's lemma (languages/), and for unnamed sources by what is said of how they know."""
    root = parsed.doc[claim.root] if claim.root is not None else None
    keys = {verb_key(root, language), root.lemma_.lower()} if root is not None else set()
    for standing in ("denied", "confirmed"):
        if not keys.isdisjoint(language.standing[standing]):
            return standing
    around = parsed.text[max(0, claim.at - BESIDE) : claim.at + BESIDE].lower() if sourcing == "anonymous" else ""
    named = parsed.text[source.begin : source.end].lower() if source is not None else ""
    if not keys.isdisjoint(language.standing["leaked"]) or any(
        w in around or w in named for w in language.standing["leaked"]
    ):
        return "leaked"
    return "claimed"
