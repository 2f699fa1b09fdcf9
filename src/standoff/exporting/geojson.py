"""GeoJSON (RFC 7946): the events whose place is known, as points."""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from standoff.exporting.shared import Kept, Told

ABOUT = "the events with a place, as points for a map"
SUFFIX = ".geojson"


def write(kept: Kept, out: BinaryIO) -> None:
    """One feature collection; a feature an event, WGS 84, longitude before latitude."""
    out.write(b'{"type":"FeatureCollection","features":[')
    first = True
    for told in kept.events():
        found = feature(told)
        if found is not None:
            out.write((b"\n" if first else b",\n") + msgspec.json.encode(found))
            first = False
    out.write(b"\n]}\n")


def feature(told: Told) -> dict[str, Any] | None:
    """The event as a feature; None where its place has no position."""
    event, report = told.event, told.report
    place = event.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return {
        "type": "Feature",
        "id": told.name,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "type": event.type,
            "mode": event.mode,
            "modality": event.modality,
            "actors": [a.name for a in told.actors],
            "recipients": [a.name for a in told.recipients],
            "place": place.name,
            "country": place.country,
            "date": event.date.value if event.date else None,
            "published": report.published,
            "publisher": report.publisher,
            "intensity": event.intensity,
            "confidence": event.confidence,
            "words": told.words,
        },
    }
