"""What coding reports again did to their entries: counts, and a row an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from standoff.ledger.fields import STRUCTS
from standoff.ledger.linking.places import paper_of
from standoff.ledger.recode import Recoded
from standoff.views.history import put

Row = tuple[str, ...]
COLUMNS = ("what", "kind", "entry", "paper", "told")
COUNTED = ("kind", "added", "changed", "withdrawn")


def counts(told: Sequence[Recoded]) -> list[Row]:
    """How many entries of each kind were added, changed and withdrawn."""
    count: Counter[tuple[str, str]] = Counter()
    for one in told:
        for what, names in (("added", one.added), ("changed", one.changed), ("withdrawn", one.withdrawn)):
            count.update((name[0], what) for name in names)
    return [
        (_kind(letter), *(str(count[letter, what]) for what in COUNTED[1:]))
        for letter in STRUCTS
        if any(count[letter, what] for what in COUNTED[1:])
    ]


def rows(told: Sequence[Recoded]) -> Iterator[Row]:
    """A row for every entry added, changed or withdrawn, and for every decision that moved or lost its entry."""
    for one in told:
        paper = f"{paper_of(one.report)} {one.report.published or ''}".strip()
        for name in one.added:
            yield "added", _kind(name[0]), name, paper, ""
        for name, fields in one.changed.items():
            changes = "; ".join(f"{field}: {put(old)} → {put(new)}" for field, (old, new) in fields.items())
            yield "changed", _kind(name[0]), name, paper, changes
        for name, entry in one.withdrawn.items():
            said = entry.get("type") or entry.get("label") or entry.get("stance") or entry.get("about") or ""
            yield "withdrawn", _kind(name[0]), name, paper, put(said)
        for decision in one.moved:
            yield "moved", "decision", decision.entry, paper, f"{decision.verdict} of {decision.by} ({decision.number})"
        for decision in one.orphaned:
            yield (
                "orphaned",
                "decision",
                decision.entry,
                paper,
                f"{decision.verdict} of {decision.by} ({decision.number})",
            )


def _kind(letter: str) -> str:
    return STRUCTS[letter].__name__.lower()
