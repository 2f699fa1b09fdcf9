"""What the views say of records made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.ledger import Entry, Filed
from standoff.ledger.rows import names_of
from standoff.views.actors import actors
from standoff.views.brief import brief
from standoff.views.positions import stances
from standoff.views.show import show
from standoff.views.timeline import timeline
from standoff.views.told import QUOTE, quote, tellings
from tests.made import TEXT, at, made


def filed(record) -> Filed:
    return Filed(record, names_of(record))


@pytest.fixture
def one() -> Filed:
    return filed(made())


@pytest.fixture
def two() -> list[Filed]:
    return [filed(made()), filed(made(publisher="The Wajir Gazette", troops=5000))]


def section(made_brief, title: str):
    return next(s for s in made_brief.sections if s.title == title)


def test_a_demand_stands_with_what_answered_it(one):
    (row,) = section(brief([one]), "Demands").rows
    assert row[:2] == ("Kenya", "Somalia")
    assert "Somalia opening border" in row[2]
    assert row[3] == f"refused by Somalia ({one.names['e2']})"
    assert row[-1] == one.names["e1"]


def test_a_demand_that_nobody_answered_is_open(one):
    one.record.events[1].reply_to = None
    (row,) = section(brief([one]), "Demands").rows
    assert row[3] == "open"


def test_every_line_ends_with_an_entry_of_the_record(one):
    for part in brief([one]).sections:
        assert part.columns[-1] == "entry"
        assert {row[-1] for row in part.rows} <= set(one.names.values())
        assert all(len(row) == len(part.columns) for row in part.rows)


def test_what_two_papers_tell_is_one_line_with_both(two):
    told = [t for t in tellings(two) if t.type == "REQUEST"]
    assert len(told) == 1
    assert told[0].papers == ["The Lamu Post", "The Wajir Gazette"]
    assert len(told[0].names) == 2


def test_figures_that_differ_between_papers_stand_side_by_side(two):
    rows = section(brief(two), "Figures").rows
    assert [row[0] for row in rows] == ["some 3,000 troops", "some 5,000 troops"]
    assert {row[3] for row in rows} == {"papers differ"}


def test_figures_that_agree_are_not_marked(one):
    assert section(brief([one, filed(made(publisher="Other"))]), "Figures").rows[0][3] == ""


def test_a_market_move_stands_apart_from_the_figures(one):
    (row,) = section(brief([one]), "Markets").rows
    assert row[:2] == ("tea", "up")


def test_what_is_planned_is_expected_next(one):
    assert [row[-1] for row in section(brief([one]), "Expected next").rows] == [one.names["e3"]]


def test_the_brief_of_nothing_has_no_section():
    empty = brief([], on=date(2020, 1, 1))
    assert (empty.reports, empty.sections) == (0, [])


def test_the_latest_stance_of_a_government_counts(one):
    later = made(publisher="Other", published="2020-03-09")
    later.positions[1].stance = "support"
    (issue,) = stances([one, filed(later)])
    assert {h.actor: h.stance for h in issue.held} == {"Kenya": "support", "Somalia": "support"}


def test_the_timeline_takes_the_day_of_the_words_before_that_of_the_paper(one):
    days = [(d.day, d.told, d.telling.type) for d in timeline([one])]
    assert days[0] == ("2020-03-02", True, "REQUEST")
    assert ("2020-03-03", False, "REJECT") in days


def test_an_actor_is_counted_over_all_reports(two):
    kenya = next(k for k in actors(two) if k.code == "KEN:GOV")
    assert (kenya.reports, kenya.mentions, kenya.acts, kenya.received) == (2, 2, 4, 2)


def test_an_entry_is_shown_with_its_words_in_context(one):
    shown = show(Entry(one.names["e2"], "e", "e2", one, []))
    (passage,) = shown.passages
    assert passage.quoted == "Somalia rejected the demand"
    assert TEXT[passage.begin : passage.end] == passage.quoted
    assert passage.before.endswith("border. ")
    assert dict(shown.fields)["actors"] == f"Somalia [SOM:GOV] ({one.names['a2']})"


@pytest.mark.parametrize("local", ["a1", "s1", "e1", "e3", "i1", "p1", "q1", "q2"])
def test_every_kind_of_entry_can_be_shown(one, local):
    shown = show(Entry(one.names[local], local[0], local, one, []))
    assert shown.passages
    assert all(TEXT[p.begin : p.end] == p.quoted for p in shown.passages)


def test_a_long_quotation_is_cut_around_its_trigger():
    text = "word " * 100 + "trigger " + "word " * 100
    cut = quote(text, at(text.strip(), text), at("trigger", text))
    assert "trigger" in cut
    assert cut.startswith("… ") and cut.endswith(" …")
    assert len(cut) <= QUOTE + 4
