"""One entry: what it says, the words it rests on within their context, its report and its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from standoff.ledger import Entry
from standoff.ledger.decisions import Decision
from standoff.ledger.linking.places import paper_of
from standoff.record import Actor, Event, Issue, Position, Quantity, Record, Statement
from standoff.span import Span
from standoff.views import history as told
from standoff.views.words import display

# How many characters of the report are shown on either side of the evidence.
AROUND = 240


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the report: ``quoted`` is the evidence, from ``begin`` to ``end``; the rest stands around it."""

    what: str
    begin: int
    end: int
    before: str
    quoted: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry made ready to be read: ``fields`` are label and value, ``passages`` its words in context.

    The entry stands as people corrected it, beside it what the coder said. ``history`` is as in views/history.py.
    """

    name: str
    kind: str
    fields: list[tuple[str, str]]
    passages: list[Passage]
    report: list[tuple[str, str]]
    history: list[told.Row]


def show(entry: Entry) -> Shown:
    """What there is to say of ``entry``."""
    record = entry.filed.record
    kind, subject = _subject(entry)
    names = entry.filed.names
    info = record.report
    report = [
        ("report", info.id),
        ("source", info.source),
        ("paper", paper_of(info)),
        ("published", info.published or "not known"),
        ("title", info.title or ""),
    ]
    history = [told.row_of(step, entry.name) for step in entry.history]
    passages = [_passage(record.report.text, what, span) for what, span in _spans(subject, record)]
    fields = [*_fields(subject, record, names), *_review(entry)]
    return Shown(entry.name, kind, fields, passages, report, history)


def _review(entry: Entry) -> Iterator[tuple[str, str]]:
    """What people said of the entry, and what the coder had said where they corrected it."""
    said = "rejected" if entry.rejected else entry.filed.reviewed.get(entry.name)
    if said is not None:
        yield "review", said
    first: dict[str, Decision] = {}
    for decision in entry.decisions:
        if decision.holds and decision.entry == entry.name and decision.field is not None:
            first.setdefault(decision.field, decision)
    for field, decision in first.items():
        yield f"{field} as coded", told.put(decision.was)


def _subject(entry: Entry) -> tuple[str, msgspec.Struct]:
    record = entry.filed.record
    lists: dict[str, tuple[str, Sequence[msgspec.Struct]]] = {
        "a": ("actor", record.actors),
        "s": ("statement", record.statements),
        "e": ("event", record.events),
        "i": ("issue", record.issues),
        "p": ("position", record.positions),
        "q": ("quantity", record.quantities),
    }
    kind, entries = lists[entry.kind]
    if entry.kind in "pq":  # without an id in the record format: counted
        return kind, entries[int(entry.local[1:]) - 1]
    return kind, next(one for one in entries if getattr(one, "id") == entry.local)  # noqa: B009


def _fields(subject: msgspec.Struct, record: Record, names: object) -> Iterator[tuple[str, str]]:
    """Every member of the entry that isn't a span, references put in words with their entry names."""
    known = {a.id: f"{display(a)} [{a.code}]" for a in record.actors}
    known |= {i.id: i.label for i in record.issues}
    known |= {s.id: f"statement by {known[s.speaker]}" for s in record.statements}
    known |= {e.id: f"{e.type} “{record.report.text[e.trigger[0] : e.trigger[1]]}”" for e in record.events}

    def put(local: str) -> str:
        return f"{known[local]} ({names[local]})"  # type: ignore[index]

    references = {"speaker", "addressee", "actors", "recipients", "issue", "reply_to", "same_as", "statement", "actor"}
    for key, value in msgspec.structs.asdict(subject).items():
        if key == "id" or value is None or value == [] or isinstance(value, Span) or key in {"mentions", "content"}:
            continue
        if key in references:
            yield key, ", ".join(map(put, value if isinstance(value, list) else [value]))
        elif isinstance(value, msgspec.Struct):
            yield (
                key,
                ", ".join(str(v) for k, v in msgspec.structs.asdict(value).items() if k != "span" and v is not None),
            )
        elif key == "confidence":
            yield key, f"{value:.2f}"
        else:
            yield key, ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _spans(subject: msgspec.Struct, record: Record) -> Iterator[tuple[str, Span]]:
    match subject:
        case Actor():
            yield from (("mention", span) for span in subject.mentions)
        case Statement():
            yield from (("content", span) for span in subject.content)
        case Event():
            yield "evidence", subject.evidence
            if subject.condition is not None:
                yield "condition", subject.condition
        case Position() | Quantity():
            yield "evidence", subject.evidence
        case Issue():
            yield from (("evidence", e.evidence) for e in record.events if e.issue == subject.id)


def _passage(text: str, what: str, span: Span) -> Passage:
    begin, end = span
    first, last = max(0, begin - AROUND), min(len(text), end + AROUND)
    if first:  # from a whole word on
        first = text.find(" ", first, begin) + 1 or first
    if last < len(text):
        last = text.rfind(" ", end, last) if " " in text[end:last] else last
    return Passage(what, begin, end, text[first:begin], text[begin:end], text[end:last])
