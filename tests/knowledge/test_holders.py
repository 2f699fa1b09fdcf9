"""The roster of office holders and the words for offices: shape of every file, no overlaps, coverage, known cases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from standoff.errors import KnowledgeError
from standoff.knowledge import bodies, members, states
from standoff.knowledge.holders import (
    COLUMNS,
    FOLDER,
    Holder,
    by_name,
    by_office,
    fold,
    holders,
    index,
    load,
    nouns,
    office_of_title,
    offices,
    root_office,
)

LAST_DAY = date(2024, 12, 31)
COVERED = ("IGO:G20", "IGO:NATO", "IGO:EU")
LEADERS = ("president", "prime_minister", "monarch", "supreme_leader")
HEADER = ",".join(COLUMNS)

# Firsts of a month with no minister in the roster: the seat was empty or held for days by somebody who isn't listed
GAPS = {
    "ARG": ["2024-11-01"],
    "BEL": ["2024-12-01"],
    "BGR": ["2024-06-01", "2024-07-01", "2024-08-01"],
    "BRA": ["2017-03-01"],
    "DNK": ["2014-02-01"],
    "EST": ["2015-07-01"],
    "LVA": ["2023-08-01", "2023-09-01"],
    "MEX": ["2023-07-01"],
    "MNE": ["2022-10-01", "2022-11-01", "2022-12-01", *(f"2023-{month:02}-01" for month in range(1, 11))],
    "SVK": ["2020-04-01"],
    "ZAF": ["2024-07-01"],
}


def firsts_of_months() -> Iterator[date]:
    return (date(year, month, 1) for year in range(2014, 2025) for month in range(1, 13))


# ---- the files -----------------------------------------------------------------------------------------------------


def test_every_file_is_a_roster_of_a_known_state_or_body() -> None:
    known = states().keys() | bodies().keys()
    unknown = {holder.state for holder in holders()} - known
    assert not unknown
    assert {holder.state for holder in holders()} == {p.stem.replace("-", ":", 1) for p in FOLDER.glob("*.csv")}


def test_no_single_office_has_two_holders_on_one_day() -> None:
    seats: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in holders():
        if offices()[root_office(holder.office)].single:
            seats[holder.state, root_office(holder.office)].append(holder)
    for spells in seats.values():
        ordered = sorted(spells, key=lambda h: h.start)
        for earlier, later in pairwise(ordered):
            assert earlier.end is not None and earlier.end <= later.start, f"{earlier} and {later}"


def test_an_office_of_some_states_is_held_in_those_only() -> None:
    strays = [h for h in holders() if offices()[h.office].states and h.state not in offices()[h.office].states]
    assert not strays


def test_one_person_has_one_gender_and_one_wikidata_id() -> None:
    facts: dict[tuple[str, str], set[tuple[str, str | None]]] = defaultdict(set)
    for holder in holders():
        facts[holder.state, holder.name].add((holder.gender, holder.wikidata))
    assert {person: known for person, known in facts.items() if len(known) > 1} == {}


def test_no_wikidata_id_is_given_to_two_persons() -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for holder in holders():
        if holder.wikidata:
            named[holder.wikidata].add(fold(holder.name))
    assert {qid: names for qid, names in named.items() if len(names) > 1} == {}


def test_a_name_has_no_stray_spaces_and_no_alias_twice() -> None:
    for holder in holders():
        forms = (holder.name, *holder.aliases)
        assert all(form == " ".join(form.split()) and form for form in forms), holder
        assert len(set(forms)) == len(forms), holder


# ---- coverage ------------------------------------------------------------------------------------------------------


def test_the_covered_bodies_have_members() -> None:
    assert [len(members(body, LAST_DAY)) for body in COVERED] == [19, 32, 27]


@pytest.mark.parametrize("state", sorted(frozenset().union(*(members(body, LAST_DAY) for body in COVERED))))
def test_every_month_has_a_leader_and_a_foreign_minister(state: str) -> None:
    days = list(firsts_of_months())
    no_leader = [str(day) for day in days if not any(by_office(state, office, day) for office in LEADERS)]
    no_minister = [str(day) for day in days if by_office(state, "foreign_minister", day) is None]
    assert no_leader == []
    assert no_minister == GAPS.get(state, [])


@pytest.mark.parametrize(
    ("body", "office"),
    [
        ("IGO:NATO", "secretary_general"),
        ("IGO:UN", "secretary_general"),
        ("IGO:EU", "commission_president"),
        ("IGO:EU", "council_president"),
        ("IGO:EU", "high_representative"),
        ("IGO:AU", "commission_chair"),
        ("IGO:WHO", "director_general"),
    ],
)
def test_every_month_has_a_head_of_the_body(body: str, office: str) -> None:
    assert [str(day) for day in firsts_of_months() if by_office(body, office, day) is None] == []


# ---- who holds an office -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "office", "day", "name"),
    [
        ("RUS", "foreign_minister", date(2022, 1, 28), "Sergei Lavrov"),
        ("RUS", "president", date(2010, 6, 1), "Dmitry Medvedev"),
        ("USA", "foreign_minister", date(2014, 3, 4), "John Kerry"),
        ("USA", "president", date(2001, 9, 11), "George W. Bush"),
        ("GBR", "prime_minister", date(2022, 9, 5), "Boris Johnson"),
        ("GBR", "prime_minister", date(2022, 9, 6), "Liz Truss"),
        ("DEU", "prime_minister", date(2014, 3, 4), "Angela Merkel"),
        ("SYR", "president", date(2013, 8, 21), "Bashar al-Assad"),
        ("UKR", "president", date(2014, 3, 1), "Oleksandr Turchynov"),
        ("IRN", "president", date(2015, 7, 14), "Hassan Rouhani"),
        ("IRQ", "president", date(2003, 3, 20), "Saddam Hussein"),
        ("TUR", "prime_minister", date(2015, 11, 24), "Ahmet Davutoğlu"),
        ("ISR", "prime_minister", date(2006, 7, 12), "Ehud Olmert"),
        ("IGO:NATO", "secretary_general", date(2014, 3, 4), "Anders Fogh Rasmussen"),
        ("IGO:EU", "high_representative", date(2015, 7, 14), "Federica Mogherini"),
        ("IGO:IAEA", "director_general", date(2003, 3, 7), "Mohamed ElBaradei"),
    ],
)
def test_the_holder_of_an_office_on_a_day(state: str, office: str, day: date, name: str) -> None:
    holder = by_office(state, office, day)
    assert holder is not None
    assert holder.name == name


def test_a_local_form_of_an_office_is_the_office() -> None:
    day = date(2022, 1, 28)
    assert by_office("USA", "secretary_of_state", day) == by_office("USA", "foreign_minister", day)
    holder = by_office("USA", "foreign_minister", day)
    assert holder is not None and holder.role == "secretary of state"


def test_an_office_that_nobody_holds_has_no_holder() -> None:
    assert by_office("TUR", "prime_minister", date(2020, 1, 1)) is None
    assert by_office("ZZZ", "president", date(2020, 1, 1)) is None


def test_asking_for_an_unknown_office_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="no office 'wizard'"):
        by_office("RUS", "wizard", date(2020, 1, 1))


# ---- who bears a name ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "state", "name"),
    [
        ("Volodymyr Zelenskiy", date(2022, 2, 24), "UKR", "Volodymyr Zelensky"),
        ("Zelenskyy", date(2022, 2, 24), "UKR", "Volodymyr Zelensky"),
        ("Mevlut Cavusoglu", date(2018, 1, 20), "TUR", "Mevlüt Çavuşoğlu"),
        ("Erdogan", date(2018, 1, 20), "TUR", "Recep Tayyip Erdoğan"),
        ("Assad", date(2013, 8, 21), "SYR", "Bashar al-Assad"),
        ("al - Assad", date(2013, 8, 21), "SYR", "Bashar al-Assad"),
        ("MBS", date(2018, 10, 2), "SAU", "Mohammed bin Salman"),
        ("Xi", date(2015, 1, 1), "CHN", "Xi Jinping"),
        ("Kim Jong Un", date(2018, 6, 12), "PRK", "Kim Jong-un"),
        ("von der Leyen", date(2016, 1, 1), "DEU", "Ursula von der Leyen"),
        ("Von der Leyen", date(2022, 1, 1), "IGO:EU", "Ursula von der Leyen"),
        ("Bush", date(1991, 1, 17), "USA", "George H. W. Bush"),
        ("Bush", date(2003, 3, 20), "USA", "George W. Bush"),
        ("Stoltenberg", date(2010, 1, 1), "NOR", "Jens Stoltenberg"),
        ("Stoltenberg", date(2022, 1, 28), "IGO:NATO", "Jens Stoltenberg"),
        ("Robert O’Brien", date(2020, 1, 3), "USA", "Robert O'Brien"),
        ("Lars Lokke Rasmussen", date(2018, 1, 1), "DNK", "Lars Løkke Rasmussen"),
    ],
)
def test_a_name_means_the_person_in_office_on_the_day(text: str, day: date, state: str, name: str) -> None:
    holder = by_name(text, day)
    assert holder is not None
    assert (holder.state, holder.name) == (state, name)
    assert holder.holds(day)


def test_out_of_office_a_name_means_the_latest_office_before() -> None:
    holder = by_name("Angela Merkel", date(2023, 1, 1))
    assert holder is not None
    assert holder.office == "chancellor"
    assert not holder.holds(date(2023, 1, 1))
    assert holder.days_away(date(2023, 1, 1)) == 390


def test_before_all_offices_a_name_means_the_first() -> None:
    holder = by_name("Emmanuel Macron", date(2015, 1, 1))
    assert holder is not None
    assert holder.start == date(2017, 5, 14)


def test_a_name_outside_the_roster_is_nobody() -> None:
    assert by_name("Elmer Fudd", date(2020, 1, 1)) is None


@pytest.mark.parametrize("surname", ["may", "bush", "rice", "baker", "brown", "kim", "francis", "young"])
def test_common_words_as_surnames_need_a_title(surname: str) -> None:
    assert all(h.needs_title for h in index().get(surname, ()) if surname in {fold(s) for s in h.surnames})


@pytest.mark.parametrize(
    ("surname", "day", "state"),
    [
        ("putin", date(2022, 2, 24), "RUS"),
        ("orban", date(2020, 3, 1), "HUN"),
        ("obama", date(2013, 8, 31), "USA"),
        ("trump", date(2018, 6, 12), "USA"),
        ("macron", date(2018, 6, 12), "FRA"),
        ("merkel", date(2014, 3, 4), "DEU"),
        ("zelensky", date(2022, 2, 24), "UKR"),
        ("erdogan", date(2018, 1, 20), "TUR"),
        ("assad", date(2013, 8, 21), "SYR"),
        ("lavrov", date(2014, 3, 4), "RUS"),
        ("modi", date(2024, 6, 9), "IND"),
        ("xi", date(2022, 2, 4), "CHN"),
        ("netanyahu", date(2023, 10, 7), "ISR"),
        ("guterres", date(2022, 4, 26), "IGO:UN"),
    ],
)
def test_well_known_surnames_stand_alone(surname: str, day: date, state: str) -> None:
    alone = [h for h in index()[surname] if h.holds(day) and not h.needs_title]
    assert {h.state for h in alone} == {state}


def test_a_surname_that_is_a_states_name_needs_a_title() -> None:
    named = {fold(name) for state in states().values() for name in state.names}
    clashes = {form for form in named & index().keys() if not all(h.needs_title for h in index()[form])}
    assert not clashes


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mevlüt Çavuşoğlu", "mevlut cavusoglu"),
        ("İbrahim Kalın", "ibrahim kalin"),
        ("al‑Assad", "al assad"),
        ("Ra’ad  Al - Hussein", "raad al hussein"),
        ("Støre", "store"),
        ("Đukanović", "dukanovic"),
        ("Þórdís", "thordis"),
    ],
)
def test_fold_keeps_letters_only(text: str, folded: str) -> None:
    assert fold(text) == folded


# ---- the words for offices -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "state", "office"),
    [
        ("foreign minister", "RUS", "foreign_minister"),
        ("Deputy Foreign Minister", "RUS", "deputy_foreign_minister"),
        ("secretary of state", "USA", "secretary_of_state"),
        ("foreign secretary", "GBR", "foreign_secretary"),
        ("defence secretary", "GBR", "defence_secretary"),
        ("defence secretary", "USA", "secretary_of_defense"),
        ("chancellor", "DEU", "chancellor"),
        ("chancellor", "GBR", "chancellor_of_the_exchequer"),
        ("former secretary-general", "IGO:NATO", "secretary_general"),
        ("vice-president", "USA", "vice_president"),
        ("rebel leader", None, "rebel_leader"),
        ("opposition leader", None, "opposition_leader"),
        ("supreme leader", "IRN", "supreme_leader"),
    ],
)
def test_a_title_names_an_office(title: str, state: str | None, office: str) -> None:
    found = office_of_title(title, state)
    assert found is not None
    assert found.key == office


@pytest.mark.parametrize(("title", "state"), [("secretary of state", "FRA"), ("chancellor", None), ("gardener", "RUS")])
def test_a_title_not_used_there_names_no_office(title: str, state: str | None) -> None:
    assert office_of_title(title, state) is None


@pytest.mark.parametrize(
    ("noun", "sector"),
    [("official", "GOV"), ("troops", "MIL"), ("rebel", "REB"), ("opposition", "OPP"), ("parliament", "LEG"),
     ("judge", "JUD"), ("newspaper", "MED"), ("company", "BUS"), ("civilian", "CVL"), ("police", "GOV")],
)  # fmt: skip
def test_a_noun_stands_for_a_sector(noun: str, sector: str) -> None:
    assert nouns()[noun] == sector


def test_the_head_of_every_title_is_a_noun_of_the_table() -> None:
    titles = [title for office in offices().values() for title in office.titles]
    heads = {re.split(" (?:of|to|for|in) ", title)[0].split()[-1] for title in titles}
    assert heads - nouns().keys() == set()


# ---- faults --------------------------------------------------------------------------------------------------------


def write(folder: Path, name: str, *lines: str) -> Path:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("president,A B,,2014-13-01,,m,,", "month must be in 1..12"),
        ("president,A B,,20140304,,m,,", "'20140304' is not a day"),
        ("president,A B,,2014-03-04,2014-03-04,m,,", "from 2014-03-04 is not before to 2014-03-04"),
        ("wizard,A B,,2014-03-04,,m,,", "office 'wizard' is not in offices.toml"),
        ("president,A B,,2014-03-04,,m,", "7 columns instead of 8"),
        ("president,A B,,2014-03-04,,x,,", "gender m or f, not 'x'"),
        ("president,,,2014-03-04,,m,,", "a holder has a name"),
        ("president,A B,,2014-03-04,,m,7747,", "wikidata '7747' is no Q number"),
    ],
)
def test_a_faulty_line_is_named_with_its_file(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(KnowledgeError, match=r"RUS\.csv, line 2: ") as raised:
        load(write(tmp_path, "RUS.csv", HEADER, line))
    assert fault in str(raised.value)


def test_all_faults_come_together(tmp_path: Path) -> None:
    write(tmp_path, "RUS.csv", HEADER, "wizard,A B,,2014-03-04,,m,,")
    write(tmp_path, "USA.csv", HEADER, "president,A B,,never,,m,,")
    with pytest.raises(KnowledgeError, match=r"RUS\.csv, line 2.*USA\.csv, line 2"):
        load(tmp_path)


def test_two_holders_on_one_day_are_refused(tmp_path: Path) -> None:
    rows = ("foreign_minister,A B,,2014-01-01,2015-01-02,m,,", "secretary_of_state,C D,,2015-01-01,,f,,")
    with pytest.raises(KnowledgeError, match="USA: A B and C D are both foreign_minister on 2015-01-01"):
        load(write(tmp_path, "USA.csv", HEADER, *rows))


def test_a_successor_may_begin_on_the_last_day(tmp_path: Path) -> None:
    rows = ("president,A B,,2014-01-01,2015-01-01,m,,", "president,C D,,2015-01-01,,f,,")
    assert [h.name for h in load(write(tmp_path, "USA.csv", HEADER, *rows))] == ["A B", "C D"]


@pytest.mark.parametrize(("name", "header"), [("Russia.csv", HEADER), ("RUS.csv", "office,name")])
def test_a_file_that_is_no_roster_is_refused(tmp_path: Path, name: str, header: str) -> None:
    with pytest.raises(KnowledgeError, match=name.replace(".", r"\.")):
        load(write(tmp_path, name, header, "president,A B,,2014-01-01,,m,,"))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="holds no roster"):
        load(tmp_path)


def test_persons_in_office_together_who_share_a_surname_need_a_title(tmp_path: Path) -> None:
    write(
        tmp_path,
        "USA.csv",
        HEADER,
        "ambassador,Ann Quillfeather,,2014-01-01,2016-01-01,f,,",
        "ambassador,Bob Quillfeather,,2015-01-01,2016-07-01,m,,",
        "ambassador,Cy Quillfeather,,2018-01-01,,m,,",
    )
    assert [h.needs_title for h in load(tmp_path)] == [True, True, False]


def test_a_surname_alone_means_the_one_in_the_single_office(tmp_path: Path) -> None:
    write(
        tmp_path,
        "USA.csv",
        HEADER,
        "president,Ann Quillfeather,,2014-01-01,2016-01-01,f,,",
        "ambassador,Bob Quillfeather,,2015-01-01,2017-01-01,m,,",
    )
    assert [h.needs_title for h in load(tmp_path)] == [False, True]
