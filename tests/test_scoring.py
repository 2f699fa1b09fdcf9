"""The scorer against cases small enough to be counted by hand."""

from __future__ import annotations

import pytest

from standoff.record import Actor, Issue, Position, Quantity, Record, ReportInfo, Statement
from standoff.record import Event as RecordEvent
from standoff.span import Span
from tests import scoring
from tests.scoring import Event, Figure, Sheet, score, total


def event(event_id="e1", type_="REJECT", **changes):
    values = {
        "id": event_id,
        "type": type_,
        "modality": "actual",
        "reply_to": None,
        "trigger": [(10, 18)],
        "evidence": [(0, 50)],
        "actors": frozenset({"IRN"}),
        "recipients": frozenset({"FRA"}),
    }
    return Event(**values | changes)


def counts(figure: Figure) -> tuple[int, int, int]:
    return figure.right, figure.given, figure.wanted


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, (1, 1), id="the same event"),
        pytest.param({"type": "ACCUSE"}, (0, 0), id="another type"),
        pytest.param({"evidence": [(50, 60)]}, (0, 0), id="evidence beside it"),
        pytest.param({"trigger": [(78, 80)]}, (1, 1), id="triggers sixty characters apart"),
        pytest.param({"trigger": [(79, 81)]}, (0, 0), id="triggers further apart"),
        pytest.param({"actors": frozenset({"IRQ"})}, (1, 0), id="another actor"),
        pytest.param({"recipients": frozenset({"FRA", "DEU"})}, (1, 0), id="one recipient too many"),
    ],
)
def test_an_event_counts_by_type_place_and_parties(changes, expected):
    result = score(Sheet(events=[event()]), Sheet(events=[event(**changes)]))
    assert (result["event_type"].right, result["event_full"].right) == expected


def test_two_coded_events_do_not_both_take_one_gold_event():
    result = score(Sheet(events=[event()]), Sheet(events=[event("e1"), event("e2")]))
    assert counts(result["event_type"]) == (1, 2, 1)


def test_the_event_with_the_right_parties_is_paired_first():
    stranger = event("e1", actors=frozenset({"IRQ"}), recipients=frozenset())
    result = score(Sheet(events=[event()]), Sheet(events=[stranger, event("e2")]))
    assert counts(result["event_full"]) == (1, 2, 1)


