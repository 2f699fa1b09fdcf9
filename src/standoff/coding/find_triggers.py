"""The words that may tell an act: every place where a phrase of event_types/ stands in the parse.

A phrase is a lemma and what must stand around it; ``needs`` and ``blocks`` of its entry look at its object or
complement. Which acts are told, by whom and how surely, find_events.py decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from standoff.coding.draft import Parsed, Token
from standoff.event_types import EventTypePage, Lexicon, Trigger

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN"}
# How many tokens of an object's subtree are looked at for ``needs`` and ``blocks``.
WINDOW = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase of the lexicon found at token ``root``; ``tokens`` are all the words it is made of, in order."""

    root: int
    tokens: tuple[int, ...]
    page: EventTypePage
    trigger: Trigger
    part: str  # "verb", "noun" or "adjective"
    alone: bool = False  # no phrase: the encoder's word only


def find_triggers(parsed: Parsed, lexicon: Lexicon) -> list[Candidate]:
    """The candidates of a report, at most one a root token, the longest phrase first, in the order of the text."""
    found: dict[int, Candidate] = {}
    for token in parsed.doc:
        if token.is_space or token.is_punct:
            continue
        candidate = _at(token, lexicon)
        if candidate is not None:
            found[token.i] = candidate
    inside = {t for c in found.values() for t in c.tokens if t != c.root}
    return [c for root, c in sorted(found.items()) if root not in inside]


def ruled_out(token: Token, lexicon: Lexicon) -> set[str]:
    """The types of which ``token`` tells no act though a phrase of theirs stands there: "declined to comment"."""
    lemma = token.lemma_.lower()
    return {
        page.type
        for rest, page, trigger in lexicon.verbs.get(lemma, ())
        if token.pos_ in VERBAL and _arguments(token, rest) is not None and _blocked(token, trigger)
    }


def _at(token: Token, lexicon: Lexicon) -> Candidate | None:
    lemma = token.lemma_.lower()
    if _hyphened_adverb(token):
        return None
    if token.pos_ in VERBAL and not _is_state(token, lexicon):
        for rest, page, trigger in lexicon.verbs.get(lemma, ()):
            tokens = _arguments(token, rest)
            if tokens is not None and _allowed(token, trigger):
                return Candidate(token.i, tokens, page, trigger, "verb")
    if token.pos_ in NOMINAL or (token.tag_ == "VBG" and token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass"}):
        for rest, page, trigger in lexicon.nouns.get(lemma, ()):
            tokens = _before(token, rest)
            if tokens is not None and _allowed(token, trigger):
                return Candidate(token.i, tokens, page, trigger, "noun")
    if token.pos_ in {"ADJ", "VERB"}:
        for key in {lemma, token.lower_}:
            for rest, page, trigger in lexicon.adjectives.get(key, ()):
                tokens = _arguments(token, rest)
                if tokens is not None and _allowed(token, trigger):
                    return Candidate(token.i, tokens, page, trigger, "adjective")
    return None


def _hyphened_adverb(token: Token) -> bool:
    """ "Long-demanded access" tells no demand of its own; "US-backed rebels" does tell who backs them."""
    before = token.i - 2
    return before >= 0 and token.nbor(-1).text == "-" and token.nbor(-2).pos_ in {"ADV", "ADJ"} and token.tag_ == "VBN"


def _is_state(token: Token, lexicon: Lexicon) -> bool:
    """ "Malaysia is opposed to the plan" tells how Malaysia stands, not what was done to it."""
    if token.tag_ != "VBN" or token.lower_ not in lexicon.adjectives:
        return False
    passive = any(c.dep_ == "auxpass" and c.lemma_ == "be" for c in token.children)
    return passive and not any(c.dep_ == "agent" for c in token.children)


def _arguments(head: Token, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens below ``head`` that are the further words of a phrase; None where one is missing."""
    tokens = [head.i]
    for word in rest:
        below = next(
            (t for t in _reach(head, rest) if t.i not in tokens and word in (t.lemma_.lower(), t.lower_)), None
        )
        if below is None:
            return None
        tokens.append(below.i)
    return tuple(sorted(tokens))


def _reach(head: Token, rest: tuple[str, ...]) -> Iterator[Token]:
    """What can belong to a phrase with its head: particles, objects, complements, and the nouns after "of".

    The noun after another preposition belongs to a phrase that names it ("take into custody"): "held a weapon during
    drills" is no "hold drill".
    """
    for child in head.children:
        if child.dep_ in {"nsubj", "punct", "cc", "conj", "advcl", "relcl", "npadvmod"}:
            continue
        yield child
        if child.dep_ in {"prep", "agent"} and child.lower_ not in rest:
            continue
        for below in child.children:
            if below.dep_ in {"pobj", "prep", "prt", "amod", "compound", "conj", "dobj", "pcomp", "poss", "acomp"}:
                yield below
                if below.dep_ in {"prep", "dobj"} and (below.lower_ in {"of", *rest} or below.dep_ == "dobj"):
                    yield from (t for t in below.children if t.dep_ in {"pobj", "prep", "amod", "compound"})


def _before(head: Token, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """The words of a compound noun stand right before its head, hyphens aside: "air strike", "cease - fire"."""
    tokens, at = [head.i], head.i - 1
    for word in reversed(rest):
        while at > 0 and head.doc[at].text in {"-", "–"}:
            at -= 1
        if at < 0 or word not in (head.doc[at].lower_, head.doc[at].lemma_.lower()):
            return None
        tokens.append(at)
        at -= 1
    return tuple(sorted(tokens))


def _allowed(token: Token, trigger: Trigger) -> bool:
    if _blocked(token, trigger):
        return False
    if trigger.subject and trigger.subject.isdisjoint(_subject_words(token)):
        return False
    return not trigger.needs or not trigger.needs.isdisjoint(_words_below(token))


def _blocked(token: Token, trigger: Trigger) -> bool:
    """Whether what the phrase takes shows that it tells something else: "declined to comment", "wants to stay"."""
    if trigger.other and _own_plan(token):
        return True
    if not trigger.blocks:
        return False
    heads = {t.lemma_.lower() for c in _taken(token) for t in (c, *(b for b in c.children if b.dep_ == "pobj"))}
    if token.dep_ in {"amod", "acl"}:
        heads.add(token.head.lemma_.lower())
    return not heads.isdisjoint(trigger.blocks)


def _taken(token: Token) -> Iterator[Token]:
    return (c for c in token.children if c.dep_ not in {"nsubj", "punct", "mark", "cc", "aux"})


def _words_below(token: Token) -> set[str]:
    """The lemmas of what a phrase takes."""
    around = {t.lemma_.lower() for c in _taken(token) for t in islice(c.subtree, WINDOW)}
    return around | {token.head.lemma_.lower()} if token.dep_ in {"amod", "acl"} else around


def _own_plan(token: Token) -> bool:
    """ "Wants to stay": an infinitive without a subject of its own, and no object that is to do it."""
    for child in token.children:
        if child.dep_ == "xcomp" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
            return not any(c.dep_ == "dobj" and c.i < child.i for c in token.children)
    return False


def _subject_words(token: Token) -> set[str]:
    """The lemmas of the subject of ``token``'s clause, or of the noun that its clause describes."""
    at = token
    while at.dep_ in {"conj", "xcomp", "advcl"} and not _subjects(at) and at.head.i != at.i:
        at = at.head
    heads = _subjects(at)
    if at.dep_ in {"relcl", "acl"}:
        heads.append(at.head)
    return {t.lemma_.lower() for head in heads for t in (head, *head.conjuncts, *head.children)}


def _subjects(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
