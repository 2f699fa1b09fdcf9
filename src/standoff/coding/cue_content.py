"""What a cue word gives as said: the tokens of the clause, infinitive, object or prepositional phrase that it takes.

The parser is not trusted at the edges: what it hung on the cue though it belongs to the content is taken in, what goes
on from the cue though it hung on the content ("…, adding that …") is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from standoff.coding.draft import Doc, Token
from standoff.languages import Frame, Language

Range = tuple[int, int]

# After "…, X said" a sentence may go on for this many words, such as "on Monday in Kyiv".
LONGEST_AFTERWORD = 8

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@dataclass(frozen=True, slots=True)
class Taken:
    """The content of a cue: token ranges ``[first, last)`` in order, the cue's own tokens, and who is spoken to."""

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


def speaks(verb: Token, language: Language) -> bool:
    """Whether the verb is a cue of speech that takes a clause."""
    if verb.pos_ != "VERB":
        return False
    frames = language.verbs.get(verb_key(verb, language) or "", ())
    return any(f.takes == "clause" and not f.attitude for f in frames)


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
    first: int = verb.i
    helpers = {c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "advmod"}}
    while first - 1 in helpers:
        first -= 1
    return first


def _own(verb: Token) -> Range:
    return first_of(verb), verb.i + 1


def _whole(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


# ---- clauses ----------------------------------------------------------------------------------------------------


def _clause(verb: Token, frame: Frame, language: Language) -> Taken | None:
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    before = [c for c in clauses if c.i < verb.i]
    after = [c for c in clauses if c.i > verb.i]
    ranges: list[Range] = _last_words(verb) if verb.dep_ == "ccomp" and not after else []
    if before and not ranges:
        ranges.append(_inverted(before[0], verb))
    if after:
        ranges.extend(_following(after[0], verb, language))
    ranges = ranges or _parenthetical(verb, language) or _last_words(verb)
    if not ranges and not frame.attitude:
        ranges = _stray_clause(verb)
    return Taken(frame, tuple(sorted(ranges)), _own(verb), _told(verb)) if ranges else None


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
    full = last = clause.right_edge.i + 1
    for child in clause.children:
        if child.i > clause.i and shares_source(child, verb, language):
            last = min(last, linked_from(child))
    if last <= clause.i:
        return []
    return [(first, _drawn_out(verb, last, language) if last == full else last)]


def _drawn_out(verb: Token, last: int, language: Language, *, clause: bool = True) -> int:
    """The end of the content with what the parser hung on the cue verb instead: "…, but was merely reminding"."""
    for child in verb.children:
        if child.i < last or child.is_punct or child.dep_ == "cc":
            continue
        goes_on = child.dep_ in {"relcl", "acl", "appos", "dep", "ccomp", "acomp", "attr"}
        if child.dep_ == "advcl":
            goes_on = child.tag_ == "VBG" and subject_of(child) is None and not speaks(child, language)
        elif child.dep_ == "conj" and clause:
            own = subject_of(child) is not None and not speaks(child, language)
            goes_on = own or (child.tag_ != verb.tag_ and subject_of(child) is None)
        if not goes_on:
            break
        last = max(last, child.right_edge.i + 1)
    return last


def shares_source(verb: Token, upper: Token, language: Language) -> bool:
    """Whether ``verb``, parsed into what ``upper`` gives as said, goes on from it: "…, saying", "and predicted"."""
    if not speaks(verb, language) or subject_of(verb) is not None:
        return False
    marks = {mark for pair in language.quotation_marks for mark in pair}
    quotes = any(t.text in marks for t in verb.doc[verb.i + 1 : verb.i + 4])
    if not quotes and not any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in verb.children):
        return False
    if verb.dep_ == "advcl":
        return bool(verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text in {",", "”", '"'})
    return bool(verb.dep_ == "conj" and verb.tag_ == upper.tag_)


def linked_from(verb: Token) -> int:
    """Where a further cue begins, with the comma and conjunction before it."""
    first = first_of(verb)
    while first > 0 and (verb.doc[first - 1].dep_ in {"cc", "punct", "advmod"} or verb.doc[first - 1].is_punct):
        first -= 1
    return first


