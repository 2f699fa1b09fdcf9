"""Who stands where on which issue: the latest stance of each actor, with the entry it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from standoff.ledger import Filed
from standoff.record import Stance
from standoff.views.told import display, head_of, paper_of


@dataclass(frozen=True, slots=True)
class Held:
    """One actor's stance on one issue; ``name`` is the entry, ``paper`` and ``published`` where it is told last."""

    actor: str
    stance: Stance
    name: str
    paper: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue with the stances on it, in the order in which they were first told."""

    label: str
    held: list[Held]


def stances(filed: Iterable[Filed]) -> list[Issue]:
    """All issues on which anybody takes a stand, those with most actors first; a later report replaces an earlier one.

    A government is one actor, whoever of its ministers speaks.
    """
    found: dict[str, dict[str, Held]] = {}
    labels: dict[str, str] = {}
    for one in filed:
        record = one.record
        actors = {a.id: a for a in record.actors}
        own = {i.id: i.label for i in record.issues}
        for number, position in enumerate(record.positions, 1):
            label = own[position.issue]
            key = label.casefold()
            labels.setdefault(key, label)
            actor = actors[position.actor]
            name = one.names[f"p{number}"]
            held = Held(display(actor), position.stance, name, paper_of(record.report), record.report.published)
            found.setdefault(key, {})[head_of(actor)] = held
    issues = [Issue(labels[key], list(held.values())) for key, held in found.items()]
    return sorted(issues, key=lambda issue: -len(issue.held))
