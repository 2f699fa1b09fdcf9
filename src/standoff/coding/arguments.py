"""Who stands where around a verb or a noun: subjects, objects, owners, and what follows a preposition.

Follows spaCy's dependency labels for English (ClearNLP). Every function gives actors in the order of the text, each
once; a noun that is no actor itself stands for its owner ("Ankara's air strikes" for Turkey).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.coding.draft import Actors, Mention, Token, Who
from standoff.coding.modality_words import modality_words

RELATIVE = {"who", "which", "that", "whom", "whose"}
# Verbs whose object does what the infinitive after it says: "urged Turkey to stop". Else the subject does it.
_CLAUSES = {"xcomp", "advcl", "pcomp", "conj", "ccomp"}
OWNER_DEPS = ("poss", "amod", "compound", "nmod", "nummod", "npadvmod")
# After these prepositions a clause is about the object, not the subject: "accused Iran of arming", "stop X from doing".
OBJECT_CONTROL = {"of", "from", "into", "for"}
LONGEST_CLIMB = 12


class Arguments:
    """The actors of one report looked up by syntactic place."""

    def __init__(self, actors: Actors) -> None:
        self.at = actors.at

    # ---- noun phrases -------------------------------------------------------------------------------------------

    def phrase(self, token: Token, *, owners: bool = True) -> list[Who]:
        """The actors that the noun phrase headed by ``token`` stands for, with those joined to it."""
        out: list[Who] = []
        for one in (token, *token.conjuncts):
            if one.i != token.i and one.i < token.i:
                continue
            out.extend(self._one(one, owners=owners))
        return _unique(out)

    def _one(self, token: Token, *, owners: bool) -> list[Who]:
        mention = self.at.get(token.i)
        if mention is not None and mention.root == token.i and mention.kind != "nationality":
            return list(mention.whos)
        if mention is not None and mention.root == token.i and token.dep_ not in {"amod", "compound"}:
            return list(mention.whos)
        if token.lower_ in RELATIVE and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            noun = antecedent(token)
            return self._one(noun, owners=owners) if noun is not None and noun.i != token.i else []
        for child in token.children:  # "a group of rebels", "members of the council", "some of the states"
            if (
                child.dep_ == "prep"
                and child.lower_ in {"of", "among"}
                and token.pos_ in {"NOUN", "PRON", "DET", "NUM", "ADJ"}
            ) and token.lemma_ in PARTITIVE:
                return [w for below in child.children for w in self.phrase(below, owners=owners)]
        return self.owner(token) if owners else []

    def owner(self, token: Token, *, after: bool = True) -> list[Who]:
        """Whose ``token`` is: possessor, nationality or compound before it, else, if ``after``, what "of" names."""
        out: list[Who] = []
        for child in token.children:
            if child.dep_ in OWNER_DEPS and child.i < token.i:
                for one in (*self._joined_owner(child), child, *(c for c in child.conjuncts if c.i < token.i)):
                    mention = self.at.get(one.i)
                    if mention is not None and not _hyphened(mention, token.doc):
                        out.extend(mention.whos)
                    elif mention is None and child.dep_ == "poss":
                        out.extend(self.owner(one))
        if out:
            return _unique(out)
        for child in token.children:
            if child.dep_ == "compound" and child.i not in self.at:
                out.extend(self.owner(child))
        if out or not after:
            return _unique(out)
        return self.after(token, ("of",), owners=False)

    def _joined_owner(self, owner: Token) -> list[Token]:
        """ "Finland's and Sweden's bids": the parser makes the first a subject of its own and joins nothing to it."""
        before = owner.i - 2
        if owner.dep_ != "poss" or before < 1 or owner.nbor(-1).dep_ != "cc" or owner.nbor(-2).tag_ != "POS":
            return []
        return [owner.doc[before - 1]]

    def after(self, token: Token, prepositions: Iterable[str], *, owners: bool = True) -> list[Who]:
        """The actors after one of the prepositions, in the order in which the prepositions are given."""
        for preposition in prepositions:
            for prep in _prepositions(token, preposition):
                for below in prep.children:
                    if below.dep_ in {"pobj", "pcomp"}:
                        found = self.phrase(below, owners=owners) if below.dep_ == "pobj" else self._own_subject(below)
                        if found:
                            return found
        return []

    def _own_subject(self, verb: Token) -> list[Who]:
        return [w for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} for w in self.phrase(c, owners=False)]

    # ---- clauses ------------------------------------------------------------------------------------------------

    def subject(self, verb: Token, depth: int = 0) -> list[Who]:
        """Who does what ``verb`` says: its subject, the agent of a passive, or what a higher clause supplies."""
        if depth > LONGEST_CLIMB:
            return []
        own = [c for c in verb.children if c.dep_ == "nsubj"]
        if own:
            return self.phrase(own[0])
        if is_passive(verb):
            return [w for c in verb.children if c.dep_ == "agent" for below in c.children for w in self.phrase(below)]
        return self._supplied(verb, depth)

    def patient(self, verb: Token, depth: int = 0) -> list[Who]:
        """Whom ``verb`` is done to: its object; for a passive its subject or the noun it describes."""
        if is_passive(verb):
            own = [c for c in verb.children if c.dep_ == "nsubjpass"]
            if own:
                return self.phrase(own[0])
            if verb.dep_ in {"acl", "relcl"}:
                return self.phrase(verb.head)
            if verb.dep_ == "conj" and depth < LONGEST_CLIMB and is_passive(verb.head):
                return self.patient(verb.head, depth + 1)
            if verb.dep_ in {"advcl", "xcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
                return self.subject(verb.head, depth + 1)
            if verb.dep_ == "amod":
                return self.phrase(verb.head)
            return []
        for child in verb.children:
            if child.dep_ in {"dobj", "dative", "oprd"}:
                found = self.phrase(child) if child.dep_ != "dative" or child.pos_ != "ADP" else self._below(child)
                if found:
                    return found
        return []

    def complement(self, token: Token) -> list[Who]:
        """The actor inside the clause that ``token`` takes: "demanded that Kyiv go", "the call for Iran to act"."""
        for clause in complements(token):
            for child in clause.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    found = self.phrase(child)
                    if found:
                        return found
            found = self.patient(clause)
            if found:
                return found
        return []

    def _below(self, token: Token) -> list[Who]:
        return [w for below in token.children for w in self.phrase(below)]

    def _supplied(self, verb: Token, depth: int) -> list[Who]:
        head = verb.head
        if verb.dep_ == "relcl":
            return self.phrase(head)
        if verb.dep_ == "acl":
            if verb.tag_ == "VBG":
                return self.phrase(head)
            return self.owner(head) or self.holder(head, depth + 1)
        if verb.dep_ == "pcomp" and head.dep_ in {"prep", "agent"}:
            return self._under_preposition(head, depth)
        if verb.dep_ == "xcomp" and head.pos_ in {"VERB", "AUX"}:
            objects = [c for c in head.children if c.dep_ == "dobj"]
            return (self.phrase(objects[0], owners=False) if objects else []) or self.subject(head, depth + 1)
        if verb.dep_ in _CLAUSES and head.pos_ in {"VERB", "AUX"}:
            return self.subject(head, depth + 1) or (self.patient(head, depth + 1) if is_passive(head) else [])
        if verb.dep_ in _CLAUSES and head.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return self.owner(head) or self.holder(head, depth + 1)
        if verb.dep_ == "amod" and verb.tag_ == "VBG":
            return self.phrase(head)
        return []

    def _under_preposition(self, prep: Token, depth: int) -> list[Who]:
        """ "accused Iran of arming": the object; "warned against arming", "apart from urging": the subject."""
        above = prep.head
        if above.pos_ in {"VERB", "AUX"}:
            if above.lemma_ == "join" and prep.lower_ == "in":  # "joined Italy in raising concerns": both did
                return _unique(self.subject(above, depth + 1) + self.patient(above, depth + 1))
            if prep.lower_ in OBJECT_CONTROL:
                found = self.patient(above, depth + 1)
                if found:
                    return found
            return self.subject(above, depth + 1)
        return self.owner(above) or self.holder(above, depth + 1)

    def holder(self, noun: Token, depth: int = 0) -> list[Who]:
        """Who holds an act told as a noun: the subject of the verb whose object it is ("held talks", "in talks")."""
        if depth > LONGEST_CLIMB:
            return []
        head = noun.head
        if noun.dep_ in {"dobj", "attr", "oprd"} and head.pos_ in {"VERB", "AUX"}:
            # who rejects a demand didn't make it
            own = head.lemma_.lower() in modality_words().light_verbs or noun.dep_ != "dobj"
            return self.subject(head, depth + 1) if own else []
        if noun.dep_ == "pobj" and head.lower_ in {"in", "into", "on"}:  # "is in talks", "entered into a pact"
            above = head.head
            if above.pos_ in {"VERB", "AUX"} and above.lemma_ in BEING_IN:
                return self.subject(above, depth + 1)
        if noun.dep_ == "conj" and head.i != noun.i:
            return self.owner(head) or self.holder(head, depth + 1)
        return []


# Verbs whose subject is in, or goes on, what the noun after the preposition tells.
BEING_IN = {"be", "engage", "enter", "remain", "participate", "join", "involve", "go", "embark", "insist", "agree"}
# Verbs that give what a demand or offer consists of.
LISTING = {"include", "comprise", "be", "contain", "involve", "consist"}
# Nouns that only count what follows: "a group of rebels", "most of the allies".
PARTITIVE = {
    "group", "number", "member", "some", "most", "many", "all", "few", "several", "half", "majority", "part", "host",
    "series", "hundred", "thousand", "dozen", "million", "round", "each", "one", "two", "three", "none", "any", "both",
}  # fmt: skip


def is_passive(verb: Token) -> bool:
    """True for "was rejected", "weapons supplied by Britain", not for "has rejected"."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in {"acl", "amod"} or (
        verb.dep_ in {"advcl"} and not any(c.dep_ in {"aux", "nsubj", "dobj"} for c in verb.children)
    ):
        return True
    return (
        verb.dep_ == "conj"
        and not any(c.dep_ in {"aux", "nsubj", "dobj"} for c in verb.children)
        and is_passive(verb.head)
    )


