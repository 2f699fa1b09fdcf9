"""What people decided about entries, as the history keeps it and as it holds now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, insert, or_, select, update

from standoff.ledger import chain, tables
from standoff.ledger.chain import Step
from standoff.span import Span

Verdict = Literal["accept", "reject", "correct", "merge", "split", "undo"]
VERDICTS = ("accept", "reject", "correct", "merge", "split", "undo")
# The names of entries, as ids.py makes them.
NAME = re.compile(r"[aseipq]-[a-z2-7]{13}")


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """By what an entry is found again when its name changes: ``type`` tells its content, ``spans`` are its words."""

    type: str
    spans: list[Span]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision of a person about an entry.

    ``number`` is its place in the history, ``at`` when it was taken (ISO 8601, UTC), ``by`` whom and ``note`` why.
    ``entry``, ``other``, ``made`` and references in ``value`` are names of entries as they are now. ``was`` is the
    value before, ``words`` a span of the report that was split off as the entry ``made``. ``undone``: a later decision
    undid it. ``orphan``: no entry is left that it could hold for. ``anchors`` tell how to find what it speaks of,
    under the names it had when the decision was taken; ``first`` is ``entry``'s, ``names`` gives those that changed.
    """

    number: int
    at: str
    by: str
    verdict: Verdict
    report: str
    entry: str
    note: str = ""
    field: str | None = None
    value: Any = None
    was: Any = None
    other: str | None = None
    words: Span | None = None
    made: str | None = None
    undoes: int | None = None
    undone: bool = False
    orphan: bool = False
    anchors: dict[str, Anchor] = {}
    first: str = ""
    names: dict[str, str | None] = {}
    other_report: str | None = None

    def report_of(self, name: str) -> str:
        """The report of an entry that the decision speaks of, by the name it had then."""
        elsewhere = self.other_report is not None and name in self.anchors and name not in {self.first}
        return str(self.other_report) if elsewhere else self.report

    @property
    def holds(self) -> bool:
        """True where it is neither undone nor without its entry."""
        return not self.undone and not self.orphan


# What a step of the history keeps of a decision in its detail; the rest are columns, or change later.
KEPT = ("note", "field", "value", "was", "other", "other_report", "words", "made", "undoes", "anchors")


def write(connection: Connection, decision: Decision) -> Decision:
    """Put ``decision`` into the history, and what follows from it into the reviews; its number and time are given."""
    plain = msgspec.to_builtins(decision)
    step = chain.append(
        connection, decision.verdict, by=decision.by, report=decision.report, entry=decision.entry,
        detail={key: plain[key] for key in KEPT if plain[key] not in (None, {}, "")},
    )  # fmt: skip
    row = {
        "number": step.number,
        "report": decision.report,
        "other_report": decision.other_report,
        "attached": decision.entry,
        "made": decision.made,
        "names": {},
        "undone_by": None,
    }
    connection.execute(insert(tables.reviews), [row])
    if decision.undoes is not None:
        undone = tables.reviews.c.number == decision.undoes
        connection.execute(update(tables.reviews).where(undone).values(undone_by=step.number))
    return msgspec.structs.replace(decision, number=step.number, at=step.at, first=decision.entry)


def of_reports(connection: Connection, reports: Collection[str]) -> dict[str, list[Decision]]:
    """The decisions about entries of ``reports``, by report, oldest first; those that hold no more are marked."""
    reviews = tables.reviews
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in _select(connection, reviews.c.report.in_(list(reports))):
        found[decision.report].append(decision)
    return found


def touching(connection: Connection, report: str) -> list[Decision]:
    """The decisions that speak of an entry of ``report``, be it of another report's entry first."""
    reviews = tables.reviews
    return _select(connection, or_(reviews.c.report == report, reviews.c.other_report == report))


def everything(connection: Connection) -> list[Decision]:
    """All decisions, oldest first."""
    return _select(connection, tables.reviews.c.number > 0)


def one(connection: Connection, number: int) -> Decision | None:
    """The decision of that number."""
    return next(iter(_select(connection, tables.reviews.c.number == number)), None)


def _select(connection: Connection, condition: Any) -> list[Decision]:
    reviews, history = tables.reviews, tables.history
    query = (
        select(history, reviews.c.attached, reviews.c.names, reviews.c.undone_by, reviews.c.other_report)
        .join(reviews, reviews.c.number == history.c.number)
        .where(condition)
        .order_by(history.c.number)
    )
    return [_decision(row) for row in connection.execute(query)]


def _decision(row: Row[Any]) -> Decision:
    detail = renamed(msgspec.json.decode(row.detail), row.names)
    columns = {"number": row.number, "at": row.at, "by": row.by, "verdict": row.what, "report": row.report}
    orphan = row.attached is None
    state = {"entry": row.entry if orphan else row.attached, "undone": row.undone_by is not None, "orphan": orphan}
    state |= {"first": row.entry, "names": row.names, "other_report": row.other_report}
    return msgspec.convert({**detail, **columns, **state}, Decision)


def renamed(detail: Mapping[str, Any], names: Mapping[str, str | None]) -> dict[str, Any]:
    """``detail`` of a decision with the names of now; a reference to an entry that is gone stays as it was."""

    def put(value: Any) -> Any:
        if isinstance(value, list):
            return [put(one) for one in value]
        return (names.get(value) or value) if isinstance(value, str) else value

    return {key: put(value) if key in {"value", "other"} else value for key, value in detail.items()}


def replay(steps: Iterable[Step]) -> dict[int, dict[str, Any]]:
    """The rows that the table of reviews must hold, worked out from the history alone."""
    rows: dict[int, dict[str, Any]] = {}
    for step in steps:
        if step.what in VERDICTS:
            rows[step.number] = {
                "report": step.report, "other_report": step.detail.get("other_report"), "attached": step.entry,
                "made": step.detail.get("made"), "names": {}, "undone_by": None,
            }  # fmt: skip
            if "undoes" in step.detail:
                rows[step.detail["undoes"]]["undone_by"] = step.number
        elif step.what in {"moved", "orphaned"}:
            row = rows[step.detail["review"]]
            row["attached"], row["names"] = step.detail["attached"], step.detail["names"]
    return rows
