"""Where the source and the target of a pair stand in their sentence."""

from __future__ import annotations

import pytest

from standoff.coding.place_pair import place_pair


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Lima", "Quito", ("Lima", "Quito")),
        ("lima", "QUITO", ("Lima", "Quito")),
        ("the government of Lima", "Quito", ("Lima", "Quito")),
        ("Quito", "Quito", ("Quito", "Quito")),
        ("", "Bogota", ("", "")),
    ],
    ids=["as written", "other case", "only the last word stands there", "same words twice", "not there"],
)
def test_words_are_found(source, target, wanted):
    sentence = "Lima told Quito that the border would stay shut, and Quito recalled its envoy."
    first, second = place_pair(sentence, source, target)
    assert (sentence[slice(*first)], sentence[slice(*second)]) == wanted


def test_the_target_is_sought_outside_the_source():
    sentence = "The army shelled the army of the north."
    first, second = place_pair(sentence, "the army", "the army")
    assert first != second
    assert sentence[slice(*second)].lower() == "the army"
