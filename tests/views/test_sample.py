"""The sample to review: least sure and most consequential first, the same every time, nothing twice."""

from __future__ import annotations

import pytest

from standoff.ledger import Filed
from standoff.ledger.rows import names_of
from standoff.views.sample import sample
from tests.made import made


@pytest.fixture
def filed() -> list[Filed]:
    records = [made(), made(publisher="The Wajir Gazette")]
    return [Filed(record, names_of(record)) for record in records]


def test_of_two_acts_the_less_sure_and_of_two_alike_the_graver_comes_first(filed):
    events = sample(filed[:1], size=3, kind="e")
    # half sure of a mobilisation; then the demand, which the refusal answers; then the refusal
    assert [d.name for d in events] == [filed[0].names[local] for local in ("e3", "e1", "e2")]
    assert events[0].stake == pytest.approx(0.5 * (0.72 + 0.1))
    assert events[1].stake == pytest.approx(0.2 * (0.5 + 0.4 + 0.1))


def test_an_actor_weighs_what_it_takes_part_in(filed):
    for actor in filed[0].record.actors:
        actor.confidence = 0.9
    actors = sample(filed[:1], size=3, kind="a")
    assert {d.name for d in actors[:2]} == {filed[0].names["a1"], filed[0].names["a2"]}
    assert actors[2].stake == pytest.approx(0.1 * 0.1)


def test_what_is_reviewed_is_left_out(filed):
    name = filed[0].names["e3"]
    looked_at = Filed(filed[0].record, filed[0].names, reviewed={name: "accepted"})
    assert name not in {d.name for d in sample([looked_at], size=100)}
    assert name in {d.name for d in sample(filed, size=100)}


def test_the_order_of_the_reports_changes_nothing(filed):
    assert sample(filed, size=7) == sample(filed[::-1], size=7)


def test_an_even_draw_is_the_same_for_the_same_word_and_another_for_another(filed):
    one, same, other = (sample(filed, size=6, seed=seed) for seed in ("a", "a", "b"))
    assert one == same != other
    assert len({d.name for d in one}) == 6


def test_a_line_says_what_is_claimed_and_its_words(filed):
    (first, *_) = sample(filed, size=1, kind="e")
    assert first.says == "planned MOBILIZE: Kenya → Somalia"
    assert first.words == "Some 3,000 troops wait near Mandera"
    assert {d.kind for d in sample(filed, size=100)} == {"actor", "statement", "event", "position", "quantity"}