def antecedent(pronoun: Token) -> Token | None:
    """The noun a relative pronoun stands for."""
    at = pronoun
    for _ in range(LONGEST_CLIMB):
        at = at.head
        if at.dep_ == "relcl":
            return at.head
        if at.head.i == at.i:
            return None
    return None


def complements(token: Token) -> Iterator[Token]:
    """The heads of the clauses that a verb, noun or adjective takes: that-clauses, infinitives, "for X to do".

    What a list gives for a noun is its complement too: "its demands include a ban and the withdrawal of troops".
    """
    if token.dep_ == "nsubj" and token.pos_ == "NOUN" and token.head.lemma_ in LISTING:
        for child in token.head.children:
            listed = child.dep_ in {"dobj", "attr", "xcomp", "ccomp"} or (child.dep_ == "advcl" and child.tag_ == "VBG")
            if listed and child.i > token.i:
                yield from (child, *child.conjuncts)
    for child in token.children:
        if child.dep_ in {"ccomp", "xcomp", "pcomp"} or (
            child.dep_ in {"acl", "relcl"} and child.i > token.i and _is_content(child)
        ):
            yield child
        elif child.dep_ == "prep" and child.i > token.i:
            for below in child.children:
                if below.dep_ == "pcomp":
                    yield below
        elif child.dep_ == "advcl" and any(
            c.lower_ in {"for", "to"} and c.dep_ in {"mark", "aux"} for c in child.children
        ):
            yield child


