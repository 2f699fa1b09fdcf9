"""Who says what: statements by cue words, by phrases such as "according to", and by quotation marks.

The parse gives the clause a cue takes; the quotation marks then set where direct speech begins and ends, since a
quotation may hold several sentences. A quotation without a cue goes on with the speaker before it.
"""

from __future__ import annotations

from collections.abc import Iterable

from standoff.coding.claim import Claim, joined
from standoff.coding.cue_content import Taken, around, noun_content, shares_source, verb_content, verb_key
from standoff.coding.cue_source import Range, source_of_noun, source_of_verb, source_range, sourcing, speakers
from standoff.coding.draft import Actors, Parsed, Said, Token, Who
from standoff.coding.heard import hear
from standoff.coding.join_heard import join_heard
from standoff.coding.loose_quotes import LooseQuotes
from standoff.coding.quote_map import QuoteMap
from standoff.coding.reference_words import words
from standoff.coding.standing import standing_of
from standoff.languages import Language
from standoff.span import Span, trim

# How far from a cue its source is sought where the parse gives none that can be.
FARTHEST_SOURCE = 6

# Speakers of a quotation: what they say of themselves and to others in it is not told by anybody else.
_SPEAKING = frozenset({"i", "we", "you", "me", "us"})


def find_statements(parsed: Parsed, actors: Actors, language: Language, *, attitudes: bool = False) -> list[Said]:
    """The statements of a report in the order of the text; ``attitudes``: also the stands and wishes that only
    the word lists know; those that the encoder hears are given always, and marked.

    Every span lies in the text and neither begins nor ends with white space.
    """
    finder = _Finder(parsed, language, attitudes)
    claims = sorted(finder.find(), key=lambda c: (c.content[0], c.at))
    voices = _voices(claims, finder, actors)
    return [said for claim in claims for said in _said(claim, voices, finder, actors)]


def _voices(claims: list[Claim], finder: _Finder, actors: Actors) -> dict[int, list[Who | None]]:
    """The speakers of each claim by its identity, looked up in the order of the cues.

    "“…,” he said" is the speaker before, where the pronoun would else mean somebody whom only the quotation names.
    """
    found: dict[int, list[Who | None]] = {}
    before: Who | None = None
    for claim in sorted(claims, key=lambda c: c.at):
        head = claim.source if claim.like is None else claim.like.source
        who = speakers(head, actors)
        if claim.like is not None:
            who = found.get(id(claim.like), who)
        elif head is not None and words().pronouns.get(head.lower_) in {"masculine", "feminine"}:
            who = who if before is None or _known_outside(who[0], claim, head.idx) else [before]
        found[id(claim)] = who
        outside = head is not None and finder.map.at(head.idx) is None
        if outside and who[0] is not None and who[0].type in {"person", "anonymous"}:
            before = who[0]
    return found


def _known_outside(who: Who | None, claim: Claim, place: int) -> bool:
    """Whether the last naming of ``who`` before a pronoun stands outside what the pronoun is said to say."""
    if who is None or who.type != "person":
        return False
    named = [m.span.begin for m in who.mentions if m.kind != "pronoun" and m.span.begin < place]
    return bool(named) and not _covers(claim.content, max(named))


def _said(claim: Claim, voices: dict[int, list[Who | None]], finder: _Finder, actors: Actors) -> Iterable[Said]:
    """The statement, once for each joint speaker."""
    parsed, language = finder.parsed, finder.language
    head = claim.source if claim.like is None else claim.like.source
    told: Who | None = None
    if claim.addressee is not None:
        mention = actors.at.get(claim.addressee.i)
        told = mention.who if mention is not None else None
    source = None if claim.source is None else trim(parsed.span(*source_range(claim.source)), parsed.text)
    inside = claim.root is not None and finder.map.at(claim.at) is not None
    for who in voices[id(claim)]:
        named = sourcing(head, who, actors, language)
        yield Said(
            speaker=who, source=source, cue=parsed.span(*claim.cue) if claim.cue else None, content=claim.content,
            kind="indirect" if inside else finder.map.manner(claim.content),
            sourcing=named, addressee=told, cue_root=claim.root,
            cue_class=claim.kind, attitude=claim.attitude,
            standing=standing_of(claim, source, named, parsed, language),
            confidence=claim.confidence,
        )  # fmt: skip


