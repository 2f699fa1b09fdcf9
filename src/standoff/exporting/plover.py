"""PLOVER's JSON Lines: one event a line, as the PLOVER manual (Open Event Data Alliance) lays it out."""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from standoff.exporting.shared import Kept, Told
from standoff.record import Actor

ABOUT = "PLOVER's JSON Lines, one event a line, with modality and spans as fields of our own"
SUFFIX = ".jsonl"


def write(kept: Kept, out: BinaryIO) -> None:
    """A line an event. What PLOVER defines and names no field for (modality, conditions) is in ``standoff``."""
    for told in kept.events():
        out.write(msgspec.json.encode(row_of(told)) + b"\n")


def row_of(told: Told) -> dict[str, Any]:
    """One event; what isn't known is left out, as the manual asks."""
    event, report = told.event, told.report
    row = {
        "id": told.name,
        "has_event": True,
        "date": told.first_day,
        "enddate": event.date.end if event.date else None,
        "actor": [_entity(a) for a in told.actors],
        "recipient": [_entity(a) for a in told.recipients],
        "event": [event.type],
        "mode": [event.mode] if event.mode else None,
        "context": list(event.contexts) or None,
        "event_text": [event.trigger.quote(report.text)],
        "event_loc": _place(told),
        "quad_code": told.quad,
        "event_scale": event.intensity,
        "link": told.filed.names[event.same_as] if event.same_as else None,
        "text": told.words,
        "text_info": {
            "sequence": told.sentence,
            "start": event.evidence.begin,
            "end": event.evidence.end,
            "text_story": report.id,
        },
        "cite_info": {
            "title": report.title,
            "publisher": report.publisher,
            "date": report.published,
            "url": report.source,
            "language": report.language,
        },
        "coder": f"standoff {told.filed.maker or ''}".strip(),
        "comment": told.filed.reviewed.get(told.name),
        "standoff": {
            "modality": event.modality,
            "act": event.act,
            "issue": told.issue,
            "confidence": event.confidence,
            "condition": event.condition.quote(report.text) if event.condition else None,
            "reply_to": told.filed.names[event.reply_to] if event.reply_to else None,
            "said_by": told.speaker.code if told.speaker else None,
            "date_precision": event.date.precision if event.date else None,
            "trigger": list(event.trigger),
        },
    }
    return _known(row)


def _entity(actor: Actor) -> dict[str, Any]:
    row = {
        "code": actor.country or actor.code.partition(":")[0],
        "sector": actor.sector,
        "entity_text": actor.name,
        "identifier_id": actor.wikidata,
        "identifier_text": actor.name if actor.wikidata else None,
        "office": actor.role,
        "actor_code": actor.code,
    }
    return _known(row)


def _place(told: Told) -> dict[str, Any] | None:
    place = told.event.place
    if place is None:
        return None
    return _known({"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon})


def _known(row: dict[str, Any]) -> dict[str, Any]:
    """``row`` without what isn't known, within its parts too."""
    parts = {key: _known(value) if isinstance(value, dict) else value for key, value in row.items()}
    return {key: value for key, value in parts.items() if value is not None}
