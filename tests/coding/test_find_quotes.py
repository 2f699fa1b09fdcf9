"""Quotation marks are told from apostrophes and inch marks, and never take more than their paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.coding.find_quotes import find_quotes
from standoff.languages import load
from tests.effort import FOURFOLD, lines_run

MARKS = load("en").quotation_marks

CASES = {
    "curly": ("He said: “Stay calm.” They did.", ["Stay calm."]),
    "straight": ('He said: "Stay calm." They did.', ["Stay calm."]),
    "single curly": ("He said: ‘Stay calm.’ They did.", ["Stay calm."]),
    "guillemets": ("He said: «Stay calm.» They did.", ["Stay calm."]),
    "low opening mark": ("He said: „Stay calm.“ They did.", ["Stay calm."]),
    "two single marks for a double one": ("He said: ''Stay calm.'' They did.", ["Stay calm."]),
    "apostrophes": ("The envoy’s staff didn’t know the soldiers’ names.", []),
    "apostrophe in a single quotation": ("‘It isn’t over,’ he said.", ["It isn’t over,"]),
    "plural's apostrophe in a single quotation": (
        "‘The soldiers’ homes burn,’ he said.",
        ["The soldiers’ homes burn,"],
    ),
    "decade": ("In the ’90s and the ‘80s it was calm.", []),
    "inches": ('A 6" gun and a 9" gun fired.', []),
    "nested": ("“He told us: ‘Here you go’. What then?” she asked.", ["He told us: ‘Here you go’. What then?"]),
    "two in one sentence": ("“Yes,” she said, “of course.”", ["Yes,", "of course."]),
    "unclosed, next paragraph plain": ("“Stay calm.\n\nThey did.", ["Stay calm."]),
    "nothing inside": ("“” and “ ”", []),
    "opened in print, closed by a typewriter": ('“Never," he said. “Not once," he added.', ["Never,", "Not once,"]),
    "typed marks inside printed ones": ('“They call it "help" there,” he said.', ['They call it "help" there,']),
    "hard-wrapped lines": ("“Stay\ncalm,” he said.\n\nThey did.", ["Stay\ncalm,"]),
}


@pytest.mark.parametrize(("text", "inside"), CASES.values(), ids=CASES.keys())
def test_quoted_words_are_found(text, inside):
    assert [q.inner.quote(text) for q in find_quotes(text, MARKS)] == inside


@pytest.mark.parametrize("gap", ["\n\n", "\n", " "], ids=["blank line", "line", "line break lost"])
def test_a_quotation_runs_over_paragraphs(gap):
    text = f"“One.{gap}“Two.{gap}“Three.” Then silence."
    found = find_quotes(text, MARKS)
    assert [q.inner.quote(text) for q in found] == ["One.", "Two.", "Three."]
    assert [q.runs_on for q in found] == [False, True, True]


@given(st.text(alphabet="“”‘’\"'«»„ \n.,sa", max_size=200))
def test_quotations_lie_in_the_text_in_order_and_apart(text):
    end = 0
    for quote in find_quotes(text, MARKS):
        assert end <= quote.outer.begin < quote.outer.end <= len(text)
        assert quote.outer.contains(quote.inner)
        assert quote.inner.quote(text) == quote.inner.quote(text).strip() != ""
        end = quote.outer.end


@pytest.mark.parametrize("unit", ["“", "” ", "‘a ", '"a ', "“a\n\n", "a’ ‘", "''a "], ids=repr)
def test_the_work_is_linear_in_the_number_of_marks(unit):
    few, many = (lines_run(lambda n=n: find_quotes(unit * n, MARKS)) for n in (500, 2_000))
    assert many < FOURFOLD * few
