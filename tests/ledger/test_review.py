"""What a person decides stands over the coder's version, beside it, and can be undone."""

from __future__ import annotations

import pytest

from standoff.errors import LedgerError, ReviewError
from standoff.ledger import open_ledger, review
from standoff.record import verify
from standoff.span import Span
from tests.made import at, made

ANA = {"by": "Ana Ruiz"}


@pytest.fixture
def names(ledger):
    """The names of the entries of the one report, by local id."""
    ledger.add(made())
    (filed,) = ledger.filed()
    return dict(filed.names)


def shown(ledger):
    (filed,) = ledger.filed()
    verify(filed.record)
    return filed


def by_name(ledger, name):
    filed = shown(ledger)
    local = {called: own for own, called in filed.names.items()}[name]
    record = filed.record
    return next(e for e in [*record.actors, *record.statements, *record.events, *record.issues] if e.id == local)


def test_an_accepted_entry_is_marked_and_otherwise_as_it_was(ledger, names):
    review.accept(ledger, names["e1"], **ANA)
    assert shown(ledger).record == made()
    assert shown(ledger).reviewed == {names["e1"]: "accepted"}


def test_a_rejected_event_is_left_out_and_nothing_refers_to_it(ledger, names):
    review.reject(ledger, names["e1"], **ANA)
    record = shown(ledger).record
    assert [e.id for e in record.events] == ["e2", "e3"]
    assert record.events[0].reply_to is None


def test_the_coders_version_is_kept(ledger, names):
    review.reject(ledger, names["e1"], **ANA)
    review.correct(ledger, names["e2"], {"type": "AGREE"}, **ANA)
    (filed,) = ledger.filed(as_coded=True)
    assert filed.record == made()


def test_with_a_rejected_actor_go_its_statements_positions_and_parts_in_acts(ledger, names):
    review.reject(ledger, names["a3"], **ANA)
    review.reject(ledger, names["a1"], **ANA)
    record = shown(ledger).record
    assert [a.id for a in record.actors] == ["a2"]
    assert record.statements == []
    assert [(e.actors, e.recipients, e.statement) for e in record.events] == [
        ([], ["a2"], None), (["a2"], [], None), ([], ["a2"], None),
    ]  # fmt: skip
    assert [p.actor for p in record.positions] == ["a2"]
    assert shown(ledger).names["p1"] == names["p2"]


def test_a_rejected_issue_takes_its_positions_with_it(ledger, names):
    review.reject(ledger, names["i1"], **ANA)
    record = shown(ledger).record
    assert record.positions == [] and record.issues == []
    assert {e.issue for e in record.events} == {None}


CORRECTIONS = [
    ("e1", "modality", "denied", "denied"),
    ("e1", "act", "", None),
    ("e1", "mode", "meet", "meet"),
    ("e3", "date", "2020-03", ("2020-03", "month", None)),
    ("e3", "date", "2020-03-03..2020-03-09", ("2020-03-03", "range", "2020-03-09")),
    ("e3", "intensity", "-4.5", -4.5),
    ("e3", "contexts", "military, territory", ["military", "territory"]),
    ("e1", "condition", f"{at('the border').begin}:{at('the border').end}", at("the border")),
    ("a3", "code", "SOM:MIL", "SOM:MIL"),
    ("a3", "mentions", [list(at("Hassan Abdi")), list(at("Somalia"))], [at("Hassan Abdi"), at("Somalia")]),
    ("i1", "label", "Somalia opening its border", "Somalia opening its border"),
    ("s1", "kind", "mixed", "mixed"),
]


@pytest.mark.parametrize(("local", "field", "given", "value"), CORRECTIONS, ids=[f"{c[0]} {c[1]}" for c in CORRECTIONS])
def test_a_field_is_corrected(ledger, names, local, field, given, value):
    (decision,) = review.correct(ledger, names[local], {field: given}, note="I was there", **ANA)
    got = getattr(by_name(ledger, names[local]), field)
    assert (got if field != "date" else (got.value, got.precision, got.end)) == value
    assert (decision.by, decision.note, decision.verdict, decision.field) == (
        "Ana Ruiz",
        "I was there",
        "correct",
        field,
    )
    assert shown(ledger).reviewed == {names[local]: "corrected"}


def test_positions_and_quantities_are_corrected_too(ledger, names):
    review.correct(ledger, names["p2"], {"stance": "conditional"}, **ANA)
    review.correct(ledger, names["q1"], {"value": "3,500", "qualifier": None}, **ANA)
    record = shown(ledger).record
    assert record.positions[1].stance == "conditional"
    assert (record.quantities[0].value, record.quantities[0].qualifier) == (3500, None)


