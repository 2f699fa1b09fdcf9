"""What acts are about: a short proposition that one can be for or against, the same for every telling.

An issue is named from the words themselves: the clause that a demand takes ("that Ukraine never be allowed to join
the alliance" gives "Ukraine joining NATO", and the demand is against it), its object, or, for a material act, the act
("Russia invading Ukraine"). Actors' mentions are replaced by their names, so that tellings meet; labels that share
most of their words are one issue, under the first wording.
"""

from __future__ import annotations

from standoff.coding.arguments import complements
from standoff.coding.draft import Actors, Deed, Parsed, Token, Who
from standoff.coding.modality_words import modality_words
from standoff.coding.refer import state_name
from standoff.coding.wording import gerund, stem
from standoff.knowledge import bodies

# Two labels that share this much of their words (Jaccard) are one issue.
SAME_ISSUE = 0.5
LONGEST_LABEL = 9
# Deeds of these types may name an issue by themselves, without words that say what they are about.
MATERIAL = {"ASSAULT", "MOBILIZE", "SANCTION", "RETREAT", "AID", "COERCE", "COOPERATE"}
SMALL = frozenset({
    "the", "of", "to", "in", "a", "an", "and", "on", "for", "from", "with", "by", "at", "its", "their", "his", "her",
    "new", "further", "any",
})  # fmt: skip
# What may not stand at either end of a label: grammar without what it belongs to.
LOOSE = SMALL | frozenset(["that", "as", "into", "over", "against", "and", "or", "about", "between", "other", "co"])


def name_issues(parsed: Parsed, actors: Actors, deeds: list[Deed]) -> None:
    """Give each deed its issue's ``label`` and ``against`` (the act asks for or means the opposite of the label)."""
    namer = _Namer(parsed, actors)
    by_root = {d.root: d for d in deeds}
    for deed in deeds:
        deed.label, deed.against = namer.label(deed, by_root)
        deed.label = namer.telling(deed.label)
    for deed in deeds:  # "rejected Moscow's demand that ...": the clause may hang on the refusal, and is the demand's
        for head in deed.about:
            other = by_root.get(head)
            if other is not None and other.act is not None and other.label is None and deed.label is not None:
                other.label, other.against = deed.label, deed.against
    _merge(deeds)


