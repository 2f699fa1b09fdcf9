"""Who a cue gives as the source: the tokens that name it, the actor that they stand for, and how it is named."""

from __future__ import annotations

from typing import Literal

from standoff.coding.cue_content import subject_of
from standoff.coding.draft import Actors, Doc, Mention, Token, Who
from standoff.languages import Language

Range = tuple[int, int]

# How far up a chain of verbs ("went on, adding", "to urge") a source is looked for.
LONGEST_CHAIN = 6


def source_of_verb(verb: Token) -> Token | None:
    """The head word of the source of a cue verb, None where the sentence names none."""
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    if agent is not None:
        return next((c for c in agent.children if c.dep_ == "pobj"), None)
    if any(c.dep_ == "auxpass" for c in verb.children):
        return None
    at = verb
    for _ in range(LONGEST_CHAIN):
        subject = subject_of(at)
        if subject is not None and at is not verb and any(c.dep_ == "auxpass" for c in at.children):
            subject = subject if subject.dep_ == "nsubjpass" else None
        if subject is not None:
            return subject
        if at.dep_ in {"acl", "relcl"} and at.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return _owner(at.head) if at.tag_ in {"VBG", "VB"} else at.head
        if at.dep_ in {"conj", "advcl", "xcomp", "ccomp", "pcomp", "prep", "parataxis", "dep"} and at.head.i != at.i:
            at = at.head
            if at.pos_ in {"NOUN", "PROPN"}:
                return _owner(at)
        else:
            break
    return None


def antecedent(head: Token) -> Token:
    """Whom "who", "which" or "that" stands for; any other word itself."""
    verb = head.head
    if head.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        return verb.head
    return head


def _owner(noun: Token) -> Token:
    """For "in Kyiv's letter saying" the possessor, else the noun."""
    return next((c for c in noun.children if c.dep_ == "poss"), noun)


def source_of_noun(noun: Token, language: Language) -> Token | None:
    """The head word of the source of a cue noun: its possessor or nationality, who voices it, or who it is from."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in language.voicing:
        return source_of_verb(verb)
    if noun.dep_ == "pobj" and verb.lower_ in {"with", "by"} and verb.head.pos_ == "VERB":
        return source_of_verb(verb.head)
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"} and child.text[:1].isupper():
            return child
    return None


def source_range(head: Token) -> Range:
    """The tokens of the source as written, without relative clauses."""
    first, last = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        if child.i > head.i and child.dep_ in {"relcl", "acl", "punct", "cc", "conj", "advcl"}:
            cut = child.left_edge.i
            if child.dep_ in {"relcl", "advcl"} or (child.dep_ == "acl" and child.right_edge.i - child.i > 12):
                last = min(last, cut)
    if head.dep_ == "poss" and head.doc[last - 1].tag_ == "POS":
        last -= 1
    while last > head.i + 1 and (head.doc[last - 1].is_punct or head.doc[last - 1].is_space):
        last -= 1
    while first < head.i and (head.doc[first].is_punct or head.doc[first].is_space):
        first += 1
    return first, last


def heads(head: Token) -> list[Token]:
    """``head`` and what is joined to it by "and": joint speakers."""
    return [head, *(c for c in head.conjuncts if c.i > head.i and c.dep_ == "conj")]


def mention_of(head: Token, actors: Actors) -> Mention | None:
    """The mention that a source's head word stands for, by the nearest of: itself, its apposition, what modifies it."""
    direct = actors.at.get(head.i)
    if direct is not None and (direct.kind != "nationality" or head.i == direct.root):
        return direct
    for child in head.children:
        if child.dep_ == "appos" and child.i in actors.at:
            return actors.at[child.i]
    for kinds in ({"compound", "amod", "nmod", "nummod"}, {"poss"}, {"prep"}):
        for child in head.children:
            if child.dep_ not in kinds:
                continue
            found = actors.at.get(child.i)
            if child.dep_ == "prep":
                inner = next((c for c in child.children if c.dep_ == "pobj"), None)
                found = None
                if inner is not None and child.lower_ in {"of", "for", "in", "from"}:
                    found = actors.at.get(inner.i)
            if found is not None:
                return found
    return None


def speakers(head: Token | None, actors: Actors) -> list[Who | None]:
    """The actors that speak: one for each joint speaker; None for a source without a name."""
    if head is None:
        return [None]
    beside = _beside(head, actors)
    if beside is not None and beside.who.type == "person":
        return [beside.who]
    found: list[Who | None] = []
    for one in heads(antecedent(head)):
        mention = mention_of(one, actors)
        if mention is not None and mention.who not in found:
            found.append(mention.who)
    if not found and head.dep_ == "conj" and (shared := mention_of(head.head, actors)) is not None:
        # "the president and the foreign minister, who": one country's
        found.append(shared.who)
    if not found and beside is not None:
        found.append(beside.who)
    return found or [Who("UNK", named(head), "anonymous", confidence=0.5)]


def _beside(head: Token, actors: Actors) -> Mention | None:
    """Who is named right before a relative pronoun; the parser hangs "A and B, who said" on either."""
    if head.lower_ not in {"who", "which"}:
        return None
    at = head.i - 1
    while at > 0 and head.doc[at].is_punct:
        at -= 1
    return actors.at.get(at)


def named(head: Token) -> str:
    """The words of a source that is no known actor, in the record as its name."""
    first, last = source_range(head)
    doc: Doc = head.doc
    return " ".join(t.text for t in doc[first:last] if not t.is_space)[:80]


def sourcing(
    head: Token | None, who: Who | None, actors: Actors, language: Language
) -> Literal["named", "role", "anonymous"]:
    """Whether the source is named, told by office, seat or body only, or neither."""
    if head is None or who is None:
        return "anonymous"
    mention = mention_of(antecedent(head), actors)
    if mention is None and who.type == "person":
        return "named"
    if who.type == "anonymous" or mention is None:
        return "anonymous"
    if head.lemma_.lower() in language.anonymous and mention.root != head.i:
        return "anonymous" if mention.kind != "office" else "role"
    return "named" if who.type == "person" and mention.kind in {"name", "pronoun"} else "role"
