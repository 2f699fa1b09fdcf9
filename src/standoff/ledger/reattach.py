"""Decisions of people hung on the entries of a new coding, by name, else by what the entries say and rest on.

An entry that keeps its name keeps its decisions. Where a new coding has another name for it, its decisions go to the
new entry of the same kind that rests most on the same words, if at least ``ENOUGH`` of both together are shared and it
says the same (type of an event, code and name of an actor, speaker of a statement …). What it says may differ where a
person corrected the entry: the correction is what counts then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, update

from standoff.ledger import chain, tables
from standoff.ledger import decisions as kept
from standoff.ledger.corrected import anchor_of, entries_of
from standoff.ledger.decisions import Anchor, Decision
from standoff.ledger.rows import Filed
from standoff.span import Span

# The least share of the words of two entries together that both rest on: half of them.
ENOUGH = 0.5


def reattach(connection: Connection, before: Filed, after: Filed, *, by: str) -> tuple[list[Decision], list[Decision]]:
    """Hang the decisions that speak of the report on its new coding; what changes is put into the history.

    Gives those that hold for another name now, and those that hold no more.
    """
    report = after.record.report.id
    taken = kept.touching(connection, report)
    if not taken:
        return [], []
    places = _places(taken, report, before, after)
    for decision in taken:
        names = {name: place for name, place in places[decision.number].items() if place != name}
        attached = None if None in names.values() else names.get(decision.first, decision.first)
        if (attached, names) != (None if decision.orphan else decision.entry, dict(decision.names)):
            _hang(connection, decision, attached, names, by=by)
    now = {d.number: d for d in kept.touching(connection, report)}
    moved = [now[d.number] for d in taken if now[d.number].holds and now[d.number].names != d.names]
    orphaned = [now[d.number] for d in taken if now[d.number].orphan and not d.orphan and not d.undone]
    return moved, orphaned


def _hang(
    connection: Connection, decision: Decision, attached: str | None, names: Mapping[str, str | None], *, by: str
) -> None:
    what = "orphaned" if attached is None else "moved"
    detail = {"review": decision.number, "attached": attached, "names": names}
    chain.append(connection, what, by=by, report=decision.report, entry=decision.first, detail=detail)
    this = tables.reviews.c.number == decision.number
    connection.execute(update(tables.reviews).where(this).values(attached=attached, names=dict(names)))


def _places(taken: Collection[Decision], report: str, before: Filed, after: Filed) -> dict[int, dict[str, str | None]]:
    """For each decision, by its number: the new name of every entry that it speaks of, None for one that is gone."""
    anchors = {name: a for d in taken for name, a in d.anchors.items() if d.report_of(name) == report}
    corrected = {d.first for d in taken if d.verdict == "correct" and not d.undone}
    made = {d.made for d in taken if d.made is not None}
    settled: dict[str, str | None] = {name: name for name in anchors if name in made}
    settled |= {name: name for name in anchors if name in after.names.values()}
    # what was there before under its own name is another entry, and nobody's successor
    old = {*before.names.values(), *settled.values()}
    fresh = {n: anchor_of(entry, after) for n, entry in entries_of(after).items() if n not in old}
    pairs = sorted(_pairs({n: a for n, a in anchors.items() if n not in settled}, fresh, corrected), reverse=True)
    for _, name, successor in pairs:
        if name not in settled and successor in fresh:
            settled[name] = successor
            del fresh[successor]
    places: dict[int, dict[str, str | None]] = {}
    for decision in taken:
        spoken = dict.fromkeys((*decision.anchors, decision.first))
        known = {name: decision.names.get(name, name) for name in spoken}  # of other reports: as they were
        places[decision.number] = known | {n: settled.get(n) for n in spoken if n in anchors}
    return places


def _pairs(
    lost: Mapping[str, Anchor], fresh: Mapping[str, Anchor], corrected: Collection[str]
) -> Iterator[tuple[tuple[bool, float], str, str]]:
    """Each lost entry with each fresh one that may be its successor, and how well it suits."""
    for name, anchor in lost.items():
        for successor, other in fresh.items():
            if name[0] != successor[0]:
                continue
            alike, shared = anchor.type == other.type, overlap(anchor.spans, other.spans)
            if shared >= ENOUGH and (alike or name in corrected):
                yield (alike, shared), name, successor


def overlap(one: Collection[Span], other: Collection[Span]) -> float:
    """How much of the code points of two sets of spans together lies in both, from 0 to 1."""
    first, second = _points(one), _points(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _points(spans: Collection[Span]) -> set[int]:
    return {point for begin, end in spans for point in range(begin, end)}
