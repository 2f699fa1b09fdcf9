"""How far the report stands behind an act: happened, planned, conditional, denied or only alleged.

The trigger's clause is read first, then each clause above it up to the nearest cue of a statement; the cue's class
has the last word. "would not immediately trigger a military response" is denied, "if Russia invades" conditional.
"""

from __future__ import annotations

from dataclasses import dataclass

from standoff.coding.arguments import LONGEST_CLIMB
from standoff.coding.draft import Said, Token
from standoff.languages import Language
from standoff.record import Modality

CLAUSAL = {"VERB", "AUX"}
WILL = {"will", "shall", "'ll", "’ll", "wo"}
COULD = {"could", "might", "may", "can", "should"}
ALLEGING = {"claim", "allege", "accuse"}
# Negation above these verbs belongs to what stands below them: "does not intend to attack", "don't believe it will".
NEG_RAISING = {"intend", "plan", "want", "expect", "think", "believe", "seek", "mean", "aim", "wish", "have", "be", "go", "try"}


@dataclass(slots=True)
class Signs:
    """What the words around a trigger say of its act."""

    denied: bool = False
    conditional: bool = False
    planned: bool = False
    alleged: bool = False

    def modality(self) -> Modality:
        """The strongest sign decides: a thing denied isn't also planned."""
        if self.denied:
            return "denied"
        if self.conditional:
            return "conditional"
        if self.planned:
            return "planned"
        return "alleged" if self.alleged else "actual"


def modality_of(root: Token, said: Said | None, language: Language, *, part: str) -> Modality:
    """The modality of the act that ``root`` tells, inside the statement ``said`` (None: the reporter's own voice)."""
    signs = Signs()
    if part == "noun":
        _of_noun(root, signs, language)
    _climb(root, signs, language, said)
    if said is not None:
        if said.cue_class == "deny" and not signs.denied:
            signs.denied = True
        elif said.cue_class in ALLEGING or said.sourcing == "anonymous":
            signs.alleged = True
    return signs.modality()


def _of_noun(noun: Token, signs: Signs, language: Language) -> None:
    """The adjectives, determiners and governing nouns of an act told as a noun: "a possible attack", "no talks"."""
    for child in noun.children:
        word = child.lemma_.lower()
        if child.dep_ in {"amod", "compound", "det", "advmod"}:
            _mark_word(word, signs, language)
            if child.dep_ == "det" and child.lower_ == "no":
                signs.denied = True
        for below in child.children:
            if child.dep_ == "amod" and below.dep_ in {"advmod", "neg"}:
                _mark_word(below.lemma_.lower(), signs, language)
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        signs.denied = True


def _mark_word(word: str, signs: Signs, language: Language) -> None:
    if word in language.hedges:
        signs.alleged = True
    elif word in language.future_words:
        signs.planned = True
    elif word in language.possible_words:
        signs.conditional = True


def _climb(root: Token, signs: Signs, language: Language, said: Said | None) -> None:
    at, below, first = root, None, True
    for _ in range(LONGEST_CLIMB):
        if said is not None and said.cue_root == at.i and not first:
            return
        if at.pos_ in CLAUSAL or first:
            _of_clause(at, below, signs, language, own=first or _carries(at, below))
        elif at.pos_ in {"NOUN", "ADJ"} and below is not None:
            _of_governor(at, below, signs, language)
        if at.head.i == at.i:
            return
        if at.dep_ in {"relcl", "conj"} and at.pos_ in CLAUSAL and at.dep_ == "relcl":
            return
        below, at, first = at, at.head, False


def _carries(verb: Token, below: Token | None) -> bool:
    """Whether the signs on ``verb`` hold for what hangs below it: light verbs, raising verbs, bare complements."""
    if below is None:
        return True
    if below.dep_ in {"dobj", "xcomp", "nsubjpass", "attr", "oprd", "conj"}:
        return True
    return below.dep_ in {"prep", "pobj"}


def _of_clause(verb: Token, below: Token | None, signs: Signs, language: Language, *, own: bool) -> None:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" and own and (below is None or lemma in NEG_RAISING or lemma in language.light_verbs):
            signs.denied = True
        elif child.dep_ == "aux" and own:
            if word in WILL:
                signs.planned = True
            elif word in {"would", "'d", "’d"}:
                signs.planned = True
            elif word in COULD:
                signs.conditional = True
        elif child.dep_ == "mark" and word in language.conditional:
            signs.conditional = True
        elif child.dep_ == "advmod" and own and child.lemma_.lower() in language.hedges:
            signs.alleged = True
        elif child.dep_ == "advcl" and own and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children):
            signs.conditional = True
    if below is not None and below.dep_ in {"xcomp", "ccomp", "prep", "dobj", "pcomp", "advcl"}:
        _of_governor(verb, below, signs, language)


def _of_governor(head: Token, below: Token, signs: Signs, language: Language) -> None:
    """Words that make what they govern planned, possible or denied: "plans to", "the risk of", "failed to"."""
    lemma = head.lemma_.lower()
    infinitive = below.dep_ in {"xcomp", "acl", "ccomp", "prep", "advcl", "dobj", "compound", "pcomp"}
    if not infinitive:
        return
    if lemma in language.risk_words:
        signs.conditional = True
    elif lemma in language.planning and below.dep_ != "dobj":
        signs.planned = True
    elif lemma in language.failing and below.dep_ in {"xcomp", "prep", "acl"}:
        signs.denied = True
    elif lemma in language.doubt:
        signs.conditional = True
