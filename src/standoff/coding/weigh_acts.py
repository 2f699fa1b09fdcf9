"""Whether words tell an act: what the encoder reads and what the lexicon and the parse say, weighed.

A phrase of the lexicon says what may be told, the encoder whether it is told here; a trigger that no phrase knows has
only the encoder's word. The weights are trained (`training/events/weigh.py`).
"""

from __future__ import annotations

import math

from standoff.coding.draft import Deed
from standoff.coding.weights import log_odds, weighed

SIGNS = (
    "always", "alone", "read", "read_alone", "typed", "typed_alone", "other_type", "noun", "noun_alone", "adjective",
    "actor", "recipient", "nobody_alone", "verbal", "attitude",
)  # fmt: skip
# How likely an act must be where a phrase of the lexicon stands, and where none does. On whole articles, which none of
# the texts that the weights come from are, phrases are right far oftener than the weights say; chosen on own-dev and
# on articles.
AT_PHRASE = 0.06
ALONE = 0.5


def told(deed: Deed) -> float:
    """How likely ``deed``, with the parties that the parse proposes, is an act of its type; 0 to 1."""
    return 1 / (1 + math.exp(-weighed("act", SIGNS, signs(deed))))


def enough(deed: Deed) -> bool:
    """Whether ``deed``, whose confidence is how likely it is told, is kept."""
    return deed.confidence >= (ALONE if deed.alone else AT_PHRASE)


def signs(deed: Deed) -> list[float]:
    """The value of each of SIGNS."""
    assert deed.read is not None
    anchor = deed.read.anchor
    read = log_odds(anchor.probability)
    typed = log_odds(anchor.labels[deed.type] / max(anchor.probability, 1e-9))
    alone, noun = deed.alone, deed.part == "noun"
    return [
        1.0, alone, read, read if alone else 0.0, typed, typed if alone else 0.0, deed.type != anchor.label,
        noun, noun and alone, deed.part == "adjective",
        bool(deed.actors), bool(deed.recipients), alone and not deed.actors and not deed.recipients,
        deed.act is not None, deed.said is not None and deed.said.attitude,
    ]  # fmt: skip
