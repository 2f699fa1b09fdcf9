"""States: shape of the file, dated names, faults reported together."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from standoff.errors import KnowledgeError
from standoff.knowledge import lookalikes, states
from standoff.knowledge.states import load


def test_every_state_has_a_code_of_three_capitals_and_its_own_names():
    for code, state in states().items():
        assert len(code) == 3 and code.isupper() and code == state.code
        assert state.names[0] == state.name
        assert len(set(state.names)) == len(state.names), code


@pytest.mark.parametrize(
    ("code", "name", "capital"),
    [("GBR", "Britain", "London"), ("UKR", "Ukraine", "Kiev"), ("USA", "U.S.", "Washington")],
)
def test_known_states(code: str, name: str, capital: str):
    assert name in states()[code].names
    assert capital in states()[code].capital


def test_no_two_states_of_one_day_share_a_name():
    for day in (date(1985, 6, 1), date(1999, 6, 1), date(2014, 3, 4), date(2025, 1, 1)):
        owners: dict[str, str] = {}
        for state in states().values():
            for name in state.names if state.holds(day) else ():
                assert owners.setdefault(name, state.code) == state.code, f"{name} on {day}"


def test_russia_is_the_soviet_union_until_its_last_day():
    last, first = date(1991, 12, 25), date(1991, 12, 26)
    assert states()["SUN"].holds(last) and not states()["SUN"].holds(first)
    assert states()["RUS"].holds(first) and not states()["RUS"].holds(last)
    assert states()["SUN"].holds(None) and states()["RUS"].holds(None)


def test_alpha2_codes_are_unique():
    codes = [s.alpha2 for s in states().values() if s.alpha2]
    assert len(codes) == len(set(codes)) > 190


def test_lookalikes_are_no_names_of_states():
    names = {name for state in states().values() for name in state.names}
    assert "New Mexico" in lookalikes()
    assert not lookalikes() & names


def test_all_faults_of_a_malformed_file_come_together(tmp_path: Path):
    path = tmp_path / "states.json"
    row = {"adjectives": [], "people": []}
    entries = [
        {"code": "AAA", "name": "A", "names": ["B"], **row},
        {"code": "BBB", "name": "B", "names": ["B"], "part_of": "ZZZ", **row},
        {"code": "BBB", "name": "B", "names": ["B"], "from": "2000-01-02", "to": "2000-01-01", **row},
    ]
    path.write_text(json.dumps({"states": entries}), "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith("states.json: ")
    for fault in ("AAA: names don't begin with 'A'", "'ZZZ' is no state", "BBB: twice", "is not before to 2000-01-01"):
        assert fault in message


def test_an_unknown_field_and_a_missing_list_are_faults(tmp_path: Path):
    path = tmp_path / "states.json"
    path.write_text('{"states": [{"code": "AAA", "colour": 1}]}', "utf-8")
    with pytest.raises(KnowledgeError, match=r"states\.json: entry 1 \(AAA\)"):
        load(path)
    other = tmp_path / "none.json"
    other.write_text("{}", "utf-8")
    with pytest.raises(KnowledgeError, match="has no list 'states'"):
        load(other)
