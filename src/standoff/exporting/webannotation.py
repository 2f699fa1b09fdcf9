"""W3C Web Annotation (Recommendation of 2017): every entry as an annotation on the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from standoff.exporting.shared import Kept, around
from standoff.ledger import Filed
from standoff.ledger.corrected import entries_of, spans_of
from standoff.record import ReportInfo
from standoff.span import Span

ABOUT = "W3C Web Annotations: every entry on the words that it rests on"
SUFFIX = ".jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# What is ours and not the standard's, as names in our own namespace.
OWN = "urn:standoff:"


def write(kept: Kept, out: BinaryIO) -> None:
    """One annotation collection with one page; an annotation an entry, a target a span.

    Each target has both selectors: TextPositionSelector (code points, end excluded) and TextQuoteSelector. ``state`` is
    the id of the report, a digest of its text, day and paper: offsets hold for that text and no other.
    """
    context = msgspec.json.encode([CONTEXT, {"standoff": OWN}])
    page = b'"type":"AnnotationPage","startIndex":0,"items":['
    out.write(b'{"@context":' + context + b',"type":"AnnotationCollection","first":{' + page)
    total = 0
    for filed in kept.filed():
        for annotation in annotations_of(filed):
            out.write((b",\n" if total else b"\n") + msgspec.json.encode(annotation))
            total += 1
    out.write(b"\n]}," + f'"total":{total}'.encode() + b"}\n")


def annotations_of(filed: Filed) -> Iterator[dict[str, Any]]:
    """The annotations of one report, in the order of its entries; an entry without words of its own has none."""
    record = filed.record
    for name, entry in entries_of(filed).items():
        targets = [_target(record.report, span) for span in spans_of(entry, record)]
        if targets:
            yield {
                "id": f"{OWN}entry:{name}",
                "type": "Annotation",
                "motivation": "classifying",
                "body": {
                    "type": "Dataset",
                    "format": "application/json",
                    "value": msgspec.json.encode(entry).decode("utf-8"),
                    "standoff:kind": type(entry).__name__.lower(),
                },
                "target": targets,
            }


def _target(report: ReportInfo, span: Span) -> dict[str, Any]:
    before, after = around(report.text, span)
    position = {"type": "TextPositionSelector", "start": span.begin, "end": span.end}
    quote = {"type": "TextQuoteSelector", "exact": span.quote(report.text), "prefix": before, "suffix": after}
    return {
        "source": f"{OWN}report:{report.id}",
        "standoff:readFrom": report.source,
        "selector": [position, quote],
        "state": {"type": "standoff:TextState", "standoff:report": report.id},
    }
