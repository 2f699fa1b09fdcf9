"""Who is meant by offices, role nouns and pronouns: one pass through the text in order.

What was mentioned last weighs most, and the subject of a clause weighs more than what stands beside it; both are the
old finding of centering (Grosz, Joshi and Weinstein 1995), in its simplest form.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from standoff.coding.draft import Mention, Token, Who
from standoff.coding.read_mentions import read_sectors
from standoff.coding.reference_words import words
from standoff.knowledge import bodies, states
from standoff.knowledge.holders import by_office
from standoff.knowledge.offices import Office, nouns, office_of_title
from standoff.knowledge.states import SECTOR_NAMES

if TYPE_CHECKING:
    from standoff.coding.find_actors import Cast

# How far back a pronoun and a bare noun may reach, in sentences; measured on reports of our own.
PRONOUN_REACH = 3
NOUN_REACH = 40
SUBJECTS = {"nsubj", "nsubjpass"}
OWNERS = {"poss", "amod", "compound", "nmod"}


class Referrer:
    """Resolves the mentions that need what came before, in the order of the text."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.doc = cast.doc
        self.at = cast.actors.at
        self.day = cast.parsed.day
        self.seen: list[Mention] = []
        self.pronouns = words().pronouns
        self.nominals = _nominals()
        self.sectors = read_sectors(cast.parsed)

    def run(self) -> None:
        """Add the mentions of all role nouns, references back and pronouns."""
        for token in self.doc:
            known = self.at.get(token.i)
            if known is not None:
                if known.root == token.i:
                    if known.kind == "name" and known.who.type == "person":
                        self._affiliate(known)
                    self.seen.append(known)
                continue
            made = self._pronoun(token) if token.lower_ in self.pronouns else self._noun(token)
            if made is not None:
                self.seen.append(made)

    # ---- nouns --------------------------------------------------------------------------------------------------

    def _noun(self, token: Token) -> Mention | None:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
            return None
        first = _left(token)
        phrase = [t.lower_ for t in self.doc[first : token.i + 1]]
        body = self._body(token, phrase)
        if body is not None:
            return self.cast.mention(first, token.i + 1, body, "nominal", token.i)
        sector = sector_of(token)
        if (
            any(c.dep_ == "prep" and c.lower_ == "to" for c in token.children)
            and office_of_title(" ".join(phrase)) is None
        ):
            return None  # "opposition to the plan" is an act, not somebody
        owner = self.owner(token)
        if sector is None:
            back = self._definite(token, first, phrase)
            sector = self.sectors.get(token.i)
            if back is not None or sector is None:
                return back
        office = office_of_title(" ".join(phrase), owner.who.head if owner else None)
        if office is not None:
            sector = office.sector
        who = self._role(token, phrase, sector, office, owner)
        if who is None:
            return self._definite(token, first, phrase) or self._group(token, first)
        others = self._joined_owners(owner, sector) if owner is not None and office is None else ()
        return self.cast.mention(first, token.i + 1, who, "office" if office else "nominal", token.i, others)

    def _group(self, token: Token, first: int) -> Mention | None:
        """A group that is somebody, though the words beside it don't say whose it is."""
        sector = self.sectors.get(token.i)
        if sector is None:
            return None
        who = self.cast.who("UNK", self.doc[first : token.i + 1].text, "group", sector=sector)
        who.confidence = 0.5
        return self.cast.mention(first, token.i + 1, who, "nominal", token.i)

    def _joined_owners(self, owner: Mention, sector: str) -> tuple[Who, ...]:
        """ "Thai and Cambodian troops" are two armies."""
        root = self.doc[owner.root]
        joined = [self.at[t.i].who for t in root.conjuncts if t.i in self.at and self.at[t.i].kind == "nationality"]
        return tuple(self._of_state(w.head, sector, root) for w in joined if w.type == "state")

    def _role(
        self, token: Token, phrase: list[str], sector: str, office: Office | None, owner: Mention | None
    ) -> Who | None:
        person = self._named_beside(token)
        if owner is None and person is not None:
            return person
        who = owner.who if owner else None
        if who is None:
            return self._bare_role(token, phrase, sector, office)
        head = who.head
        if head in {"UNK"}:
            return None
        if ":" in head or head == "WEST":
            return who
        if office is not None and office.single and self.day is not None:
            holder = by_office(head, office.key, self.day)
            if holder is not None and token.tag_ in {"NN", "NNP"} and not _past(phrase):
                return self.cast.of_roster(holder)
        if who.type == "group" and sector in {"REB", "MIL", "GOV", "CVL"}:
            return who
        return self._of_state(head, sector, token)

    def _of_state(self, state: str, sector: str, token: Token) -> Who:
        """The actor "Russian troops", "the Syrian opposition": one for each state and sector."""
        name = state_name(state)
        if sector == "GOV":
            return self.cast.who(f"{state}:GOV", name, "state")
        kind = "state" if sector in {"MIL", "LEG", "JUD"} else "group"
        return self.cast.who(f"{state}:{sector}", f"{_adjective(state)} {SECTOR_NAMES[sector]}", kind)  # type: ignore[arg-type]

    def _bare_role(self, token: Token, phrase: list[str], sector: str, office: Office | None) -> Who | None:
        """ "The ministry", "the rebels", "officials": whose, the text must have said before."""
        definite = phrase[0] in words().definite
        titled = any(t.lower_ in self.pronouns for t in token.children if t.dep_ == "poss")
        for mention in reversed(self.seen[-NOUN_REACH:]):
            same_noun = self.doc[mention.root].lemma_.lower() == token.lemma_.lower()
            if same_noun and mention.kind in {"nominal", "office"} and mention.root != token.i:
                return mention.who
            if office is not None and definite and mention.who.role and office.role in mention.who.role:
                return mention.who
        if not (definite or titled or sector in {"GOV", "MIL"}) or (
            token.lemma_ in {"government", "state"} and not definite
        ):
            return None
        if sector in {"CVL", "MED", "BUS", "OPP"}:
            return None
        state = self._last_state(token)
        return self._of_state(state.head, sector, token) if state else None

    def _named_beside(self, token: Token) -> Who | None:
        """The person named in apposition: "the president, Barham Salih"; "Lavrov, the foreign minister"."""
        for other in [
            *(c for c in token.children if c.dep_ == "appos"),
            *([token.head] if token.dep_ == "appos" else []),
        ]:
            mention = self.at.get(other.i)
            if mention is not None and mention.who.type == "person":
                return mention.who
        return None

    def _definite(self, token: Token, first: int, phrase: list[str]) -> Mention | None:
        """ "The two countries", "the country", "the group"."""
        lemma = token.lemma_.lower()
        if phrase[0] not in words().definite and phrase[0] not in words().pair_words:
            return None
        if lemma in words().pair_nouns and any(w in words().pair_words for w in phrase):
            pair = self._last_states(2, token)
            if len(pair) == 2:
                return self.cast.mention(first, token.i + 1, pair[0], "nominal", token.i, (pair[1],))
            return None
        if lemma in words().state_nouns and token.tag_ in {"NN", "NNP"} and len(phrase) <= 2:
            state = self._last_state(token)
            if state is not None:
                kind = (
                    "place" if token.dep_ == "pobj" and token.head.lower_ in words().place_prepositions else "nominal"
                )
                return self.cast.mention(first, token.i + 1, state, kind, token.i)  # type: ignore[arg-type]
        if lemma in words().group_nouns and token.tag_ == "NN" and len(phrase) <= 2:
            for mention in reversed(self.seen[-NOUN_REACH:]):
                if mention.who.type == "group" and not mention.who.plural:
                    return self.cast.mention(first, token.i + 1, mention.who, "nominal", token.i)
        return None

    def _body(self, token: Token, phrase: list[str]) -> Who | None:
        """ "The alliance", "the bloc": the body of that kind last spoken of, or the one that is always meant."""
        text = " ".join(phrase)
        codes = self.nominals.get(text) or self.nominals.get(text.removeprefix("the "))
        if not codes:
            return None
        for mention in reversed(self.seen):
            if mention.who.code in codes:
                return mention.who
        if len(codes) == 1 and len(phrase) > 2:
            body = bodies()[codes[0]]
            return self.cast.who(body.code, body.name, "bloc" if body.code == "WEST" else "igo", wikidata=body.wikidata)
        return None

    def owner(self, token: Token) -> Mention | None:
        """Whose: the possessor, the nationality or the state before or after a noun ("of", "in", "from")."""
        for child in token.children:
            if child.dep_ in OWNERS and child.i < token.i:
                mention = self.at.get(child.i)
                if mention is not None and not self._hyphened(mention):
                    return mention
                for deeper in child.children:
                    inner = self.at.get(deeper.i)
                    if (
                        inner is not None
                        and deeper.dep_ in OWNERS
                        and child.dep_ != "amod"
                        and not self._hyphened(inner)
                    ):
                        return inner
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "in", "from"} and child.i > token.i:
                for below in child.children:
                    mention = self.at.get(below.i)
                    if mention is not None and mention.who.type in {"state", "igo", "bloc", "group", "person"}:
                        return mention
        return None

    def _hyphened(self, mention: Mention) -> bool:
        """ "US-backed rebels" are not the US's: the name before the hyphen belongs to the participle."""
        return (
            mention.last < len(self.doc)
            and self.doc[mention.last].text in {"-", "–"}
            and self.doc[mention.last].idx == mention.span.end
        )

    # ---- persons ------------------------------------------------------------------------------------------------

    def _affiliate(self, mention: Mention) -> None:
        """Whom an unlisted person acts for, from the words beside the name: "Pavel Luzin, a Russian analyst"."""
        who = mention.who
        if who.code != "UNK":
            return
        root = self.doc[mention.root]
        nouns = [
            c
            for c in root.children
            if c.dep_ in {"appos", "compound", "nmod", "amod", "poss"} and c.i not in range(mention.first, mention.last)
        ]
        if root.dep_ in {"appos", "nsubj"} and root.head.pos_ in {"NOUN", "PROPN"}:
            nouns.append(root.head)
        sector, state = None, None
        for noun in nouns:
            own = self.at.get(noun.i)
            if own is not None and own.who.code != "UNK" and own.who is not who:
                state = state or own.who
            sector = sector or sector_of(noun)
            holder = self.owner(noun)
            if holder is not None and holder.who is not who and holder.who.code != "UNK":
                state = state or holder.who
            if sector and not who.role:
                who.role = " ".join(t.text for t in self.doc[_left(noun) : noun.i + 1])
        if state is None and sector in {"GOV", "MIL", "LEG"}:
            state = self._last_state(root)
        if state is not None:
            head = state.head
            who.code = state.code if ":" in head or head in {"WEST", "UNK"} else f"{head}:{sector or 'GOV'}"

    # ---- pronouns -----------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Mention | None:
        kind = self.pronouns[token.lower_]
        if kind == "speaker" or token.pos_ not in {"PRON", "DET"} or _pleonastic(token):
            return None
        if kind == "plural":
            joined = self._joined_subject(token)
            if joined:
                return self.cast.mention(token.i, token.i + 1, joined[0], "pronoun", token.i, tuple(joined[1:]))
        best = self._best(token, kind)
        if best is None:
            return None
        return self.cast.mention(token.i, token.i + 1, best.who, "pronoun", token.i, best.others)

    def _best(self, token: Token, kind: str) -> Mention | None:
        """The mention a pronoun of this kind stands for: nearest sentence first, in it the subject, then the latest."""
        first, _ = self.cast.parsed.sentence_of(token.i)
        number = self._sentence_number(first)
        best: Mention | None = None
        best_rank: tuple[int, bool, bool, int] | None = None
        for mention in reversed(self.seen[-NOUN_REACH:]):
            distance = number - self._sentence_number(self.cast.parsed.sentence_of(mention.root)[0])
            if distance > PRONOUN_REACH:
                break
            if not self._agrees(mention, kind) or self._same_clause_object(mention, token):
                continue
            subject = self.doc[mention.root].dep_ in SUBJECTS
            aside = self.doc[mention.root].dep_ in OWNERS  # "Nato sites": the sites are spoken of, not Nato
            rank = (distance, not subject, aside, token.i - mention.root)
            if best_rank is None or rank < best_rank:
                best, best_rank = mention, rank
        return best

    def _agrees(self, mention: Mention, kind: str) -> bool:
        who = mention.who
        if mention.kind == "place" and kind != "neuter":
            return False
        if kind in {"masculine", "feminine"}:
            wrong = "f" if kind == "masculine" else "m"
            person = who.type == "person" or (mention.kind == "office" and self.doc[mention.root].tag_ in {"NN", "NNP"})
            return person and who.gender != wrong
        plural_noun = self.doc[mention.root].tag_ in {"NNS", "NNPS"}
        if kind == "plural":
            return (
                bool(mention.others)
                or plural_noun
                or (mention.kind == "pronoun" and self.pronouns.get(self.doc[mention.root].lower_) == "plural")
            )
        return (
            who.type in {"state", "igo", "group", "bloc"}
            and not plural_noun
            and not mention.others
            and mention.kind != "nationality"
        )

    def _same_clause_object(self, mention: Mention, token: Token) -> bool:
        """A subject and the plain object of its own verb are two ("Kyiv blamed it"); a possessive may be one."""
        root = self.doc[mention.root]
        return token.dep_ in {"dobj", "pobj"} and root.dep_ in SUBJECTS and root.head in {token.head, token.head.head}

    def _joined_subject(self, token: Token) -> list[Who]:
        """The actors last joined in this or the last sentence: "Germany, Italy and Spain refused. They ..."."""
        first, _ = self.cast.parsed.sentence_of(token.i)
        number = self._sentence_number(first)
        for mention in reversed(self.seen[-NOUN_REACH:]):
            if number - self._sentence_number(self.cast.parsed.sentence_of(mention.root)[0]) > 1:
                break
            root = self.doc[mention.root]
            if root.conjuncts and (root.dep_ in SUBJECTS or root.dep_ == "dobj" or "conj" in root.dep_):
                whos = [self.at[t.i].who for t in [root, *root.conjuncts] if t.i in self.at]
                if len(whos) > 1:
                    return list(dict.fromkeys(whos))
        return []

    # ---- what came before ---------------------------------------------------------------------------------------

    def _last_states(self, count: int, token: Token) -> list[Who]:
        """The states last spoken of, the latest first, each once."""
        out: dict[str, Who] = {}
        for mention in reversed(self.seen):
            for who in mention.whos:
                if who.head not in {"UNK", "WEST"} and ":" not in who.head and who.head not in out:
                    out[who.head] = self.cast.who(f"{who.head}:GOV", state_name(who.head), "state")
                    if len(out) == count:
                        return list(out.values())
        return list(out.values())

    def _last_state(self, token: Token) -> Who | None:
        """The state last spoken of, the subject of its sentence before the others."""
        recent = self.seen[-6:]
        for mention in reversed(recent):
            if (
                self.doc[mention.root].dep_ in SUBJECTS
                and ":" not in mention.who.head
                and mention.who.head not in {"UNK", "WEST"}
            ):
                return self.cast.who(f"{mention.who.head}:GOV", state_name(mention.who.head), "state")
        states = self._last_states(1, token)
        return states[0] if states else None

    def _sentence_number(self, first_token: int) -> int:
        numbers = self.__dict__.setdefault("_numbers", {s[0]: n for n, s in enumerate(self.cast.parsed.sentences)})
        return int(numbers[first_token])