def test_modality_is_judged_on_the_paired_events_only():
    gold = Sheet(events=[event("e1"), event("e2", trigger=[(200, 205)], evidence=[(190, 220)])])
    coded = Sheet(events=[event("x", modality="planned")])
    assert counts(score(gold, coded)["modality"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("link", "right"), [("d", 1), (None, 0), ("elsewhere", 0)], ids=["the demand", "none", "another event"]
)
def test_a_reply_counts_when_both_of_its_ends_are_found(link, right):
    demand = event("e2", "REQUEST", evidence=[(20, 50)], trigger=[(30, 36)])
    gold = Sheet(events=[event("e1", reply_to="e2"), demand])
    coded = Sheet(
        events=[event("r", reply_to=link), event("d", "REQUEST", evidence=[(20, 50)]), event("elsewhere", "AID")]
    )
    assert score(gold, coded)["reply_to"].right == right


@pytest.mark.parametrize(
    ("speaker", "content", "right"),
    [
        pytest.param("FRA", [(0, 20)], 1, id="all of it"),
        pytest.param("FRA", [(0, 10)], 1, id="half of it"),
        pytest.param("FRA", [(0, 9)], 0, id="less than half"),
        pytest.param("DEU", [(0, 20)], 0, id="another speaker"),
        pytest.param("FRA", [(0, 5), (10, 20)], 1, id="in two pieces"),
    ],
)
def test_a_statement_counts_by_speaker_and_half_its_content(speaker, content, right):
    gold = Sheet(statements=[scoring.Statement("FRA", [(0, 20)])])
    coded = Sheet(statements=[scoring.Statement(speaker, content)])
    assert score(gold, coded)["statement"].right == right


@pytest.mark.parametrize(
    ("stance", "issue", "evidence", "right"),
    [
        pytest.param("oppose", "something else", [(5, 9)], 1, id="the evidence overlaps"),
        pytest.param("oppose", "the enlargement of NATO", [(90, 99)], 1, id="the issue has the same words"),
        pytest.param("oppose", "NATO bases", [(90, 99)], 0, id="neither"),
        pytest.param("support", "NATO enlargement", [(0, 10)], 0, id="another stance"),
    ],
)
def test_a_position_counts_by_stance_and_evidence_or_issue(stance, issue, evidence, right):
    gold = Sheet(positions=[scoring.Position("RUS", "oppose", "NATO enlargement", [(0, 10)])])
    coded = Sheet(positions=[scoring.Position("RUS", stance, issue, evidence)])
    assert score(gold, coded)["position"].right == right


@pytest.mark.parametrize(("value", "span", "right"), [(200, (0, 4), 1), (201, (0, 4), 0), (200, (4, 8), 0)])
def test_a_quantity_counts_by_value_and_evidence(value, span, right):
    gold = Sheet(quantities=[scoring.Quantity(200, [(0, 4)])])
    assert score(gold, Sheet(quantities=[scoring.Quantity(value, [span])]))["quantity"].right == right


def test_totals_weigh_entries_and_not_documents():
    one = score(Sheet(events=[event()]), Sheet(events=[event()]))
    two = score(Sheet(events=[event(str(i)) for i in range(3)]), Sheet())
    figure = total([one, two])["event_type"]
    assert (counts(figure), figure.precision, figure.recall, figure.f1) == ((1, 1, 4), 1.0, 0.25, 0.4)


def test_nothing_wanted_and_nothing_given_scores_zero_without_error():
    assert score(Sheet(), Sheet())["event_type"].f1 == 0.0


@pytest.mark.parametrize(
    ("code", "body"),
    [("RUS:GOV", "RUS"), ("IGO:NATO", "IGO:NATO"), ("REB:ISIS", "REB:ISIS"), ("WEST", "WEST"), (None, "UNK")],
)
def test_the_state_or_body_of_a_code(code, body):
    assert scoring.body(code) == body


TEXT = "Iran said no. \n\n 20 men left."
GOLD = {
    "statements": [{"speaker": {"code": "IRN:GOV"}, "content": [[10, 12]]}],
    "events": [
        {
            "id": "e1",
            "type": "REJECT",
            "modality": "actual",
            "reply_to": None,
            "trigger": [10, 12],
            "evidence": [0, 13],
            "actors": [{"code": "IRN:GOV"}],
            "recipients": [{"code": "UNK"}],
        }
    ],
    "positions": [{"actor": {"code": "IRN:GOV"}, "issue": "departure", "stance": "oppose", "evidence": [0, 13]}],
    "quantities": [{"value": 20, "evidence": [17, 23]}, {"value": None, "evidence": [0, 4]}],
}


def coded_record() -> Record:
    info = ReportInfo(id="r", source="s", publisher=None, title=None, published=None, language="en", text=TEXT)
    return Record(
        report=info,
        actors=[Actor(id="a1", code="IRN:GOV", name="Iran", type="state", confidence=1.0)],
        statements=[
            Statement(
                id="s1",
                speaker="a1",
                source=None,
                cue=None,
                content=[Span(10, 12)],
                kind="indirect",
                sourcing="role",
                confidence=1.0,
            )
        ],
        events=[
            RecordEvent(
                id="x",
                type="REJECT",
                modality="actual",
                actors=["a1"],
                recipients=[],
                trigger=Span(10, 12),
                evidence=Span(0, 13),
                intensity=-4.0,
                confidence=1.0,
            )
        ],
        issues=[Issue(id="i1", label="departure")],
        positions=[Position(actor="a1", issue="i1", stance="oppose", evidence=Span(0, 13), confidence=1.0)],
        quantities=[Quantity(value=20, unit="troops", about="men", evidence=Span(17, 23), confidence=1.0)],
    )


def test_a_gold_record_and_a_coded_record_of_the_same_content_agree_in_all():
    gold, coded = scoring.read_gold(GOLD, TEXT), scoring.read_record(coded_record())
    result = score(gold, coded)
    assert {name: result[name].f1 for name in scoring.FIGURES if name != "reply_to"} == dict.fromkeys(
        (name for name in scoring.FIGURES if name != "reply_to"), 1.0
    )


def test_spans_are_counted_without_white_space():
    gold = scoring.read_gold(GOLD, TEXT)
    assert gold.quantities[0].evidence == [(11, 16)]


def test_a_market_move_without_a_value_is_left_out():
    assert [q.value for q in scoring.read_gold(GOLD, TEXT).quantities] == [20]


def test_each_type_has_its_own_figure():
    gold, coded = Sheet(events=[event(), event("e2", "AID")]), Sheet(events=[event()])
    by_type = scoring.by_type([(gold, coded)])
    assert {name: counts(figure) for name, figure in by_type.items()} == {"AID": (0, 0, 1), "REJECT": (1, 1, 1)}
