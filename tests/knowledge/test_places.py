"""Places: known ones, words and people that are none, regions before cities, malformed files."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.errors import KnowledgeError
from standoff.knowledge import bodies, groups, places, states
from standoff.knowledge.places import load_cities, load_regions
from standoff.knowledge.tables import DATA


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon", "kind"),
    [
        ("Crimea", "UKR", 45, 34, "region"), ("Donbass", "UKR", 48, 38, "region"), ("Gaza", "PSE", 31, 34, "region"),
        ("Golan Heights", "SYR", 33, 36, "region"), ("Kashmir", None, 34, 76, "region"),
        ("Nagorno-Karabakh", "AZE", 40, 47, "region"), ("South Ossetia", "GEO", 42, 44, "region"),
        ("Black Sea", None, 43, 34, "region"), ("Strait of Hormuz", None, 27, 56, "region"),
        ("Yongbyon", "PRK", 40, 126, "region"), ("Natanz", "IRN", 34, 52, "region"),
        ("Darfur", "SDN", 14, 25, "region"),
        ("Kyiv", "UKR", 50, 30, "city"), ("Kiev", "UKR", 50, 30, "city"), ("Kharkov", "UKR", 50, 36, "city"),
        ("Odessa", "UKR", 46, 31, "city"), ("London", "GBR", 51.5, 0, "city"), ("Paris", "FRA", 49, 2, "city"),
        ("Birmingham", "GBR", 52, -2, "city"), ("Hamburg", "DEU", 54, 10, "city"), ("Malmo", "SWE", 56, 13, "city"),
        ("Malmö", "SWE", 56, 13, "city"), ("Karachi", "PAK", 25, 67, "city"),
    ],
)  # fmt: skip
def test_known_places(name: str, country: str | None, lat: float, lon: float, kind: str):
    place = places()[name.casefold()]
    assert (place.country, place.kind) == (country, kind)
    assert (place.lat, place.lon) == pytest.approx((lat, lon), abs=1)


def test_spellings_are_one_place():
    for one, other in [("kyiv", "kiev"), ("kharkiv", "kharkov"), ("odesa", "odessa"), ("mykolaiv", "nikolaev")]:
        assert places()[one] is places()[other]


def test_every_capital_is_a_place_of_its_state():
    for state in states().values():
        for capital in state.capital if state.until is None else ():
            place = places().get(capital.replace("’", "'").casefold())
            assert place is not None and place.country == state.code, capital


@pytest.mark.parametrize(
    "name",
    ["reading", "mobile", "nice", "orange", "same", "of", "most", "split", "batman", "man", "march", "may", "victoria",
     "jackson", "clinton", "putin", "price", "justice", "university", "united nations", "reuters", "ukraine",
     "georgia"],
)  # fmt: skip
def test_words_people_and_actors_are_no_places(name: str):
    assert name not in places()


def test_no_place_has_the_name_of_a_state_or_group():
    taken = {
        name.casefold() for state in states().values() for name in (*state.names, *state.adjectives, *state.people)
    }
    taken |= {name.casefold() for group in groups() for name in group.names}
    taken |= {name.casefold() for body in bodies().values() for name in (*body.names, *body.organs)}
    capitals = {name.casefold() for state in states().values() for name in state.capital}
    assert not (places().keys() & taken) - capitals


def test_every_place_lies_in_a_state_or_in_none():
    assert {place.country for place in places().values()} <= {None, *states()}
    assert len(places()) > 20_000


def test_a_region_comes_before_a_city_of_its_name():
    cities = load_cities(DATA / "cities.tsv")
    shared = cities.keys() & load_regions(DATA / "regions.toml").keys()
    assert "donetsk" in shared
    assert places()["donetsk"].kind == "region" and cities["donetsk"].kind == "city"


def test_all_faults_of_malformed_regions_come_together(tmp_path: Path):
    path = tmp_path / "regions.toml"
    path.write_text(
        '[[regions]]\nname = "A"\nlat = 1.0\nlon = 2.0\ncountry = "ZZZ"\n'
        '[[regions]]\nname = "B"\nlat = 91.0\nlon = 2.0\naliases = ["a"]\n',
        "utf-8",
    )
    with pytest.raises(KnowledgeError) as caught:
        load_regions(path)
    message = str(caught.value)
    assert message.startswith("regions.toml: ")
    for fault in ("A: country 'ZZZ' is no state", "B: position 91.0, 2.0 is not on the globe", "B: 'a' is in the file"):
        assert fault in message


def test_a_region_without_position_names_its_entry(tmp_path: Path):
    path = tmp_path / "regions.toml"
    path.write_text('[[regions]]\nname = "A"\nlat = 1.0\n', "utf-8")
    with pytest.raises(KnowledgeError, match=r"regions\.toml: entry 1 \(A\).*lon"):
        load_regions(path)


def test_all_faults_of_malformed_cities_come_together(tmp_path: Path):
    path = tmp_path / "cities.tsv"
    path.write_text(
        "# head\nA\tFRA\t1.0\t2.0\t5\nB\tFRA\t1.0\t2.0\nC\tFRA\tnorth\t2.0\t5\nD\tZZZ\t1.0\t200\t5\na\tFRA\t1\t2\t3\n",
        "utf-8",
    )
    with pytest.raises(KnowledgeError) as caught:
        load_cities(path)
    message = str(caught.value)
    for fault in (
        "line 3: 4 fields",
        "line 4: could not convert",
        "'ZZZ' is no state",
        "1.0, 200.0 is not on",
        "'a' is in",
    ):
        assert fault in message


def test_a_missing_file_is_an_error_with_its_name(tmp_path: Path):
    with pytest.raises(KnowledgeError, match=r"cities\.tsv: can't be read"):
        load_cities(tmp_path / "cities.tsv")
