"""Where quotation marks enclose words: the outermost quotations of a text, in time linear in its length.

A quotation that runs over several paragraphs has an opening mark at each and a closing mark only at the last. One that
is never closed ends with its paragraph. Quotations inside a quotation are part of it and not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from standoff.span import Span, trim

_BLANK  # Double marks typed as two single ones; read as one mark and a space, which leaves every place where it was.
_TYPED = re.compile(r"(?:(?<!\S)|(?<=[(\[—–-]))(''|``)(?=\S)|(?:''|´´)(?!\w)")
_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")


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
    found: list[Quotation] = []
    is_open = False
    text = _TYPED.sub(lambda m: ' "' if m.group(1) else '" ', text)
    for begin, end in _paragraphs(text):
        for outer, inner, runs_on, closed in _scan(text, begin, end, marks, is_open):
            kept = trim(inner, text)
            if kept is not None:
                found.append(Quotation(outer, kept, runs_on))
            is_open = not closed
        if begin < end and not (found and found[-1].outer.end >= begin):
            is_open = False
    return found


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


def _scan(
    text: str, begin: int, end: int, marks: Sequence[tuple[str, str]], was_open: bool
) -> Iterator[tuple[Span, Span, bool, bool]]:
    """Outer span, inner span, whether it runs on, whether it was closed: the quotations of one paragraph."""
    closing_of = dict(marks)
    closers = _closers(text, begin, end, {c for o, c in marks if o == c or c == "’"})
    opened: tuple[int, str] | None = None
    runs_on = False
    for at in range(begin, end):
        mark = text[at]
        if opened is None:
            if mark in closing_of and _opens(text, at, begin, end, closing_of[mark], closers):
                opened, runs_on = (at, mark), runs_on or (was_open and at == begin)
            continue
        start, opening = opened
        closing = closing_of[opening]
        if mark == closing and (mark not in closers or at in closers[mark]):
            yield Span(start, at + 1), Span(start + 1, at), runs_on, True
            opened, runs_on = None, False
        elif mark == opening and _begins_word(text, at, begin, end):
            # a second opening mark with none closed: a paragraph of the same speech whose line break was lost
            yield Span(start, at), Span(start + 1, at), runs_on, False
            opened, runs_on = (at, mark), True
    if opened is not None:
        start, _ = opened
        yield Span(start, end), Span(start + 1, end), runs_on, False


def _closers(text: str, begin: int, end: int, ambiguous: Iterable[str]) -> dict[str, dict[int, bool]]:
    """For each mark that may be something else: the places in the paragraph where it can close a quotation."""
    wanted = set(ambiguous)
    found: dict[str, dict[int, bool]] = {mark: {} for mark in wanted}
    for at in range(begin, end):
        mark = text[at]
        if mark in wanted and at > begin and not text[at - 1].isspace():
            after = text[at + 1] if at + 1 < end else " "
            # "students’ union": a plural's apostrophe, unless the quotation ends there for sure
            plural = mark == "’" and text[at - 1] == "s" and after == " " and text[at + 2 : at + 3].islower()
            if not after.isalnum() and not plural:
                found[mark][at] = True
    return found


def _opens(text: str, at: int, begin: int, end: int, closing: str, closers: dict[str, dict[int, bool]]) -> bool:
    """Whether the mark at ``at`` opens a quotation; single marks only where one that can close it follows."""
    if text[at] == closing:
        return _begins_word(text, at, begin, end) or (at == begin and at + 1 < end and not text[at + 1].isspace())
    if closing != "’":
        return True
    last = next(reversed(closers[closing]), -1)
    return last > at and _begins_word(text, at, begin, end)


def _begins_word(text: str, at: int, begin: int, end: int) -> bool:
    """True where white space, a bracket or a dash stands before and a word after."""
    before = text[at - 1] if at > begin else " "
    return (before.isspace() or before in "([{—–-…:") and at + 1 < end and not text[at + 1].isspace()
