"""Issue entries brought together: names with the same terms are one name, and names of one issue stand in one tree."""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from standoff.ledger.linked_tables import issue_entries, linked_issues
from standoff.ledger.linking import issues
from standoff.ledger.linking.forest import Forest
from standoff.ledger.linking.places import place_of
from standoff.ledger.linking.sides import name_of
from standoff.ledger.linking.terms import Terms, from_order, terms_of
from standoff.ledger.rows import Filed
from standoff.ledger.tables import issues as entries


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an issue as it is compared."""

    item: str
    place: str
    terms: Terms


def link_issues(connection: Connection, filed: Filed) -> dict[str, str]:
    """Keep which issue names the entries of a report are; the linked issue of each local id."""
    info = filed.record.report
    whose: dict[str, str] = {}
    fresh: dict[str, Name] = {}
    rows: list[dict[str, Any]] = []
    for number, issue in enumerate(filed.record.issues):
        terms, place = terms_of(issue.label), place_of(info, number)
        name = whose[issue.id] = issue_of(issue.label)
        fresh.setdefault(name, Name(name, place, terms))
        rows.append({"entry": filed.names[issue.id], "issue": name, "report": info.id, "place": place})
    known = _places(connection, fresh)
    earlier = [n for n in fresh.values() if n.item not in known or n.place < known[n.item]]
    if rows:
        # a name that is told earlier than it was known to be is taken out and put in at its new place
        again = {n.item for n in earlier} & known.keys()
        labels = {filed.names[i.id]: i.label for i in filed.record.issues}
        _remove(connection, again, keep=True)
        _insert(connection, earlier, {r["issue"]: labels[r["entry"]] for r in reversed(rows)}, again)
        connection.execute(insert(issue_entries), rows)
    return whose


def issue_of(label: str) -> str:
    """The linked issue that an issue entry of that label is: labels with the same terms are one name."""
    return name_of("I", issues.key_of(terms_of(label)) or label.casefold())


def unlink_issues(connection: Connection, report: str) -> None:
    """Take the issue entries of a report out again, and the names that no other report uses."""
    used = set(connection.execute(select(issue_entries.c.issue).where(issue_entries.c.report == report)).scalars())
    before = _places(connection, used)
    connection.execute(delete(issue_entries).where(issue_entries.c.report == report))
    query = select(issue_entries.c.issue, func.min(issue_entries.c.place)).where(issue_entries.c.issue.in_(used))
    left = {row[0]: row[1] for row in connection.execute(query.group_by(issue_entries.c.issue))}
    _remove(connection, used - left.keys(), keep=False)
    later = {name for name, place in left.items() if place != before[name]}
    if later:
        _remove(connection, later, keep=True)
        labels, names = {}, []
        for name in sorted(later):
            found = select(entries.c.label).join(issue_entries, issue_entries.c.entry == entries.c.id)
            place = left[name]
            found = found.where(issue_entries.c.issue == name, issue_entries.c.place == place)
            labels[name] = str(connection.execute(found).scalars().first())
            names.append(Name(name, place, terms_of(labels[name])))
        _insert(connection, names, labels, later)


def _insert(connection: Connection, names: list[Name], labels: dict[str, str], known: Collection[str]) -> None:
    if not names:
        return
    forest = _forest()
    forest.enter(connection, names)
    kin = forest.find(connection, names)
    rows = [
        {"id": n.item, "terms": str(n.terms), "label": labels[n.item], "place": n.place, "parent": kin[n.item].parent,
         "score": kin[n.item].score, "topic": n.item}
        for n in sorted(names, key=lambda n: n.place)
    ]  # fmt: skip
    fresh = [row for row in rows if row["id"] not in known]
    if fresh:
        connection.execute(insert(linked_issues), fresh)
    old = [{("key" if k == "id" else k): v for k, v in row.items()} for row in rows if row["id"] in known]
    if old:
        change = update(linked_issues).where(linked_issues.c.id == bindparam("key"))
        columns = ("terms", "label", "place", "parent", "score", "topic")
        values: dict[str, Any] = {c: bindparam(f"new_{c}") for c in columns}
        connection.execute(
            change.values(values), [{"key": r["key"], **{f"new_{c}": r[c] for c in columns}} for r in old]
        )
    _settle(connection, {n.item for n in names} | forest.rehang(connection, forest.late(connection, names)))
    _settle(connection, forest.rehang(connection, forest.strays(connection)))


def _remove(connection: Connection, names: Collection[str], *, keep: bool) -> None:
    """Take names out of their trees; ``keep``: leave the rows, which entries point at."""
    if not names:
        return
    forest = _forest()
    changed = set(forest.roots_of(connection, names).values())
    stood = forest.standing_of(connection, names)
    forest.leave(connection, names)
    if keep:
        alone = update(linked_issues).where(linked_issues.c.id.in_(sorted(names)))
        connection.execute(alone.values(parent=None, score=None))
    else:
        connection.execute(delete(linked_issues).where(linked_issues.c.id.in_(sorted(names))))
    changed |= forest.rehang(connection, forest.orphans(connection, stood))
    _settle(connection, changed)


def _settle(connection: Connection, topics: Collection[str]) -> None:
    moved = _forest().regroup(connection, topics)
    if moved:
        change = update(linked_issues).where(linked_issues.c.id == bindparam("name"))
        connection.execute(
            change.values(topic=bindparam("root")), [{"name": n, "root": root} for n, root in moved.items()]
        )


def _places(connection: Connection, names: Collection[str]) -> dict[str, str]:
    query = select(linked_issues.c.id, linked_issues.c.place).where(linked_issues.c.id.in_(sorted(names)))
    return {row[0]: row[1] for row in connection.execute(query)}


def _load(connection: Connection, names: Collection[str]) -> dict[str, Name]:
    query = select(linked_issues.c.id, linked_issues.c.place, linked_issues.c.terms)
    rows = connection.execute(query.where(linked_issues.c.id.in_(sorted(names))))
    return {row[0]: Name(row[0], row[1], from_order(row[2].split())) for row in rows}


def _score(later: Name, earlier: Name) -> float:
    return issues.score(later.terms, earlier.terms)


@functools.cache
def _forest() -> Forest[Name]:
    return Forest(
        linked_issues.c.id, linked_issues.c.parent, linked_issues.c.topic, score=_score, enough=issues.ENOUGH,
        blocks=lambda name: issues.blocks(name.terms), load=_load,
    )  # fmt: skip
