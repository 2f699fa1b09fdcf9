"""Who is in the report: names, offices, nationalities and the nouns that stand for them.

A first pass finds what the words alone settle: names of the knowledge files, persons by name, nationality adjectives.
A second, in refer.py, goes through the text in order and settles what needs what came before: offices without a
name, "Russian troops", "the ministry", "he", "the bloc".
"""

from __future__ import annotations

from datetime import date

from standoff.coding.draft import Actors, Doc, Mention, MentionKind, Parsed, Token, Who
from standoff.coding.gazetteer import Found, gazetteer
from standoff.coding.refer import Referrer
from standoff.coding.reference_words import words
from standoff.knowledge import places
from standoff.knowledge.holders import Holder, fold, index
from standoff.knowledge.offices import nouns
from standoff.record import ActorType

# A person of the roster long out of office is still that person, but a bare surname is then more likely another's.
YEARS_A_SURNAME_LASTS = 6
# No personal name that we know of is longer.
LONGEST_NAME = 5


def find_actors(parsed: Parsed) -> Actors:
    """The actors of a report with all their mentions; each token is in at most one."""
    cast = Cast(parsed)
    cast.find_persons()
    cast.find_names()
    Referrer(cast).run()
    cast.actors.mentions.sort(key=lambda m: (m.first, m.last))
    return cast.actors