def _stray_clause(verb: Token) -> list[Range]:
    """A that-clause that the parser hung on a word after the verb, or a bare clause on the person told."""
    told = next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i > verb.i), None)
    if told is None:
        return []
    for child in told.children:
        if child.dep_ == "relcl" and child.i > told.i:
            subject = subject_of(child)
            bare = subject is not None and not {subject.tag_, child.left_edge.tag_} & {"WDT", "WP", "WRB"}
            if bare and verb.lemma_ == "tell":
                return [_whole(child)]
    for token in verb.doc[told.i + 1 : verb.right_edge.i + 1]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.dep_ in {"acl", "advcl", "ccomp", "relcl"}:
            return [(token.i, token.head.right_edge.i + 1)] if token.head.head.i in {told.i, verb.i} else []
    return []


def _parenthetical(verb: Token, language: Language) -> list[Range]:
    """The clause around ", he said," or beside "as the US has claimed", where the verb itself takes nothing."""
    head = verb.head
    if head.i == verb.i or any(c.dep_ in {"dobj", "xcomp", "acomp"} for c in verb.children):
        return []
    marked = any(c.lower_ in language.as_words and c.i < verb.i for c in verb.children)
    if not (verb.dep_ == "parataxis" or (marked and verb.dep_ in {"advcl", "ccomp", "prep", "pcomp"})):
        return []
    hole = _whole(verb)
    if marked and hole[0] > head.i:
        head = _nearest_that(verb.doc, hole[0], head)
    return around(head, hole)


def _nearest_that(doc: Doc, before: int, head: Token) -> Token:
    """The innermost that-clause which ends just before a token, else ``head``: "fears that …, as the US claims"."""
    at = before - 1
    while at > head.i and doc[at].is_punct:
        at -= 1
    token = doc[at]
    while token.i not in {head.i, token.head.i}:
        if any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
            return token
        token = token.head
    return head


def _last_words(verb: Token) -> list[Range]:
    """All before ", X said" or ", said X" at the end of a sentence, whatever the parser made of it."""
    subject = subject_of(verb)
    if subject is None or any(c.dep_ in {"dobj", "xcomp"} for c in verb.children):
        return []
    first = min(subject.left_edge.i, first_of(verb))
    after = max(verb.i, subject.right_edge.i) + 1
    sentence = verb.sent
    rest = [t for t in verb.doc[after : sentence.end] if not (t.is_punct or t.is_space)]
    if (
        len(rest) > LONGEST_AFTERWORD
        or first - sentence.start < 3
        or verb.doc[first - 1].text not in {",", "”", '"', "’"}
    ):
        return []
    return [(sentence.start, first - 1)]


def around(head: Token, hole: Range) -> list[Range]:
    """The clause of ``head`` without the words of ``hole``."""
    clause = head
    while (
        clause.dep_ not in {"ROOT", "ccomp", "conj", "parataxis", "advcl", "relcl", "acl"} and clause.head.i != clause.i
    ):
        clause = clause.head
    first, last = _whole(clause)
    parts = [(first, min(last, hole[0])), (max(first, hole[1]), last)]
    return [(a, b) for a, b in parts if b > a and any(t.is_alpha for t in head.doc[a:b])]


# ---- other complements ------------------------------------------------------------------------------------------


def _object(verb: Token, frame: Frame, language: Language) -> Taken | None:
    passive = any(c.dep_ in {"agent", "auxpass"} for c in verb.children)
    found = [c for c in verb.children if c.dep_ == ("nsubjpass" if passive else "dobj")]
    said_of = [c for c in verb.children if c.i > verb.i and _says_of(c, frame.needs)]
    if frame.needs and not said_of and not (_relative(verb) or _inside(found, frame.needs)):
        return None
    if not frame.needs:
        said_of = [c for c in said_of if c.dep_ == "oprd"] if found else []
        if any(c.dep_ == "dative" for c in verb.children):
            return None
    every = [*found, *said_of]
    if not every:
        return None
    if passive:
        return Taken(frame, tuple(sorted(_whole(c) for c in every)), _own(verb))
    first = max(verb.i + 1, min(c.left_edge.i for c in every))
    last = _drawn_out(verb, max(c.right_edge.i for c in every) + 1, language, clause=False)
    return Taken(frame, ((first, last),), _own(verb)) if last > first else None


