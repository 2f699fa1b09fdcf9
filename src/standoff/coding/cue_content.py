"""What a cue word gives as said: the tokens of the clause, infinitive, object or prepositional phrase that it takes."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.coding.draft import Token
from standoff.languages import Frame, Language

Range = tuple[int, int]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@dataclass(frozen=True, slots=True)
class Taken:
    """The content of a cue: token ranges ``[first, last)`` in order, and the tokens that belong to the cue."""

    frame: Frame
    ranges: tuple[Range, ...]
    cue: Range
    addressee: Token | None = None


def verb_key(verb: Token, language: Language) -> str | None:
    """The cue lemma of a verb, with its particle where it has one ("point out"); None where it is no cue."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in {"prt", "advmod", "prep"} and 0 < child.i - verb.i <= 3:
            key = f"{lemma} {child.lower_}"
            if key in language.verbs:
                return key
    return lemma if lemma in language.verbs else None


def verb_content(verb: Token, key: str, language: Language, *, attitudes: bool) -> Taken | None:
    """The content of a cue verb by the first of its uses that fits the sentence."""
    for frame in language.verbs[key]:
        if frame.attitude and not attitudes:
            continue
        taken = _TAKERS.get(frame.takes, _preposition)(verb, frame, language)
        if taken is not None:
            return taken
    return None


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, no other verb's."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def first_of(verb: Token) -> int:
    """The first token of a verb with its auxiliaries, negation and adverbs before it."""
    first = verb.i
    helpers = {c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "advmod"}}
    while first - 1 in helpers:
        first -= 1
    return first


def _clause(verb: Token, frame: Frame, language: Language) -> Taken | None:
    after, before = [], []
    for child in verb.children:
        if child.dep_ == "ccomp":
            (after if child.i > verb.i else before).append(child)
    ranges: list[Range] = []
    if before:
        ranges.append(_inverted(before[0], verb))
    if after:
        ranges.extend(_following(after[0], verb, language))
    if not ranges:
        ranges = _parenthetical(verb, language)
    if not ranges:
        return None
    return Taken(frame, tuple(sorted(ranges)), (first_of(verb), verb.i + 1), _told(verb))


def _inverted(clause: Token, verb: Token) -> Range:
    """The clause before "…, X said": up to the subject or the verb, whichever comes first."""
    subject = subject_of(verb)
    until = first_of(verb)
    if subject is not None and clause.i < subject.i < until:
        until = subject.left_edge.i
    return clause.left_edge.i, max(clause.i + 1, min(clause.right_edge.i + 1, until))


def _following(clause: Token, verb: Token, language: Language) -> list[Range]:
    """The clause after the verb, cut before a further cue that has the same source ("…, adding that …")."""
    first = max(clause.left_edge.i, verb.i + 1)
    last = clause.right_edge.i + 1
    for child in clause.children:
        if child.i > clause.i and shares_source(child, verb, language):
            last = min(last, _linked_from(child))
    if last <= clause.i:
        return []
    return [(first, last)]


def shares_source(verb: Token, upper: Token, language: Language) -> bool:
    """Whether ``verb``, parsed into the content of ``upper``, more likely goes on from it: "…, saying", "and predicted"."""
    if verb.pos_ != "VERB" or subject_of(verb) is not None:
        return False
    frames = language.verbs.get(verb_key(verb, language) or "", ())
    if not any(f.takes == "clause" and not f.attitude for f in frames):
        return False
    if not any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in verb.children):
        return False
    if verb.dep_ == "advcl":
        return verb.tag_ == "VBG" and verb.nbor(-1).text in {",", "”", '"'}
    return verb.dep_ == "conj" and verb.tag_ == upper.tag_


def _linked_from(verb: Token) -> int:
    """Where a further cue begins, with the comma and conjunction before it."""
    first = first_of(verb)
    while first > 0 and (verb.doc[first - 1].dep_ in {"cc", "punct", "advmod"} or verb.doc[first - 1].is_punct):
        first -= 1
    return first


def _parenthetical(verb: Token, language: Language) -> list[Range]:
    """The clause around ", he said," or beside "as the US has claimed", where the verb itself takes nothing."""
    head = verb.head
    if head.i == verb.i or any(c.dep_ in {"dobj", "xcomp", "acomp"} for c in verb.children):
        return []
    marked = any(c.lower_ in language.as_words and c.i < verb.i for c in verb.children)
    if not (verb.dep_ == "parataxis" or (marked and verb.dep_ in {"advcl", "ccomp", "prep", "pcomp"})):
        return []
    return around(head, (verb.left_edge.i, verb.right_edge.i + 1))


