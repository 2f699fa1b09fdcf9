"""The coder against the people who reviewed it, field by field.

What a person says of a field: the value given to it, or, where the entry was accepted, the value it had then. A
correction of one field says nothing of the others. Decisions that were undone, or whose entries no coding finds any
more, don't count.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from standoff.ledger import Filed
from standoff.ledger.corrected import corrected, entries_of
from standoff.ledger.decisions import Decision
from standoff.ledger.fields import REFERENCES, STRUCTS, fields
from standoff.views.reliability import cohens_kappa, krippendorffs_alpha, percent

# What stands for the coder among the raters; no person's name is empty.
CODER = ""
THERE = "(is there)"
"""The field under which it is counted whether the entry should be there at all."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One field of one kind of entry: how many entries people judged, and how far they agree with the coder.

    ``agree`` is the share of judgements like the coder's; ``kappa`` is Cohen's, coder against people; ``alpha`` is
    Krippendorff's, the people counted one by one beside the coder. None where they aren't defined.
    """

    kind: str
    field: str
    entries: int
    judgements: int
    people: int
    agree: float
    kappa: float | None
    alpha: float | None


Units = dict[tuple[str, str], dict[str, dict[str, str]]]
"""By kind and field: for each entry what each rater says of it."""


def agreement(reviewed: Iterable[tuple[Filed, Sequence[Decision]]]) -> list[Agreement]:
    """How far coder and people agree on ``reviewed``: reports as coded, each with its decisions, oldest first."""
    units: Units = defaultdict(lambda: defaultdict(dict))
    for filed, taken in reviewed:
        _judge(filed, [d for d in taken if d.holds], units)
    order = {(letter, THERE): (n, -1) for n, letter in enumerate(STRUCTS)}
    for n, letter in enumerate(STRUCTS):
        order |= {(letter, field.name): (n, m) for m, field in enumerate(fields(letter))}
    return [_count(kind, field, units[kind, field]) for kind, field in sorted(units, key=order.__getitem__)]


def _judge(filed: Filed, taken: Sequence[Decision], units: Units) -> None:
    coded = dict(_values(filed))
    for number, decision in enumerate(taken):
        name, by = decision.entry, decision.by
        if name not in coded:
            continue  # split off by a person: the coder said nothing of it
        said = {THERE: _plain(decision.verdict != "reject")}
        if decision.verdict == "correct":
            said[str(decision.field)] = _plain(decision.value)
        elif decision.verdict == "accept":
            standing = corrected(filed, [d for d in taken[:number] if d.verdict == "correct"])
            said |= dict(_values(standing))[name]
        elif decision.verdict != "reject":
            continue
        for field, value in said.items():
            unit = units[name[0], field][name]
            unit[CODER] = coded[name].get(field, _plain(True))
            unit[by] = value


def _values(filed: Filed) -> Iterator[tuple[str, dict[str, str]]]:
    """Each entry by name with the values of its fields, brought to a form in which equal values are equal."""
    for name, entry in entries_of(filed).items():
        plain: dict[str, Any] = msgspec.to_builtins(entry)
        values = {}
        for field in fields(name[0]):
            value = plain[field.name]
            if field.name in REFERENCES and value is not None:
                value = [filed.names[one] for one in value] if isinstance(value, list) else filed.names[value]
            values[field.name] = _plain(value)
        yield name, values


def _plain(value: Any) -> str:
    """A value as text; the order of a list says nothing."""
    if isinstance(value, list) and not all(isinstance(one, int) for one in value):
        value = sorted(value, key=json.dumps)
    return json.dumps(value, sort_keys=True)


def _count(kind: str, field: str, by_entry: dict[str, dict[str, str]]) -> Agreement:
    pairs = [
        (said[CODER], value) for said in by_entry.values() for rater, value in said.items() if rater != CODER
    ]  # fmt: skip
    raters = {rater for said in by_entry.values() for rater in said} - {CODER}
    return Agreement(
        kind=STRUCTS[kind].__name__.lower(),
        field=field,
        entries=len(by_entry),
        judgements=len(pairs),
        people=len(raters),
        agree=percent(pairs) or 0.0,
        kappa=cohens_kappa(pairs),
        alpha=krippendorffs_alpha([list(said.values()) for said in by_entry.values()]),
    )
