"""Scores coded records against gold records, entry kind by entry kind.

Both are read into one shape first (``read_gold``, ``read_record``); spans are compared in characters other than white
space, so that how a reader folds blank lines plays no part. The figures, each summed over all documents before it is
divided:

event_type   the PLOVER type agrees, the evidence overlaps, the triggers lie at most 60 characters apart
event_full   an event_type pair whose actors' and recipients' states or bodies agree as sets
modality     the share of event_type pairs whose modality agrees
reply_to     links from an answer to what it answers, both ends matched
statement    the content overlaps by half or more (Jaccard), and the speaker's state or body agrees
position     actor's state or body and stance agree, and the evidence overlaps or the issues share half their words
quantity     the value is equal and the evidence overlaps; market moves without a value are left out
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeVar

import msgspec

from standoff.record import Record

FIGURES = ("event_type", "event_full", "modality", "reply_to", "statement", "position", "quantity")
TRIGGER_GAP = 60
HALF = 0.5
UNKNOWN = "UNK"
EMPTY_WORDS = frozenset(["the", "of", "to", "in", "a", "an", "and", "on", "for", "from"])

Spans = list[tuple[int, int]]
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Figure:
    """How many were right, given and wanted; ``f1`` is 0 where nothing was given or wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        # for modality given and wanted are both the pairs, which makes f1 the accuracy
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 0.0

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.right + other.right, self.given + other.given, self.wanted + other.wanted)


@dataclass(frozen=True)
class Event:
    id: str
    type: str
    modality: str
    reply_to: str | None
    trigger: Spans
    evidence: Spans
    actors: frozenset[str]
    recipients: frozenset[str]


@dataclass(frozen=True)
class Statement:
    speaker: str
    content: Spans


@dataclass(frozen=True)
class Position:
    actor: str
    stance: str
    issue: str
    evidence: Spans


@dataclass(frozen=True)
class Quantity:
    value: float
    evidence: Spans


@dataclass(frozen=True)
class Sheet:
    """What one document tells, in the shape that scoring works on; spans without white space."""

    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)


def body(code: str | None) -> str:
    """The state or body of an actor's code: RUS of RUS:GOV, all of IGO:NATO; UNK for none."""
    if not code:
        return UNKNOWN
    head = code.split(":")[0]
    return code if head in {"IGO", "NGO", "REB"} else head


def read_gold(gold: dict[str, Any], text: str) -> Sheet:
    """The sheet of a gold record (actors inline, issues as labels) whose spans point into ``text``."""
    return _sheet(gold, text, code=lambda actor: (actor or {}).get("code"), label=lambda issue: issue or "")


def read_record(record: Record) -> Sheet:
    """The sheet of a coded record."""
    codes = {actor.id: actor.code for actor in record.actors}
    labels = {issue.id: issue.label for issue in record.issues}
    return _sheet(msgspec.to_builtins(record), record.report.text, code=codes.get, label=lambda i: labels.get(i, ""))


def _sheet(raw: dict[str, Any], text: str, *, code: Callable[[Any], Any], label: Callable[[Any], str]) -> Sheet:
    # rank[i]: how many characters before i are no white space
    rank = [0, *accumulate(not char.isspace() for char in text)]

    def spans(value: Any) -> Spans:
        if not value:
            return []
        several = [value] if isinstance(value[0], int) else value
        return [(rank[begin], rank[end]) for begin, end in several]

    def bodies(actors: Iterable[Any]) -> frozenset[str]:
        return frozenset(body(code(actor)) for actor in actors) - {UNKNOWN}

    return Sheet(
        events=[
            Event(
                id=e["id"],
                type=e["type"],
                modality=e["modality"],
                reply_to=e.get("reply_to"),
                trigger=spans(e.get("trigger")),
                evidence=spans(e.get("evidence")),
                actors=bodies(e.get("actors", [])),
                recipients=bodies(e.get("recipients", [])),
            )
            for e in raw["events"]
        ],
        statements=[Statement(body(code(s.get("speaker"))), spans(s.get("content"))) for s in raw["statements"]],
        positions=[
            Position(body(code(p["actor"])), p["stance"], label(p["issue"]), spans(p.get("evidence")))
            for p in raw["positions"]
        ],
        quantities=[
            Quantity(q["value"], spans(q.get("evidence"))) for q in raw["quantities"] if q.get("value") is not None
        ],
    )


def _shared(one: Spans, other: Spans) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def _jaccard(one: Spans, other: Spans) -> float:
    common = _shared(one, other)
    union = sum(e - b for b, e in one) + sum(e - b for b, e in other) - common
    return common / max(1, union)


