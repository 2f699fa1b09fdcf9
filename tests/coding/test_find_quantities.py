"""Which numbers of a text matter, and what they count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from standoff.coding.find_dates import find_dates
from standoff.coding.find_quantities import find_quantities
from standoff.coding.parse import parse
from standoff.record import Quantity
from standoff.report import Report
from standoff.span import check

DAY = date(2022, 1, 28)


def quantities(text: str) -> list[Quantity]:
    parsed = parse(Report(text=text, source="test", published=DAY))
    return find_quantities(parsed, find_dates(text, DAY))


# text, words that the quantity rests on, value, unit, qualifier
ONE = [
    # forces and people
    ("Russia has massed 100,000 troops near the border.", "100,000 troops", 100000, "troops", None),
    ("Some 127,000 Russian troops were sent.", "Some 127,000 Russian troops", 127000, "troops", "some"),
    ("Nearly 8,000 US troops were put on alert.", "Nearly 8,000 US troops", 8000, "troops", "nearly"),
    ("The country has 450,000 active soldiers.", "450,000 active soldiers", 450000, "soldiers", None),
    ("He said that 200 troops had left.", "200 troops", 200, "troops", None),
    ("A first group of 500 troops left.", "500 troops", 500, "troops", None),
    ("Nato will send a 5,000-strong force.", "5,000-strong force", 5000, "people", None),
    ("More than 1,000 protesters were held.", "More than 1,000 protesters", 1000, "protesters", "more than"),
    ("At least 12 people died.", "At least 12 people", 12, "people", "at least"),
    ("Up to 35 people were killed.", "Up to 35 people", 35, "people", "up to"),
    ("As many as 150 rebels were captured.", "As many as 150 rebels", 150, "rebels", "up to"),
    ("Fewer than 20 diplomats stayed.", "Fewer than 20 diplomats", 20, "diplomats", "less than"),
    ("An estimated 14,000 people have died.", "An estimated 14,000 people", 14000, "people", "about"),
    ("Troops opened fire, killing 12 people.", "12 people", 12, "people", None),
    ("The raid hit a camp, including 30 soldiers.", "30 soldiers", 30, "soldiers", None),
    ("Three soldiers were killed.", "Three soldiers", 3, "soldiers", None),
    ("Twenty-five people were wounded.", "Twenty-five people", 25, "people", None),
    ("Two hundred soldiers were captured.", "Two hundred soldiers", 200, "soldiers", None),
    ("A dozen soldiers were wounded.", "A dozen soldiers", 12, "soldiers", None),
    ("Two dozen soldiers were wounded.", "Two dozen soldiers", 24, "soldiers", None),
    ("Half a dozen civilians were wounded.", "Half a dozen civilians", 6, "civilians", None),
    ("Half a million people fled.", "Half a million people", 500000, "people", None),
    ("A hundred people were held.", "A hundred people", 100, "people", None),
    ("About 1.5m refugees crossed.", "About 1.5m refugees", 1500000, "refugees", "about"),
    ("About 2 million people fled.", "About 2 million people", 2000000, "people", "about"),
    # casualties without a noun
    ("The strike killed 35.", "35", 35, "people", None),
    ("The strike killed up to 35.", "up to 35", 35, "people", "up to"),
    ("It left 30 dead.", "30 dead", 30, "dead", None),
    # numbers that aren't told
    ("Moscow massed thousands of troops there.", "thousands of troops", None, "troops", "thousands of"),
    ("Tens of thousands of people fled.", "Tens of thousands of people", None, "people", "tens of thousands of"),
    (
        "Hundreds of thousands of refugees left.",
        "Hundreds of thousands of refugees",
        None,
        "refugees",
        "hundreds of thousands of",
    ),
    ("Dozens of people were killed.", "Dozens of people", None, "people", "dozens of"),
    ("Several hundred soldiers fled.", "Several hundred soldiers", None, "soldiers", "several hundred"),
    # weapons and things
    ("Over 50 aircraft took part.", "Over 50 aircraft", 50, "aircraft", "more than"),
    ("They fired more than 100 missiles.", "more than 100 missiles", 100, "missiles", "more than"),
    ("They sent a convoy of 280 trucks.", "280 trucks", 280, "trucks", None),
    ("The treaty was signed by 27 states.", "27 states", 27, "states", None),
    # money
    ("The bank lent Ukraine €500m for gas.", "€500m", 500000000, "EUR", None),
    ("The bank lent Ukraine €500m.", "€500m", 500000000, "EUR", None),
    ("The project cost some $5bn.", "some $5bn", 5000000000, "USD", "some"),
    ("London offered £3.2 billion.", "£3.2 billion", 3200000000, "GBP", None),
    ("The US pledged 2.5 billion dollars.", "2.5 billion dollars", 2500000000, "USD", None),
    ("Kyiv owes Gazprom 2 billion euros.", "2 billion euros", 2000000000, "EUR", None),
    ("The fine was 300,000 roubles.", "300,000 roubles", 300000, "RUB", None),
    ("Oil was sold at $90 a barrel.", "$90 a barrel", 90, "USD/barrel", None),
    ("Kyiv pays $268.50 per tonne.", "$268.50 per tonne", 268.5, "USD/tonne", None),
    # shares and measures
    ("The economy shrank by 3.5 per cent.", "3.5 per cent", 3.5, "percent", None),
    ("Inflation reached 7%.", "7%", 7, "percent", None),
    ("About 40 percent voted.", "About 40 percent", 40, "percent", "about"),
    ("The country pumps 1.2 million barrels a day.", "1.2 million barrels a day", 1200000, "barrels/day", None),
    ("They seized 1.5 tonnes of explosives.", "1.5 tonnes", 1.5, "tonnes", None),
    ("The missile flew 300 km.", "300 km", 300, "km", None),
    ("The base lies 60 miles from the border.", "60 miles", 60, "miles", None),
]


@pytest.mark.parametrize(("text", "words", "value", "unit", "qualifier"), ONE)
def test_a_number_is_read_with_its_unit(text, words, value, unit, qualifier):
    found = quantities(text)
    assert [(q.value, q.unit, q.qualifier) for q in found] == [(value, unit, qualifier)]
    assert found[0].evidence.quote(text) == words


RANGES = [
    ("Russia sent 20 to 25 ships.", "20 to 25 ships", 20, 25, "ships"),
    (
        "Between 100,000 and 130,000 soldiers stand there.",
        "Between 100,000 and 130,000 soldiers",
        100000,
        130000,
        "soldiers",
    ),
    ("Around 60,000 to 70,000 troops remain.", "Around 60,000 to 70,000 troops", 60000, 70000, "troops"),
    ("Berlin gave $5bn to $6bn.", "$5bn to $6bn", 5000000000, 6000000000, "USD"),
    ("Some 20 to 25 thousand people fled.", "Some 20 to 25 thousand people", 20000, 25000, "people"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "unit"), RANGES)
def test_a_range_gives_both_its_ends(text, words, low, high, unit):
    found = quantities(text)
    assert [(q.value, q.unit, q.qualifier) for q in found] == [(low, unit, "between"), (high, unit, "between")]
    assert {q.evidence.quote(text) for q in found} == {words}


@pytest.mark.parametrize(
    "text",
    [
        "Nato said it would send no troops.",
        "It is one of the largest armies in Europe.",
        "One of the soldiers spoke.",
        "Two thirds of the members agreed.",
        "A soldier spoke.",
        "He was 45.",
        "The 45-year-old minister resigned.",
        "He was jailed for 15 years.",
        "They gave him 10 days.",
        "He spoke for two hours.",
        "They met in 2014.",
        "They met on 27 January.",
        "The 2015 deal was signed.",
        "It began at 10am.",
        "Flight MH17 was shot down.",
        "Flight 17 was shot down.",
        "Germany beat Brazil 7-1.",
        "Germany beat Brazil 7 to 1.",
        "Resolution 2202 was adopted.",
        "Article 5 binds them.",
        "The G7 leaders met.",
        "The Group of 20 met.",
        "The F-16 jets took off.",
        "Moscow deployed S-400 missiles.",
        "The two sides met.",
        "The three countries signed a deal.",
        "There were two real threats.",
        "The 193-member assembly voted.",
        "The 30-nation alliance met.",
        "The ruble hit a seven-year low.",
    ],
)
def test_a_number_that_tells_no_quantity_is_left_out(text):
    assert [q.value for q in quantities(text) if q.value is not None or q.direction is None] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council voted 12 to 2 on Thursday.", [(12, "votes"), (2, "votes")]),
        ("It passed by ten votes to one.", [(10, "votes"), (1, "votes")]),
        ("The army lost 14 tanks and 200 soldiers.", [(14, "tanks"), (200, "soldiers")]),
        ("The blast killed 14 and injured 30.", [(14, "people"), (30, "people")]),
        ("They sent 17,000 rockets, 30 drones and two jets.", [(17000, "rockets"), (30, "drones"), (2, "jets")]),
        ("Since 2014 some 14,000 people have died.", [(14000, "people")]),
    ],
)
def test_every_number_of_a_sentence_has_its_own_noun(text, expected):
    assert [(q.value, q.unit) for q in quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("More than 1,000 protesters were held.", "protesters"),
        ("Inflation reached 7%.", "Inflation"),
        ("Oil was sold at $90 a barrel.", "Oil"),
        ("The economy shrank by 3.5 per cent.", "economy"),
        ("They seized 1.5 tonnes of explosives.", "tonnes of explosives"),
        ("Nearly 8,000 US troops left.", "US troops"),
        ("The blast killed 14 and injured 30.", "blast"),
    ],
)
def test_what_a_number_is_about_is_named_without_the_number(text, about):
    assert {q.about for q in quantities(text)} == {about}


SAID = """
    3 12 20,000 1.5 7% $5bn €500m £ $ m bn km - – to and between from about up to at least more than a an half dozen two
    twenty hundred thousand million thousands tens of several per cent barrel day troops soldiers people dead killed
    injured tanks oil ruble fell rose hit seven-year low
    high strong -strong members the by in 2014 ² ٣ . , ( \u00bd 9999999999999999999999
"""
NUMBERS = SAID.split()
TEXTS = st.one_of(st.lists(st.sampled_from(NUMBERS), max_size=25).map(" ".join), st.text(max_size=60))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
@example(text="oil fell rose")
def test_any_text_has_quantities_within_it_in_order(text):
    found = quantities(text)
    assert [q.evidence for q in found] == sorted(q.evidence for q in found)
    for one in found:
        check(one.evidence, text)
        assert one.unit.strip() and one.about.strip()
        assert 0 < one.confidence < 1
        assert one.value is not None or one.qualifier or one.direction


@settings(max_examples=50, deadline=None)
@given(count=st.integers(13, 999_999).filter(lambda n: not 1500 <= n < 2200))
def test_a_figure_with_or_without_commas_is_that_number(count):
    for figure in (str(count), f"{count:,}"):
        assert [(q.value, q.unit) for q in quantities(f"Moscow sent {figure} troops there.")] == [(count, "troops")]
