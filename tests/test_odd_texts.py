"""No text, however odd, stops the coder or puts a span outside it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.record import from_json, to_json, verify
from tests.effort import FOURFOLD, lines_run

WORDS = st.sampled_from(
    [
        *("Moscow", "Kyiv", "Turkey", "the", "US", "Nato", "demanded", "rejected", "said", "that", "he", "it", "they"),
        *("“", "”", '"', "'", "‘", "’", "(", ")", ",", ".", ":", ";", "–", "-", "'s", "’s", "\n\n", "\u202e"),
        *("if", "not", "would", "troops", "sanctions", "on", "with", "of", "to", "from", "talks", "threat", "attack"),
        *("$5bn", "20,000", "yesterday", "Mr", "Putin", "🙂", "é", "中国"),
    ]
)
NEWSLIKE = st.lists(WORDS, max_size=60).map(" ".join)

ODD = {
    "empty": "",
    "one word": "Moscow",
    "white space only": " \n\t\n ",
    "no full stop": "Russia rejected the demand and Turkey threatened to invade Syria while the UN called for talks",
    "other scripts": "Москва отвергла требование. 美国警告俄罗斯。 رفضت موسكو الطلب",
    "emoji": "🇷🇺 Moscow 🙂 said “no” 🙅‍♂️ to Washington’s demand 🚀🚀.",
    "unbalanced quotation marks": "“Moscow said " * 300,
    "a run of quotation marks": "“" * 6000 + " said Moscow",
    "a run of mixed marks": ")(.,;:“”\"'" * 800,
    "only a pronoun": "He said it.",
    "no-break spaces": "Ada\u00a0Obi\u00a0was in Lagos.\n\nHillary Clinton\u00a0was headed\u2003to an\u00a0 army base.",
    "combining marks": "Moscow\u0301 \u0308said e\u0301 that it\u0327 would attack\u0336.",
    "bidirectional marks": "\u202eMoscow rejected\u202c the \u2067demand\u2069.",
    "a very long word": "x" * 300_000,
    "a very long number": "Moscow sent " + "9" * 50_000 + " troops.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_text_is_coded_and_its_spans_hold(code, text):
    record = verify(code(text))
    assert record.report.text == text
    assert from_json(to_json(record)) == record


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(NEWSLIKE, st.text(max_size=200)))
def test_any_text_is_coded_and_its_spans_hold(code, text):
    record = verify(code(text))
    for what, span in record.spans():
        assert record.report.text[span[0] : span[1]].strip(), what


def test_the_work_on_a_sentence_without_end_is_linear(code):
    text = "The minister said that Russia rejected the demand of the United States and " * 400
    few, many = (lines_run(lambda n=n: code(text[:n])) for n in (7_000, 28_000))
    assert many < FOURFOLD * few


def test_two_hundred_thousand_words_are_coded(code):
    paragraph = "Ankara threatened to attack Kurdish forces on Monday. The weather was fine and nothing else happened. "
    text = (paragraph * 60 + "\n\n") * 200
    assert len(text.split()) > 190_000
    record = verify(code(text))
    assert len(record.events) > 1_000