def sector_of(token: Token) -> str | None:
    """The sector that a noun stands for ("troops" MIL, "spokesman" GOV); None where it stands for none."""
    table = nouns()
    return table.get(token.lower_) or table.get(token.lemma_.lower())


def state_name(code: str) -> str:
    """The common name of a state by its ISO 3166 code; the code where the knowledge files don't have it."""
    state = states().get(code)
    return state.name if state else code


def _adjective(code: str) -> str:
    state = states().get(code)
    return state.adjectives[0] if state and state.adjectives else state_name(code)


def _left(token: Token) -> int:
    """The first token of the noun phrase that ends in ``token``: its determiner, owner and modifiers before it."""
    first = token.i
    for child in token.children:
        if child.i < token.i and child.dep_ in {*OWNERS, "det", "nummod", "advmod", "predet", "quantmod"}:
            first = min(first, child.left_edge.i)
    return int(first)


def _pleonastic(token: Token) -> bool:
    """The "it" that stands for nobody: "it was important to keep talking", "it is raining"."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.lemma_ not in {"be", "remain", "seem", "appear", "become", "take"}:
        return False
    if any(c.dep_ == "acomp" and c.lower_ in words().personal for c in verb.children):
        return False
    return any(c.dep_ in {"acomp", "attr", "ccomp", "xcomp", "advcl", "oprd"} for c in verb.children)


def _past(phrase: list[str]) -> bool:
    """ "The former president" is not the one in office."""
    return not {"former", "ex", "late", "previous", "then", "deputy", "vice", "next", "new", "future"}.isdisjoint(
        phrase
    )


@functools.cache
def _nominals() -> dict[str, tuple[str, ...]]:
    """ "the alliance" and its like, with the bodies that each may stand for."""
    out: dict[str, list[str]] = {}
    for body in bodies().values():
        for name in body.nominals:
            out.setdefault(name.casefold(), []).append(body.code)
    return {name: tuple(codes) for name, codes in out.items()}
