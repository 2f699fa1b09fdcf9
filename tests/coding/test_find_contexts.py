"""The contexts of an act come from its own clause."""

from __future__ import annotations

import pytest

from standoff.coding.find_contexts import context_words


@pytest.mark.parametrize(
    ("text", "contexts"),
    [
        ("Peru moved troops to the border.", {"military", "territory"}),
        ("Iran refused to stop enriching uranium.", {"cbrn", "resource"}),
        ("Kenya praised Uganda.", set()),
    ],
)
def test_an_act_has_the_contexts_that_its_clause_shows(code, text, contexts):
    (event,) = code(text).events
    assert set(event.contexts) == contexts


def test_the_words_of_another_clause_say_nothing(code):
    record = code("Kenya praised Uganda. The troops were at the border of Peru.")
    assert next(e for e in record.events if e.type == "SUPPORT").contexts == []


def test_the_words_are_lemmas_of_one_word():
    assert context_words()
    assert all(" " not in lemma for lemma in context_words())
