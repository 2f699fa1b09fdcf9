"""The weighing of signs: whether words tell an act, who its parties are, what answers what."""

from __future__ import annotations

import json
import random

import numpy
import pytest
from training.events.weigh import fitted

from standoff import models
from standoff.coding import weigh_acts, weigh_answers, weigh_parties
from standoff.coding.draft import Deed, Who
from standoff.coding.weights import weighed


def test_the_package_has_a_weight_for_every_sign_and_no_other():
    found = json.loads(models.path("weights.json").read_text(encoding="utf-8"))
    assert {name: tuple(weights) for name, weights in found.items()} == {
        "act": weigh_acts.SIGNS,
        "actor": weigh_parties.SIGNS,
        "recipient": weigh_parties.SIGNS,
        "answer": weigh_answers.SIGNS,
    }


def test_what_is_weighed_is_the_sum_of_the_weights_of_its_signs():
    weights = json.loads(models.path("weights.json").read_text(encoding="utf-8"))["answer"]
    values = [float(n) for n, _ in enumerate(weigh_answers.SIGNS)]
    expected = sum(n * weights[sign] for n, sign in enumerate(weigh_answers.SIGNS))
    assert weighed("answer", weigh_answers.SIGNS, values) == pytest.approx(expected)


def test_fitting_finds_the_sign_that_tells_the_right_one_from_the_others():
    # the first sign is always there, the second marks the right candidate in nine cases of ten, the third is noise
    rng = random.Random(5)

    def group() -> tuple[numpy.ndarray, numpy.ndarray, bool]:
        nobody = rng.random() < 0.3
        right = numpy.zeros(4, bool)
        if not nobody:
            right[rng.randrange(4)] = True
        marks = [float(r if rng.random() < 0.9 else not r) for r in right]
        return numpy.array([[1.0, m, rng.random()] for m in marks]), right, nobody

    always, marked, noise = fitted([group() for _ in range(300)])
    assert marked > 2
    assert always < 0
    assert abs(noise) < 0.8


def deed(actors: list[Who], recipients: list[Who], **more) -> Deed:
    return Deed(
        type="ASSAULT", mode=None, act=None, modality="actual", root=3, tokens=(3,), part="verb", evidence=(0, 6),
        actors=actors, recipients=recipients, intensity=-9.0, **more,
    )  # fmt: skip


def candidate(who: Who, place: int, **given: float) -> weigh_parties.Candidate:
    return weigh_parties.Candidate(who, place, [given.get(sign, 0.0) for sign in weigh_parties.SIGNS])


KENYA, SOMALIA = Who("KEN:GOV", "Kenya", "state"), Who("SOM:GOV", "Somalia", "state")


@pytest.fixture
def settled(monkeypatch):
    """Settles an act of whose open roles the candidates are given; only what the encoder reads counts."""
    monkeypatch.setattr(weigh_parties, "weighed", lambda role, names, values: values[names.index("read")] - 0.5)

    def settle(act: Deed, **candidates: list[weigh_parties.Candidate]) -> tuple[list[Who], list[Who]]:
        open_roles = [weigh_parties.Undecided(act, role, found) for role, found in candidates.items()]
        monkeypatch.setattr(weigh_parties, "undecided", lambda parsed, actors, deeds: open_roles)
        weigh_parties.settle_parties(None, None, [act])  # type: ignore[arg-type]
        return act.actors, act.recipients

    return settle


def test_the_likeliest_is_chosen_and_nobody_acts_on_himself(settled):
    both = [candidate(KENYA, 0, read=4.0), candidate(SOMALIA, 4, read=3.0)]
    assert settled(deed([], [], alone=True), actor=both, recipient=both) == ([KENYA], [SOMALIA])


def test_nobody_is_chosen_where_all_are_unlikely(settled):
    assert settled(deed([], [], alone=True), actor=[candidate(KENYA, 0, read=0.2)]) == ([], [])


def test_joint_actors_are_kept_together_and_each_code_once(settled):
    nairobi = Who("KEN:GOV", "Nairobi", "state")
    found = [candidate(w, n, parse_this=1.0, read=3.0 - n) for n, w in enumerate((KENYA, nairobi, SOMALIA))]
    assert settled(deed([KENYA, nairobi, SOMALIA], [], alone=True), actor=found)[0] == [KENYA, SOMALIA]


def test_those_who_fight_each_other_are_each_others_recipients(settled):
    assert settled(deed([KENYA, SOMALIA], [], reciprocal=True)) == ([KENYA, SOMALIA], [KENYA, SOMALIA])


def test_an_act_is_less_certain_where_only_the_context_speaks_for_a_party(settled):
    act = deed([KENYA], [], confidence=0.5)
    settled(act, recipient=[candidate(SOMALIA, 4, read=-1.0)])
    assert (act.recipients, act.confidence) == ([], 0.5)
    sure = deed([KENYA], [], confidence=0.5)
    settled(sure, recipient=[candidate(SOMALIA, 4, read=3.0)])
    assert (sure.recipients, sure.confidence) == ([SOMALIA], 0.5)


def test_what_a_phrase_names_is_not_open(code):
    record = code("Kenya attacked Somalia on Monday, said a minister in Ethiopia.")
    codes = {a.id: a.code for a in record.actors}
    act = next(e for e in record.events if e.type == "ASSAULT")
    assert [codes[a] for a in act.actors] == ["KEN:GOV"]
    assert [codes[a] for a in act.recipients] == ["SOM:GOV"]
