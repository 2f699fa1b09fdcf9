"""When two names of issues mean one bargaining item.

Names whose terms are the same (terms.py) are one name. Two names are one issue where they share what is done and no
party tells them apart: "Ukraine's accession to the alliance" and "Nato membership for Kyiv" share ``join`` and both
parties. A party that only one of them names costs something, parties that differ cost more; the same parties the
other way round ("Russia attacking Ukraine") and words that pull in opposite directions (withdraw, deploy) part them.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.ledger.linking.terms import LIGHT, Terms, concepts, weight

# Names are one issue from this score on; chosen on the first half of tests/ledger/pairs.toml.
ENOUGH = 0.48
# What a party counts for beside the words, and one that only one of the two names.
PARTY, ONE_SIDED = 0.9, 0.35
# What near concepts count beside the same, and how forms of a name are told: so many letters alike, so many not.
NEAR, BEGINNING, ENDING = 0.8, 5, 3
# What a word counts that only one of two names has, where the other has none of its own, and where it has.
FULLER, EXTRA = 0.5, 1.0
# What must be shared in all: a word alone, without a party or another word, proves nothing.
PROOF = 1.7
# What two names lose that say what is done, and not the same: "release of the pilot", "trial of the pilot".
OTHER_DEED = 0.15
# What two names with parties of their own lose: "Iran's enrichment" and "North Korea's enrichment".
RIVALS = 0.45


def key_of(terms: Terms) -> str:
    """What makes two names one name: their terms without order, or the words themselves where none is left."""
    agent, patient = direction(terms)
    turned = f">{patient}" if agent and patient and concepts().directed.concepts & terms.words else ""
    return " ".join([*sorted(f"@{n}" for n in terms.names), *sorted(terms.words)]) + turned


def score(one: Terms, other: Terms) -> float:
    """How surely two names are one issue, 0 to 1; the same either way round."""
    shared, close = one.words & other.words, _close(one.words - other.words, other.words - one.words)
    telling = sum(w for w in map(weight, shared) if w > LIGHT)
    telling += sum(close.values())
    if not telling or _opposed(one, other) or _turned(one, other):
        return 0.0
    alike = (one.words, one.names) == (other.words, other.names)
    if not alike and (_vague(one) or _vague(other) or _half_said(one, other)):
        return 0.0
    both = sum(map(weight, shared)) + sum(close.values())
    either_met = sum(map(weight, shared)) + sum(min(map(weight, pair)) for pair in close)
    # what only one of the two says makes it fuller, not another: "inspections", "inspections in Romania"
    met = {word for pair in close for word in pair}
    more, less = (sum(map(weight, words - shared - met)) for words in (one.words, other.words))
    common, here, there = one.names & other.names, one.names - other.names, other.names - one.names
    # each says something of its own: one what is done, the other who does it
    crossed = bool((more > LIGHT and there and not here) or (less > LIGHT and here and not there))
    fuller = (more <= LIGHT or less <= LIGHT) and not crossed
    either = either_met + (FULLER if fuller else EXTRA) * (more + less)
    both += PARTY * len(common)
    either += PARTY * len(common)
    rivals = 0.0
    if here and there:
        either += PARTY * (len(here) + len(there))
        rivals = RIVALS
    else:
        either += (PARTY if crossed else ONE_SIDED) * (len(here) + len(there))
    lost = rivals + (OTHER_DEED if _other_deed(one, other) else 0.0)
    return max(0.0, both / either - lost) if both >= PROOF else 0.0


def blocks(terms: Terms) -> Iterator[str]:
    """What names that may be one issue share at least one of: a telling word, or a near one, with a party or alone."""
    for word in sorted(terms.words):
        if weight(word) > LIGHT:
            yield word
            for meant in sorted({word, *concepts().near.get(word, ())}):
                yield from (f"{meant}@{name}" for name in sorted(terms.names))


def _close(here: frozenset[str], there: frozenset[str]) -> dict[tuple[str, str], float]:
    """Words that only one name has and that meet all the same: near concepts, and forms of one ("Korea", "Korean")."""
    found: dict[tuple[str, str], float] = {}
    left = set(there)
    for word in sorted(here):
        near = concepts().near.get(word, frozenset())
        for other in sorted(left):
            if other in near:
                found[word, other] = NEAR * min(weight(word), weight(other))
            elif _forms(word, other):
                found[word, other] = min(weight(word), weight(other))
            else:
                continue
            left.discard(other)
            break
    return found


def _forms(word: str, other: str) -> bool:
    """True for two stems that begin alike and differ in their ending only."""
    alike = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return alike >= BEGINNING and max(len(word), len(other)) - alike <= ENDING


def direction(terms: Terms) -> tuple[str | None, str | None]:
    """Who does it and to whom, by the order of the words: the first party acts, unless "by" or "on" says otherwise."""
    directed = concepts().directed
    agent = patient = None
    before = ""
    for term in terms.order:
        if term.startswith("@"):
            if before[1:] in directed.agent and agent is None:
                agent = term[1:]
            elif (before[1:] in directed.patient or agent is not None) and patient is None:
                patient = term[1:]
            elif agent is None:
                agent = term[1:]
        before = term if term.startswith("<") else ""
    return agent, patient


def _vague(name: Terms) -> bool:
    """True for a name that says too little to be anything but itself: "the war", "support for Turkey"."""
    return len(name.names) < 2 and {w for w in name.words if weight(w) > LIGHT} <= concepts().common


def _half_said(one: Terms, other: Terms) -> bool:
    """True where only one of two names of something done to somebody says by whom: "the war in Syria" is many wars.

    What it is done with tells enough: there is one "sale of fighter jets to Taiwan".
    """
    done = concepts().directed.concepts & one.words & other.words
    told = {word for word in one.words & other.words if weight(word) > LIGHT}
    if told - concepts().common - done:
        return False
    return bool(done) and bool(one.names and other.names) and (len(one.names) < 2) != (len(other.names) < 2)


def _opposed(one: Terms, other: Terms) -> bool:
    here, there = one.words - other.words, other.words - one.words
    return any(pair & here and pair & there for pair in concepts().opposed)


def _other_deed(one: Terms, other: Terms) -> bool:
    """True where both say what is done, and it is neither the same nor near: "the release", "the trial"."""
    known = concepts()
    here, there = one.words & known.deeds, other.words & known.deeds
    near = {close for deed in here for close in known.near.get(deed, ())}
    return bool(here and there and not here & there and not near & there)


def _turned(one: Terms, other: Terms) -> bool:
    if not concepts().directed.concepts & one.words & other.words:
        return False
    (agent, patient), (doer, sufferer) = direction(one), direction(other)
    return bool(agent and doer and patient and sufferer and agent != doer and (agent == sufferer or patient == doer))
