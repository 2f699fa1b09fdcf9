"""Quantity entries brought together: the values that reports give for one thing at one time.

Values are of one thing where the unit is the same, the words share what is counted and name no different party, and the
reports are of about the same days. That the values differ is what is wanted; but values of one size speak for one thing
where the words say little ("soldiers", "Russian troops").
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from standoff.ledger.linked_tables import figure_values, figures
from standoff.ledger.linking.features import sentence_of
from standoff.ledger.linking.forest import Forest
from standoff.ledger.linking.places import place_of, report_of, told_of
from standoff.ledger.linking.tellings import ordinal
from standoff.ledger.linking.terms import LIGHT, Terms, alike, from_order, terms_of, weight
from standoff.ledger.rows import Filed
from standoff.record import Quantity

# Two figures are of one thing where their words are as like as this, and told within so many days.
ENOUGH, DAYS = 0.5, 10
# What the words "of what" count, those of the sentence, and that the values are of one size.
ABOUT, AROUND, SIZE = 0.6, 0.2, 0.2
# Values are of one size up to this ratio of the lesser to the greater.
SAME_SIZE = 0.6
# What words that only name the unit ("soldiers") say of what is counted: something where both sentences name one party.
VAGUE, STRANGERS = 0.6, 0.2
# Units that tell nothing about what is counted: there the words must say it all.
BARE_UNITS = {"percent", "%", "usd", "eur", "gbp", "people", "peopl"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is compared."""

    item: str
    place: str
    told: int
    unit: str
    value: float
    about: Terms
    around: Terms


def link_quantities(connection: Connection, filed: Filed, voice: str, *, late: bool) -> None:
    """Keep which figures the quantities of a report are values of; market moves and bare words are none.

    ``late``: reports told after it are kept already.
    """
    info = filed.record.report
    made: list[Value] = []
    rows: dict[str, dict[str, Any]] = {}
    for number, quantity in enumerate(filed.record.quantities, 1):
        if quantity.value is None or quantity.direction is not None:
            continue
        value = _value(filed, number, quantity)
        made.append(value)
        rows[value.item] = {
            "entry": value.item, "report": info.id, "place": value.place, "told": told_of(info), "voice": voice,
            "value": float(quantity.value), "unit": value.unit, "words": f"{value.about} / {value.around}",
            "confidence": quantity.confidence,
        }  # fmt: skip
    if not made:
        return
    forest = _forest()
    forest.enter(connection, made)
    kin = forest.find(connection, made)
    kept = forest.roots_of(connection, {k.parent for k in kin.values() if k.parent} - rows.keys())
    own: dict[str, str] = {}
    for value in made:
        parent = kin[value.item].parent
        own[value.item] = value.item if parent is None else own.get(parent) or kept[parent]
    roots = [{"id": n, "unit": r["unit"], "told": r["told"]} for n, r in rows.items() if own[n] == n]
    if roots:
        connection.execute(insert(figures), roots)
    entered = [
        {**r, "figure": own[n], "parent": kin[n].parent, "score": kin[n].score} for n, r in rows.items()
    ]  # fmt: skip
    connection.execute(insert(figure_values), entered)
    if late:
        _settle(connection, forest.rehang(connection, forest.late(connection, made)))
        _settle(connection, forest.rehang(connection, forest.strays(connection)))


def unlink_quantities(connection: Connection, report: str) -> None:
    """Take the quantities of a report out again."""
    forest = _forest()
    query = select(figure_values.c.entry, figure_values.c.figure).where(figure_values.c.report == report)
    gone = {row.entry: row.figure for row in connection.execute(query)}
    if not gone:
        return
    stood = forest.standing_of(connection, gone)
    forest.leave(connection, gone)
    connection.execute(delete(figure_values).where(figure_values.c.entry.in_(sorted(gone))))
    _settle(connection, forest.rehang(connection, forest.orphans(connection, stood)) | set(gone.values()))
    _settle(connection, forest.rehang(connection, forest.strays(connection)))


