"""How markets moved: which way, in what unit, and what is no market at all."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.coding.find_markets import find_markets
from standoff.coding.parse import parse
from standoff.record import Quantity
from standoff.report import Report


def moves(text: str) -> list[Quantity]:
    return find_markets(parse(Report(text=text, source="test", published=date(2022, 1, 28))))[0]


@pytest.mark.parametrize(
    ("text", "direction", "value", "unit"),
    [
        ("The rouble fell sharply on Monday.", "down", None, "RUB"),
        ("The ruble fell 2% against the dollar.", "down", 2, "percent"),
        ("The ruble hit a seven-year low.", "down", None, "RUB"),
        ("Bond yields rose to a record.", "up", None, "price"),
        ("Oil prices hit a seven-year high.", "up", None, "price"),
        ("Oil prices climbed to $90 a barrel.", "up", 90, "USD/barrel"),
        ("Brent crude rose above $90 a barrel.", "up", 90, "USD/barrel"),
        ("The price of oil fell by 3 per cent.", "down", 3, "percent"),
        ("Russian shares plunged 7%.", "down", 7, "percent"),
        ("Shares in Gazprom tumbled.", "down", None, "price"),
        ("Stocks rallied after the talks.", "up", None, "price"),
        ("European gas prices jumped 10 percent.", "up", 10, "percent"),
        ("Wheat futures soared.", "up", None, "price"),
        ("Spreads widened to 300 basis points.", "up", None, "price"),
        ("Stocks rose and then fell.", "mixed", None, "price"),
        ("The ruble sank to a record low of 78 to the dollar.", "down", 78, "RUB/USD"),
        ("Oil rose and fell", "mixed", None, "price"),
        ("The lira weakened.", "down", None, "TRY"),
        ("Gold slipped to $1,790 an ounce.", "down", 1790, "USD/ounce"),
    ],
)
def test_a_market_move_has_its_direction_and_figure(text, direction, value, unit):
    assert [(q.direction, q.value, q.unit) for q in moves(text)] == [(direction, value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "The government fell on Monday.",
        "Two soldiers fell in the fighting.",
        "Tensions rose after the talks.",
        "He sold shares in Gazprom.",
        "The two sides share a border.",
        "The death toll rose to 35.",
        "The minister spoke of oil prices.",
    ],
)
def test_what_moves_without_being_traded_is_no_market(text):
    assert moves(text) == []


def test_the_evidence_of_a_move_is_its_clause():
    text = "Analysts said that the ruble fell 2% on Monday."
    (move,) = moves(text)
    assert move.evidence.quote(text).startswith("the ruble fell 2%")
    assert move.about == "the ruble"