def _far(one: Spans, other: Spans) -> bool:
    gaps = [max(a[0], b[0]) - min(a[1], b[1]) for a in one for b in other]
    return bool(gaps) and min(gaps) > TRIGGER_GAP


def _like_event(gold: Event, coded: Event) -> float:
    if gold.type != coded.type or not _shared(gold.evidence, coded.evidence) or _far(gold.trigger, coded.trigger):
        return 0.0
    same = (gold.actors == coded.actors) + (gold.recipients == coded.recipients)
    return 1.0 + same + _jaccard(gold.evidence, coded.evidence)


def _like_statement(gold: Statement, coded: Statement) -> float:
    likeness = _jaccard(gold.content, coded.content)
    return likeness if gold.speaker == coded.speaker and likeness >= HALF else 0.0


def _issue_words(label: str) -> set[str]:
    return set(re.findall(r"\w+", label.lower())) - EMPTY_WORDS


def _like_position(gold: Position, coded: Position) -> float:
    if (gold.actor, gold.stance) != (coded.actor, coded.stance):
        return 0.0
    ours, theirs = _issue_words(gold.issue), _issue_words(coded.issue)
    alike = len(ours & theirs) / max(1, len(ours | theirs))
    touching = bool(_shared(gold.evidence, coded.evidence))
    return alike + touching if touching or alike >= HALF else 0.0


def _like_quantity(gold: Quantity, coded: Quantity) -> float:
    return float(gold.value == coded.value and _shared(gold.evidence, coded.evidence) > 0)


def pair(gold: list[Entry], coded: list[Entry], like: Callable[[Entry, Entry], float]) -> list[tuple[Entry, Entry]]:
    """One-to-one pairs, the most alike first; entries of likeness 0 are never paired."""
    ranked = sorted(
        ((like(g, c), i, j) for i, g in enumerate(gold) for j, c in enumerate(coded)), key=lambda row: -row[0]
    )
    taken_gold: set[int] = set()
    taken_coded: set[int] = set()
    pairs = []
    for likeness, i, j in ranked:
        if likeness > 0 and i not in taken_gold and j not in taken_coded:
            taken_gold.add(i)
            taken_coded.add(j)
            pairs.append((gold[i], coded[j]))
    return pairs


def score(gold: Sheet, coded: Sheet) -> dict[str, Figure]:
    """All the figures of one document, by name (FIGURES)."""
    events = pair(gold.events, coded.events, _like_event)
    given, wanted = len(coded.events), len(gold.events)
    full = sum(g.actors == c.actors and g.recipients == c.recipients for g, c in events)
    modality = sum(g.modality == c.modality for g, c in events)
    coded_as = {g.id: c.id for g, c in events}
    wanted_links = {(e.id, e.reply_to) for e in gold.events if e.reply_to}
    given_links = {(e.id, e.reply_to) for e in coded.events if e.reply_to}
    links = sum((coded_as.get(a), coded_as.get(b)) in given_links for a, b in wanted_links)
    out = {
        "event_type": Figure(len(events), given, wanted),
        "event_full": Figure(full, given, wanted),
        "modality": Figure(modality, len(events), len(events)),
        "reply_to": Figure(links, len(given_links), len(wanted_links)),
    }
    statements = pair(gold.statements, coded.statements, _like_statement)
    positions = pair(gold.positions, coded.positions, _like_position)
    quantities = pair(gold.quantities, coded.quantities, _like_quantity)
    out["statement"] = Figure(len(statements), len(coded.statements), len(gold.statements))
    out["position"] = Figure(len(positions), len(coded.positions), len(gold.positions))
    out["quantity"] = Figure(len(quantities), len(coded.quantities), len(gold.quantities))
    return out


def total(scores: Iterable[dict[str, Figure]]) -> dict[str, Figure]:
    """The figures of several documents summed, so that each entry weighs the same."""
    out = {name: Figure() for name in FIGURES}
    for one in scores:
        for name in FIGURES:
            out[name] += one[name]
    return out


def by_type(sheets: Iterable[tuple[Sheet, Sheet]]) -> dict[str, Figure]:
    """event_type's figure for each PLOVER type, from (gold, coded) sheets."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for gold, coded in sheets:
        right.update(g.type for g, _ in pair(gold.events, coded.events, _like_event))
        given.update(e.type for e in coded.events)
        wanted.update(e.type for e in gold.events)
    return {name: Figure(right[name], given[name], wanted[name]) for name in sorted(given.keys() | wanted.keys())}