def around(head: Token, hole: Range) -> list[Range]:
    """The clause of ``head`` without the words of ``hole``."""
    clause = head
    while clause.dep_ not in {"ROOT", "ccomp", "conj", "parataxis", "advcl", "relcl"} and clause.head.i != clause.i:
        clause = clause.head
    first, last = clause.left_edge.i, clause.right_edge.i + 1
    parts = [(first, min(last, hole[0])), (max(first, hole[1]), last)]
    return [(a, b) for a, b in parts if b > a and any(t.is_alpha for t in head.doc[a:b])]


def _object(verb: Token, frame: Frame, language: Language) -> Taken | None:
    passive = any(c.dep_ in {"agent", "auxpass"} for c in verb.children)
    found = [c for c in verb.children if c.dep_ == ("nsubjpass" if passive else "dobj")]
    said_of = [
        c
        for c in verb.children
        if c.i > verb.i
        and (c.dep_ in {"oprd", "xcomp", "ccomp"} or (c.dep_ == "prep" and c.lower_ in {"as", "of", "for", "over"}))
    ]
    if frame.needs and not said_of:
        return None
    if not frame.needs:
        said_of = [c for c in said_of if c.dep_ in {"oprd", "prep"}] if found else []
    if not found and not said_of:
        return None
    if passive:
        parts = [(c.left_edge.i, c.right_edge.i + 1) for c in (*found, *said_of)]
    else:
        every = [*found, *said_of]
        first = max(verb.i + 1, min(c.left_edge.i for c in every))
        last = max(c.right_edge.i for c in every) + 1
        parts = [(first, last)] if last > first else []
    parts = [p for p in parts if p[1] > p[0]]
    return Taken(frame, tuple(sorted(parts)), (first_of(verb), verb.i + 1)) if parts else None


def _infinitive(verb: Token, frame: Frame, language: Language) -> Taken | None:
    for child in verb.children:
        to = [c for c in child.children if c.lower_ == "to" and c.dep_ == "aux"]
        if child.i > verb.i and child.dep_ in {"xcomp", "ccomp", "advcl"} and to:
            first = max(verb.i + 1, child.left_edge.i)
            return Taken(frame, ((first, child.right_edge.i + 1),), (first_of(verb), verb.i + 1), _told(verb))
    return None


def _raised(verb: Token, frame: Frame, language: Language) -> Taken | None:
    """ "X seems to …": the clause without the verb itself."""
    subject = subject_of(verb)
    complement = next((c for c in verb.children if c.dep_ in {"xcomp", "oprd", "acomp"} and c.i > verb.i), None)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if subject is None or complement is None or (verb.tag_ == "VBN") != passive or subject.i > verb.i:
        return None
    ranges = ((subject.left_edge.i, subject.right_edge.i + 1), (verb.i + 1, complement.right_edge.i + 1))
    return Taken(frame, ranges, (first_of(verb), verb.i + 1))


def _preposition(verb: Token, frame: Frame, language: Language) -> Taken | None:
    for child in verb.children:
        if child.dep_ in {"prep", "prt"} and child.lower_ == frame.takes and child.i > verb.i:
            inside = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if inside:
                return (
                    Taken(
                        frame,
                        ((child.i + 1, child.right_edge.i + 1),),
                        (first_of(verb), max(verb.i, child.i) + 1),
                        _told(verb),
                    )
                    if child.i - verb.i <= 1
                    else Taken(
                        frame, ((child.i + 1, child.right_edge.i + 1),), (first_of(verb), verb.i + 1), _told(verb)
                    )
                )
    return None


def _told(verb: Token) -> Token | None:
    """Who is spoken to: "told Y that", "asked Y to", "called on Y to"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"dobj", "dative", "iobj"}:
            return child
        if child.dep_ == "prep" and child.lower_ in {"on", "to"}:
            inside = [c for c in child.children if c.dep_ == "pobj"]
            if inside:
                return inside[0]
        if child.dep_ == "nsubjpass" and child.i < verb.i:
            return child
    return None


def noun_content(noun: Token, language: Language, *, attitudes: bool) -> Taken | None:
    """The content of a cue noun: "claim that …", "warning of …", "demand for …"."""
    for frame in language.nouns[noun.lemma_.lower()]:
        if frame.attitude and not attitudes:
            continue
        for child in noun.children:
            if child.i < noun.i:
                continue
            to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
            that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            fits = (frame.takes == "clause" and child.dep_ in {"acl", "ccomp", "relcl"} and that) or (
                frame.takes == "infinitive" and child.dep_ in {"acl", "xcomp"} and to
            )
            if fits:
                return Taken(frame, ((child.left_edge.i, child.right_edge.i + 1),), (noun.i, noun.i + 1))
            if child.dep_ == "prep" and child.lower_ == frame.takes and child.right_edge.i > child.i:
                return Taken(frame, ((child.i + 1, child.right_edge.i + 1),), (noun.i, child.i + 1))
    return None


_TAKERS = {"clause": _clause, "object": _object, "infinitive": _infinitive, "raised": _raised}