def _settle(connection: Connection, changed: Collection[str]) -> None:
    if not changed:
        return
    moved = _forest().regroup(connection, changed)
    roots = set(moved.values())
    have = set(connection.execute(select(figures.c.id).where(figures.c.id.in_(sorted(roots)))).scalars())
    query = select(figure_values).where(figure_values.c.entry.in_(sorted(roots - have)))
    made = [{"id": r.entry, "unit": r.unit, "told": r.told} for r in connection.execute(query)]
    if made:
        connection.execute(insert(figures), made)
    if moved:
        change = update(figure_values).where(figure_values.c.entry == bindparam("name"))
        connection.execute(change.values(figure=bindparam("root")), [{"name": n, "root": r} for n, r in moved.items()])
    empty = ~select(figure_values.c.entry).where(figure_values.c.figure == figures.c.id).exists()
    connection.execute(delete(figures).where(figures.c.id.in_(sorted(changed)), empty))


def _value(filed: Filed, number: int, quantity: Quantity) -> Value:
    info = filed.record.report
    sentence = sentence_of(info.text, quantity.evidence)
    unit = " ".join(sorted(terms_of(quantity.unit).words)).casefold() or quantity.unit.casefold()
    return Value(
        filed.names[f"q{number}"], place_of(info, number), ordinal(told_of(info)), unit, float(quantity.value or 0),
        terms_of(quantity.about), terms_of(info.text[sentence[0] : sentence[1]]),
    )  # fmt: skip


def _score(later: Value, earlier: Value) -> float:
    if later.unit != earlier.unit or abs(later.told - earlier.told) > DAYS:
        return 0.0
    if report_of(later.place) == report_of(earlier.place) and later.value != earlier.value:
        return 0.0  # a report that gives two values means two things
    here, there = later.about.names, earlier.about.names
    if here and there and not here & there:
        return 0.0
    bare = later.unit in BARE_UNITS
    unit = set() if bare else set(later.unit.split())
    about = alike(_counted(later) | unit, _counted(earlier) | unit, least=1.5)
    if not bare and not (_counted(later) - unit and _counted(earlier) - unit):
        about = VAGUE if later.around.names & earlier.around.names else STRANGERS
    around = alike(later.around.words | _at(later), earlier.around.words | _at(earlier))
    low, high = sorted((abs(later.value), abs(earlier.value)))
    return ABOUT * about + AROUND * around + SIZE * (low >= SAME_SIZE * high)


def _counted(value: Value) -> frozenset[str]:
    """The words that say what is counted, names and all; digits are the value, not the thing."""
    return frozenset(w for w in value.about.words | _at(value) if not w[:1].isdigit())


def _at(value: Value) -> frozenset[str]:
    return frozenset(f"@{name}" for name in value.about.names)


def _blocks(value: Value) -> Iterator[str]:
    for word in sorted(_counted(value)):
        if weight(word) > LIGHT:
            yield f"{value.unit}:{word}"
    if value.unit not in BARE_UNITS:
        for name in sorted(value.around.names):
            yield f"{value.unit}@{name}"


def _load(connection: Connection, names: Collection[str]) -> dict[str, Value]:
    v = figure_values.c
    query = select(v.entry, v.place, v.told, v.unit, v.value, v.words).where(v.entry.in_(list(names)))
    found = {}
    for row in connection.execute(query):
        about, _, around = row.words.partition(" / ")
        found[row.entry] = Value(
            row.entry,
            row.place,
            ordinal(row.told),
            row.unit,
            row.value,
            from_order(about.split()),
            from_order(around.split()),
        )
    return found


@functools.cache
def _forest() -> Forest[Value]:
    return Forest(
        figure_values.c.entry, figure_values.c.parent, figure_values.c.figure, score=_score, enough=ENOUGH,
        blocks=_blocks, load=_load,
    )  # fmt: skip