def _says_of(token: Token, prepositions: tuple[str, ...]) -> bool:
    """Whether a word of the verb tells what is said of its object: "called X a liar", "views X as lost"."""
    if token.dep_ in {"oprd", "xcomp", "ccomp"}:
        return True
    if token.dep_ == "advcl":
        return any(c.lower_ in prepositions and c.dep_ in {"mark", "prep"} for c in token.children)
    return token.dep_ == "prep" and token.lower_ in prepositions


def _relative(verb: Token) -> bool:
    """Whether the object stands before as a relative: "whom it deems a threat" tells all of it."""
    subject = subject_of(verb)
    return bool(verb.dep_ == "relcl" and subject is not None and subject.tag_ not in {"WP", "WDT"})


def _inside(objects: list[Token], prepositions: tuple[str, ...]) -> bool:
    """Whether the preposition looked for hangs inside the object, where the parser often puts it."""
    return any(
        t.lower_ in prepositions and t.lower_ in {"as", "of"} and t.dep_ == "prep" and t.i > found.i
        for found in objects
        for t in found.doc[found.i : found.right_edge.i]
    )


def _own_infinitive(verb: Token, frame: Frame, language: Language) -> Taken | None:
    """ "vowed to …": the speaker's own act, so that nobody stands between."""
    if any(c.dep_ == "dobj" for c in verb.children):
        return None
    return _infinitive(verb, frame, language)


def _infinitive(verb: Token, frame: Frame, language: Language) -> Taken | None:
    for child in verb.children:
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        if child.i > verb.i and child.dep_ in {"xcomp", "ccomp", "advcl"} and to:
            first = max(verb.i + 1, child.left_edge.i)
            return Taken(frame, ((first, child.right_edge.i + 1),), _own(verb), _told(verb))
    return None


def _raised(verb: Token, frame: Frame, language: Language) -> Taken | None:
    """ "X seems to …": the clause without the verb itself."""
    subject = subject_of(verb)
    complement = next((c for c in verb.children if c.dep_ in {"xcomp", "oprd", "acomp"} and c.i > verb.i), None)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if subject is None or complement is None or (verb.tag_ == "VBN") != passive or subject.i > verb.i:
        return None
    return Taken(frame, (_whole(subject), (verb.i + 1, complement.right_edge.i + 1)), _own(verb))


def _preposition(verb: Token, frame: Frame, language: Language) -> Taken | None:
    for child in verb.children:
        fits = child.dep_ in {"prep", "prt"} and child.lower_ == frame.takes and child.i > verb.i
        if fits and any(c.dep_ in {"pobj", "pcomp"} for c in child.children):
            cue_end = child.i + 1 if child.i == verb.i + 1 else verb.i + 1
            return Taken(frame, ((child.i + 1, child.right_edge.i + 1),), (first_of(verb), cue_end), _told(verb))
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
    voiced = noun.dep_ == "dobj" and noun.head.i < noun.i and noun.head.lemma_.lower() in language.voicing
    begin = first_of(noun.head) if voiced else noun.i
    for frame in language.nouns[noun.lemma_.lower()]:
        if (frame.attitude and not attitudes) or (frame.voiced and not voiced):
            continue
        for child in noun.children:
            if child.i < noun.i:
                continue
            to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
            that = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            clause = frame.takes == "clause" and that and child.dep_ in {"acl", "ccomp", "relcl"}
            if clause or (frame.takes == "infinitive" and to and child.dep_ in {"acl", "xcomp"}):
                return Taken(frame, (_whole(child),), (begin, noun.i + 1))
            if child.dep_ == "prep" and child.lower_ == frame.takes and child.right_edge.i > child.i:
                return Taken(frame, ((child.i + 1, child.right_edge.i + 1),), (begin, child.i + 1))
    return None


_TAKERS = {
    "clause": _clause,
    "object": _object,
    "infinitive": _infinitive,
    "own infinitive": _own_infinitive,
    "raised": _raised,
}