def _is_content(clause: Token) -> bool:
    """A clause that says what a noun is about ("the demand that ...", "plans to ..."), not which one it is."""
    if clause.dep_ == "relcl":  # "that" taken for a relative pronoun, though the clause has its own subject and object
        return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    return any(
        (c.dep_ == "mark" and c.lower_ == "that") or (c.dep_ == "aux" and c.lower_ == "to") for c in clause.children
    )


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above ``token``; None where there is none."""
    at = token
    for _ in range(LONGEST_CLIMB):
        if at.head.i == at.i:
            return None
        at = at.head
        if at.pos_ in {"VERB", "AUX"}:
            return at
    return None


def _prepositions(token: Token, word: str) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative", "prt"} and child.lower_ in {word, word + "s"}:
            yield child
            for second in child.children:  # "from Russia to Ukraine": the second hangs on the first
                if second.dep_ == "prep" and second.lower_ == word:
                    yield second
        elif child.dep_ in {"dobj", "prep", "prt", "advmod", "pobj"}:  # "in talks with", "launched an attack on"
            for below in child.children:
                if below.dep_ == "prep" and below.lower_ == word:
                    yield below


def _hyphened(mention: Mention, doc: object) -> bool:
    after = mention.last
    return after < len(doc) and doc[after].text in {"-", "–"} and doc[after].idx == mention.span.end  # type: ignore[arg-type,index]


def _unique(whos: list[Who]) -> list[Who]:
    return list(dict.fromkeys(whos))
