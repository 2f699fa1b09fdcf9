"""Who says what: statements by cue words, by phrases such as "according to", and by quotation marks.

The parse gives the clause a cue takes; the quotation marks then set where direct speech begins and ends, since a
quotation may hold several sentences. A quotation without a cue goes on with the speaker before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from standoff.coding.cue_content import (
    Taken,
    around,
    first_of,
    noun_content,
    shares_source,
    speaks,
    verb_content,
    verb_key,
)
from standoff.coding.cue_source import Range, source_of_noun, source_of_verb, source_range, sourcing, speakers
from standoff.coding.draft import Actors, Parsed, Said, Token, Who
from standoff.coding.find_quotes import Quotation, find_quotes
from standoff.languages import Language
from standoff.span import Span, trim

# A quotation with fewer words than this and no cue of its own is a way of speaking, not speech.
FEWEST_WORDS = 4
# A cue stands at most this many tokens from the quotation it belongs to: "…,” the minister of X of Y, Z, told A".
FARTHEST_CUE = 30

# What a sentence may hold after its cue before the next quotation goes on: "…,” he said on arriving in Kyiv. “…"
LONGEST_REST = 300

# How far from a cue its source is sought where the parse gives none that can be.
FARTHEST_SOURCE = 6

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"])")
_ENDS = frozenset(".!?…")
_EDGES = " \t\n\r\xa0,.;:-–—"


@dataclass(eq=False, slots=True)
class _Claim:
    """A statement in the making; ``source`` is the head token, ``content`` code points, ``quotes`` numbers."""

    kind: str
    cue: Range | None
    root: int | None
    source: Token | None
    content: list[Span]
    at: int
    addressee: Token | None = None
    quotes: list[int] = field(default_factory=list)
    like: _Claim | None = None
    confidence: float = 0.8


def find_statements(parsed: Parsed, actors: Actors, language: Language, *, attitudes: bool = False) -> list[Said]:
    """The statements of a report in the order of the text; ``attitudes``: also stands and wishes told of somebody.

    Every span lies in the text and neither begins nor ends with white space.
    """
    finder = _Finder(parsed, language, attitudes)
    claims = sorted(finder.find(), key=lambda c: (c.content[0], c.at))
    made: list[Said] = []
    for claim in claims:
        made.extend(_said(claim, finder, actors))
    return made


def _said(claim: _Claim, finder: _Finder, actors: Actors) -> Iterable[Said]:
    """The statement, once for each joint speaker."""
    parsed, language = finder.parsed, finder.language
    head = claim.source if claim.like is None else claim.like.source
    told: Who | None = None
    if claim.addressee is not None:
        mention = actors.at.get(claim.addressee.i)
        told = mention.who if mention is not None else None
    source = None
    if claim.source is not None:
        source = trim(parsed.span(*source_range(claim.source)), parsed.text)
    for who in speakers(head, actors, language):
        yield Said(
            speaker=who, source=source, cue=parsed.span(*claim.cue) if claim.cue else None, content=claim.content,
            kind=finder.manner(claim), sourcing=sourcing(head, who, actors, language), addressee=told,
            cue_root=claim.root, cue_class=claim.kind, confidence=claim.confidence,
        )  # fmt: skip


class _Finder:
    """The search in one report."""

    def __init__(self, parsed: Parsed, language: Language, attitudes: bool) -> None:
        self.parsed, self.language, self.attitudes = parsed, language, attitudes
        self.doc = parsed.doc
        self.text = parsed.text
        self.quotes: list[Quotation] = find_quotes(self.text, language.quotation_marks)
        self._quote_begins = [q.outer.begin for q in self.quotes]
        self._token_begins = [t.idx for t in self.doc]
        self.claims: list[_Claim] = []
        self.taken: dict[int, _Claim] = {}
        self.by_root: dict[int, _Claim] = {}

    def find(self) -> list[_Claim]:
        for token in self.doc:
            lemma = token.lemma_.lower()
            if token.pos_ in {"VERB", "AUX"}:
                self._verb(token)
            elif token.pos_ in {"NOUN", "PROPN"} and lemma in self.language.nouns and token.text.islower():
                self._noun(token)
            self._phrase(token)
        self._loose_quotes()
        self._cut_tails()
        return [c for c in self.claims if c.content]

    # ---- cues ---------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> None:
        key = verb_key(verb, self.language)
        if key is None or verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
            return
        taken = verb_content(verb, key, self.language, attitudes=self.attitudes)
        if taken is None or not self._holds(verb, taken):
            return
        source = self._source(verb)
        if source is None and not self._impersonal(verb, taken):
            return
        if (
            source is not None
            and self.quote_at(verb.idx) is not None
            and source.lower_ in {"i", "we", "you", "me", "us"}
        ):
            return
        self._add(taken, verb, source)

    def _source(self, verb: Token) -> Token | None:
        """The source of a verb; of one that goes on from another cue ("…, adding"), the source of that."""
        if verb.dep_ in {"advcl", "conj"} and verb.head.dep_ == "ccomp":
            upper = verb.head.head
            if (
                verb_key(upper, self.language)
                and verb.i > verb.head.i > upper.i
                and shares_source(verb, upper, self.language)
            ):
                return source_of_verb(upper)
        if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_.lower() in self.language.quoting:
            return next((c for c in verb.head.head.children if c.dep_ == "dobj"), None)
        return source_of_verb(verb)

    def _holds(self, verb: Token, taken: Taken) -> bool:
        """Whether the cue tells of something said: not "did not say", "would say", "declined to say"."""
        if taken.frame.attitude:
            return True
        words = self.language
        if self.quote_at(verb.idx) is not None and (verb.tag_ == "VB" or taken.frame.kind in {"believe", "describe"}):
            return False
        if any(c.dep_ == "mark" and c.lower_ in words.conditional for c in verb.children):
            return False
        for child in verb.children:
            if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in words.not_said):
                return False
            if child.dep_ == "aux" and child.lower_ == "to" and verb.dep_ in {"xcomp", "ccomp", "acl", "relcl"}:
                return verb.head.lemma_.lower() in words.still_said
        return True

    def _impersonal(self, verb: Token, taken: Taken) -> bool:
        """ "It is believed that", "seems to": content with no source."""
        if taken.frame.takes == "raised":
            return True
        return any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in verb.children)

    def _noun(self, noun: Token) -> None:
        taken = noun_content(noun, self.language, attitudes=self.attitudes)
        if taken is None:
            return
        source = source_of_noun(noun, self.language)
        if source is None:
            return
        self._add(taken, noun, source)

    def _cut_tails(self) -> None:
        """Take ", the agency reported" at the end of a sentence out of what another cue gives as said."""
        by_sentence: dict[tuple[int, int], list[_Claim]] = {}
        for claim in self.claims:
            if claim.cue is not None:
                by_sentence.setdefault(self.parsed.sentence_of(claim.cue[0]), []).append(claim)
        for claims in by_sentence.values():
            for outer in claims:
                for inner in claims:
                    if inner is not outer and outer.source is not None and len(outer.content) == 1:
                        self._cut_tail(outer, inner)

    def _cut_tail(self, outer: _Claim, inner: _Claim) -> None:
        begin, end = outer.content[0]
        first = outer.at if outer.source is None else min(outer.at, self.parsed.span(*source_range(outer.source)).begin)
        if begin <= inner.at < end <= first and any(s.begin < first < s.end for s in inner.content):
            inner.content = [Span(s.begin, min(s.end, end)) for s in inner.content if s.begin < end] or inner.content

    def _phrase(self, token: Token) -> None:
        """ "according to X": the clause around the phrase."""
        for phrase in self.language.cue_phrases:
            if token.lower_ != phrase[0]:
                continue
            end = token.i + len(phrase)
            if [t.lower_ for t in self.doc[token.i : end]] != list(phrase):
                continue
            last = self.doc[end - 1]
            source = next((c for c in last.children if c.dep_ in {"pobj", "pcomp"} and c.i > last.i), None)
            if source is None or token.head.i == token.i:
                continue
            hole = (token.i, max(source.right_edge.i + 1, end))
            spans = self._spans(around(token.head, hole))
            if spans:
                claim = _Claim("say", (token.i, end), token.i, source, spans, token.idx)
                self._fuse(claim)
                self.claims.append(claim)
            return

    def _add(self, taken: Taken, root: Token, source: Token | None) -> None:
        spans = self._spans(taken.ranges)
        if not spans:
            return
        claim = _Claim(taken.frame.kind, taken.cue, root.i, source, spans, root.idx, taken.addressee)
        if taken.frame.takes == "clause":
            self._fuse(claim)
            self._mend_source(claim, root)
        self.claims.append(claim)
        self.by_root[root.i] = claim

    def _mend_source(self, claim: _Claim, verb: Token) -> None:
        """A source that the parser sought inside the content is the noun beside the cue instead."""
        if claim.source is None or not any(s.begin <= claim.source.idx < s.end for s in claim.content):
            return
        for step in (1, -1):
            at = verb.i + step
            while 0 <= at < len(self.doc) and abs(at - verb.i) <= FARTHEST_SOURCE:
                token = self.doc[at]
                said = any(s.begin <= token.idx < s.end for s in claim.content)
                if said or (token.is_punct and step > 0) or token.pos_ in {"VERB", "SCONJ"}:
                    break
                if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ != "compound":
                    claim.source = token
                    return
                at += step

    def _spans(self, ranges: Iterable[Range]) -> list[Span]:
        return [s for r in ranges if (s := self._tidy(self.parsed.span(*r))) is not None]

    def _tidy(self, span: Span) -> Span | None:
        """A span without punctuation at its ends, and without a quotation mark whose pair lies outside."""
        begin, end = span
        while begin < end and self.text[begin] in _EDGES:
            begin += 1
        while end > begin and self.text[end - 1] in _EDGES:
            end -= 1
        if begin < end:
            last = self.quote_at(end - 1)
            if last is not None and self.quotes[last].outer.begin == end - 1:
                return self._tidy(Span(begin, end - 1))
            first = self.quote_at(begin)
            if first is not None and self.quotes[first].outer.end == begin + 1:
                return self._tidy(Span(begin + 1, end))
        return Span(begin, end) if begin < end and any(c.isalnum() for c in self.text[begin:end]) else None

    # ---- quotations ---------------------------------------------------------------------------------------------

    def quote_at(self, at: int) -> int | None:
        """The number of the quotation that covers the code point ``at``."""
        number = bisect_right(self._quote_begins, at) - 1
        return number if number >= 0 and at < self.quotes[number].outer.end else None

    def _fuse(self, claim: _Claim) -> None:
        """Let quotations that the content begins or ends in set where it does so."""
        home = self.quote_at(claim.at)
        fused: list[Span] = []
        for span in claim.content:
            first, last = self.quote_at(span.begin), self.quote_at(span.end - 1)
            begin, end = span
            if first is not None and first != home:
                quote = self.quotes[first]
                if first == last or quote.outer.end >= span.end:
                    fused.append(self._said_in(quote))
                    claim.quotes.append(first)
                    self._claim_quote(first, claim)
                    continue
                begin = min(begin, quote.outer.begin)
            if last is not None and last != home and self.quotes[last].outer.end > end:
                end = self.quotes[last].outer.end
                self._claim_quote(last, claim)
            fused.append(self._tidy(Span(begin, end)) or span)
            for number in self._numbers_in(begin, end):
                self._claim_quote(number, claim)
        claim.content = _joined(fused)

    def _claim_quote(self, number: int, claim: _Claim) -> None:
        self.taken.setdefault(number, claim)

    def _numbers_in(self, begin: int, end: int) -> range:
        return range(bisect_left(self._quote_begins, begin), bisect_left(self._quote_begins, end))

    def _said_in(self, quote: Quotation) -> Span:
        """The quoted words without the comma or full stop that belongs to the sentence around them."""
        begin, end = quote.inner
        while (
            end > begin
            and (self.text[end - 1] in ",." or self.text[end - 1].isspace())
            and self.text[end - 3 : end] != "..."
        ):
            end -= 1
        return Span(begin, end) if end > begin else quote.inner

    def _loose_quotes(self) -> None:
        """Quotations that no clause has taken: to a cue beside them, to the speech before, or to nobody."""
        named = sorted((c for c in self.claims if c.source is not None), key=lambda c: c.at)
        upcoming = 0
        last: _Claim | None = None
        for number, quote in enumerate(self.quotes):
            while upcoming < len(named) and named[upcoming].at < quote.outer.begin:
                if last is None or self._extent(named[upcoming]) >= self._extent(last):
                    last = named[upcoming]
                upcoming += 1
            if number in self.taken:
                continue
            if quote.runs_on and number - 1 in self.taken:
                self._append(self.taken[number - 1], number)
                continue
            cue = self._cue_after(quote) or self._cue_before(quote)
            if cue is not None:
                claim = self._to_cue(cue, number)
                last = claim if claim.source is not None else last
            elif last is not None and self._stands_alone(quote):
                self._go_on(number, last)

    def _to_cue(self, cue: Token, number: int) -> _Claim:
        claim = self.by_root.get(cue.i)
        if claim is not None:
            if claim.quotes:
                self._append(claim, number)
                return claim
            span = self._said_in(self.quotes[number])
            if any(s.contains(span) or span.contains(s) for s in claim.content):
                self.taken[number] = claim
                return claim
            claim.content = [span]
            claim.quotes.append(number)
            self.taken[number] = claim
            return claim
        source = self._source(cue)
        frames = self.language.verbs[verb_key(cue, self.language) or ""]
        claim = _Claim(
            frames[0].kind, (first_of(cue), cue.i + 1), cue.i, source, [self._said_in(self.quotes[number])], cue.idx,
            quotes=[number],
        )  # fmt: skip
        self.claims.append(claim)
        self.by_root[cue.i] = claim
        self.taken[number] = claim
        return claim

    def _append(self, claim: _Claim, number: int) -> None:
        claim.content = _joined([*claim.content, self._said_in(self.quotes[number])])
        claim.quotes.append(number)
        self.taken[number] = claim

    def _token_at(self, at: int) -> int:
        return bisect_left(self._token_begins, at)

    def _cue_after(self, quote: Quotation) -> Token | None:
        """The cue of "…,” said X" and "…,” X said": only where the quotation ends in a comma or the like."""
        begin = self._token_at(quote.outer.end)
        before = self.text[quote.inner.end - 1]
        rest = self.text[quote.outer.end : quote.outer.end + 1]
        if before not in ",?!—–-…." and rest != ",":
            return None
        if before == "." and rest.isspace() and self._begins_sentence(begin):
            return None
        for token in self.doc[begin : begin + FARTHEST_CUE]:
            if token.text in _ENDS or "\n" in token.text or self.quote_at(token.idx) is not None:
                return None
            if speaks(token, self.language):
                return token
        return None

    def _begins_sentence(self, at: int) -> bool:
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        return at >= len(self.doc) or bool(self.doc[at].is_sent_start)

    def _cue_before(self, quote: Quotation) -> Token | None:
        """The cue of "X said: “…" and "X said “…"."""
        at = self._token_at(quote.outer.begin) - 1
        near = True
        colon = False
        for i in range(at, max(-1, at - FARTHEST_CUE), -1):
            token = self.doc[i]
            if token.is_space:
                continue
            if token.text in _ENDS or self.quote_at(token.idx) is not None:
                return None
            if near and token.text in {":", ","}:
                colon = True
                continue
            if speaks(token, self.language) and (near or colon):
                return token
            if (
                near
                and not colon
                and token.lower_ not in {"that", "as", "then", "again", "later", "simply"}
                and token.pos_
                not in {
                    "PROPN",
                    "PRON",
                    "NOUN",
                    "ADV",
                }
            ):
                near = False
        return None

    def _stands_alone(self, quote: Quotation) -> bool:
        """Whether a quotation without a cue is speech: it begins a sentence, ends one, and is long enough."""
        words = [t for t in self.doc[self._token_at(quote.inner.begin) : self._token_at(quote.inner.end)] if t.is_alpha]
        if len(words) < FEWEST_WORDS or not any(t.pos_ in {"VERB", "AUX"} for t in words):
            return False
        before = (
            self.text[: quote.outer.begin].rstrip()[-1:]
            if quote.outer.begin < 400
            else (self.text[quote.outer.begin - 400 : quote.outer.begin].rstrip()[-1:])
        )
        gap = self.text[max(0, quote.outer.begin - 3) : quote.outer.begin]
        begins = not before or before in '.!?:”"’…' or "\n" in gap
        ends = self.text[quote.inner.end - 1] in ".!?…" or self.text[quote.outer.end : quote.outer.end + 1] in {
            ".",
            "!",
            "?",
            "",
        }
        return begins and ends

    def _go_on(self, number: int, last: _Claim) -> None:
        """A quotation with no cue: the same statement goes on where nothing stands between, else the same speaker's."""
        quote = self.quotes[number]
        if last.quotes and self._next_to(self._extent(last), quote.outer.begin):
            self._append(last, number)
            return
        claim = _Claim(
            "say",
            None,
            None,
            None,
            [self._said_in(quote)],
            quote.outer.begin,
            quotes=[number],
            like=last,
            confidence=0.6,
        )
        self.claims.append(claim)
        self.taken[number] = claim

    def _extent(self, claim: _Claim) -> int:
        """Where the last of a claim's content, cue and source ends."""
        ends = [s.end for s in claim.content]
        if claim.cue is not None:
            ends.append(self.parsed.span(*claim.cue).end)
        if claim.source is not None:
            ends.append(self.parsed.span(*source_range(claim.source)).end)
        return max(ends)

    def _next_to(self, begin: int, end: int) -> bool:
        """Whether only the rest of one sentence lies between two places."""
        between = self.text[begin:end] if end - begin <= LONGEST_REST else "."
        rest = between.rstrip()
        return not rest or (rest[-1] in '.!?”"’:,' and not _SENTENCE_END.search(rest[:-1]) and "\n" not in rest)

    def manner(self, claim: _Claim) -> Literal["direct", "indirect", "mixed"]:
        """Direct where all the content is quoted, mixed where some is."""
        size = quoted = 0
        for begin, end in claim.content:
            size += end - begin
            for number in range(max(0, bisect_right(self._quote_begins, begin) - 1), len(self.quotes)):
                inner = self.quotes[number].inner
                if inner.begin >= end:
                    break
                quoted += max(0, min(end, inner.end) - max(begin, inner.begin))
        if quoted == 0 or (claim.root is not None and self.quote_at(claim.at) is not None):
            return "indirect"
        return "direct" if quoted >= size * 0.9 else "mixed"


def _joined(spans: list[Span]) -> list[Span]:
    """Spans in order, each once, those that overlap made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.begin < made[-1].end:
            made[-1] = Span(made[-1].begin, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made
