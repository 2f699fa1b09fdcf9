"""What acts are about, what answers what, and where the actors stand in the end."""

from __future__ import annotations

import pytest


def issue_of(record, event) -> str | None:
    return next((i.label for i in record.issues if i.id == event.issue), None)


def stances(record) -> set[tuple[str, str]]:
    codes = {a.id: a.code.partition(":")[0] for a in record.actors}
    return {(codes[p.actor], p.stance) for p in record.positions}


def event(record, kind: str):
    return next(e for e in record.events if e.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("China demanded that Taiwan cancel the visit.", "REQUEST", {"Taiwan", "visit"}),
        ("India opposed the construction of a dam on the river.", "REJECT", {"construction", "dam"}),
        ("Kenya urged Somalia to withdraw its troops.", "REQUEST", {"Somalia", "withdrawing"}),
    ],
    ids=["that-clause", "object", "infinitive"],
)
def test_an_issue_is_named_from_what_the_act_is_about(code, text, kind, words):
    record = code(text)
    label = issue_of(record, event(record, kind))
    assert label is not None
    assert words <= set(label.split())
    assert len(label.split()) <= 9


def test_a_demand_that_a_thing_be_barred_is_opposition_to_it(code):
    record = code("China demanded that Taiwan be barred from joining the organisation.")
    assert ("CHN", "oppose") in stances(record)


def test_a_demand_is_support_and_its_refusal_opposition(code):
    record = code("Kenya demanded that Somalia open the border. Somalia rejected the demand.")
    assert {("KEN", "support"), ("SOM", "oppose")} <= stances(record)


def test_a_refusal_is_linked_to_what_it_refuses(code):
    record = code("Britain rejected Argentina’s demand for talks on the islands.")
    refusal, demand = event(record, "REJECT"), event(record, "REQUEST")
    assert refusal.reply_to == demand.id


def test_a_second_telling_points_at_the_first(code):
    record = code("Britain rejected the proposal by Spain. The British rejection of the proposal came on Monday.")
    told = [e for e in record.events if e.type == "REJECT"]
    assert len(told) == 2
    assert told[1].same_as == told[0].id


def test_a_condition_is_kept_with_the_threat(code):
    record = code("France threatened to impose sanctions on Mali if the junta delayed elections.")
    threat = event(record, "THREATEN")
    assert threat.condition is not None
    assert record.report.text[threat.condition[0] : threat.condition[1]].startswith("if the junta")
