"""A record as the coder left it and the decisions of people, put together: the record as it is shown.

Decisions are gone through in their order. Corrections and splits by words come first, then merges and splits of pairs,
then rejections: of two that contradict each other the later holds.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from standoff.ledger.decisions import Anchor, Decision
from standoff.ledger.fields import REFERENCES, actor_of, settle_type
from standoff.ledger.ids import Namer
from standoff.ledger.rows import Filed
from standoff.record import Actor, Event, Issue, Position, Quantity, Record, Statement
from standoff.span import Span

Entry = Actor | Statement | Event | Issue | Position | Quantity
# The list of the record that holds the entries of a kind.
LISTS = {"a": "actors", "s": "statements", "e": "events", "i": "issues", "p": "positions", "q": "quantities"}


def corrected(filed: Filed, decisions: Sequence[Decision]) -> Filed:
    """``filed`` with the ``decisions`` that hold; itself where there are none. What was rejected is left out."""
    holding = [d for d in decisions if d.holds and d.verdict != "undo"]
    return _Work(filed).done(holding) if holding else filed


def verdicts(decisions: Iterable[Decision]) -> dict[str, bool]:
    """For each entry that people accepted or rejected: True where it stands accepted, by the last word on it."""
    return {d.entry: d.verdict == "accept" for d in decisions if d.holds and d.verdict in {"accept", "reject"}}


def linked(decisions: Iterable[Decision]) -> dict[frozenset[str], Decision]:
    """For each pair of entries that people merged or split, the last word on it."""
    return {frozenset((d.entry, d.other)): d for d in decisions if d.holds and d.other is not None}


def name_of_split(report: str, entry: str, words: Span) -> str:
    """The name of the entry that splitting ``words`` off ``entry`` makes."""
    return Namer(report).name(entry[0], "split", entry, tuple(words))


def entries_of(filed: Filed) -> dict[str, Entry]:
    """The entries of a filed record by name."""
    record, names = filed.record, filed.names
    found: dict[str, Entry] = {names[actor.id]: actor for actor in record.actors}
    found |= {names[statement.id]: statement for statement in record.statements}
    found |= {names[event.id]: event for event in record.events}
    found |= {names[issue.id]: issue for issue in record.issues}
    found |= {names[f"p{n}"]: position for n, position in enumerate(record.positions, 1)}
    found |= {names[f"q{n}"]: quantity for n, quantity in enumerate(record.quantities, 1)}
    return found


def spans_of(entry: Entry, record: Record) -> list[Span]:
    """The words that an entry rests on; for an issue those of the acts and positions about it."""
    match entry:
        case Actor():
            return list(entry.mentions)
        case Statement():
            return list(entry.content)
        case Issue():
            about = [e.evidence for e in record.events if e.issue == entry.id]
            return about + [p.evidence for p in record.positions if p.issue == entry.id]
        case _:
            return [entry.evidence]


def anchor_of(entry: Entry, filed: Filed) -> Anchor:
    """By what ``entry`` can be found again."""
    record = filed.record
    codes = {a.id: a.code for a in record.actors}
    labels = {i.id: i.label for i in record.issues}
    match entry:
        case Actor():
            told = f"{entry.code} {entry.name}"
        case Statement():
            told = codes[entry.speaker]
        case Event():
            told = entry.type
        case Issue():
            told = entry.label
        case Position():
            told = f"{codes[entry.actor]} {labels[entry.issue]}"
        case Quantity():
            told = f"{entry.unit} {entry.direction or ''}"
    return Anchor(type=told, spans=spans_of(entry, record))


class _Work:
    """One record being corrected: entries by name, changed in place on a copy."""

    def __init__(self, filed: Filed) -> None:
        record = copy.deepcopy(filed.record)
        self._filed = Filed(record, dict(filed.names), filed.maker)
        self._record = record
        self._entries = entries_of(self._filed)
        self._local = {name: local for local, name in filed.names.items() if local[0] not in "pq"}
        self._reviewed: dict[str, str] = {}

    def done(self, decisions: Sequence[Decision]) -> Filed:
        for decision in decisions:
            if decision.entry not in self._entries:
                continue  # split off from an entry that is gone
            if decision.verdict == "correct":
                self._correct(decision)
            elif decision.words is not None and decision.made is not None:
                self._split_off(decision, decision.words, decision.made)
        for decision in linked(decisions).values():
            one, other = decision.entry, str(decision.other)
            if one in self._entries and other in self._entries:
                self._link(one, other, together=decision.verdict == "merge")
        gone = {name for name, accepted in verdicts(decisions).items() if not accepted}
        self._drop(gone & self._entries.keys())
        for name, accepted in verdicts(decisions).items():
            if accepted and name in self._entries:
                self._reviewed.setdefault(name, "accepted")
        return Filed(self._record, self._names(), self._filed.maker, self._reviewed)

    def _correct(self, decision: Decision) -> None:
        entry, field = self._entries[decision.entry], str(decision.field)
        value = self._with_local_ids(decision.value) if field in REFERENCES else decision.value
        if field in REFERENCES and value is None and decision.value is not None:
            return  # what it names is no longer in the report
        plain = {**msgspec.to_builtins(entry), field: value}
        setattr(entry, field, getattr(msgspec.convert(plain, type(entry)), field))
        if isinstance(entry, Event) and field == "type":
            settle_type(entry)
        self._reviewed[decision.entry] = "corrected"

    def _with_local_ids(self, value: Any) -> Any:
        if isinstance(value, list):
            return [local for local in map(self._with_local_ids, value) if local is not None]
        if value is None or value in self._local:
            return self._local.get(value)
        named = next((a.id for a in self._record.actors if a.code == value), None)
        if named is not None:
            return named
        actor = actor_of(value)
        if actor is None:
            return None
        name = Namer(self._record.report.id).name("a", "added", value)
        self._add(name, actor)
        return actor.id

    def _split_off(self, decision: Decision, words: Span, made: str) -> None:
        entry = self._entries[decision.entry]
        twin = copy.deepcopy(entry)
        match entry, twin:
            case Actor(), Actor():
                twin.mentions = [m for m in entry.mentions if words.contains(m)] or [words]
                entry.mentions = [m for m in entry.mentions if not words.contains(m)]
            case Statement(), Statement():
                twin.content = [words]
                entry.content = [c for c in entry.content if not words.overlaps(c)] or entry.content
            case Event(), Event():
                twin.trigger = twin.evidence = words
                twin.same_as = None
            case Position(), Position():
                twin.evidence = words
            case Quantity(), Quantity():
                twin.evidence = words
            case _:
                return
        self._add(made, twin)
        self._reviewed[made] = "split"

    def _add(self, name: str, entry: Entry) -> None:
        entries: list[Any] = getattr(self._record, LISTS[name[0]])
        if not isinstance(entry, Position | Quantity):
            entry.id = name[0] + str(1 + max((int(other.id[1:]) for other in entries), default=0))
            self._local[name] = entry.id
        entries.append(entry)
        self._entries[name] = entry

    def _link(self, one: str, other: str, *, together: bool) -> None:
        first, second = self._entries[one], self._entries[other]
        match first, second:
            case Event(), Event():
                self._link_events(first, second, together=together)
            case Actor(), Actor() if together:
                first.mentions = sorted({*first.mentions, *second.mentions})
                self._replace("a", second.id, first.id)
                self._forget(other)
            case Issue(), Issue() if together:
                self._replace("i", second.id, first.id)
                self._forget(other)
            case _ if together and type(first) is type(second):
                self._forget(other)

    def _link_events(self, first: Event, second: Event, *, together: bool) -> None:
        """Tellings point at the first telling of their act in the report."""
        if together:
            roots = {e.same_as or e.id for e in (first, second)}
            tellings = [e for e in self._record.events if (e.same_as or e.id) in roots]
            root = min(tellings, key=lambda e: (e.trigger, e.id))
            for telling in tellings:
                telling.same_as = None if telling is root else root.id
        else:
            later = max(first, second, key=lambda e: (e.trigger, e.id))
            if {first.same_as, second.same_as} & {first.id, second.id} or (
                first.same_as is not None and first.same_as == second.same_as
            ):
                later.same_as = None

    def _replace(self, kind: str, old: str, new: str) -> None:
        """Have every reference to the entry ``old`` of a kind say ``new``."""
        for entry in self._entries.values():
            for field in entry.__struct_fields__:
                if REFERENCES.get(field) == kind:
                    value = getattr(entry, field)
                    if isinstance(value, list):
                        setattr(entry, field, list(dict.fromkeys(new if v == old else v for v in value)))
                    elif value == old:
                        setattr(entry, field, new)

    def _drop(self, gone: set[str]) -> None:
        """Leave entries out with every reference to them, and what can't be without them."""
        for name in sorted(gone):
            entry = self._entries.get(name)
            if entry is None:
                continue  # gone with another already
            if isinstance(entry, Event):
                self._drop_telling(entry)
            if not isinstance(entry, Position | Quantity):
                self._clear(name[0], entry.id)
            self._forget(name)

    def _drop_telling(self, event: Event) -> None:
        later = [e for e in self._record.events if e.same_as == event.id]
        for telling in later:
            telling.same_as = None if telling is later[0] else later[0].id

    def _clear(self, kind: str, old: str) -> None:
        for name, entry in list(self._entries.items()):
            for field in entry.__struct_fields__:
                if REFERENCES.get(field) != kind:
                    continue
                value = getattr(entry, field)
                if isinstance(value, list):
                    setattr(entry, field, [v for v in value if v != old])
                elif (
                    value == old and isinstance(entry, Statement | Position) and field in {"speaker", "actor", "issue"}
                ):
                    self._drop({name} & self._entries.keys())  # nobody says it, or nobody holds it, or it is on nothing
                elif value == old:
                    setattr(entry, field, None)

    def _forget(self, name: str) -> None:
        entry = self._entries.pop(name)
        entries: list[Any] = getattr(self._record, LISTS[name[0]])
        entries[:] = [one for one in entries if one is not entry]
        self._local.pop(name, None)

    def _names(self) -> Mapping[str, str]:
        """The names by local id; positions and quantities are counted anew."""
        by_entry = {id(entry): name for name, entry in self._entries.items()}
        names = {local: name for name, local in self._local.items()}
        names |= {f"p{n}": by_entry[id(p)] for n, p in enumerate(self._record.positions, 1)}
        names |= {f"q{n}": by_entry[id(q)] for n, q in enumerate(self._record.quantities, 1)}
        return names
