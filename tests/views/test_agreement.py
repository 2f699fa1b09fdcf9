"""Agreement between the coder and people, against worked examples of the literature and records made by hand."""

from __future__ import annotations

import pytest

from standoff.ledger import open_ledger, review
from standoff.ledger.rows import names_of
from standoff.views.agreement import THERE, agreement
from standoff.views.reliability import cohens_kappa, krippendorffs_alpha, percent
from tests.made import made


def test_cohens_kappa_is_that_of_a_worked_example():
    """Two readers of 50 proposals: 20 both yes, 15 both no, 5 and 10 split: observed 0.70, by chance 0.50."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert percent(pairs) == pytest.approx(0.7)
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_krippendorffs_alpha_is_that_of_his_own_example():
    """Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), C: four observers, twelve units, gaps; 0.743."""
    data = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    units = [[value for value in unit if value is not None] for unit in zip(*data, strict=True)]
    assert krippendorffs_alpha(units) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize("pairs", [[], [("yes", "yes")] * 3])
def test_agreement_beyond_chance_is_not_defined_where_there_is_but_one_value(pairs):
    assert cohens_kappa(pairs) is None
    assert krippendorffs_alpha(pairs) is None


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "test.db") as opened:
        opened.add(made())
        yield opened


NAMES = names_of(made())


def found(ledger) -> dict[tuple[str, str], object]:
    return {(one.kind, one.field): one for one in agreement(review.reviewed(ledger))}


def test_where_nobody_reviewed_there_is_nothing_to_say(ledger):
    assert agreement(review.reviewed(ledger)) == []


def test_an_accepted_entry_agrees_in_every_field_and_a_corrected_one_differs_in_that_field(ledger):
    review.accept(ledger, NAMES["e1"], by="Ana")
    review.correct(ledger, NAMES["e2"], {"type": "ACCUSE"}, by="Ana")
    told = found(ledger)
    types = told["event", "type"]
    assert (types.entries, types.judgements, types.people, types.agree) == (2, 2, 1, 0.5)
    assert told["event", "modality"].entries == 1 and told["event", "modality"].agree == 1
    assert (told["event", THERE].entries, told["event", THERE].agree) == (2, 1)


def test_a_rejected_entry_counts_against_its_being_there_and_in_no_field(ledger):
    review.reject(ledger, NAMES["e1"], by="Ana")
    told = found(ledger)
    assert set(told) == {("event", THERE)}
    assert told["event", THERE].agree == 0


def test_what_is_accepted_is_what_stood_there_after_corrections(ledger):
    review.correct(ledger, NAMES["e1"], {"modality": "denied"}, by="Ana")
    review.accept(ledger, NAMES["e1"], by="Bo")
    modality = found(ledger)["event", "modality"]
    assert (modality.entries, modality.judgements, modality.people, modality.agree) == (1, 2, 2, 0)


def test_undone_decisions_do_not_count(ledger):
    decision = review.reject(ledger, NAMES["e1"], by="Ana")
    review.undo(ledger, decision.number, by="Ana")
    assert found(ledger) == {}


def test_two_people_are_raters_of_their_own(ledger):
    for local, by, value in (("e1", "Ana", "denied"), ("e1", "Bo", "denied"), ("e2", "Ana", "alleged")):
        review.correct(ledger, NAMES[local], {"modality": value}, by=by)
    modality = found(ledger)["event", "modality"]
    # the units: actual, denied, denied; actual, alleged
    expected = krippendorffs_alpha([["actual", "denied", "denied"], ["actual", "alleged"]])
    assert modality.alpha == pytest.approx(expected)
    assert modality.people == 2


def test_the_order_of_a_list_is_no_disagreement(ledger):
    review.correct(ledger, NAMES["e3"], {"contexts": "political, military"}, by="Ana")
    review.correct(ledger, NAMES["e3"], {"contexts": "military"}, by="Bo")
    assert found(ledger)["event", "contexts"].agree == 0.5
