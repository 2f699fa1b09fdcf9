"""How far the report stands behind an act: happened, planned, conditional, denied or only alleged.

The trigger's own clause is read first, then what governs it, for as long as the governing words pass their certainty
on ("plans to", "the risk of", "held no talks"). "would not immediately trigger a military response" is denied, "if
Russia invades" conditional, "accused of shelling" alleged. The design follows FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

from standoff.coding.arguments import LONGEST_CLIMB
from standoff.coding.draft import Said, Token
from standoff.coding.modality_words import ModalityWords, modality_words
from standoff.record import Modality

CLAUSAL = {"VERB", "AUX"}
# Verbs that say no more of their subject than that it is, comes or goes on: "talks will take place".
HAPPENING = {
    "be",
    "take",
    "begin",
    "start",
    "happen",
    "occur",
    "continue",
    "come",
    "follow",
    "resume",
    "go",
    "remain",
    "have",
}


# Prepositions by which a word governs an act: "plans for talks", "warned of war"; not "said in a call".
GOVERNING = {"of", "for", "to", "on", "over", "about", "against", "from", "into", "towards", "toward", "regarding"}


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


def modality_of(root: Token, said: Said | None, *, part: str, verbal: bool = False) -> Modality:
    """The modality of the act that ``root`` tells, inside the statement ``said`` (None: the reporter's own voice).

    A ``verbal`` act told as a noun was made, whatever became of it: "declined the offer" denies no offer.
    """
    words = modality_words()
    signs = Signs()
    if part == "verb" or root.pos_ in CLAUSAL:
        _of_clause(root, signs, words)
        if any(_nothing(t) for t in root.children if t.dep_ == "dobj"):
            signs.denied = True  # "held no talks", "gave no assurance"
    else:
        _of_noun(root, signs, words)
    if not (verbal and part == "noun"):
        _climb(root, signs, words, said)
    if said is not None:
        if said.cue_class == "deny" and not signs.denied:
            signs.denied = True
        elif said.cue_class in words.alleging:
            signs.alleged = True
    return signs.modality()


def _nothing(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in noun.children)


def _of_noun(noun: Token, signs: Signs, words: ModalityWords) -> None:
    """The adjectives and determiners of an act told as a noun: "a possible attack", "no talks"."""
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "det", "advmod", "neg"}:
            _mark_word(child, signs, words)
            if child.lower_ in {"no", "neither"}:
                signs.denied = True
        if child.dep_ == "amod":
            for below in child.children:
                if below.dep_ == "advmod":
                    _mark_word(below, signs, words)
        if child.dep_ in {"relcl", "acl"} and _to_come(child, words):
            signs.planned = True  # "talks that are due to restart", "a congress to be held in May"


def _mark_word(token: Token, signs: Signs, words: ModalityWords) -> None:
    forms = {token.lower_, token.lemma_.lower()}
    if forms & words.hedges:
        signs.alleged = True
    elif forms & words.future_words:
        signs.planned = True
    elif forms & words.possible_words:
        signs.conditional = True


def _to_come(verb: Token, words: ModalityWords) -> bool:
    """True for a clause that puts its subject in the future: "is due to", "will", "scheduled for", "to be held"."""
    forms = {verb.lower_, verb.lemma_.lower()}
    if forms & words.future_words:
        return True
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in words.will:
            return True
        if child.dep_ in {"acomp", "xcomp", "oprd"} and {child.lower_, child.lemma_.lower()} & words.future_words:
            return True
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return {"to", "be"} <= auxiliaries


def _of_clause(verb: Token, signs: Signs, words: ModalityWords) -> None:
    """Negation, auxiliaries, hedges and conditions in the clause that ``verb`` heads."""
    _of_auxiliaries(verb, signs, words)
    for child in verb.children:
        word = child.lower_
        if child.dep_ == "neg" or (
            child.dep_ in {"nsubj", "nsubjpass"}
            and any(c.lower_ in {"no", "neither"} and c.dep_ == "det" for c in child.children)
        ):
            signs.denied = True
        elif child.dep_ == "mark" and word in words.conditional:
            signs.conditional = True
        elif child.dep_ == "advmod" and child.lemma_.lower() in words.hedges:
            signs.alleged = True
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ in CLAUSAL
        and not any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in verb.children)
    ):
        _of_clause(verb.head, signs, words)


def _of_auxiliaries(verb: Token, signs: Signs, words: ModalityWords) -> None:
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in words.could:
            signs.conditional = True
        elif child.dep_ == "aux" and child.lower_ in words.will:
            signs.planned = True


def _climb(root: Token, signs: Signs, words: ModalityWords, said: Said | None) -> None:
    """Go up from the trigger while what governs it passes its certainty on."""
    at = root
    for _ in range(LONGEST_CLIMB):
        head, link = at.head, at.dep_
        if head.i == at.i or (said is not None and said.cue_root == head.i):
            return
        if link in {"prep", "agent", "aux", "auxpass"}:
            at = head
            continue
        if link == "conj":
            at = head
            continue
        lemma = head.lemma_.lower()
        if link == "pcomp" and head.head.pos_ in CLAUSAL:  # "would be tasked with monitoring"
            at = head.head
            _governs(at, at.lemma_.lower(), signs, words)
        elif head.dep_ == "prep" or head.pos_ == "ADP":
            if head.lower_ == "without":
                signs.denied = True
            if head.lower_ not in GOVERNING:
                return
            lemma = head.head.lemma_.lower()
            if not _governs(head.head, lemma, signs, words):
                return
            at = head.head
            if at.pos_ in CLAUSAL and lemma not in words.planning and lemma not in words.light_verbs:
                return
        elif link in {"xcomp", "ccomp", "acl", "pcomp", "compound", "attr", "oprd", "acomp", "advcl"}:
            governs = _governs(head, lemma, signs, words)
            if link == "xcomp" and lemma in words.future_verbs and any(c.lower_ == "to" for c in at.children):
                signs.planned = True
            if (
                not governs
                and link in {"advcl", "acl"}
                and any(c.dep_ == "aux" and c.lower_ == "to" for c in at.children)
            ):
                signs.planned = True  # the infinitive of purpose: "sent troops to oust the militia"
            at = head
            if link in {"ccomp", "acl", "advcl"} and not governs:
                return
        elif link in {"dobj", "nsubjpass"}:
            if lemma not in words.light_verbs and not _governs(head, lemma, signs, words):
                _of_auxiliaries(head, signs, words)
                return
            at = head
        elif link == "nsubj":
            if lemma not in HAPPENING and not {lemma, head.lower_} & words.future_words:
                return
            signs.planned = signs.planned or _to_come(head, words)
            at = head
        else:
            return
        if at.pos_ in CLAUSAL:
            _of_clause(at, signs, words)


def _governs(head: Token, lemma: str, signs: Signs, words: ModalityWords) -> bool:
    """Mark what the governing word makes of its act; True where it makes anything of it."""
    if lemma in words.failing:
        signs.denied = True
    elif lemma in words.risk_words or lemma in words.doubt:
        signs.conditional = True
    elif lemma in words.planning:
        signs.planned = True
    elif lemma in words.neg_raising or lemma in words.light_verbs:
        pass
    else:
        return False
    return True