def test_references_are_given_by_name_or_by_the_code_of_an_actor(ledger, names):
    review.correct(ledger, names["e1"], {"actors": names["a3"][:8], "recipients": "KEN:GOV"}, **ANA)
    event = by_name(ledger, names["e1"])
    assert (event.actors, event.recipients) == (["a3"], ["a1"])


def test_an_actor_that_the_coder_missed_is_given_by_the_code_of_its_state_or_body(ledger, names):
    review.correct(ledger, names["e1"], {"recipients": "ETH:GOV, IGO:UN"}, **ANA)
    filed = shown(ledger)
    named = {a.id: (a.code, a.name) for a in filed.record.actors}
    assert [named[a] for a in by_name(ledger, names["e1"]).recipients] == [
        ("ETH:GOV", "Ethiopia"), ("IGO:UN", "United Nations"),
    ]  # fmt: skip


def test_another_type_brings_its_intensity_and_drops_a_mode_that_it_does_not_have(ledger, names):
    review.correct(ledger, names["e3"], {"type": "CONSULT"}, **ANA)
    event = by_name(ledger, names["e3"])
    assert (event.type, event.mode) == ("CONSULT", None)
    assert event.intensity > 0


WRONG = [
    ("e1", {"type": "SHOUT"}, "SHOUT"),
    ("e1", {"mood": "angry"}, "no field"),
    ("e1", {"confidence": "1"}, "no field"),
    ("e1", {"type": ""}, "can't be empty"),
    ("e1", {"evidence": "0:100000"}, "does not lie"),
    ("e1", {"evidence": "here"}, "BEGIN:END"),
    ("e1", {"date": "Monday"}, "no date"),
    ("e1", {"place": "Nairobi"}, "no words"),
    ("e1", {"actors": "XYZ:GOV"}, "neither"),
    ("e1", {"recipients": "SOM:GOV"}, "may be any of"),
    ("e1", {}, "nothing to set"),
    ("q1", {"value": "many"}, "no number"),
]


@pytest.mark.parametrize(("local", "values", "said"), WRONG, ids=[str(w[1]) for w in WRONG])
def test_a_wrong_value_is_refused_with_the_reason_and_nothing_is_written(ledger, names, local, values, said):
    head = ledger.head()
    with pytest.raises(ReviewError, match=said):
        review.correct(ledger, names[local], values, **ANA)
    assert ledger.head() == head


def test_of_several_values_one_wrong_keeps_all_from_being_set(ledger, names):
    with pytest.raises(ReviewError):
        review.correct(ledger, names["e1"], {"modality": "denied", "type": "SHOUT"}, **ANA)
    assert shown(ledger).record == made()


def test_an_entry_of_another_kind_or_report_is_refused_as_a_reference(ledger, names):
    ledger.add(made(publisher="The Wajir Gazette"))
    elsewhere = next(f for f in ledger.filed() if f.record.report.publisher == "The Wajir Gazette").names["a1"]
    with pytest.raises(ReviewError, match="isn't in the report"):
        review.correct(ledger, names["e1"], {"actors": elsewhere}, **ANA)
    with pytest.raises(ReviewError, match="names an actor"):
        review.correct(ledger, names["e1"], {"actors": names["e2"]}, **ANA)


def test_a_decision_needs_a_name(ledger, names):
    with pytest.raises(ReviewError, match="needs somebody"):
        review.accept(ledger, names["e1"], by=" ")


def test_the_later_of_two_decisions_holds_and_undoing_it_brings_the_earlier_back(ledger, names):
    review.accept(ledger, names["e1"], **ANA)
    rejected = review.reject(ledger, names["e1"], **ANA)
    assert names["e1"] not in shown(ledger).names.values()
    review.undo(ledger, rejected.number, by="Bo Lind", note="wrong line")
    assert shown(ledger).reviewed == {names["e1"]: "accepted"}
    taken = review.decisions(ledger, names["e1"])
    assert [(d.verdict, d.by, d.undone) for d in taken] == [
        ("accept", "Ana Ruiz", False), ("reject", "Ana Ruiz", True), ("undo", "Bo Lind", False),
    ]  # fmt: skip


def test_what_is_no_decision_or_undone_already_is_not_undone(ledger, names):
    decision = review.accept(ledger, names["e1"], **ANA)
    review.undo(ledger, decision.number, **ANA)
    for number in (1, decision.number, decision.number + 1, 99):
        with pytest.raises(ReviewError):
            review.undo(ledger, number, **ANA)


def test_a_rejected_entry_is_still_found_and_can_be_accepted_but_not_corrected(ledger, names):
    review.reject(ledger, names["e2"], **ANA)
    assert ledger.entry(names["e2"]).rejected
    with pytest.raises(ReviewError, match="stands rejected"):
        review.correct(ledger, names["e2"], {"modality": "denied"}, **ANA)
    review.accept(ledger, names["e2"], **ANA)
    assert not ledger.entry(names["e2"]).rejected


