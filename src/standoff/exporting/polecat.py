"""POLECAT's weekly files (Halterman, Schrodt, Beger, Bagozzi & Scarborough, 2023): tab-separated, 40 columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from standoff.exporting.shared import TOLD_AS_DONE, Kept, Told
from standoff.knowledge import states
from standoff.record import Actor
from standoff.versions import maker

ABOUT = "POLECAT's tab-separated rows: what is told as done"
SUFFIX = ".tsv"
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
MISSING = "None"
BETWEEN = "; "
QUAD_NAMES = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(kept: Kept, out: BinaryIO) -> None:
    """A header and a row an event; ``None`` where nothing is known, lists joined by ``; ``.

    Left out is what the format can't tell from what happened: plans, conditions and denials.
    """
    out.write(_line(COLUMNS))
    for told in kept.events():
        if told.event.modality in TOLD_AS_DONE:
            row = row_of(told)
            out.write(_line(row.get(column) for column in COLUMNS))


def row_of(told: Told) -> dict[str, Any]:
    """The known columns of one event."""
    event, report, record = told.event, told.report, told.filed.record
    place = event.place
    row = {
        "Event ID": told.name,
        "Event Date": told.first_day,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": event.intensity,
        "Quad Code": QUAD_NAMES[told.quad],
        "Contexts": BETWEEN.join(event.contexts),
        **_side("Actor", told.actors, report.text),
        **_side("Recipient", told.recipients, report.text),
        "Source": report.publisher or report.source,
        "Publication Date": report.published,
        "Story People": _all(a.name for a in record.actors if a.type == "person"),
        "Story Organizations": _all(a.name for a in record.actors if a.type in {"igo", "group", "bloc"}),
        "Story Locations": _all(e.place.name for e in record.events if e.place is not None),
        "Language": report.language,
        "Version": f"{maker().coder} {told.filed.maker or ''}".strip(),
    }
    if place is not None:
        row |= {
            "Placename": place.name,
            "Country": _country(place.country),
            "Latitude": place.lat,
            "Longitude": place.lon,
            "Raw Placename": place.span.quote(report.text),
        }
    return row


def _side(side: str, actors: list[Actor], text: str) -> dict[str, Any]:
    sectors = [a.sector for a in actors if a.sector]
    return {
        f"{side} Name": _all(a.name for a in actors),
        f"{side} Country": _all(_country(a.country) for a in actors),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": _all(sectors),
        f"{side} Title": _all(a.role for a in actors),
        f"{side} Name Raw": _all(a.mentions[0].quote(text) for a in actors if a.mentions),
        f"Wikipedia {side} ID": _all(a.wikidata for a in actors),
    }


def _country(code: str | None) -> str | None:
    state = states().get(code or "")
    return state.name if state is not None else code


def _all(values: Iterable[str | None]) -> str:
    return BETWEEN.join(dict.fromkeys(v for v in values if v))


def _line(values: Iterable[Any]) -> bytes:
    """A line of the file: no tab or line break within a value, for the format can't quote."""
    cells = (MISSING if value in (None, "") else " ".join(str(value).split()) for value in values)
    return ("\t".join(cells) + "\n").encode("utf-8")
