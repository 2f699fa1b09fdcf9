"""GDELT 2.0's Mentions (codebook of 2015): one telling of an event a row, 16 columns, tab-separated, no header."""

from __future__ import annotations

from datetime import date
from typing import Any, BinaryIO

from standoff.exporting.shared import Kept, Told, number_of
from standoff.record import Actor
from standoff.span import Span

ABOUT = "GDELT 2.0 Mentions: one telling a row, with exact offsets"
SUFFIX = ".mentions.tsv"
COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
# MentionType: 1 is the open web (the identifier is a URL), 2 a citation of something else.
WEB, CITATION = 1, 2
# What GDELT writes for an actor that isn't there.
NOWHERE = -1


def write(kept: Kept, out: BinaryIO) -> None:
    """A row an event entry; tellings of one act in a report have its number. Offsets are code points from 0.

    Tone is no thing of ours and stays empty. The last column has the modality and the entry's name.
    """
    for told in kept.events():
        row = row_of(told)
        cells = ("" if row[column] is None else " ".join(str(row[column]).split()) for column in COLUMNS)
        out.write(("\t".join(cells) + "\n").encode("utf-8"))


def row_of(told: Told) -> dict[str, Any]:
    """The columns of one telling."""
    event, report = told.event, told.report
    first = told.filed.names[event.same_as] if event.same_as else told.name
    return {
        "GLOBALEVENTID": number_of(first),
        "EventTimeDate": _time(told.first_day),
        "MentionTimeDate": _time(report.published),
        "MentionType": WEB if "://" in report.source else CITATION,
        "MentionSourceName": report.publisher,
        "MentionIdentifier": report.source,
        "SentenceID": told.sentence,
        "Actor1CharOffset": _offset(told.actors, event.evidence),
        "Actor2CharOffset": _offset(told.recipients, event.evidence),
        "ActionCharOffset": event.trigger.begin,
        "InRawText": 1,
        "Confidence": max(10, round(event.confidence * 10) * 10),
        "MentionDocLen": len(report.text),
        "MentionDocTone": None,
        "MentionDocTranslationInfo": None,
        "Extras": f"standoff:{told.name};modality:{event.modality}",
    }


def _time(day: str | None) -> str | None:
    """A day as GDELT's YYYYMMDDHHMMSS; midnight, for nothing nearer is known."""
    return f"{date.fromisoformat(day):%Y%m%d}000000" if day else None


def _offset(actors: list[Actor], evidence: Span) -> int:
    """Where the first of ``actors`` is named within the evidence, else for the first time in the report."""
    mentions = actors[0].mentions if actors else []
    within = [m for m in mentions if evidence.contains(m)]
    return (within or mentions)[0].begin if mentions else NOWHERE
