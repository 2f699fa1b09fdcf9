"""Small changes of English word forms, for the labels of issues."""

from __future__ import annotations

# Verbs whose last consonant doubles though the stress isn't told by the spelling (two or more syllables).
_DOUBLING = {
    "admit", "commit", "permit", "submit", "refer", "prefer", "defer", "occur", "compel", "expel", "repel", "cancel",
    "travel", "label", "control", "patrol", "rebel", "transfer",
}  # fmt: skip
_VOWELS = set("aeiou")


def gerund(lemma: str) -> str:
    """The -ing form of a verb by the spelling rules: "join" → "joining", "stop" → "stopping", "lie" → "lying"."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    short = len(lemma) >= 3 and sum(c in _VOWELS for c in lemma) == 1
    closed = (
        len(lemma) >= 3 and lemma[-1] not in _VOWELS | set("wxy") and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    )
    if closed and (short or lemma in _DOUBLING):
        return lemma + lemma[-1] + "ing"
    return lemma + "ing"


def stem(word: str) -> str:
    """A rough stem, only to compare labels: "joining", "joined", "joins" and "join" meet."""
    word = word.lower().strip(".,;:'’\"“”()")
    for ending in ("'s", "’s", "ings", "ing", "ments", "ment", "ions", "ion", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
