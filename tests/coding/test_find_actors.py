"""Who is meant: names, offices, nationalities, role nouns and pronouns."""

from __future__ import annotations

from datetime import date

import pytest


def codes_of(record, words: str) -> set[str]:
    """The codes of the actors that have a mention with exactly these words."""
    text = record.report.text
    return {a.code for a in record.actors if any(text[b:e] == words for b, e in a.mentions)}


def names_of(record, words: str) -> set[str]:
    text = record.report.text
    return {a.name for a in record.actors if any(text[b:e] == words for b, e in a.mentions)}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Tokyo lodged a protest.", "Tokyo", "JPN:GOV"),
        ("The Kremlin denied the reports.", "The Kremlin", "RUS:GOV"),
        ("The White House welcomed the move.", "The White House", "USA:GOV"),
        ("Pakistani troops crossed the border.", "Pakistani troops", "PAK:MIL"),
        ("Talks between Nato and Serbia began.", "Nato", "IGO:NATO"),
        ("The US vetoed the resolution.", "US", "USA:GOV"),
        ("Isis fighters held the town.", "Isis", "REB:ISIS"),
        ("The Indian foreign ministry summoned the envoy.", "The Indian foreign ministry", "IND:GOV"),
        ("Western countries imposed sanctions.", "Western countries", "WEST"),
        ("The Sudanese opposition called for a strike.", "The Sudanese opposition", "SDN:OPP"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_an_actor_has_its_code(code, text, words, expected):
    assert expected in codes_of(code(text), words)


def test_lower_case_words_are_no_states(code):
    record = code("The company gave us a turkey and some china to polish.")
    assert not {a.code for a in record.actors} & {"USA:GOV", "TUR:GOV", "CHN:GOV", "POL:GOV"}


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2010, 5, 3), "Barack Obama"), (date(2018, 5, 3), "Donald Trump")],
    ids=["under Obama", "under Trump"],
)
def test_an_office_means_its_holder_on_the_day(code, day, name):
    assert name in names_of(code("The US president rejected the offer.", day), "The US president")


def test_a_former_holder_is_not_the_one_in_office(code):
    record = code("The former US president rejected the offer.", date(2018, 5, 3))
    assert "Donald Trump" not in {a.name for a in record.actors}


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("Angela Merkel arrived on Monday. She met the king.", "She", "DEU:GOV"),
        ("Vladimir Putin rejected the plan. He said it was too late.", "He", "RUS:GOV"),
        ("Ethiopia halted the talks and said it would build the dam.", "it", "ETH:GOV"),
        ("France and Germany condemned the attack. They called for a truce.", "They", "FRA:GOV"),
        ("Iran said its forces were ready.", "its", "IRN:GOV"),
    ],
    ids=["she", "he", "it", "they", "its"],
)
def test_a_pronoun_stands_for_the_actor_before_it(code, text, pronoun, expected):
    assert expected in codes_of(code(text), pronoun)


def test_it_that_stands_for_nobody_is_no_mention(code):
    record = code("India closed the border. It was important to keep talking.")
    assert not codes_of(record, "It")


def test_the_two_countries_are_both(code):
    record = code("India blamed Pakistan for the raid. The two countries broke off talks.")
    assert codes_of(record, "The two countries") == {"IND:GOV", "PAK:GOV"}


def test_an_unlisted_person_acts_for_the_state_beside_the_name(code):
    record = code("Olumide Bakare, a Nigerian army spokesman, denied the report. Mr Bakare said troops had left.")
    person = next(a for a in record.actors if a.name == "Olumide Bakare")
    assert person.code.startswith("NGA:")
    assert len(person.mentions) >= 2


def test_first_persons_in_a_quotation_are_the_speaker(code):
    record = code("“We will not negotiate,” Fiji said.")
    assert "FJI:GOV" in codes_of(record, "We")


def test_a_name_before_a_hyphen_does_not_own_the_noun(code):
    record = code("Saudi-backed rebels shelled the town.")
    assert "SAU:REB" not in {a.code for a in record.actors}


def test_the_alliance_is_the_body_spoken_of(code):
    record = code("Nato met on Monday. The alliance rejected the demand.")
    assert "IGO:NATO" in codes_of(record, "The alliance")