class _Finder:
    """The search in one report."""

    def __init__(self, parsed: Parsed, language: Language, attitudes: bool) -> None:
        self.parsed, self.language, self.attitudes = parsed, language, attitudes
        self.doc, self.text = parsed.doc, parsed.text
        self.map = QuoteMap(parsed.text, language)
        self.claims: list[Claim] = []
        self.taken: dict[int, Claim] = {}

    def find(self) -> list[Claim]:
        """The claims of the report, in no order."""
        for token in self.doc:
            if token.pos_ in {"VERB", "AUX"}:
                self._verb(token)
            elif token.pos_ in {"NOUN", "PROPN"} and token.text.islower():
                self._noun(token)
            self._phrase(token)
        LooseQuotes(self.parsed, self.language, self.map, self.claims, self.taken).place()
        self._cut_tails()
        told = [c for c in self.claims if c.content]
        return join_heard(told, hear(self.parsed, self.map), self.parsed, self.language)

    # ---- cues ---------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> None:
        key = verb_key(verb, self.language)
        if key is None or verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
            return
        taken = verb_content(verb, key, self.language, attitudes=self.attitudes)
        if taken is None or not self._holds(verb, taken):
            return
        source = None if taken.frame.takes == "raised" else self._source(verb)
        if source is None and not _impersonal(verb, taken):
            return
        if source is not None and source.lower_ in _SPEAKING and self.map.at(verb.idx) is not None:
            return
        self._add(taken, verb, source)
        self._quoted(verb)

    def _quoted(self, verb: Token) -> None:
        """The outer step of "quoted X as saying …": who quotes, with the content that X is quoted with."""
        quoting = self._quoting(verb)
        if quoting is None:
            return
        inner = self.claims[-1] if self.claims else None
        outer = source_of_verb(quoting)
        if inner is not None and inner.root == verb.i and outer is not None and outer is not inner.source:
            cue = (quoting.i, quoting.i + 1)
            self.claims.append(Claim("report", cue, quoting.i, outer, list(inner.content), quoting.idx))

    def _quoting(self, verb: Token) -> Token | None:
        """The verb that quotes somebody as doing what ``verb`` says: the "quoted" of "quoted X as saying"."""
        above = verb.head.head
        quotes = verb.dep_ == "pcomp" and verb.head.lower_ == "as" and above.lemma_.lower() in self.language.quoting
        return above if quotes else None

    def _source(self, verb: Token) -> Token | None:
        """The source of a verb; of one that goes on from another cue ("…, adding"), the source of that."""
        if verb.dep_ in {"advcl", "conj"} and verb.head.dep_ == "ccomp":
            upper = verb.head.head
            known = verb_key(upper, self.language) is not None and verb.i > verb.head.i > upper.i
            if known and shares_source(verb, upper, self.language):
                return source_of_verb(upper)
        quoting = self._quoting(verb)
        if quoting is not None:
            return next((c for c in quoting.children if c.dep_ == "dobj"), None)
        return source_of_verb(verb)

    def _holds(self, verb: Token, taken: Taken) -> bool:
        """Whether the cue tells of something said: not "did not say", "would say", "if he says", "declined to say"."""
        if taken.frame.attitude:
            return True
        words = self.language
        quoted = self.map.at(verb.idx) is not None
        if quoted and (verb.tag_ == "VB" or taken.frame.kind in {"believe", "describe"}):
            return False
        for child in verb.children:
            if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in words.not_said):
                return False
            if child.dep_ == "mark" and child.lower_ in words.conditional:
                return False
            if child.dep_ == "aux" and child.lower_ == "to" and verb.dep_ in {"xcomp", "ccomp", "acl", "relcl"}:
                return verb.head.lemma_.lower() in words.still_said
        return True

    def _noun(self, noun: Token) -> None:
        if noun.lemma_.lower() not in self.language.nouns:
            return
        taken = noun_content(noun, self.language, attitudes=self.attitudes)
        source = source_of_noun(noun, self.language) if taken is not None else None
        if taken is not None and source is not None:
            self._add(taken, noun, source)

    def _phrase(self, token: Token) -> None:
        """ "according to X": the clause around the phrase."""
        for phrase in self.language.cue_phrases:
            end = token.i + len(phrase)
            if token.lower_ != phrase[0] or tuple(t.lower_ for t in self.doc[token.i : end]) != phrase:
                continue
            last = self.doc[end - 1]
            source = next((c for c in last.children if c.dep_ in {"pobj", "pcomp"} and c.i > last.i), None)
            if source is None or token.head.i == token.i:
                continue
            spans = self._spans(around(token.head, (token.i, source.right_edge.i + 1)))
            if spans:
                claim = Claim("say", (token.i, end), token.i, source, spans, token.idx)
                self._fuse(claim)
                self.claims.append(claim)
            return

    def _add(self, taken: Taken, root: Token, source: Token | None) -> None:
        spans = self._spans(taken.ranges)
        if not spans:
            return
        claim = Claim(
            taken.frame.kind, taken.cue, root.i, source, spans, root.idx, taken.addressee,
            attitude=taken.frame.attitude,
        )  # fmt: skip
        if taken.frame.takes == "clause":
            self._fuse(claim)
            self._mend_source(claim, root)
        self.claims.append(claim)

    def _spans(self, ranges: Iterable[Range]) -> list[Span]:
        return [s for r in ranges if (s := self.map.tidy(self.parsed.span(*r))) is not None]

    # ---- mending ------------------------------------------------------------------------------------------------

    def _fuse(self, claim: Claim) -> None:
        """Let quotations that the content begins or ends in set where it does so."""
        home = self.map.at(claim.at)
        fused: list[Span] = []
        for span in claim.content:
            begin, end = span
            first, last = self.map.at(begin), self.map.at(end - 1)
            if first is not None and first != home:
                outer = self.map.quotes[first].outer
                if outer.end >= end:
                    fused.append(self.map.said_in(first))
                    claim.quotes.append(first)
                    self.taken.setdefault(first, claim)
                    continue
                begin = outer.begin
            if last is not None and last != home:
                end = max(end, self.map.quotes[last].outer.end)
            fused.append(self.map.tidy(Span(begin, end)) or Span(begin, end))
            for number in self.map.beginning_in(begin, end):
                self.taken.setdefault(number, claim)
        claim.content = joined(fused)

    def _mend_source(self, claim: Claim, verb: Token) -> None:
        """A source that the parser sought inside the content is the noun beside the cue instead."""
        if claim.source is None or not _covers(claim.content, claim.source.idx):
            return
        for step in (1, -1):
            for distance in range(1, FARTHEST_SOURCE + 1):
                at = verb.i + step * distance
                if not 0 <= at < len(self.doc):
                    break
                token = self.doc[at]
                if (
                    _covers(claim.content, token.idx)
                    or (token.is_punct and step > 0)
                    or token.pos_ in {"VERB", "SCONJ"}
                ):
                    break
                if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ != "compound":
                    claim.source = token
                    return

    def _cut_tails(self) -> None:
        """Take ", the agency reported" at the end of a sentence out of what another cue gives as said."""
        by_sentence: dict[Range, list[Claim]] = {}
        for claim in self.claims:
            if claim.cue is not None:
                by_sentence.setdefault(self.parsed.sentence_of(claim.cue[0]), []).append(claim)
        for claims in by_sentence.values():
            for outer in claims:
                if outer.source is not None and len(outer.content) == 1:
                    first = min(outer.at, self.parsed.span(*source_range(outer.source)).begin)
                    for inner in claims:
                        if inner is not outer:
                            _cut_tail(outer.content[0], first, inner)


def _cut_tail(said: Span, first: int, inner: Claim) -> None:
    """End ``inner``, told within ``said``, where that ends; ``first`` is where the outer source and cue begin."""
    if said.begin <= inner.at < said.end <= first and _covers(inner.content, first):
        kept = [Span(s.begin, min(s.end, said.end)) for s in inner.content if s.begin < said.end]
        inner.content = kept or inner.content


def _covers(content: list[Span], place: int) -> bool:
    return any(s.begin <= place < s.end for s in content)


def _impersonal(verb: Token, taken: Taken) -> bool:
    """ "It is believed that", "seems to": content with no source."""
    if taken.frame.takes == "raised":
        return True
    return any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in verb.children)