class _Namer:
    def __init__(self, parsed: Parsed, actors: Actors) -> None:
        self.doc, self.at, self.words = parsed.doc, actors.at, modality_words()
        # words that open a proposition rather than being one
        self.opening = self.words.allowing | self.words.ending | self.words.planning | self.words.holding

    def label(self, deed: Deed, by_root: dict[int, Deed]) -> tuple[str | None, bool]:
        """The issue of one deed and whether the deed is against it."""
        if deed.type in MATERIAL and deed.act is None and not deed.breaks_off:
            return self._of_act(deed), deed.modality == "denied"
        for head in deed.about:
            other = by_root.get(head)
            token = self.doc[head]
            if other is not None and other.act is not None and other is not deed and token.pos_ in {"NOUN", "PROPN"}:
                label, against = (other.label, other.against) if other.label else self.label(other, {})
                if label:
                    return label, against
                continue  # "rejected the demand": a demand is no issue
            label, against = self.label_of(token)
            if label:
                return label, against
        if deed.type == "SUPPORT" and deed.recipients:
            return self._of_act(deed), False
        return None, False

    def telling(self, label: str | None) -> str | None:
        """``label`` without what a cut left at its ends; None where nothing is left but names and small words."""
        words = (label or "").split()
        while words and words[-1].lower() in LOOSE:
            words.pop()
        while words and words[0].lower() in LOOSE:
            words.pop(0)
        said = [w for w in words if w.lower() not in SMALL and not w[:1].isupper()]
        return " ".join(words) if said and len(words) > 1 else None

    def label_of(self, token: Token, depth: int = 0) -> tuple[str | None, bool]:
        """The proposition of a clause or noun phrase headed by ``token``, with its polarity."""
        if depth > 4:
            return None, False
        lemma = token.lemma_.lower()
        negative = any(c.dep_ == "neg" for c in token.children)
        if lemma in self.opening:
            inner = self._inside(token)
            if inner is not None:
                label, against = self.label_of(inner, depth + 1)
                if label is not None and " " not in label and token.pos_ in {"VERB", "AUX"}:
                    return self._clause(token) or label, negative  # "Taiwan cancelling visit" says more than "visit"
                if lemma in self.words.ending:
                    against = not against
                return label, against != negative
        if token.pos_ in {"VERB", "AUX"}:
            return self._clause(token), negative
        return self._noun(token, bare=depth > 0), negative

    def _inside(self, token: Token) -> Token | None:
        """What is allowed, ended or planned: the clause or noun that the word governs."""
        for clause in complements(token):
            return clause
        for child in token.children:
            if child.dep_ == "dobj":
                return child
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "to", "on", "from", "over", "about"}:
                for below in child.children:
                    if below.dep_ in {"pobj", "pcomp"}:
                        return below
        for child in token.children:
            if child.dep_ == "nsubjpass":
                return child
        return None

    def _clause(self, verb: Token) -> str | None:
        if verb.lemma_.lower() in {"be", "have", "do", "say"}:
            nouns = [c for c in verb.children if c.dep_ in {"dobj", "attr"} and c.pos_ == "NOUN"]
            return self._noun(nouns[0]) if nouns else None
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None and verb.dep_ == "xcomp":
            subject = next((c for c in verb.head.children if c.dep_ in {"dobj", "nsubjpass"}), None)
        parts = [self._short(subject)] if subject is not None else []
        passive = any(c.dep_ == "nsubjpass" for c in verb.children)
        parts.append(f"being {verb.lower_}" if passive else gerund(verb.lemma_.lower()))
        for child in verb.children:
            controls = child.dep_ == "dobj" and any(c.dep_ == "xcomp" for c in verb.children)
            if child.dep_ in {"dobj", "attr", "acomp"} and child.i > verb.i and not controls:
                parts.append(self._short(child))
            elif child.dep_ == "prt":
                parts.append(child.lower_)
            elif child.dep_ == "prep" and child.i > verb.i and len(" ".join(parts).split()) < 6:
                inner = next((b for b in child.children if b.dep_ == "pobj"), None)
                if inner is not None and inner.ent_type_ not in {"DATE"}:
                    parts += [child.lower_, self._short(inner)]
            elif child.dep_ == "xcomp" and child.i > verb.i:
                deeper = self._clause(child)
                parts += [deeper] if deeper else []
        return _cut(" ".join(" ".join(p.split()) for p in parts if p)) if len(parts) > 1 else None

    def _noun(self, noun: Token, *, bare: bool = False) -> str | None:
        """A noun phrase as a label; of one word only where ``bare`` ("abandon apartheid" gives "apartheid")."""
        if noun.pos_ not in {"NOUN", "PROPN", "VERB"}:
            return None
        text = self._short(noun, modifiers=True)
        for child in noun.children:
            if child.dep_ == "prep" and child.i > noun.i and len(text.split()) < 6:
                inner = next((b for b in child.children if b.dep_ in {"pobj", "pcomp"}), None)
                if inner is not None and inner.ent_type_ not in {"DATE"}:
                    text += f" {child.lower_} " + (
                        self._clause(inner) or "" if inner.dep_ == "pcomp" else self._short(inner)
                    )
        return _cut(text) if " " in text.strip() or (bare and noun.i not in self.at) else None

    def _short(self, token: Token, *, modifiers: bool = True) -> str:
        """A noun phrase in few words: actors by their names, without articles, clauses and asides."""
        mention = self.at.get(token.i)
        if (
            mention is not None
            and mention.root == token.i
            and mention.kind in {"pronoun", "nominal", "office"}
            and mention.who.head != "UNK"
        ):
            return " and ".join(dict.fromkeys(plain_name(w) for w in mention.whos))
        kept = {token.i}
        for child in token.children:
            if (
                child.i < token.i
                and modifiers
                and child.dep_ in {"amod", "compound", "poss", "nmod", "punct", "advmod", "npadvmod"}
            ):
                kept.update(
                    t.i
                    for t in child.subtree
                    if t.dep_ not in {"det", "relcl", "acl", "prep", "pobj"} and t.i < token.i
                )
        return (
            " ".join(self._word(t) for t in sorted(kept)).replace(" - ", "-").replace(" – ", "–").strip(" -–“”\"'‘’,")
        )

    def _word(self, number: int) -> str:
        """A word of a label: pronouns and the like by whom they stand for, possessive endings left out."""
        token = self.doc[number]
        mention = self.at.get(number)
        if token.tag_ in {"POS", "CD"} or token.is_quote:
            return ""
        if token.lower_ in {"its", "their", "his", "her", "our", "your", "my"}:
            return plain_name(mention.who) if mention is not None else ""
        return str(token.text)

    def _of_act(self, deed: Deed) -> str | None:
        """ "Turkey invading Syria", "Turkish offensive in Afrin": a material act as its own issue."""
        if not deed.actors:
            return None
        root = self.doc[deed.root]
        who = plain_name(deed.actors[0])
        if deed.part == "noun":
            text = self._short(root)
            if who.split()[0] not in text and not any(c.i in self.at for c in root.children):
                text = f"{who} {text}"
            inner = [
                b
                for c in root.children
                if c.dep_ == "prep"
                for b in c.children
                if b.dep_ == "pobj" and b.ent_type_ not in {"DATE"}
            ]
            prep = [
                c.lower_
                for c in root.children
                if c.dep_ == "prep"
                for b in c.children
                if b.dep_ == "pobj" and b.ent_type_ not in {"DATE"}
            ]
            if inner:
                text += f" {prep[0]} {self._short(inner[0])}"
            return _cut(text)
        objects = [c for c in root.children if c.dep_ in {"dobj", "nsubjpass"}]
        what = self._short(objects[0]) if objects else plain_name(deed.recipients[0]) if deed.recipients else ""
        return _cut(f"{who} {gerund(root.lemma_.lower())} {what}".strip()) if what else None


