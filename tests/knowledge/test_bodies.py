"""International bodies: members on known days, shape of the file, faults reported together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from standoff.errors import KnowledgeError
from standoff.knowledge import bodies, members, states
from standoff.knowledge.bodies import load

GOOD = 'names = ["X"]\nname = "X"\n'


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("IGO:NATO", date(1999, 3, 11), 16),
        ("IGO:NATO", date(2022, 1, 28), 30),
        ("IGO:NATO", date(2024, 4, 1), 32),
        ("IGO:EU", date(2019, 1, 1), 28),
        ("IGO:EU", date(2020, 2, 1), 27),
        ("IGO:EU", date(2004, 4, 30), 15),
        ("IGO:UN", date(2012, 1, 1), 193),
    ],
)
def test_how_many_members(body: str, day: date, count: int):
    assert len(members(body, day)) == count


def test_a_member_belongs_from_its_first_day_to_the_day_before_it_left():
    assert "FIN" not in members("IGO:NATO", date(2023, 4, 3))
    assert "FIN" in members("IGO:NATO", date(2023, 4, 4))
    assert "GBR" in members("IGO:EU", date(2020, 1, 31))
    assert "GBR" not in members("IGO:EU", date(2020, 2, 1))


def test_every_member_is_a_state_and_every_code_a_bodys():
    for code, body in bodies().items():
        assert code == body.code
        assert code == "WEST" or (code.startswith("IGO:") and code.isupper())
        assert body.name and body.names
        assert {stay.state for stay in body.memberships()} <= states().keys()


def test_no_name_is_two_bodies():
    owners: dict[str, str] = {}
    for body in bodies().values():
        for name in (*body.names, *body.organs):
            assert owners.setdefault(name, body.code) == body.code, name


def test_an_unknown_body_is_an_error():
    with pytest.raises(KnowledgeError, match="no body 'IGO:NOWHERE'"):
        members("IGO:NOWHERE", date(2020, 1, 1))


def test_all_faults_of_a_malformed_file_come_together(tmp_path: Path):
    path = tmp_path / "bodies.toml"
    path.write_text(
        f'[[bodies]]\ncode = "NATO"\n{GOOD}'
        f'[[bodies]]\ncode = "IGO:A"\n{GOOD}members = ["ZZZ"]\n'
        f'[[bodies]]\ncode = "IGO:A"\n{GOOD}members = ["FRA since 1949"]\n'
        f'[[bodies]]\ncode = "IGO:B"\n{GOOD}members = ["FRA 2000-01-01/2002-01-01", "FRA 2001-01-01"]\n',
        "utf-8",
    )
    with pytest.raises(KnowledgeError) as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith("bodies.toml: ")
    for fault in (
        "NATO: a body's code begins with IGO:",
        "member 'ZZZ' is no state",
        "IGO:A: twice in the file",
        "'FRA since 1949' is not",
        "member FRA: two stays overlap",
    ):
        assert fault in message
