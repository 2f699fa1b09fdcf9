"""Which sector a noun stands for, and which office a phrase names."""

from __future__ import annotations

from standoff.coding.draft import Token
from standoff.knowledge.holders import Office, nouns, offices


def sector_of(token: Token) -> str | None:
    """The sector that a noun stands for ("troops" MIL, "spokesman" GOV); None where it stands for none."""
    table = nouns()
    lemma = token.lemma_.lower()
    if lemma in table:
        return table[lemma]
    return table.get(token.lower_)


def office_of_phrase(phrase: list[str], state: str | None) -> Office | None:
    """The office that a noun phrase names, the longest title first; ``state`` limits titles used in some states only.

    ``phrase`` is the lower-case words of the noun phrase, its head last.
    """
    best: Office | None = None
    length = 0
    for office in offices().values():
        if office.states and state not in office.states:
            continue
        for title in office.titles:
            words = title.lower().split()
            if len(words) > length and phrase[-len(words) :] == words:
                best, length = office, len(words)
    return best
