"""Trees of what is the same: every item linked to the best of those told before it, judged by the two alone.

A tree's root is its first item and gives the tree its name. Cut at a day, a tree stays a tree: what was linked on
that day is what a record of the reports up to it would have linked. Neighbours are looked for by blocks (digests of
what two items must share), the latest before an item first, so that adding costs the same however much is kept.

A report that comes late is linked to what was told before it, and takes over the next items after it that it suits
better. Where a block holds more than ``BEFORE`` items between, that is as far as it looks.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sqlalchemy import Column, Connection, Table, TextClause, bindparam, delete, insert, or_, select, text, update

from standoff.ledger.linked_tables import blocks as block_table
from standoff.ledger.linked_tables import pins

# How many items before and after are looked at in each block. More finds hardly more: the latest telling of an act is
# the likeliest to be worded like the next.
BEFORE, AFTER = 8, 4
# How many names go into one query, and how many blocks.
CHUNK, TOGETHER = 400, 48


class Item(Protocol):
    """What is linked: ``item`` is its name, ``place`` its place among all."""

    @property
    def item(self) -> str: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102


T = TypeVar("T", bound=Item)


@dataclass(frozen=True, slots=True)
class Kin:
    """The item that another is linked to, and how surely; a root has neither."""

    parent: str | None = None
    score: float | None = None


ROOT = Kin()


class Forest(Generic[T]):
    """The trees of one kind of item: ``key``, ``parent`` and ``group`` are the columns of its name, of what it is
    linked to and of its tree's root.

    ``score(later, earlier)`` judges two, ``blocks(item)`` says what they must share, ``load`` fetches items by name.
    """

    def __init__(
        self, key: Column[str], parent: Column[str], group: Column[str], *, score: Callable[[T, T], float], enough:
        float, blocks: Callable[[T], Iterable[str]], load: Callable[[Connection, Collection[str]], Mapping[str, T]],
    ) -> None:  # fmt: skip
        self._table: Table = key.table
        self._key, self._parent, self._group = key, parent, group
        self._score, self._enough, self._blocks, self._load = score, enough, blocks, load

    def find(self, connection: Connection, items: Sequence[T]) -> dict[str, Kin]:
        """The parents of new ``items``, in the order of their places, among each other and those kept."""
        near = self._beside(connection, items, before=True)
        fresh: dict[str, T] = {}
        seen: dict[int, list[str]] = defaultdict(list)
        for item in sorted(items, key=lambda i: i.place):
            for block in self._digests(item):
                near[item.item].update(seen[block])
                seen[block].append(item.item)
            near[item.item].discard(item.item)
            fresh[item.item] = item
        pinned = Pinned(connection, fresh)
        known = {**self._fetch(connection, set().union(*near.values(), pinned.names) - fresh.keys()), **fresh}
        return {name: self._best(item, (known[n] for n in near[name] if n in known), pinned, known)
                for name, item in fresh.items()}  # fmt: skip

    def late(self, connection: Connection, items: Sequence[T]) -> dict[str, Kin]:
        """The items kept already and told after ``items`` that one of these suits better than their parent."""
        fresh = {item.item: item for item in items}
        pinned = Pinned(connection, fresh)
        beside = self._beside(connection, items, before=False)
        near = {name: (found | set(pinned.partners(name))) - fresh.keys() for name, found in beside.items()}
        wanted = set().union(*near.values())
        known = self._fetch(connection, wanted)
        have = self.kin(connection, wanted)
        places = {**self._places(connection, {k.parent for k in have.values() if k.parent}), **_places_of(items)}
        better: dict[str, Kin] = {}
        for name, others in near.items():
            for other in others & known.keys():
                if (known[other].place, other) <= (fresh[name].place, name):
                    continue  # pinned to it, and told before it
                kin = better.get(other) or have.get(other, ROOT)
                score = pinned.judge(known[other], fresh[name], self._score)
                if score >= self._enough and _beats(score, fresh[name].place, kin, places):
                    better[other] = Kin(name, score)
        return better

    def orphans(self, connection: Connection, gone: Collection[str]) -> dict[str, Kin]:
        """The parents of the items whose parents are ``gone`` (they must be deleted already, with their blocks)."""
        names = [
            name
            for some in _chunks(gone)
            for name in connection.execute(select(self._key).where(self._parent.in_(some))).scalars()
        ]
        left = self._fetch(connection, set(names) - set(gone))
        near = self._beside(connection, list(left.values()), before=True)
        pinned = Pinned(connection, left)
        known = {**self._fetch(connection, set().union(*near.values(), pinned.names) - left.keys() - set(gone)), **left}
        return {
            name: self._best(item, (known[n] for n in near[name] if n in known), pinned, known)
            for name, item in left.items()
        }

    def kin(self, connection: Connection, names: Collection[str]) -> dict[str, Kin]:
        """The parents that items have."""
        query = select(self._key, self._parent, self._table.c.score)
        return {
            row[0]: Kin(row[1], row[2])
            for some in _chunks(names)
            for row in connection.execute(query.where(self._key.in_(some)))
        }

    def enter(self, connection: Connection, items: Iterable[T]) -> None:
        """Make ``items`` findable."""
        rows = [
            {"block": block, "place": item.place, "item": item.item} for item in items for block in self._digests(item)
        ]
        if rows:
            connection.execute(insert(block_table), rows)

    def leave(self, connection: Connection, names: Collection[str]) -> None:
        """Make items findable no more."""
        for some in _chunks(names):
            connection.execute(delete(block_table).where(block_table.c.item.in_(some)))

    def rehang(self, connection: Connection, kin: Mapping[str, Kin]) -> set[str]:
        """Give items other parents; the roots of the trees that changed, before and after."""
        if not kin:
            return set()
        changed = set(self.roots_of(connection, kin).values())
        change = update(self._table).where(self._key == bindparam("name")).values(
            {self._parent.name: bindparam("new_parent"), "score": bindparam("new_score")}
        )  # fmt: skip
        connection.execute(change, [{"name": n, "new_parent": k.parent, "new_score": k.score} for n, k in kin.items()])
        changed |= set(self.roots_of(connection, {k.parent for k in kin.values() if k.parent}).values())
        return changed

    def roots_of(self, connection: Connection, names: Collection[str]) -> dict[str, str]:
        """The root that each item stands under, as kept."""
        query = select(self._key, self._group)
        return {n: root for some in _chunks(names) for n, root in connection.execute(query.where(self._key.in_(some)))}

    def regroup(self, connection: Connection, groups: Collection[str]) -> dict[str, str]:
        """The root of every item under ``groups`` that now stands under another, found by the parents."""
        rows = [
            row
            for some in _chunks(groups)
            for row in connection.execute(
                select(self._key, self._parent, self._group, self._table.c.place).where(self._group.in_(some))
            )
        ]
        root: dict[str, str] = {}
        for name, parent, _, _ in sorted(rows, key=lambda r: (r[3], r[0])):
            if parent is None:
                root[name] = name
            elif parent in root:
                root[name] = root[parent]
            else:
                root[name] = self.roots_of(connection, [parent])[parent]
        return {name: root[name] for name, _, group, _ in rows if root[name] != group}

    def _best(self, item: T, others: Iterable[T], pinned: Pinned, known: Mapping[str, T]) -> Kin:
        best: tuple[float, str, str] | None = None
        for other in (*others, *(known[n] for n in pinned.partners(item.item) if n in known)):
            if (other.place, other.item) >= (item.place, item.item):
                continue
            score = pinned.judge(item, other, self._score)
            if score >= self._enough and (best is None or (-score, other.place) < (-best[0], best[1])):
                best = (score, other.place, other.item)
        return Kin(best[2], best[0]) if best else ROOT

    def _beside(self, connection: Connection, items: Sequence[T], *, before: bool) -> dict[str, set[str]]:
        """The kept items next to each of ``items`` in its blocks."""
        near: dict[str, set[str]] = {item.item: set() for item in items}
        wanted = [(item.item, block, item.place) for item in items for block in self._digests(item)]
        for first in range(0, len(wanted), TOGETHER):
            some = wanted[first : first + TOGETHER]
            # always the same number of blocks, so that the database knows the query
            some += [("", 0, "")] * (TOGETHER - len(some))
            values: dict[str, object] = {f"b{n}": block for n, (_, block, _) in enumerate(some)}
            values |= {f"p{n}": place for n, (_, _, place) in enumerate(some)}
            for row in connection.execute(_beside_query(TOGETHER, before), values):
                if some[row.n][0]:
                    near[some[row.n][0]].add(row.item)
        return near

    def _digests(self, item: T) -> Iterator[int]:
        for block in dict.fromkeys(self._blocks(item)):
            digest = hashlib.blake2b(f"{self._table.name}\x1f{block}".encode(), digest_size=8).digest()
            yield int.from_bytes(digest, "big", signed=True)

    def _fetch(self, connection: Connection, names: Collection[str]) -> dict[str, T]:
        found: dict[str, T] = {}
        for some in _chunks(names):
            found.update(self._load(connection, some))
        return found

    def _places(self, connection: Connection, names: Collection[str]) -> dict[str, str]:
        query = select(self._key, self._table.c.place)
        return {n: p for some in _chunks(names) for n, p in connection.execute(query.where(self._key.in_(some)))}


class Pinned:
    """What a person said of items: which are one, whatever their words, and which are not."""

    def __init__(self, connection: Connection, names: Collection[str]) -> None:
        self._said: dict[tuple[str, str], bool] = {}
        for some in _chunks(names):
            query = select(pins).where(or_(pins.c.left.in_(some), pins.c.right.in_(some)))
            for left, right, together in connection.execute(query):
                self._said[left, right] = self._said[right, left] = together

    @property
    def names(self) -> set[str]:
        """All items that anything was said of."""
        return {name for pair in self._said for name in pair}

    def partners(self, name: str) -> Iterator[str]:
        """The items pinned together with ``name``."""
        return (right for (left, right), together in self._said.items() if left == name and together)

    def judge(self, later: T, earlier: T, score: Callable[[T, T], float]) -> float:
        """What a person said, else the score."""
        said = self._said.get((later.item, earlier.item))
        return score(later, earlier) if said is None else 2.0 if said else 0.0


def _beats(score: float, place: str, kin: Kin, places: Mapping[str, str]) -> bool:
    if kin.parent is None or kin.score is None:
        return True
    return (-score, place) < (-kin.score, places.get(kin.parent, ""))


def _places_of(items: Iterable[T]) -> dict[str, str]:
    return {item.item: item.place for item in items}


@functools.cache
def _beside_query(blocks: int, before: bool) -> TextClause:
    """The items next to a place in each of so many blocks, in one query: each block by its index, and no farther."""
    way, order, most = ("<", "DESC", BEFORE) if before else (">", "ASC", AFTER)
    parts = (
        f"SELECT * FROM (SELECT {n} AS n, item FROM blocks WHERE block = :b{n} AND place {way} :p{n} "
        f"ORDER BY place {order} LIMIT {most}) AS s{n}"
        for n in range(blocks)
    )
    return text(" UNION ALL ".join(parts))


def _chunks(names: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(names)
    for first in range(0, len(ordered), CHUNK):
        yield ordered[first : first + CHUNK]
