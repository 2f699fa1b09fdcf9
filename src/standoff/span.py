"""Span: the words that an entry rests on.

A span is half-open, ``[begin, end)``, in Unicode code points of the report's text as read; ``text[begin:end]`` is
what it quotes. The first code point is 0. Spans are never moved or mended silently: one that doesn't fit is refused.
"""

from __future__ import annotations

from typing import NamedTuple

from standoff.errors import SpanError


class Span(NamedTuple):
    """``[begin, end)`` in code points; serialises as the two-element list of the record format."""

    begin: int
    end: int

    def quote(self, text: str) -> str:
        """The words of ``text`` that this span covers."""
        return text[self.begin : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.begin < other.end and other.begin < self.end

    def contains(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside this span."""
        return self.begin <= other.begin and other.end <= self.end


def check(span: Span, text: str, *, what: str = "span") -> Span:
    """Give ``span`` back if it lies in ``text``, isn't empty and doesn't begin or end with white space.

    Raises SpanError otherwise, with ``what`` saying whose span it is.
    """
    begin, end = span
    if not 0 <= begin < end <= len(text):
        raise SpanError(f"{what}: [{begin}, {end}) does not lie in a text of {len(text)} code points")
    if text[begin].isspace() or text[end - 1].isspace():
        raise SpanError(f"{what}: [{begin}, {end}) begins or ends with white space")
    return span


def trim(span: Span, text: str) -> Span | None:
    """``span`` without the white space at its ends; None where nothing else is in it."""
    begin, end = span
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Span(begin, end) if begin < end else None
