"""Each type's own example sentences, coded: the lexicon and the rules that read it must agree."""

from __future__ import annotations

import pytest

from standoff.event_types import pages

EXAMPLES = [(page.type, example) for page in pages().values() for example in page.examples]
TOLD = [(kind, e) for kind, e in EXAMPLES if not e.none]
NOT_TOLD = [(kind, e) for kind, e in EXAMPLES if e.none]


def head(code: str) -> str:
    first = code.partition(":")[0]
    return code if first in {"IGO", "NGO", "REB"} else first


@pytest.mark.parametrize(("kind", "example"), TOLD, ids=[f"{k}: {e.text[:60]}" for k, e in TOLD])
def test_an_example_is_coded_as_its_type(code, kind, example):
    record = code(example.text, example.published) if example.published else code(example.text)
    begin = example.text.index(example.trigger)
    end = begin + len(example.trigger)
    found = [e for e in record.events if e.type == kind and e.trigger[0] < end and begin < e.trigger[1]]
    assert found, [(e.type, example.text[e.trigger[0] : e.trigger[1]]) for e in record.events]
    heads = {a.id: head(a.code) for a in record.actors}
    event = found[0]
    if example.actors:
        assert {heads[a] for a in event.actors} == set(example.actors)
    if example.recipients:
        assert {heads[a] for a in event.recipients} == set(example.recipients)
    if example.act:
        assert event.act == example.act
    if example.modality:
        assert event.modality == example.modality


@pytest.mark.parametrize(("kind", "example"), NOT_TOLD, ids=[f"not {k}: {e.text[:60]}" for k, e in NOT_TOLD])
def test_a_hard_neighbour_is_not_coded_as_this_type(code, kind, example):
    record = code(example.text, example.published) if example.published else code(example.text)
    assert kind not in {e.type for e in record.events}
