"""Numbers as they are written."""

from __future__ import annotations

import pytest

from standoff.coding.numerals import find_numerals
from standoff.coding.parse import parse
from standoff.report import Report


def _numerals(text: str):
    doc = parse(Report(text=text, source="test")).doc
    return [(doc[n.first : n.last].text, n.value, n.high, n.unit) for n in find_numerals(doc)]


@pytest.mark.parametrize(
    ("text", "words", "value", "high", "unit"),
    [
        ("They sent 125,000 men.", "125,000", 125000, None, None),
        ("They sent 3.5 million men.", "3.5 million", 3500000, None, None),
        ("They sent 30k men.", "30k", 30000, None, None),
        ("They paid $5bn.", "$5bn", 5e9, None, "USD"),
        ("They paid US$5bn.", "US$5bn", 5e9, None, "USD"),
        ("They paid €500m for it.", "€500m", 5e8, None, "EUR"),
        ("They paid £2tn.", "£2tn", 2e12, None, "GBP"),
        ("They paid $1.50.", "$1.50", 1.5, None, "USD"),
        ("It grew 2.5%.", "2.5%", 2.5, None, "percent"),
        ("It grew 2.5 per cent.", "2.5 per cent", 2.5, None, "percent"),
        ("They sent two hundred men.", "two hundred", 200, None, None),
        ("They sent two hundred and fifty men.", "two hundred and fifty", 250, None, None),
        ("They sent ten thousand men.", "ten thousand", 10000, None, None),
        ("They sent forty-two men.", "forty-two", 42, None, None),
        ("They sent a million men.", "a million", 1000000, None, None),
        ("They sent half a million men.", "half a million", 500000, None, None),
        ("They sent three dozen men.", "three dozen", 36, None, None),
        ("They sent 20 to 25 men.", "20 to 25", 20, 25, None),
        ("They sent 20 to 25 million men.", "20 to 25 million", 20000000, 25000000, None),
        ("They paid between $5bn and $6bn.", "$5bn and $6bn", 5e9, 6e9, "USD"),
        ("They sent thousands of men.", "thousands", None, None, None),
        ("They sent tens of thousands of men.", "tens of thousands", None, None, None),
    ],
)
def test_a_number_is_read_as_it_is_written(text, words, value, high, unit):
    assert _numerals(text) == [(words, value, high, unit)]


def test_and_joins_a_range_only_after_between():
    assert [(v, h) for _, v, h, _ in _numerals("They sent 20 and 25 men.")] == [(20, None), (25, None)]


@pytest.mark.parametrize(
    "text", ["Half of them left.", "The bridge is 500m long.", "Flight MH17 fell.", "No one left."]
)
def test_what_tells_no_number_is_none(text):
    assert [n for n in _numerals(text) if n[1] not in {1}] == []


def test_a_figure_too_long_to_be_one_is_none():
    assert _numerals("They sent " + "9" * 40 + " men.") == []
