"""CSV by RFC 4180: one row an event, for spreadsheets and statistics."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, BinaryIO

from standoff.exporting.shared import Kept, Told, text_stream
from standoff.record import Actor

ABOUT = "the events, one a row, for a spreadsheet"
SUFFIX = ".csv"
COLUMNS = (
    "entry", "published", "publisher", "title", "source", "report", "type", "mode", "quad", "act", "modality",
    "actors", "actor_codes", "recipients", "recipient_codes", "issue", "condition", "said_by", "reply_to", "same_as",
    "date", "date_end", "date_precision", "place", "place_country", "latitude", "longitude", "contexts", "intensity",
    "confidence", "reviewed", "begin", "end", "evidence",
)  # fmt: skip
# Characters at which spreadsheets take a cell for a formula, or look past to one (OWASP, "CSV injection"), and their
# full-width forms, which some turn into the plain ones.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
BETWEEN = "; "


def write(kept: Kept, out: BinaryIO) -> None:
    """A header and a row an event; text in quotation marks, numbers without, lines ended by CRLF, UTF-8.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    text = text_stream(out)
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for told in kept.events():
        writer.writerow([defused(value) for value in row_of(told)])
    text.detach()


def defused(value: Any) -> Any:
    """``value``, with an apostrophe before it where it is a text that may be taken for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def row_of(told: Told) -> list[Any]:
    """The values of one event in the order of ``COLUMNS``; empty text where there is none."""
    event, report, names = told.event, told.report, told.filed.names
    when, where = event.date, event.place
    row = {
        "entry": told.name,
        "published": report.published,
        "publisher": report.publisher,
        "title": report.title,
        "source": report.source,
        "report": report.id,
        "type": event.type,
        "mode": event.mode,
        "quad": told.quad,
        "act": event.act,
        "modality": event.modality,
        "actors": _names(told.actors),
        "actor_codes": _codes(told.actors),
        "recipients": _names(told.recipients),
        "recipient_codes": _codes(told.recipients),
        "issue": told.issue,
        "condition": event.condition.quote(report.text) if event.condition else None,
        "said_by": told.speaker.name if told.speaker else None,
        "reply_to": names[event.reply_to] if event.reply_to else None,
        "same_as": names[event.same_as] if event.same_as else None,
        "date": when.value if when else None,
        "date_end": when.end if when else None,
        "date_precision": when.precision if when else None,
        "place": where.name if where else None,
        "place_country": where.country if where else None,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "contexts": BETWEEN.join(event.contexts),
        "intensity": event.intensity,
        "confidence": event.confidence,
        "reviewed": told.filed.reviewed.get(told.name),
        "begin": event.evidence.begin,
        "end": event.evidence.end,
        "evidence": told.words,
    }
    return ["" if row[column] is None else row[column] for column in COLUMNS]


def _names(actors: Iterable[Actor]) -> str:
    return BETWEEN.join(a.name for a in actors)


def _codes(actors: Iterable[Actor]) -> str:
    return BETWEEN.join(a.code for a in actors)
