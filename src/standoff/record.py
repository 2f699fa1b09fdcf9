"""Record: what one report tells, entry by entry (the record format, version 1).

Every span is ``[begin, end)`` in code points of ``report.text``. The field order here is the order on disk, so that
two runs give the same bytes. A field may be added; none may change its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from standoff.errors import SpanError
from standoff.span import Span, check

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Act = Literal["demand", "offer", "accept", "reject", "threaten", "warn", "promise", "concede", "concern", "consult"]
Modality = Literal["actual", "planned", "conditional", "denied", "alleged"]
ActorType = Literal["state", "igo", "person", "group", "bloc", "anonymous"]
Kind = Literal["direct", "indirect", "mixed"]
Sourcing = Literal["named", "role", "anonymous"]
Standing = Literal["claimed", "denied", "confirmed", "leaked"]
Stance = Literal["support", "oppose", "conditional", "undecided"]
Direction = Literal["up", "down", "mixed"]
Precision = Literal["day", "week", "month", "season", "year", "decade", "range"]


class ReportInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The report a record belongs to; ``text`` is the text that all spans point into."""

    id: str
    source: str
    publisher: str | None
    title: str | None
    published: str | None
    language: str
    text: str


class Actor(msgspec.Struct, kw_only=True):
    """Who: a state, body, person, group, bloc or unnamed source, with all its mentions in the text."""

    id: str
    code: str
    name: str
    type: ActorType
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    mentions: list[Span] = []
    wikidata: str | None = None
    confidence: float


class Statement(msgspec.Struct, kw_only=True):
    """Somebody other than the reporter given as the source of content.

    ``cue_class`` is what the cue commits the speaker to (say, claim, admit, deny, warn, promise, hope, fear …:
    languages/); ``attitude`` tells a stand or wish that the reporter tells of somebody from words of theirs;
    ``standing`` is how far the report itself stands behind the content.
    """

    id: str
    speaker: str
    source: Span | None
    cue: Span | None
    content: list[Span]
    kind: Kind
    sourcing: Sourcing
    addressee: str | None = None
    cue_class: str = "say"
    attitude: bool = False
    standing: Standing = "claimed"
    confidence: float


class EventDate(msgspec.Struct, kw_only=True):
    """When: ``value`` is the first day of the interval as ISO 8601, cut to the precision; ``span`` the words."""

    value: str
    precision: Precision
    span: Span | None = None
    end: str | None = None


class Place(msgspec.Struct, kw_only=True):
    """Where the act was done, from the clause of the act only; degrees north and east (WGS 84)."""

    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    span: Span


class Event(msgspec.Struct, kw_only=True):
    """Who did what to whom, in PLOVER's terms, and how far the report stands behind it."""

    id: str
    type: EventType
    mode: str | None = None
    act: Act | None = None
    modality: Modality
    actors: list[str]
    recipients: list[str]
    trigger: Span
    evidence: Span
    issue: str | None = None
    condition: Span | None = None
    reply_to: str | None = None
    same_as: str | None = None
    statement: str | None = None
    date: EventDate | None = None
    place: Place | None = None
    contexts: list[str] = []
    intensity: float
    confidence: float


class Issue(msgspec.Struct, kw_only=True):
    """What acts and positions are about, as a short proposition one can be for or against."""

    id: str
    label: str


class Position(msgspec.Struct, kw_only=True):
    """Where an actor stands on an issue at the end of the report."""

    actor: str
    issue: str
    stance: Stance
    evidence: Span
    confidence: float


class Quantity(msgspec.Struct, kw_only=True):
    """A number that matters: forces, casualties, money, prices; or a market move."""

    value: float | int | None
    unit: str
    about: str
    qualifier: str | None = None
    direction: Direction | None = None
    evidence: Span
    confidence: float


class Record(msgspec.Struct, kw_only=True):
    """All that one report tells."""

    standoff: int = 1
    report: ReportInfo
    actors: list[Actor] = []
    statements: list[Statement] = []
    events: list[Event] = []
    issues: list[Issue] = []
    positions: list[Position] = []
    quantities: list[Quantity] = []
    notes: list[str] = []

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Every span of the record with the name of the entry and field it belongs to."""
        for actor in self.actors:
            for span in actor.mentions:
                yield f"{actor.id} mention", span
        for statement in self.statements:
            for name, one in (("source", statement.source), ("cue", statement.cue)):
                if one is not None:
                    yield f"{statement.id} {name}", one
            for span in statement.content:
                yield f"{statement.id} content", span
        for event in self.events:
            yield f"{event.id} trigger", event.trigger
            yield f"{event.id} evidence", event.evidence
            if event.condition is not None:
                yield f"{event.id} condition", event.condition
            if event.date is not None and event.date.span is not None:
                yield f"{event.id} date", event.date.span
            if event.place is not None:
                yield f"{event.id} place", event.place.span
        for position in self.positions:
            yield f"position {position.actor}/{position.issue}", position.evidence
        for number, quantity in enumerate(self.quantities):
            yield f"quantity {number}", quantity.evidence


def verify(record: Record) -> Record:
    """Give ``record`` back if every span lies in its text and every reference has its entry; SpanError otherwise."""
    for what, span in record.spans():
        check(span, record.report.text, what=what)
    known = {a.id for a in record.actors}
    events = {e.id for e in record.events}
    issues = {i.id for i in record.issues}
    statements = {s.id for s in record.statements}
    for statement in record.statements:
        _refer(statement.id, {statement.speaker, statement.addressee} - {None}, known)
    for event in record.events:
        _refer(event.id, {*event.actors, *event.recipients}, known)
        _refer(event.id, {event.reply_to, event.same_as} - {None}, events)
        _refer(event.id, {event.issue} - {None}, issues)
        _refer(event.id, {event.statement} - {None}, statements)
    for position in record.positions:
        _refer("position", {position.actor}, known)
        _refer("position", {position.issue}, issues)
    return record


def _refer(whose: str, used: set[str | None], known: set[str]) -> None:
    missing = used - known
    if missing:
        raise SpanError(f"{whose} refers to {sorted(map(str, missing))}, which the record does not hold")


def to_json(record: Record) -> bytes:
    """``record`` as one line of JSON (UTF-8, without the line end); the same record gives the same bytes."""
    return msgspec.json.encode(record)


def from_json(line: bytes | str) -> Record:
    """The record of one line of JSON; raises msgspec.ValidationError with the path of what is wrong."""
    return msgspec.json.decode(line, type=Record)
