"""Where quotation marks enclose words: the outermost quotations of a text, in time linear in its length.

A quotation that runs over several paragraphs has an opening mark at each and a closing mark only at the last. One that
is never closed ends with its paragraph. Quotations inside a quotation are part of it and not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.span import Span, trim

# Double marks typed as two single ones; read as one mark and a space, which leaves every place where it was.
_TYPED = re.compile(r"(?:(?<!\S)|(?<=[(\[—–-]))(''|``)(?=\S)|(?:''|´´)(?!\w)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
# The closing single mark that is an apostrophe too
_APOSTROPHE = "’"

# The double mark of typewriters, which some papers let close a printed one
_TYPED_MARK = '"'

Found = tuple[Span, Span, bool, bool]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of quoted words: ``outer`` with the marks, ``inner`` without; code points of the text.

    ``runs_on``: the one before was not closed, so that this is the same speech going on.
    """

    outer: Span
    inner: Span
    runs_on: bool = False


def find_quotes(text: str, marks: Sequence[tuple[str, str]]) -> list[Quotation]:
    """The quotations of ``text`` in order, none overlapping; ``marks`` are pairs of opening and closing marks."""
    typed, text = text, _TYPED.sub(lambda m: ' "' if m.group(1) else '" ', text)
    found: list[Quotation] = []
    was_open = False
    for begin, end in _paragraphs(text):
        still_open = False
        for outer, inner, runs_on, closed in _Paragraph(text, begin, end, dict(marks)).scan(was_open):
            still_open = not closed
            kept = trim(inner, text)
            if kept is not None:
                found.append(Quotation(_with_marks(outer, typed, text), kept, runs_on and bool(found)))
        was_open = still_open
    return found


def _with_marks(outer: Span, typed: str, text: str) -> Span:
    """The outer span with the second half of marks that were typed as two."""
    begin, end = outer
    if begin > 0 and text[begin - 1] != typed[begin - 1]:
        begin -= 1
    if end < len(text) and text[end] != typed[end]:
        end += 1
    return Span(begin, end)


def _paragraphs(text: str) -> Iterator[Span]:
    """Paragraphs: between blank lines where there are any, else lines."""
    mark = _BLANK_LINE if _BLANK_LINE.search(text) else _LINE
    begin = 0
    for gap in mark.finditer(text):
        if gap.start() > begin:
            yield Span(begin, gap.start())
        begin = gap.end()
    if begin < len(text):
        yield Span(begin, len(text))


class _Paragraph:
    """One paragraph with the places where an apostrophe can be a closing mark."""

    def __init__(self, text: str, begin: int, end: int, closing_of: dict[str, str]) -> None:
        self.text, self.begin, self.end, self.closing_of = text, begin, end, closing_of
        self.closers = {at for at in range(begin + 1, end) if text[at] == _APOSTROPHE and self._may_close(at)}
        self.last_closer = max(self.closers, default=-1)
        self._found: dict[str, int] = {}

    def scan(self, was_open: bool) -> Iterator[Found]:
        """Outer span, inner span, whether it runs on from the one before, whether it was closed."""
        start, opening = -1, ""
        runs_on = False
        for at in range(self.begin, self.end):
            mark = self.text[at]
            if start < 0:
                if mark in self.closing_of and self._opens(at):
                    start, opening = at, mark
                    runs_on = runs_on or (was_open and at == self.begin)
            elif (mark == self.closing_of[opening] and self._closes(at, opening)) or (
                mark == _TYPED_MARK and self._closes_typed(at, opening)
            ):
                yield Span(start, at + 1), Span(start + 1, at), runs_on, True
                start, runs_on = -1, False
            elif mark == opening and self._begins_word(at):
                # a second opening mark with none closed: a paragraph of the same speech whose line break was lost
                yield Span(start, at), Span(start + 1, at), runs_on, False
                start, runs_on = at, True
        if start >= 0:
            yield Span(start, self.end), Span(start + 1, self.end), runs_on, False

    def _opens(self, at: int) -> bool:
        """Whether the mark opens a quotation; a single one only where a mark that can close it follows."""
        closing = self.closing_of[self.text[at]]
        if closing == self.text[at]:
            return self._begins_word(at)
        return closing != _APOSTROPHE or (self.last_closer > at and self._begins_word(at))

    def _closes(self, at: int, opening: str) -> bool:
        closing = self.text[at]
        if closing == opening:
            return not self._begins_word(at)
        return closing != _APOSTROPHE or at in self.closers

    def _closes_typed(self, at: int, opening: str) -> bool:
        """Whether a typed mark closes what a printed one opened: “Never," he said. No printed one follows to do so."""
        closing = self.closing_of[opening]
        if closing in {opening, _APOSTROPHE} or self._begins_word(at):
            return False
        later, again = self._next(closing, at), self._next(opening, at)
        return later < 0 or 0 <= again < later

    def _next(self, mark: str, at: int) -> int:
        """The first place of a mark after ``at``, or -1; what was found once is kept, so that the work stays linear."""
        if self._found.get(mark, at) <= at:
            found = self.text.find(mark, at + 1, self.end)
            self._found[mark] = found if found >= 0 else self.end
        return -1 if self._found[mark] == self.end else self._found[mark]

    def _may_close(self, at: int) -> bool:
        """False for apostrophes: inside a word, or the plural's of "students’ union"."""
        if self.text[at - 1].isspace():
            return False
        after = self.text[at + 1] if at + 1 < self.end else " "
        plural = self.text[at - 1] == "s" and after == " " and self.text[at + 2 : at + 3].islower()
        return not after.isalnum() and not plural

    def _begins_word(self, at: int) -> bool:
        """True where white space, a bracket or a dash stands before and a word after."""
        before = self.text[at - 1] if at > self.begin else " "
        if not (before.isspace() or before in "([{—–-…:"):
            return False
        return at + 1 < self.end and not self.text[at + 1].isspace()
