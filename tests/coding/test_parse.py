"""The parse covers the text exactly, whatever the text."""

from __future__ import annotations

import pytest

from standoff.coding.parse import LONGEST_SENTENCE, PIECE, parse
from standoff.report import Report


def _parse(text: str):
    return parse(Report(text=text, source="test"))


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "Moscow  said\tno.\n\n\nKyiv agreed.", "🙂 said “no”", "a" * 1000, "“" * 500, "x y " * PIECE],
    ids=["empty", "space", "letter", "white space", "emoji", "long word", "marks", "several pieces"],
)
def test_the_tokens_put_together_are_the_text(text):
    parsed = _parse(text)
    assert parsed.doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in parsed.doc)


def test_sentences_cover_the_tokens_in_order():
    parsed = _parse("Moscow rejected the plan. Kyiv agreed to it.\n\nTalks went on.")
    assert [a for a, _ in parsed.sentences[1:]] == [b for _, b in parsed.sentences[:-1]]
    assert parsed.sentences[0][0] == 0
    assert parsed.sentences[-1][1] == len(parsed.doc)


def test_a_sentence_ends_where_a_line_does():
    parsed = _parse("Photo: Agency\n\nMoscow said that it was ready.")
    assert any(parsed.doc[a].text == "Moscow" for a, _ in parsed.sentences)


def test_a_sentence_without_end_is_cut():
    parsed = _parse("and then " * 2_000)
    assert max(b - a for a, b in parsed.sentences) <= 2 * LONGEST_SENTENCE


def test_a_run_of_marks_is_cut_mark_by_mark_before_the_tokenizer_sees_it():
    parsed = _parse("“‘" * 800)
    assert [t.text for t in parsed.doc] == list("“‘" * 800)
