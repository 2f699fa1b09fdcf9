"""The own gold set: what it covers, and that its converter refuses what isn't in the text."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from standoff.record import Act, EventType, Modality
from standoff.span import Span, check
from tests.gold.convert import passages, source_digest, split_of

EVENTS = [event for passage in passages() for event in passage.record["events"]]


@pytest.mark.parametrize("event_type", get_args(EventType))
def test_every_type_has_eight_events_or_more(event_type):
    assert sum(e["type"] == event_type for e in EVENTS) >= 8


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_has_six_events_or_more(act):
    assert sum(e["act"] == act for e in EVENTS) >= 6


@pytest.mark.parametrize("modality", get_args(Modality))
def test_every_modality_has_ten_events_or_more(modality):
    assert sum(e["modality"] == modality for e in EVENTS) >= 10


def test_there_are_180_passages_and_one_in_three_is_for_testing():
    splits = Counter(passage.split for passage in passages())
    assert splits.total() >= 180
    assert 0.25 < splits["test"] / splits.total() < 0.42


def test_ukraine_is_at_most_a_tenth_of_the_set():
    assert sum("Ukrain" in p.text for p in passages()) <= len(passages()) / 10


def test_some_passages_tell_nothing():
    assert sum(not p.record["events"] for p in passages()) >= 8


def spans(value):
    """All [begin, end] pairs anywhere in a gold record."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        if len(value) == 2 and all(type(x) is int for x in value):
            yield Span(*value)
        else:
            for one in value:
                yield from spans(one)


def test_every_span_lies_in_its_text():
    for passage in passages():
        for span in spans({k: v for k, v in passage.record.items() if k != "text"}):
            check(span, passage.text, what=passage.record["id"])


def test_the_split_depends_on_the_id_alone():
    assert split_of("fuel-swap") == split_of("fuel-swap")
    assert {split_of(str(i)) for i in range(50)} == {"dev", "test"}


PASSAGE = '[[passage]]\nid = "{id}"\npublished = "2001-02-03"\ntext = "{text}"\ncoded = """\n{coded}\n"""\n'
TEXT = "Iran left. Iran said it was the US, not a USA plot."


def write(folder, coded, *, text=TEXT, name="a"):
    (folder / f"{name}.toml").write_text(PASSAGE.format(id=name, text=text, coded=coded), encoding="utf-8")
    return folder


def test_a_source_line_becomes_an_event_with_offsets(tmp_path):
    line = "e1 RETREAT actual | IRN:GOV(Iran)@Iran#2 > USA:GOV@US | said | Iran said … US | issue exit | stand support"
    record = passages(write(tmp_path, line))[0].record
    (event,), (position,) = record["events"], record["positions"]
    assert event["actors"] == [{"code": "IRN:GOV", "name": "Iran", "span": [11, 15]}]
    assert (event["recipients"][0]["span"], event["trigger"], event["evidence"]) == ([32, 34], [16, 20], [11, 34])
    assert (position["stance"], position["issue"], position["evidence"]) == ("support", "exit", [11, 34])
    assert record["actors"] == ["IRN:GOV", "USA:GOV"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        pytest.param("e1 RETREAT actual | - > - | fled | *1", "“fled” is not in the text", id="a quote not there"),
        pytest.param("e1 RETREAT actual | - > - | left#2 | *1", "left#2", id="an occurrence too many"),
        pytest.param("e1 FLIGHT actual | - > - | left | *1", "type 'FLIGHT'", id="no such type"),
        pytest.param("e1 RETREAT/leave actual | - > - | left | *1", "act 'leave'", id="no such act"),
        pytest.param("e1 RETREAT likely | - > - | left | *1", "modality 'likely'", id="no such modality"),
        pytest.param("e1 RETREAT actual | Iran > - | left | *1", "no actor code: Iran", id="no code"),
        pytest.param("e1 RETREAT actual | - > - | left | *1 | reply e9", "reply_to names no other", id="no such reply"),
        pytest.param(
            "e1 RETREAT actual | - > - | left | *1 | stand oppose", "without an issue", id="a stand on nothing"
        ),
        pytest.param("e1 RETREAT actual | - > - | left | *1 | why x", "unknown fields", id="an unknown field"),
        pytest.param("e1 RETREAT actual | - > - | left | *7", "no sentence *7", id="no such sentence"),
    ],
)
def test_a_fault_in_the_source_is_named(tmp_path, line, fault):
    with pytest.raises(ValueError) as caught:
        passages(write(tmp_path, line))
    assert "a.toml, a: " in str(caught.value)
    assert fault in str(caught.value)


def test_all_faults_are_reported_together(tmp_path):
    write(tmp_path, "e1 RETREAT actual | - > - | fled | *1")
    write(tmp_path, "q 5 men | men | - | five", name="b")
    with pytest.raises(ValueError) as caught:
        passages(tmp_path)
    assert len(str(caught.value).splitlines()) == 2


def test_the_digest_changes_with_the_source(tmp_path):
    before = source_digest(write(tmp_path, ""))
    assert source_digest(write(tmp_path, "", text="Iran stayed.")) != before
