"""The language of a text, and which texts copy which."""

from __future__ import annotations

import random

import pytest

from standoff.reading.language import detect
from standoff.reading.near_duplicates import NearDuplicates, copies
from tests.reading.hostile import sentence


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Moscow rejected the demand of Washington on Friday.", "en"),
        ("Recep Tayyip Erdoğan met Mevlüt Çavuşoğlu and Binali Yıldırım in Ankara on Monday.", None),
        ("Moskau hat die Forderung am Freitag erneut zurückgewiesen.", "de"),
        ("Le président a refusé mardi la demande de Moscou.", "fr"),
        ("Москва отвергла требование Вашингтона о выводе войск.", "ru"),
        ("رفضت موسكو يوم الجمعة طلب واشنطن سحب قواتها من المنطقة.", "ar"),
        ("北京周五拒绝了华盛顿提出的撤军要求并警告后果严重。", "zh"),
        ("Serikali ilisema jana kwamba haitakubali madai hayo.", "sw"),
        ("Moscow.", None),
        ("12,345 — 67%", None),
        ("x" * 5_000, None),
    ],
)
def test_the_language_is_told_where_a_text_shows_it(text, language):
    found = detect(text)
    # of the languages written alike the nearest will do: what matters is that it isn't English
    assert found == language or (language in {"ru", "ar"} and found not in {None, "en"})


def text_of(number: int, words: int = 300) -> list[str]:
    chance = random.Random(number)
    return [f"word{chance.randrange(5_000)}" for _ in range(words)]


def test_wire_copy_with_another_head_and_a_shorter_tail_is_a_copy():
    wire = text_of(1)
    printed = ["NAIROBI", "(Wire)", *wire[:270]]
    other = text_of(2)
    assert copies([("a", " ".join(wire)), ("b", " ".join(printed)), ("c", " ".join(other))]) == {"b": "a"}


def test_a_copy_of_a_copy_is_a_copy_of_the_first():
    wire = text_of(1)
    texts = [("a", wire), ("b", wire[10:]), ("c", wire[20:])]
    assert copies([(key, " ".join(words)) for key, words in texts]) == {"b": "a", "c": "a"}


def test_half_of_a_text_in_another_is_no_copy():
    one, two = text_of(1), text_of(2)
    assert copies([("a", " ".join(one)), ("b", " ".join(one[:150] + two[:150]))]) == {}


def test_short_texts_are_copies_only_where_every_word_is_the_same():
    texts = [("a", "Moscow said no."), ("b", "MOSCOW SAID NO!"), ("c", "Moscow said yes.")]
    assert copies(texts) == {"b": "a"}


def test_the_same_key_again_is_no_copy_of_itself():
    index = NearDuplicates()
    for _ in range(2):
        assert index.add("a", " ".join(text_of(1))) is None
        assert index.add("b", "Moscow said no.") is None


def test_no_two_sentences_of_the_tests_are_copies():
    assert copies([(str(n), " ".join(sentence(m) for m in (n, n + 1, n + 2))) for n in range(0, 300, 3)]) == {}
