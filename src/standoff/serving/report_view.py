"""A report with its record, entries by their names in place of the ids that hold in one report only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from standoff.ledger import Filed
from standoff.ledger.linking.places import paper_of
from standoff.ledger.linking.sides import side_of
from standoff.record import Actor, Event, Record
from standoff.span import Span
from standoff.views.words import display, displays


@dataclass(frozen=True, slots=True)
class Who:
    """An actor of the report; ``side`` is whom it belongs to, by which the page colours it."""

    name: str
    code: str
    side: str
    called: str
    shown: str
    type: str
    role: str | None
    mentions: list[Span]
    confidence: float


@dataclass(frozen=True, slots=True)
class Said:
    """A statement; ``speaker`` is the name of the actor's entry."""

    name: str
    speaker: str
    side: str
    shown: str
    source: Span | None
    cue: Span | None
    content: list[Span]
    kind: str
    sourcing: str
    confidence: float
    reviewed: str | None


@dataclass(frozen=True, slots=True)
class When:
    """The day of an event, cut to what is known of it, and the words that give it."""

    value: str
    end: str | None
    precision: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Where:
    """The place named in the clause of an event."""

    name: str
    country: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Done:
    """An event; ``actors`` and ``recipients`` in words, ``side`` of the first actor."""

    name: str
    type: str
    act: str | None
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    side: str | None
    trigger: Span
    evidence: Span
    condition: Span | None
    issue: str | None
    issue_label: str | None
    statement: str | None
    reply_to: str | None
    same_as: str | None
    date: When | None
    place: Where | None
    intensity: float
    confidence: float
    reviewed: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity or a market move."""

    name: str
    value: float | int | None
    unit: str
    about: str
    qualifier: str | None
    direction: str | None
    evidence: Span
    confidence: float
    reviewed: str | None


@dataclass(frozen=True, slots=True)
class Stand:
    """A position."""

    name: str
    actor: str
    side: str
    shown: str
    issue: str
    issue_label: str
    stance: str
    evidence: Span
    confidence: float
    reviewed: str | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report and everything in it that was coded. Spans are ``[begin, end)`` in code points of ``text``."""

    id: str
    source: str
    paper: str
    publisher: str | None
    title: str | None
    published: str | None
    language: str
    text: str
    notes: list[str]
    actors: list[Who]
    statements: list[Said]
    events: list[Done]
    quantities: list[Counted]
    positions: list[Stand]


def report_view(filed: Filed) -> ReportView:
    """``filed`` made ready to be shown."""
    record, names = filed.record, filed.names
    info = record.report
    reviewed: Mapping[str, str] = getattr(filed, "reviewed", {})
    actors = {a.id: a for a in record.actors}
    return ReportView(
        id=info.id, source=info.source, paper=paper_of(info), publisher=info.publisher, title=info.title,
        published=info.published, language=info.language, text=info.text, notes=list(record.notes),
        actors=[
            Who(names[a.id], a.code, _side(a), a.name, display(a), a.type, a.role, list(a.mentions), a.confidence)
            for a in record.actors
        ],
        statements=[
            Said(
                name=names[s.id], speaker=names[s.speaker], side=_side(actors[s.speaker]),
                shown=display(actors[s.speaker]), source=s.source, cue=s.cue, content=list(s.content), kind=s.kind,
                sourcing=s.sourcing, confidence=s.confidence, reviewed=reviewed.get(names[s.id]),
            )
            for s in record.statements
        ],
        events=_events(record, names, actors, reviewed),
        quantities=[
            Counted(
                names[f"q{n}"], q.value, q.unit, q.about, q.qualifier, q.direction, q.evidence, q.confidence,
                reviewed.get(names[f"q{n}"]),
            )
            for n, q in enumerate(record.quantities, 1)
        ],
        positions=_positions(record, names, actors, reviewed),
    )  # fmt: skip


def _events(
    record: Record, names: Mapping[str, str], actors: Mapping[str, Actor], reviewed: Mapping[str, str]
) -> list[Done]:
    labels = {i.id: i.label for i in record.issues}

    def name(local: str | None) -> str | None:
        return names[local] if local else None

    return [
        Done(
            name=names[e.id], type=e.type, act=e.act, modality=e.modality,
            actors=tuple(displays([actors[a] for a in e.actors])),
            recipients=tuple(displays([actors[a] for a in e.recipients])),
            side=_side(actors[e.actors[0]]) if e.actors else None, trigger=e.trigger, evidence=e.evidence,
            condition=e.condition, issue=name(e.issue), issue_label=labels.get(e.issue or ""),
            statement=name(e.statement), reply_to=name(e.reply_to), same_as=name(e.same_as), date=_when(e),
            place=_where(e), intensity=e.intensity, confidence=e.confidence, reviewed=reviewed.get(names[e.id]),
        )
        for e in record.events
    ]  # fmt: skip


def _when(event: Event) -> When | None:
    date = event.date
    return When(date.value, date.end, date.precision, date.span) if date else None


def _side(actor: Actor) -> str:
    """Whom an actor stands for; its code, where the report doesn't say."""
    return side_of(actor) or actor.code


def _where(event: Event) -> Where | None:
    place = event.place
    return Where(place.name, place.country, place.span) if place else None


def _positions(
    record: Record, names: Mapping[str, str], actors: Mapping[str, Actor], reviewed: Mapping[str, str]
) -> list[Stand]:
    labels = {i.id: i.label for i in record.issues}
    return [
        Stand(
            name=names[f"p{n}"], actor=names[p.actor], side=_side(actors[p.actor]), shown=display(actors[p.actor]),
            issue=names[p.issue], issue_label=labels[p.issue], stance=p.stance, evidence=p.evidence,
            confidence=p.confidence, reviewed=reviewed.get(names[f"p{n}"]),
        )
        for n, p in enumerate(record.positions, 1)
    ]  # fmt: skip