class Cast:
    """The actors found so far, one object an actor however often it is named."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.actors = Actors([], [], {})
        self._by_key: dict[tuple[str, str], Who] = {}
        self._surnames: dict[str, Who] = {}
        self._found = list(gazetteer().find(self.doc, parsed.day))
        # the "White" of "the White House" is nobody's surname
        self._in_names = {t for f in self._found if f.last - f.first > 1 for t in range(f.first, f.last)}

    def who(self, code: str, name: str, kind: ActorType, **more: object) -> Who:
        """The actor with this code and name, made when first seen."""
        key = (code, fold(name))
        if key not in self._by_key:
            self._by_key[key] = Who(code, name, kind, **more)  # type: ignore[arg-type]
            self.actors.whos.append(self._by_key[key])
        return self._by_key[key]

    def mention(
        self, first: int, last: int, who: Who, kind: MentionKind, root: int | None = None, others: tuple[Who, ...] = ()
    ) -> Mention:
        """A mention at tokens ``[first, last)``; tokens that are in an earlier one stay there."""
        # the tokenizer makes a line break inside a noun phrase, or before it, a token of its own
        while first < last - 1 and self.doc[first].is_space:
            first += 1
        while last > first + 1 and self.doc[last - 1].is_space:
            last -= 1
        head = self.doc[first:last].root.i if root is None else root
        made = Mention(self.parsed.span(first, last), first, last, head, who, kind, others)
        self.actors.mentions.append(made)
        for one in made.whos:
            one.mentions.append(made)
        for token in range(first, last):
            self.actors.at.setdefault(token, made)
        return made

    # ---- names of the knowledge files -------------------------------------------------------------------------

    def find_names(self) -> None:
        """States, nationalities, capitals, seats of government, bodies and groups."""
        persons = self._person_tokens()
        for found in self._found:
            taken = any(t in self.actors.at for t in range(found.first, found.last))
            if taken or found.entry.kind == "nominal" or found.first in persons:
                continue
            self._add_name(found)

    def _add_name(self, found: Found) -> None:
        entry = found.entry
        who = self.who(entry.code, entry.name, entry.type, wikidata=entry.wikidata)
        root = self.doc[found.first : found.last].root
        kind: MentionKind = "name"
        if entry.kind == "nationality":
            kind = "nationality"
        elif entry.kind in {"state", "capital"} and tells_where(root):
            kind = "place"
        self.mention(found.first, found.last, who, kind)

    def _person_tokens(self) -> set[int]:
        """Tokens inside a personal name of two words or more: the "Jordan" of "Michael Jordan" is no state."""
        return {t.i for e in self.doc.ents if e.label_ == "PERSON" and len(e) > 1 for t in e if t.ent_type_ == "PERSON"}

    # ---- persons ----------------------------------------------------------------------------------------------

    def find_persons(self) -> None:
        """Persons of the roster by name, and the other persons that the entity step finds."""
        entities = {e.start: e for e in self.doc.ents if e.label_ == "PERSON"}
        at = 0
        while at < len(self.doc):
            span = self._roster_name(at) or self._entity_name(entities.get(at)) or self._introduced_name(at)
            if span is None:
                at += 1
                continue
            first, last, holder = span
            who = self.of_roster(holder) if holder else self._unlisted(first, last)
            if who is not None:
                self.mention(first, last, who, "name")
            at = last

    def _roster_name(self, at: int) -> tuple[int, int, Holder] | None:
        """The longest name of the roster that begins at token ``at``."""
        if not self.doc[at].text[:1].isupper():
            return None
        for length in range(min(LONGEST_NAME, len(self.doc) - at), 0, -1):
            tokens = self.doc[at : at + length]
            holders = index().get(fold(" ".join(t.text for t in tokens)), ())
            holder = self._choose(holders)
            if holder is not None and (length > 1 or self._surname_fits(at, holder)):
                return at, at + length, holder
        return None

    def _choose(self, holders: tuple[Holder, ...]) -> Holder | None:
        """Of several holders of one name: the one already met, else in office on the day, else nearest to it."""
        if not holders:
            return None
        met = {w.name for w in self.actors.whos}
        day = self.parsed.day or date.today()
        return min(holders, key=lambda h: (h.name not in met, h.needs_title, h.days_away(day), h.name, h.start))

    def _surname_fits(self, at: int, holder: Holder) -> bool:
        """Whether a bare surname may be read as this holder's."""
        token = self.doc[at]
        follows = self.doc[at + 1] if at + 1 < len(self.doc) else None
        if follows is not None and follows.tag_ == "NNP" and follows.ent_type_ == "PERSON" == token.ent_type_:
            return False  # the "Pavel" of "Pavel Luzin" is no surname
        if at in self._in_names or (token.pos_ not in {"PROPN", "NOUN", "ADJ"} and token.ent_type_ != "PERSON"):
            return False
        if any(w.name == holder.name for w in self.actors.whos):
            return not self._other_first_name(at)
        titled = at > 0 and (self.doc[at - 1].lower_ in words().courtesy or self.doc[at - 1].ent_type_ == "PERSON")
        if not titled and token.ent_type_ != "PERSON" and (self.parsed.day is None or fold(token.text) in places()):
            return False  # "Wellington" is a capital before it is a diplomat
        if holder.needs_title and not titled and not (at > 0 and self.doc[at - 1].text.istitle()):
            return False
        lately = self.parsed.day is None or holder.days_away(self.parsed.day) < 365 * YEARS_A_SURNAME_LASTS
        return lately and not self._other_first_name(at)

    def _other_first_name(self, at: int) -> bool:
        """True for the surname in a longer personal name that the roster doesn't hold: "Melania Trump"."""
        token = self.doc[at]
        if token.ent_type_ != "PERSON" or at == 0:
            return False
        before = self.doc[at - 1]
        return before.ent_type_ == "PERSON" and token.ent_iob_ == "I" and before.lower_ not in words().courtesy

    def of_roster(self, holder: Holder) -> Who:
        """The actor that an office holder is."""
        code = holder.state if ":" in holder.state else f"{holder.state}:{holder.sector}"
        who = self.who(code, holder.name, "person", role=holder.role, wikidata=holder.wikidata, gender=holder.gender)
        who.confidence = 0.97
        return who

    def _entity_name(self, entity: Doc | None) -> tuple[int, int, None] | None:
        """The tokens of a personal name as the entity step gives them, without titles and possessive endings."""
        if entity is None:
            return None
        first, last = entity.start, entity.end
        while last > first and (self.doc[last - 1].tag_ == "POS" or not self.doc[last - 1].text[:1].isalpha()):
            last -= 1
        while first < last and self.doc[first].lower_ in words().courtesy:
            first += 1
        good = first < last and all(t.text[:1].isupper() or t.text[:2] in {"al", "bi"} for t in self.doc[first:last:1])
        if not good or any(t.lower_ in words().state_nouns for t in self.doc[first:last]):
            return None
        return first, last, None

    def _introduced_name(self, at: int) -> tuple[int, int, None] | None:
        """A name that the entity step missed, told by a title or office beside it: "Olumide Bakare, a spokesman"."""
        last = at
        while last < len(self.doc) and self.doc[last].pos_ == "PROPN" and self.doc[last].text[:1].isupper():
            last += 1
        if not last - at <= LONGEST_NAME or any(t in self._in_names for t in range(at, last)):
            return None
        if at > 0 and last > at and self.doc[at - 1].lower_ in words().courtesy:
            return at, last, None  # "Mr Bakare"
        if last - at < 2:
            return None
        beside = [c for c in self.doc[last - 1].children if c.dep_ == "appos" and c.pos_ == "NOUN"]
        known = any(gazetteer_holds(self.doc, t, self.parsed.day) for t in range(at, last))
        return (at, last, None) if not known and any(c.lemma_.lower() in nouns() for c in beside) else None

    def _unlisted(self, first: int, last: int) -> Who | None:
        """A person the roster doesn't hold: the one met before under this surname, or a new one."""
        name = " ".join(t.text for t in self.doc[first:last])
        surname = fold(self.doc[last - 1].text)
        if last - first == 1:
            if surname in self._surnames:
                return self._surnames[surname]
            if gazetteer_holds(self.doc, first, self.parsed.day) or fold(name) in places():
                return None
        who = self.who("UNK", name, "person")
        who.confidence = 0.6
        who.gender = self._gender_from_title(first) or who.gender
        self._surnames.setdefault(surname, who)
        return who

    def _gender_from_title(self, first: int) -> str | None:
        before = self.doc[first - 1].lower_ if first else ""
        return "m" if before in words().masculine_titles else "f" if before in words().feminine_titles else None


def gazetteer_holds(doc: Doc, at: int, day: date | None) -> bool:
    """True where token ``at`` is by itself a name of the knowledge files ("Hamas" taken for a person)."""
    return any(True for _ in gazetteer().find(doc[at : at + 1].as_doc(), day))


def tells_where(root: Token) -> bool:
    """True for a state's name that only tells where: "in Ukraine", "across Syria"."""
    return root.dep_ == "pobj" and root.head.lower_ in words().place_prepositions
