"""Boilerplate is found as the examples mark it, is not coded as events, and stays in the text."""

from __future__ import annotations

import pytest

from standoff.coding.find_boilerplate import find_boilerplate, kinds, unmarked
from tests.effort import FOURFOLD, lines_run

EXAMPLES = [(kind.name, example) for kind in kinds() for example in kind.examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}: {e[:50]}" for n, e in EXAMPLES])
def test_an_example_has_the_boilerplate_that_it_marks(name, example):
    text, marked = unmarked(example)
    found = find_boilerplate(text)
    assert [text[f.span.begin : f.span.end] for f in found] == marked
    assert all(f.kind == name for f in found)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_each_kind_shows_what_it_is_and_what_it_is_not(kind):
    marked = [bool(unmarked(example)[1]) for example in kind.examples]
    assert any(marked)


def test_boilerplate_is_not_coded_and_stays_in_the_text(code):
    story = "Kenya demanded on Monday that Somalia open the border."
    beside = "Read more: Uganda threatens to attack Rwanda"
    text = f"{story}\n{beside}\n{story.replace('Kenya', 'Burundi')}"
    record = code(text)
    assert record.report.text == text
    told = {text[e.evidence.begin : e.evidence.end] for e in record.events}
    assert told and not any("Uganda" in words for words in told)
    assert code(beside.partition(": ")[2]).events


def test_a_caption_is_coded_and_its_credit_is_not(code):
    record = code("A Kenyan soldier guards the bridge that Somalia attacked on Sunday. Photo: Reuters")
    assert record.events


def test_the_work_on_a_long_line_is_linear():
    line = "photo: read more (reporting by © 10.32am " * 200
    few, many = (lines_run(lambda n=n: find_boilerplate("\n".join([line] * n))) for n in (10, 40))
    assert many < FOURFOLD * few * 1.2
