"""Places that news names: regions, seas and sites written by hand, and the cities of GeoNames."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from standoff.errors import KnowledgeError
from standoff.knowledge.states import states
from standoff.knowledge.tables import DATA, complain, read_rows

PlaceKind = Literal["city", "region"]

_COLUMNS = 5


class Place(msgspec.Struct, frozen=True):
    """A place with its position in degrees north and east (WGS 84).

    ``country`` is the code of the state that the place belongs to, or is held to belong to by most states; None for a
    sea, a strait or a region of several states.
    """

    name: str
    country: str | None
    lat: float
    lon: float
    kind: PlaceKind


class _Region(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of regions.toml: ``aliases`` are other spellings or names of the same place."""

    name: str
    country: str | None = None
    lat: float
    lon: float
    kind: PlaceKind = "region"
    aliases: tuple[str, ...] = ()


@cache
def places() -> dict[str, Place]:
    """All places by casefolded name, a region before a city of the same name; KnowledgeError for a malformed file."""
    return load_cities(DATA / "cities.tsv") | load_regions(DATA / "regions.toml")


def load_regions(path: Path) -> dict[str, Place]:
    """The places of a file like regions.toml by casefolded name and alias.

    Raises KnowledgeError naming the file and every faulty entry: a field missing or of the wrong type, a country that
    is no state, a position off the globe, a name that two entries bear.
    """
    found: dict[str, Place] = {}
    faults: list[str] = []
    for row in read_rows(path, "regions", _Region):
        place = Place(row.name, row.country, row.lat, row.lon, row.kind)
        faults += [f"{row.name}: {fault}" for fault in _faults(place)]
        for name in (row.name, *row.aliases):
            if name.casefold() in found:
                faults.append(f"{row.name}: {name!r} is in the file already")
            found[name.casefold()] = place
    complain(path, faults)
    return found


def load_cities(path: Path) -> dict[str, Place]:
    """The cities of a file like cities.tsv by casefolded name; the comment lines at its head are passed over.

    Raises KnowledgeError naming the file and every faulty line: other than five fields, a position that is no number
    or off the globe, a country that is no state, a name that stands in the file already.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: can't be read: {error}") from error
    found: dict[str, Place] = {}
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        try:
            city = _city(line)
        except ValueError as error:
            faults.append(f"line {number}: {error}")
            continue
        faults += [f"line {number} ({city.name}): {fault}" for fault in _faults(city)]
        key = city.name.casefold()
        if key in found:
            faults.append(f"line {number}: {city.name!r} is in the file already")
        found[key] = city
    complain(path, faults)
    return found


def _city(line: str) -> Place:
    fields = line.split("\t")
    if len(fields) != _COLUMNS:
        raise ValueError(f"{len(fields)} fields, not name, country, lat, lon, population")
    name, country, lat, lon, _ = fields
    return Place(name, country, float(lat), float(lon), "city")


def _faults(place: Place) -> list[str]:
    faults = []
    if place.country is not None and place.country not in states():
        faults.append(f"country {place.country!r} is no state")
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        faults.append(f"position {place.lat}, {place.lon} is not on the globe")
    return faults
