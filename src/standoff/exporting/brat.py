"""brat standoff: a zip of a text and an annotation file for each report, for the brat annotation tool."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from standoff.exporting.shared import Kept
from standoff.ledger import Filed
from standoff.span import Span

ABOUT = "a zip of .txt and .ann files for the brat annotation tool"
SUFFIX = ".zip"
# The first day that a zip can say: the same content gives the same bytes on any day.
NO_TIME = (1980, 1, 1, 0, 0, 0)
# How many characters of a report's id name its files.
NAMED = 16


def write(kept: Kept, out: BinaryIO) -> None:
    """Two files a report, named by its day and the beginning of its id, and the configuration that brat needs."""
    events: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for filed in kept.filed():
            report = filed.record.report
            name = f"{report.published or 'undated'}-{report.id.partition(':')[2][:NAMED]}"
            _put(archive, f"{name}.txt", report.text)
            _put(archive, f"{name}.ann", "".join(f"{line}\n" for line in annotations_of(filed)))
            events |= {event.type for event in filed.record.events}
        _put(archive, "annotation.conf", _configuration(events))


def annotations_of(filed: Filed) -> Iterator[str]:
    """The lines of one report: T text, E event, R relation, A attribute. Offsets are code points, as brat's are."""
    record = filed.record
    text = record.report.text
    number = 0
    marks: dict[str, str] = {}

    def mark(kind: str, spans: list[Span]) -> str:
        nonlocal number
        number += 1
        return _text_bound(number, kind, spans, text)

    for actor in record.actors:
        for span in actor.mentions:
            yield mark("Actor", [span])
            marks.setdefault(actor.id, f"T{number}")
            yield f"#{number}\tAnnotatorNotes T{number}\t{actor.code} {actor.name}"
    for statement in record.statements:
        yield mark("Statement", statement.content)
        marks[statement.id] = f"T{number}"
    for count, event in enumerate(record.events, 1):
        yield mark(event.type, [event.trigger])
        marks[event.id] = f"E{count}"
        arguments = [f"{event.type}:T{number}"]
        for role, ids in (("Actor", event.actors), ("Recipient", event.recipients)):
            named = [marks[one] for one in ids if one in marks]
            arguments += [f"{role}{n if n > 1 else ''}:{mark_of}" for n, mark_of in enumerate(named, 1)]
        yield f"E{count}\t{' '.join(arguments)}"
        yield f"A{count}\tModality E{count} {event.modality}"
    relations = [
        *(("SaidBy", s.id, s.speaker) for s in record.statements),
        *(("ReplyTo", e.id, e.reply_to) for e in record.events),
        *(("SameAs", e.id, e.same_as) for e in record.events),
    ]
    known = [(kind, marks[a], marks[b]) for kind, a, b in relations if a in marks and b is not None and b in marks]
    for count, (kind, one, other) in enumerate(known, 1):
        yield f"R{count}\t{kind} Arg1:{one} Arg2:{other}"


def _text_bound(number: int, kind: str, spans: list[Span], text: str) -> str:
    """A span of several lines is as many pieces: brat's lines end where the text's do."""
    pieces = [piece for span in spans for piece in _lines(span, text)]
    where = ";".join(f"{piece.begin} {piece.end}" for piece in pieces)
    return f"T{number}\t{kind} {where}\t{' '.join(piece.quote(text) for piece in pieces)}"


def _lines(span: Span, text: str) -> Iterator[Span]:
    begin = span.begin
    for line in span.quote(text).split("\n"):
        if line.strip():
            yield Span(begin, begin + len(line))
        begin += len(line) + 1


def _configuration(events: set[str]) -> str:
    roles = "Actor*:Actor, Recipient*:Actor"
    return "\n".join(
        (
            "[entities]", "Actor", "Statement", "[relations]", "SaidBy\tArg1:Statement, Arg2:Actor",
            "ReplyTo\tArg1:<EVENT>, Arg2:<EVENT>", "SameAs\tArg1:<EVENT>, Arg2:<EVENT>", "[events]",
            *(f"{event}\t{roles}" for event in sorted(events)), "[attributes]",
            "Modality\tArg:<EVENT>, Value:actual|planned|conditional|denied|alleged", "",
        )
    )  # fmt: skip


def _put(archive: zipfile.ZipFile, name: str, content: str) -> None:
    info = zipfile.ZipInfo(name, NO_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, content.encode("utf-8"))
