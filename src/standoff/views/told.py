"""The acts that the reports tell, put in words, repeated tellings folded into one line with all its papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from standoff.knowledge import bodies, states
from standoff.ledger import Filed
from standoff.record import Act, Actor, Event, EventDate, EventType, Modality, ReportInfo
from standoff.span import Span

# How many characters of evidence a line quotes.
QUOTE = 110


@dataclass(slots=True)
class Telling:
    """One act as one or more reports tell it.

    ``names`` are the entries it rests on, the fullest first; ``papers`` who tells it; ``answers`` the acts that answer
    it; ``source`` who says so where it isn't the reporter; ``heads`` and ``towards`` are codes without their sector.
    """

    names: list[str]
    type: EventType
    act: Act | None
    modality: Modality
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    heads: frozenset[str]
    towards: frozenset[str]
    issue: str | None
    words: str
    condition: str | None
    date: EventDate | None
    place: str | None
    source: str | None
    confidence: float
    published: str | None
    papers: list[str]
    answers: list[Telling] = field(default_factory=list)
    replies: bool = False

    @property
    def who(self) -> str:
        """The actors by name, "somebody" where the report doesn't say."""
        return ", ".join(self.actors) or "somebody"

    @property
    def whom(self) -> str:
        """The recipients by name."""
        return ", ".join(self.recipients)

    @property
    def what(self) -> str:
        """The issue, and the words that the line rests on."""
        quoted = f"“{self.words}”"
        return f"{self.issue}: {quoted}" if self.issue else quoted


def tellings(filed: Iterable[Filed]) -> list[Telling]:
    """The acts of all reports, in the order of the reports and their texts; tellings of one act are one.

    Two tellings in one report are one act where the coder says so; in two reports where type, act, modality, issue and
    both sides are alike.
    """
    folded: dict[object, Telling] = {}
    for one in filed:
        made = _of_report(one)
        by_id: dict[str, Telling] = {}
        for event in one.record.events:
            telling = made[event.id]
            first = by_id.get(event.same_as or "")
            if first is not None and first.modality == telling.modality:
                by_id[event.id] = _fold(first, telling)
                continue
            key = (
                (telling.type, telling.act, telling.modality, telling.heads, telling.towards, telling.issue.casefold())
                if telling.issue
                else telling.names[0]
            )
            kept = folded.get(key)
            by_id[event.id] = _fold(kept, telling) if kept is not None else folded.setdefault(key, telling)
        for event in one.record.events:
            answered = by_id.get(event.reply_to or "")
            answer = by_id[event.id]
            if answered is not None and answered is not answer:
                answer.replies = True
                if answer not in answered.answers:
                    answered.answers.append(answer)
    return list(folded.values())


def _of_report(filed: Filed) -> dict[str, Telling]:
    record = filed.record
    actors = {a.id: a for a in record.actors}
    labels = {i.id: i.label for i in record.issues}
    statements = {s.id: s for s in record.statements}
    paper = paper_of(record.report)

    def make(event: Event) -> Telling:
        said = statements.get(event.statement or "")
        doers = [actors[a] for a in event.actors]
        speaker = actors[said.speaker] if said else None
        return Telling(
            names=[filed.names[event.id]],
            type=event.type,
            act=event.act,
            modality=event.modality,
            actors=displays(doers),
            recipients=displays([actors[a] for a in event.recipients]),
            heads=frozenset(head_of(a) for a in doers),
            towards=frozenset(head_of(actors[a]) for a in event.recipients),
            issue=labels.get(event.issue or ""),
            words=quote(record.report.text, event.evidence, event.trigger),
            condition=quote(record.report.text, event.condition) if event.condition else None,
            date=event.date,
            place=event.place.name if event.place else None,
            source=display(speaker) if speaker and speaker.id not in event.actors else None,
            confidence=event.confidence,
            published=record.report.published,
            papers=[paper],
        )

    return {event.id: make(event) for event in record.events}


def _fold(first: Telling, later: Telling) -> Telling:
    first.names += later.names
    first.papers += [p for p in later.papers if p not in first.papers]
    first.recipients = first.recipients or later.recipients
    first.towards = first.towards or later.towards
    first.issue = first.issue or later.issue
    first.condition = first.condition or later.condition
    first.date = first.date or later.date
    first.place = first.place or later.place
    return first


def paper_of(report: ReportInfo) -> str:
    """Who tells: the publisher, else the name of the file or page."""
    return report.publisher or PurePath(report.source.partition("#")[0]).stem or report.source


def head_of(actor: Actor) -> str:
    """The code of whom an actor belongs to: ``RUS`` for ``RUS:MIL``; bodies and groups keep theirs whole."""
    first, _, sector = actor.code.partition(":")
    return actor.code if first in {"IGO", "NGO", "REB"} or not sector else first


def display(actor: Actor) -> str:
    """How a line names an actor: "Russia", "Russia (Sergei Lavrov)", "NATO", "unnamed sources"."""
    if actor.type == "anonymous":
        return actor.name
    head = head_of(actor)
    state = states().get(head)
    whole = state.name if state is not None else None
    if whole is None and head in bodies():
        whole = bodies()[head].name
    if whole is None or actor.name == whole:
        return actor.name
    return f"{whole} ({actor.name})"


def displays(actors: Sequence[Actor]) -> tuple[str, ...]:
    """The names of several actors, each once; a state isn't named again beside its own minister."""
    by_head: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        by_head[head_of(actor)].append(display(actor))
    return tuple(dict.fromkeys(max(names, key=len) for names in by_head.values()))


def quote(text: str, span: Span, within: Span | None = None) -> str:
    """The words of ``span`` on one line; where they are long, ``QUOTE`` characters of them around ``within``."""
    words = " ".join(text[span[0] : span[1]].split())
    if len(words) <= QUOTE:
        return words
    before = len(" ".join(text[span[0] : within[0]].split())) if within else 0
    first = 0 if before < QUOTE // 2 else before - QUOTE // 4
    first = words.rfind(" ", 0, first) + 1 if first else 0
    last = words.rfind(" ", first, first + QUOTE)
    last = last if last > first and first + QUOTE < len(words) else min(len(words), first + QUOTE)
    return ("… " if first else "") + words[first:last] + (" …" if last < len(words) else "")
