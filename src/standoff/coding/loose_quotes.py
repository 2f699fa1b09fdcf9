"""Quotations that no cue's clause has taken: to a cue beside them, to the speech before, or to nobody."""

from __future__ import annotations

import re
from bisect import bisect_left

from standoff.coding.claim import Claim, joined
from standoff.coding.cue_content import first_of, speaks, verb_key
from standoff.coding.cue_source import source_of_verb
from standoff.coding.draft import Parsed, Token
from standoff.coding.find_quotes import Quotation
from standoff.coding.quote_map import QuoteMap
from standoff.languages import Language

# A quotation with fewer words than this that stands by itself is a way of speaking, not speech.
FEWEST_WORDS = 4
# A cue stands at most this many tokens from the quotation it belongs to: "…,” the minister of X of Y, Z, told A".
FARTHEST_CUE = 30
# What a sentence may hold after its cue before the next quotation goes on: "…,” he said on arriving in Kyiv. “…"
LONGEST_REST = 300

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"])")
_ENDS = frozenset(".!?…")
_AFTER_SPEECH = ",?!—–-…."


class LooseQuotes:
    """Adds the quotations left over to ``claims``; ``taken`` are the numbers of those that a claim has, ``by_root``
    the claims by the token of their cue."""

    def __init__(
        self, parsed: Parsed, language: Language, quotes: QuoteMap, claims: list[Claim], taken: dict[int, Claim]
    ) -> None:
        self.parsed, self.language, self.map = parsed, language, quotes
        self.doc, self.text = parsed.doc, parsed.text
        self.claims, self.taken = claims, taken
        self.by_root = {c.root: c for c in claims if c.root is not None}
        self._token_begins = parsed.token_begins

    def place(self) -> None:
        """Give every quotation that is speech its claim."""
        named = sorted((c for c in self.claims if c.source is not None), key=lambda c: c.at)
        upcoming = 0
        last: Claim | None = None
        for number, quote in enumerate(self.map.quotes):
            while upcoming < len(named) and named[upcoming].at < quote.outer.begin:
                if last is None or named[upcoming].extent(self.parsed) >= last.extent(self.parsed):
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
            elif last is not None:
                self._go_on(number, last)

    def _to_cue(self, cue: Token, number: int) -> Claim:
        claim = self.by_root.get(cue.i)
        span = self.map.said_in(number)
        if claim is None:
            kind = self.language.verbs[verb_key(cue, self.language) or ""][0].kind
            claim = Claim(kind, (first_of(cue), cue.i + 1), cue.i, source_of_verb(cue), [span], cue.idx)
            self.claims.append(claim)
            self.by_root[cue.i] = claim
        elif claim.quotes:
            claim.content = joined([*claim.content, span])
        elif not any(s.contains(span) or span.contains(s) for s in claim.content):
            claim.content = [span]
        claim.quotes.append(number)
        self.taken[number] = claim
        return claim

    def _append(self, claim: Claim, number: int) -> None:
        claim.content = joined([*claim.content, self.map.said_in(number)])
        claim.quotes.append(number)
        self.taken[number] = claim

    def _go_on(self, number: int, last: Claim) -> None:
        """A quotation with no cue: the same statement goes on where nothing stands between, else the same speaker's."""
        quote = self.map.quotes[number]
        if not self._stands_alone(quote):
            return
        if last.quotes and self._next_to(last.extent(self.parsed), quote.outer.begin):
            self._append(last, number)
        elif self._long_enough(quote):
            content = [self.map.said_in(number)]
            claim = Claim(
                "say", None, None, None, content, quote.outer.begin, quotes=[number], like=last, confidence=0.6
            )
            self.claims.append(claim)
            self.taken[number] = claim

    def _token_at(self, place: int) -> int:
        return bisect_left(self._token_begins, place)

    def _cue_after(self, quote: Quotation) -> Token | None:
        """The cue of "…,” said X" and "…,” X said": only where the quotation ends in a comma or the like."""
        begin = self._token_at(quote.outer.end)
        before = self.text[quote.inner.end - 1]
        rest = self.text[quote.outer.end : quote.outer.end + 1]
        if before not in _AFTER_SPEECH and rest != ",":
            return None
        if before == "." and rest.isspace() and self._begins_sentence(begin):
            return None
        for token in self.doc[begin : begin + FARTHEST_CUE]:
            if token.text in _ENDS or "\n" in token.text or self.map.at(token.idx) is not None:
                return None
            if speaks(token, self.language):
                return token
        return None

    def _begins_sentence(self, at: int) -> bool:
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        return at >= len(self.doc) or bool(self.doc[at].is_sent_start)

    def _cue_before(self, quote: Quotation) -> Token | None:
        """The cue of "X said: “…", "X said, in Kyiv, “…" and "X said “…"; through nouns and adverbs only."""
        at = self._token_at(quote.outer.begin) - 1
        near, paused = True, False
        for i in range(at, max(-1, at - FARTHEST_CUE), -1):
            token = self.doc[i]
            if token.is_space or (self.map.at(token.idx) is None and token.text in {"'", "`"}):
                continue
            if token.text in _ENDS or self.map.at(token.idx) is not None:
                return None
            if near and token.text in {":", ","}:
                paused = True
            elif (near or paused) and speaks(token, self.language):
                return token
            elif not paused and token.pos_ not in {"PROPN", "PRON", "NOUN", "ADV", "SCONJ"} and token.lower_ != "as":
                near = False
        return None

    def _stands_alone(self, quote: Quotation) -> bool:
        """Whether a quotation begins a sentence and ends one."""
        gap = self.text[max(0, quote.outer.begin - 3) : quote.outer.begin]
        before = gap.rstrip()[-1:]
        begins = "\n" in gap or before in ".!?:”\"'’…"
        ending = self.text[quote.inner.begin : quote.inner.end].rstrip("’'\"” ")[-1:]
        after = self.text[quote.outer.end : quote.outer.end + 1]
        return begins and (ending in ".!?…" or after in {".", "!", "?", ""})

    def _long_enough(self, quote: Quotation) -> bool:
        words = self.doc[self._token_at(quote.inner.begin) : self._token_at(quote.inner.end)]
        return sum(t.is_alpha for t in words) >= FEWEST_WORDS and any(t.pos_ in {"VERB", "AUX"} for t in words)

    def _next_to(self, begin: int, end: int) -> bool:
        """Whether only the rest of one sentence lies between two places."""
        between = self.text[begin:end] if end - begin <= LONGEST_REST else ". A"
        rest = between.rstrip()
        return not rest or (rest[-1] in '.!?”"’:,' and not _SENTENCE_END.search(rest[:-1]) and "\n" not in rest)
