"""What happened is told apart from what is planned, conditional, denied or only alleged."""

from __future__ import annotations

import pytest

CASES = [
    ("Turkey invaded Cyprus.", "invaded", "actual"),
    ("Turkey will invade Cyprus.", "invade", "planned"),
    ("Turkey plans to invade Cyprus.", "invade", "planned"),
    ("Turkey did not invade Cyprus.", "invade", "denied"),
    ("Turkey could invade Cyprus.", "invade", "conditional"),
    ("Turkey failed to attack Cyprus.", "attack", "denied"),
    ("Egypt warned that it would expel diplomats if Turkey invaded Cyprus.", "invaded", "conditional"),
    ("Turkey reportedly attacked Cyprus.", "attacked", "alleged"),
    ("Greece feared the threat of a Turkish invasion.", "invasion", "conditional"),
    ("Greece spoke of a possible Turkish attack.", "attack", "conditional"),
    ("Greece claimed that Turkey had attacked a patrol boat.", "attacked", "alleged"),
    ("Turkey does not intend to attack Cyprus.", "attack", "denied"),
    ("Greece and Turkey held talks in Geneva.", "talks", "actual"),
    ("Greece and Turkey will hold talks in Geneva.", "talks", "planned"),
    ("Greece and Turkey held no talks in Geneva.", "talks", "denied"),
    ("The planned talks between Greece and Turkey were discussed.", "talks", "planned"),
    ("Turkey has withdrawn its troops from Cyprus.", "withdrawn", "actual"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[c[0] for c in CASES])
def test_modality_follows_the_words_around_the_act(code, text, trigger, expected):
    record = code(text)
    found = {e.modality for e in record.events if trigger in record.report.text[e.trigger[0] : e.trigger[1]]}
    assert found == {expected}


def test_a_refused_military_answer_is_no_attack(code):
    record = code("The rejection would not immediately trigger a military response by Russia.")
    assert not [e for e in record.events if e.type == "ASSAULT" and e.modality == "actual"]