def test_merged_events_are_tellings_of_the_first(ledger, names):
    review.merge(ledger, names["e3"], names["e1"], **ANA)
    assert by_name(ledger, names["e3"]).same_as == "e1"
    review.split(ledger, names["e1"], names["e3"], **ANA)
    assert by_name(ledger, names["e3"]).same_as is None
    assert review.pairs(ledger) == ([], [(names["e1"], names["e3"])])


def test_merged_actors_are_one_with_all_mentions(ledger, names):
    review.merge(ledger, names["a2"], names["a3"], **ANA)
    record = shown(ledger).record
    assert [a.id for a in record.actors] == ["a1", "a2"]
    assert record.actors[1].mentions == [at("Somalia"), at("Hassan Abdi")]
    assert record.statements[0].speaker == "a2"


def test_a_pair_over_two_reports_is_kept_for_the_linking(ledger, names):
    ledger.add(made(publisher="The Wajir Gazette"))
    other = next(f for f in ledger.filed() if f.record.report.publisher == "The Wajir Gazette").names["e1"]
    review.merge(ledger, names["e1"], other, **ANA)
    assert review.pairs(ledger) == ([(names["e1"], other)], [])
    assert [d.verdict for d in review.decisions(ledger, other)] == ["merge"]


def test_entries_of_two_kinds_and_an_entry_and_itself_are_not_merged(ledger, names):
    for other in (names["a1"], names["e1"]):
        with pytest.raises(ReviewError):
            review.merge(ledger, names["e1"], other, **ANA)


def test_words_split_off_make_an_entry_that_can_be_corrected_and_rejected(ledger, names):
    words = at("Somalia open the border")
    decision = review.split(ledger, names["e1"], words, **ANA)
    event = by_name(ledger, decision.made)
    assert (event.trigger, event.evidence, event.type) == (words, words, "REQUEST")
    review.correct(ledger, decision.made, {"type": "CONCEDE", "modality": "conditional"}, **ANA)
    assert by_name(ledger, decision.made).type == "CONCEDE"
    assert by_name(ledger, names["e1"]).type == "REQUEST"
    review.reject(ledger, decision.made[:9], **ANA)
    assert len(shown(ledger).record.events) == 3
    assert ledger.entry(decision.made).rejected


def test_mentions_split_off_make_an_actor(ledger, names):
    review.merge(ledger, names["a2"], names["a3"], **ANA)
    decision = review.split(ledger, names["a2"], at("Somalia"), **ANA)
    assert by_name(ledger, decision.made).mentions == [at("Somalia")]


@pytest.mark.parametrize("words", [Span(0, 100_000), at("Tea prices rose"), Span(5, 5)])
def test_words_that_the_entry_does_not_rest_on_are_not_split_off(ledger, names, words):
    with pytest.raises(ReviewError):
        review.split(ledger, names["e1"], words, **ANA)


def test_undoing_a_split_leaves_what_was_said_of_its_part_without_effect(ledger, names):
    decision = review.split(ledger, names["e1"], at("Somalia open the border"), **ANA)
    review.correct(ledger, decision.made, {"type": "CONCEDE"}, **ANA)
    review.undo(ledger, decision.number, **ANA)
    assert shown(ledger).record == made()
    with pytest.raises(LedgerError):
        ledger.entry(decision.made)


def test_the_history_tells_coding_and_decisions_in_their_order(ledger, names):
    review.correct(ledger, names["e1"], {"modality": "denied"}, note="see the letter", **ANA)
    review.accept(ledger, names["e2"], **ANA)
    steps = review.history(ledger, names["e1"])
    assert [(s.what, s.by) for s in steps] == [("coded", "standoff 0.1.0"), ("correct", "Ana Ruiz")]
    assert (steps[1].detail["was"], steps[1].detail["value"]) == ("actual", "denied")


def test_the_fields_of_every_kind_are_told_with_what_they_may_hold():
    told = {f.name: f for f in review.fields("e")}
    assert "REJECT" in told["type"].values and "assist" in told["mode"].values
    assert (told["actors"].reference, told["actors"].many) == ("a", True)
    assert told["issue"].optional and "confidence" not in told
    assert all(review.fields(kind) for kind in "aseipq")


def test_decisions_are_there_when_the_record_is_opened_again(address):
    with open_ledger(address) as ledger:
        ledger.add(made())
        (filed,) = ledger.filed()
        review.correct(ledger, filed.names["e1"], {"recipients": [filed.names["a3"]]}, **ANA)
    with open_ledger(address) as ledger:
        assert by_name(ledger, filed.names["e1"]).recipients == ["a3"]
        assert ledger.verify() == []