def plain_name(who: Who) -> str:
    """An actor's name in a label: a person by the state or body that he or she speaks for."""
    if who.type == "person" and who.head in bodies():
        return bodies()[who.head].name
    if who.type == "person" and who.head not in {"UNK", "WEST"} and ":" not in who.head:
        return state_name(who.head)
    return who.name


def _merge(deeds: list[Deed]) -> None:
    """One wording for labels that share most of their words; against-ness stays with the deed.

    The material acts of one type by one actor on another are one issue in a report: "the offensive", "its campaign".
    """
    kept: list[tuple[str, frozenset[str]]] = []
    campaigns: dict[tuple[str, str], tuple[str, set[str]]] = {}
    for deed in deeds:
        if deed.label is None:
            continue
        if deed.type in MATERIAL and deed.act is None and deed.actors:
            key = (deed.type, deed.actors[0].head)
            heads = {w.head for w in deed.recipients}
            label, known = campaigns.setdefault(key, (deed.label, heads))
            if not heads or not known or heads & known:
                known |= heads
                deed.label = label
        content = frozenset(stem(w) for w in deed.label.lower().split()) - SMALL
        best = max(kept, key=lambda k: len(k[1] & content) / max(1, len(k[1] | content)), default=None)
        if best is not None and len(best[1] & content) / max(1, len(best[1] | content)) >= SAME_ISSUE:
            deed.label = best[0]
        else:
            kept.append((deed.label, content))


def _cut(label: str) -> str:
    words = label.replace("\n", " ").split()
    return " ".join(words[:LONGEST_LABEL])
