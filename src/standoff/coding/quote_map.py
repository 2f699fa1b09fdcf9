"""The quotations of one text, asked by place: what is quoted there, and where quoted words begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal

from standoff.coding.find_quotes import Quotation, find_quotes
from standoff.languages import Language
from standoff.span import Span

# Content of which this share is in quotation marks is direct speech; the rest are words such as "that".
DIRECT_SHARE = 0.9

_EDGES = " \t\n\r\xa0,.;:-–—"


class QuoteMap:
    """The outermost quotations of ``text`` in order; places are code points, numbers count quotations from 0."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.quotes: list[Quotation] = find_quotes(text, language.quotation_marks)
        self._begins = [q.outer.begin for q in self.quotes]

    def at(self, place: int) -> int | None:
        """The number of the quotation that covers a place, its marks included."""
        number = bisect_right(self._begins, place) - 1
        return number if number >= 0 and place < self.quotes[number].outer.end else None

    def beginning_in(self, begin: int, end: int) -> range:
        """The numbers of the quotations that begin in ``[begin, end)``."""
        return range(bisect_left(self._begins, begin), bisect_left(self._begins, end))

    def said_in(self, number: int) -> Span:
        """The quoted words without the comma or full stop that belongs to the sentence around them."""
        begin, end = self.quotes[number].inner
        while end > begin and (self.text[end - 1] in ",." or self.text[end - 1].isspace()):
            if self.text[end - 3 : end] == "...":
                break
            end -= 1
        return Span(begin, end) if end > begin else self.quotes[number].inner

    def tidy(self, span: Span) -> Span | None:
        """A span without punctuation at its ends, nor a mark whose pair lies outside; None where no word is left."""
        begin, end = span
        while True:
            while begin < end and self.text[begin] in _EDGES:
                begin += 1
            while end > begin and self.text[end - 1] in _EDGES:
                end -= 1
            first, last = self.at(begin), self.at(end - 1)
            if begin < end and last is not None and self.quotes[last].outer.begin == end - 1:
                end -= 1
            elif begin < end and first is not None and self.quotes[first].outer.end == begin + 1:
                begin += 1
            else:
                break
        return Span(begin, end) if any(c.isalnum() for c in self.text[begin:end]) else None

    def manner(self, content: list[Span]) -> Literal["direct", "indirect", "mixed"]:
        """Direct where all the content is quoted, mixed where some is."""
        size = quoted = 0
        for begin, end in content:
            size += end - begin
            for number in range(max(0, bisect_right(self._begins, begin) - 1), len(self.quotes)):
                inner = self.quotes[number].inner
                if inner.begin >= end:
                    break
                quoted += max(0, min(end, inner.end) - max(begin, inner.begin))
        if quoted == 0:
            return "indirect"
        return "direct" if quoted >= size * DIRECT_SHARE else "mixed"
