"""Groups: shape of the file, changes of part, no name that is an actor's already, faults reported together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from standoff.errors import KnowledgeError
from standoff.knowledge import Group, bodies, groups, states
from standoff.knowledge.groups import GroupKind, load
from standoff.knowledge.states import Sector

DAY = date(2022, 3, 1)
KIND_SECTORS = {"media": {"MED"}, "company": {"BUS"}}


def meant(name: str, day: date) -> Group:
    """The group that ``name`` means on ``day``."""
    [group] = [g for g in groups() if name in g.names and g.holds(day)]
    return group


def test_shape():
    for group in groups():
        head, _, tail = group.code.partition(":")
        assert head in {"REB", "NGO"} or (head in states() and tail in get_args(Sector)), group
        assert group.kind in get_args(GroupKind)
        assert group.names[0] == group.name
        assert len(set(group.names)) == len(group.names), group.names
        assert all(name == " ".join(name.split()) != "" for name in group.names), group.names


def test_a_kind_has_the_sector_that_goes_with_it():
    for group in groups():
        _, _, tail = group.code.partition(":")
        assert tail in KIND_SECTORS.get(group.kind, {tail}), group
        assert (group.kind == "ngo") or not group.code.startswith("NGO:"), group


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hamas", "PSE:REB"), ("Hezbollah", "LBN:REB"), ("Houthis", "YEM:REB"), ("Isis", "REB:ISIS"),
        ("al-Qaida", "REB:ALQAEDA"), ("Wagner Group", "RUS:REB"), ("Donetsk People's Republic", "UKR:REB"),
        ("PKK", "TUR:REB"), ("YPG", "SYR:REB"), ("Peshmerga", "IRQ:MIL"), ("M23", "COD:REB"), ("Red Cross", "NGO:ICRC"),
        ("BBC", "GBR:MED"), ("Reuters", "GBR:MED"), ("Xinhua", "CHN:MED"), ("TASS", "RUS:MED"), ("Gazprom", "RUS:BUS"),
        ("Nord Stream 2 AG", "CHE:BUS"), ("Rohingya", "MMR:CVL"), ("Boko Haram", "NGA:REB"),
    ],
)  # fmt: skip
def test_known_groups(name: str, code: str):
    assert meant(name, DAY).code == code


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Taliban", date(2000, 1, 1), "AFG:GOV"),
        ("Taliban", date(2021, 8, 14), "AFG:REB"),
        ("Taliban", date(2021, 8, 15), "AFG:GOV"),
        ("Rapid Support Forces", date(2023, 4, 14), "SDN:MIL"),
        ("Rapid Support Forces", date(2023, 4, 15), "SDN:REB"),
        ("TPLF", date(2015, 1, 1), "ETH:GOV"),
        ("TPLF", date(2021, 1, 1), "ETH:REB"),
        ("HTS", date(2024, 12, 7), "SYR:REB"),
        ("HTS", date(2025, 1, 1), "SYR:GOV"),
    ],
)
def test_a_group_changes_its_part_on_its_day(name: str, day: date, code: str):
    assert meant(name, day).code == code


def test_two_groups_do_not_share_a_name():
    assert meant("Le Figaro", DAY).name == "Le Figaro"
    assert meant("Times of Israel", DAY).name == "Times of Israel"


def test_no_group_has_the_name_of_a_state_or_body():
    taken: set[str] = set()
    for state in states().values():
        # names of a past state's organs may live on under its successor ("Tass")
        organs = () if state.until else (*state.organs, *state.seats)
        taken.update(state.names, state.adjectives, state.people, state.capital, (o.name for o in organs))
    for body in bodies().values():
        taken.update(body.names, body.organs, body.adjectives, body.seats, body.nominals)
    folded = {name.casefold() for name in taken}
    assert not [name for group in groups() for name in group.names if name.casefold() in folded]


def test_names_that_are_common_words_are_left_out():
    names = {name.casefold() for group in groups() for name in group.names}
    assert not names & {"times", "sun", "independent", "amazon", "mail", "telegraph", "apple", "meta", "swift", "mend"}


def test_all_faults_of_a_malformed_file_come_together(tmp_path: Path):
    path = tmp_path / "groups.toml"
    path.write_text(
        '[[groups]]\ncode = "ZZZ:REB"\nname = "A"\nkind = "armed"\nnames = ["A"]\n'
        '[[groups]]\ncode = "FRA:XYZ"\nname = "B"\nkind = "armed"\nnames = ["B"]\n'
        '[[groups]]\ncode = "NGO:C"\nname = "C"\nkind = "ngo"\nnames = ["C"]\nfrom = 2001-01-01\nto = 2000-01-01\n'
        '[[groups]]\ncode = "NGO:D"\nname = "B"\nkind = "ngo"\nnames = ["B"]\n',
        "utf-8",
    )
    with pytest.raises(KnowledgeError) as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith("groups.toml: ")
    for fault in (
        "'ZZZ:REB' is not",
        "'FRA:XYZ' is not",
        "from 2001-01-01 is not before",
        "'B' means FRA:XYZ and NGO:D",
    ):
        assert fault in message


def test_an_unknown_kind_names_its_entry(tmp_path: Path):
    path = tmp_path / "groups.toml"
    path.write_text('[[groups]]\ncode = "FRA:REB"\nname = "A"\nkind = "club"\nnames = ["A"]\n', "utf-8")
    with pytest.raises(KnowledgeError, match=r"entry 1 \(FRA:REB\)"):
        load(path)
