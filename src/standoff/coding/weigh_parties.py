"""Who acts and who is acted on: what the parse, the encoder and the context say of everybody near an act, weighed.

The parse proposes by syntactic place (`find_events.py`), and where a phrase of the lexicon names the places, that
stands. Else the encoder says how likely each mention is actor or recipient, the context who faces whom in the report
(`guess_parties.py`); a weight for each sign, trained on texts that the encoder hasn't learned from
(`training/events/weigh.py`), says how likely each candidate, or nobody, is the one. Whoever the parse joins to the
likeliest is a party with it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from standoff.coding.draft import Actors, Deed, Mention, Parsed, Who
from standoff.coding.encoder import Floats
from standoff.coding.guess_parties import TOWARDS, Context
from standoff.coding.weights import SUREST, log_odds, weighed

ROLES = ("actor", "recipient")
# The signs that are weighed, in the order of the weights.
SIGNS = (
    "always", "parse_this", "parse_other_role", "parse_another", "read", "read_other", "read_unparsed", "first_read",
    "guess", "guess_unparsed", "nationality", "place", "pronoun", "nominal", "same_sentence", "unmentioned", "speaker",
    "addressee", "before", "towards", "near", "alone", "read_alone", "meeting", "unaddressed",
)  # fmt: skip
PARSED, READ = SIGNS.index("parse_this"), SIGNS.index("read")
# What is left of an act's confidence where only the context speaks for a party of it.
GUESSED = 0.8


@dataclass(slots=True)
class Candidate:
    """One who may be a party, ``place`` its mention's first token, with the value of each of SIGNS."""

    who: Who
    place: int
    values: list[float]


@dataclass(slots=True)
class Undecided:
    """An act with a role that the parse leaves open, and everybody who may fill it."""

    deed: Deed
    role: str
    candidates: list[Candidate]


def settle_parties(parsed: Parsed, actors: Actors, deeds: Sequence[Deed]) -> None:
    """Give each of ``deeds``, which have the parties that the parse proposes, its actors and recipients."""
    for one in undecided(parsed, actors, deeds):
        deed = one.deed
        each_other = len(deed.actors) > 1 and deed.actors == deed.recipients
        if one.role == "actor":
            deed.actors = _chosen(one)
            if each_other:
                deed.recipients = list(deed.actors)
        elif not each_other:
            one.candidates = [c for c in one.candidates if others([c.who], deed.actors)]
            deed.recipients = _chosen(one)
    for deed in deeds:
        if len(deed.actors) > 1 and not deed.recipients and (deed.reciprocal or deed.type == "AGREE"):
            deed.recipients = list(deed.actors)  # who agree or fight do so with each other


def undecided(parsed: Parsed, actors: Actors, deeds: Sequence[Deed]) -> list[Undecided]:
    """The roles of ``deeds`` that are open, the actors of each act before its recipients."""
    context = Context(parsed, actors, list(deeds))
    inside: dict[int, list[Mention]] = {}
    out = []
    for deed in deeds:
        roles = [role for role in ROLES if _open(deed, role)]
        if roles:
            assert deed.read is not None
            view = deed.read.view
            if view.first not in inside:
                inside[view.first] = actors.inside(view.first, view.last)
            mentions = inside[view.first]
            odds = {role: _odds(deed, role, mentions) for role in ROLES}
            guess, sentence = context.guess(deed), parsed.sentence_of(deed.read.at)
            out += [Undecided(deed, r, _candidates(deed, r, mentions, odds, guess, sentence)) for r in roles]
    return out


def _open(deed: Deed, role: str) -> bool:
    if deed.alone:
        return True
    # moves of troops and meetings need not be towards anybody
    return not (deed.actors if role == "actor" else deed.recipients or deed.type not in TOWARDS)


def others(whos: Sequence[Who], doers: Sequence[Who]) -> list[Who]:
    """Those of ``whos`` that act for somebody else than the doers: nobody is the recipient of an act of his own."""
    codes = {d.code for d in doers}
    return [w for w in whos if w not in doers and (w.code not in codes or w.code == "UNK")]


def _candidates(
    deed: Deed,
    role: str,
    mentions: Sequence[Mention],
    odds: dict[str, list[float]],
    guess: dict[str, list[Who]],
    sentence: tuple[int, int],
) -> list[Candidate]:
    other = ROLES[role == "actor"]
    proposed = {"actor": deed.actors, "recipient": deed.recipients}
    whos: dict[int, Who] = {}
    # of each candidate the mention that is likeliest, and the log odds of its likeliest mention in the other role
    best: dict[int, int] = {}
    contrary: dict[int, float] = {}
    for n, mention in enumerate(mentions):
        for who in mention.whos:
            key = id(who)
            whos[key] = who
            if key not in best or odds[role][n] > odds[role][best[key]]:
                best[key] = n
            contrary[key] = max(contrary.get(key, -SUREST), odds[other][n])
    whos |= {id(w): w for w in (*proposed[role], *proposed[other], *guess[role])}
    top = max(odds[role], default=0.0)
    assert deed.read is not None
    at, said = deed.read.at, deed.said
    out = []
    for key, who in whos.items():
        n = best.get(key, -1)
        mine, kind, first = (odds[role][n], mentions[n].kind, mentions[n].first) if n >= 0 else (-SUREST, "", -1)
        this, guessed = who in proposed[role], who in guess[role]
        values = [
            1.0, this, who in proposed[other], bool(proposed[role]) and not this,
            mine, contrary.get(key, -SUREST), 0.0 if proposed[role] else mine, n >= 0 and mine == top,
            guessed, guessed and not proposed[role],
            kind == "nationality", kind == "place", kind == "pronoun", kind in {"nominal", "anonymous"},
            sentence[0] <= first < sentence[1], n < 0,
            said is not None and who is said.speaker, said is not None and who is said.addressee,
            0 <= first < at, deed.type in TOWARDS, math.log1p(abs(first - at)) if n >= 0 else 0.0,
            deed.alone, mine if deed.alone else 0.0,
            deed.type == "CONSULT", deed.type in {"MOBILIZE", "RETREAT", "COOPERATE"},
        ]  # fmt: skip
        out.append(Candidate(who, first if n >= 0 else at, values))
    return out


def _odds(deed: Deed, role: str, mentions: Sequence[Mention]) -> list[float]:
    """The log odds that each mention is the act's ``role``, by the mean over its tokens."""
    assert deed.read is not None
    view = deed.read.view
    means: Floats = view.means(deed.read.anchor.roles[role])
    sums = [0.0, *numpy.cumsum(means, dtype=numpy.float64).tolist()]
    out = []
    for mention in mentions:
        first, last = mention.first - view.first, mention.last - view.first
        out.append(log_odds((sums[last] - sums[first]) / (last - first)))
    return out


def _chosen(one: Undecided) -> list[Who]:
    """The likeliest and those joined to it, one for each code, in the order of the text; nobody if that is likelier.

    Where only the context speaks for the one chosen, the act is less certain.
    """
    scored = [(weighed(one.role, SIGNS, c.values), c) for c in one.candidates]
    score, best = max(scored, key=lambda p: (p[0], -p[1].place), default=(0.0, None))
    if best is None or score <= 0:
        return []
    if not best.values[PARSED] and best.values[READ] < 0:
        one.deed.confidence = round(one.deed.confidence * GUESSED, 3)
    kept = [best]
    for other in one.candidates if best.values[PARSED] else ():
        if other.values[PARSED] and others([other.who], [k.who for k in kept]):
            kept.append(other)
    return [c.who for c in sorted(kept, key=lambda c: c.place)]
