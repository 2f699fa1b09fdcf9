"""The language of a text, by py3langid (a naive Bayes model over byte n-grams, shipped in its wheel, 97 languages).

Lui and Baldwin 2012, "langid.py: An Off-the-shelf Language Identification Tool" (ACL demonstrations); the
probabilities are those of py3langid, tempered by the length of the text.
"""

from __future__ import annotations

from functools import cache
from typing import Any

# This much of a text tells its language, in code points.
SAMPLE = 4_000
# A text of fewer letters tells nothing: names of people and places look like any language.
FEWEST_LETTERS = 20
# In a text shorter than this, in code points, capitalised words are left out: they are names, or tell too little.
NAMES_WEIGH = 600
# English, surely enough; not English, surely enough: between them nothing is said.
ENGLISH, FOREIGN = 0.5, 0.001
# Labels of the model that name no language.
_NONE = frozenset({"zxx", "und"})


def detect(text: str) -> str | None:
    """The ISO 639 code of the language of ``text``, or None where that can't be told."""
    sample = text[:SAMPLE]
    if len(sample) < NAMES_WEIGH:
        # "Recep Tayyip Erdoğan met Mevlüt Çavuşoğlu in Ankara" is English
        sample = " ".join(word for word in sample.split() if not word[:1].isupper() or word.isupper())
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    ranked = dict(_identifier().rank(sample))
    english = ranked.get("en", 0.0)
    if english >= ENGLISH:
        return "en"
    best = next(iter(ranked))
    return None if english > FOREIGN or best in _NONE else str(best)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
