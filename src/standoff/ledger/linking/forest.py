"""Trees of what is the same: every item linked to the best of those told before it, judged by the two alone.

A tree's root is its first item and gives the tree its name. Cut at a day, a tree stays a tree: what was linked on
that day is what a record of the reports up to it would have linked. Neighbours are looked for by blocks (digests of
what two items must share), the latest before an item first, so that adding costs the same however much is kept.

Which others an item is held against depends only on what is kept: in each block those in its window, the ``BEFORE``
next before it. A report that comes late comes into the windows of items after it and pushes others out; one that is
taken out lets others in. Only those windows are looked at again (windows.py), so that the trees are the same in
whatever order reports came and went.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sqlalchemy import BindParameter, Column, Connection, Table, bindparam, delete, insert, or_, select, update

from standoff.ledger.linked_tables import blocks as block_table
from standoff.ledger.linked_tables import pins
from standoff.ledger.linking.windows import Standing, beside, changes

# How many names go into one query.
CHUNK = 400
# What a person's or the coder's word counts: more than any score.
SAID = 2.0


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
_ANY_PIN = select(pins.c.left).limit(1)
_NAMES: BindParameter[str] = bindparam("names", expanding=True)
_PINNED = select(pins).where(or_(pins.c.left.in_(_NAMES), pins.c.right.in_(_NAMES)))


class Forest(Generic[T]):
    """The trees of one kind of item: ``key``, ``parent`` and ``group`` are the columns of its name, of what it is
    linked to and of its tree's root.

    ``score(later, earlier)`` judges two, ``blocks(item)`` says what they must share, ``load`` fetches items by name.
    ``pinned``: what people say of pairs of items holds here.
    """

    def __init__(
        self, key: Column[str], parent: Column[str], group: Column[str], *, score: Callable[[T, T], float], enough:
        float, blocks: Callable[[T], Iterable[str]], load: Callable[[Connection, Collection[str]], Mapping[str, T]],
        pinned: bool = True,
    ) -> None:  # fmt: skip
        self._table: Table = key.table
        self._key, self._parent, self._group = key, parent, group
        self._score, self._enough, self._blocks, self._load = score, enough, blocks, load
        self._pins = pinned
        # made once: making a query takes longer than asking it
        self._kin = select(key, parent, self._table.c.score).where(key.in_(_NAMES))
        self._placed = select(key, self._table.c.place).where(key.in_(_NAMES))
        self._roots = select(key, group).where(key.in_(_NAMES))
        self._under = select(key, parent, group, self._table.c.place).where(group.in_(_NAMES))
        self._children = select(key).where(parent.in_(_NAMES))

    def find(self, connection: Connection, items: Iterable[T], *, without: Collection[str] = ()) -> dict[str, Kin]:
        """The parents of ``items``, which are entered already, among each other and those kept, some left out."""
        fresh = {item.item: item for item in items}
        near: dict[str, set[str]] = {name: set() for name in fresh}
        wanted = [(item, block, place) for block, place, item in self.standing(fresh.values()).rows]
        for name, _, _, other in beside(connection, wanted, before=True):
            near[name].add(other)
        pinned = self._pinned(connection, fresh)
        others = set().union(*near.values(), pinned.names) - fresh.keys() - set(without)
        known = {**self._fetch(connection, others), **fresh}
        found: dict[str, Kin] = {}
        for name, item in sorted(fresh.items(), key=lambda pair: (pair[1].place, pair[0])):
            beside_it = [known[n] for n in {*near[name], *pinned.partners(name)} if n in known]
            apart = [known[n] for n in pinned.partners(name, together=False) if n in known]
            found[name] = self._best(connection, item, beside_it, apart, pinned, found)
        return found

    def late(self, connection: Connection, items: Sequence[T]) -> dict[str, Kin]:
        """The other parents that items told after ``items`` have because of them; all are kept and linked already."""
        fresh = {item.item: item for item in items}
        come, pushed = changes(connection, self.standing(items), gone=False)
        pinned = self._pinned(connection, fresh)
        for name in fresh:
            for other in (*pinned.partners(name), *pinned.partners(name, together=False)):
                come.setdefault(other, set()).add(name)
        return self._changed(connection, come, pushed, fresh, gone=())

    def orphans(self, connection: Connection, gone: Standing) -> dict[str, Kin]:
        """The items that have other parents now that those of ``gone`` are left and deleted."""
        names = gone.names
        come, _ = changes(connection, gone, gone=True)
        lost = {
            name: names
            for some in _chunks(names)
            for name in connection.execute(self._children, {"names": some}).scalars()
            if name not in names
        }
        return self._changed(connection, come, lost, {}, gone=names)

    def strays(self, connection: Connection) -> dict[str, Kin]:
        """The other parents of items that stand in one tree, by way of others, with what people set apart from them."""
        if connection.execute(_ANY_PIN).first() is None:
            return {}
        one, other, p = self._table.alias(), self._table.alias(), pins.c
        key, group = self._key.name, self._group.name
        query = (
            select(one.c[key], one.c.place, other.c[key], other.c.place)
            .join(pins, p.left == one.c[key])
            .join(other, p.right == other.c[key])
            .where(~p.together, one.c[group] == other.c[group])
        )
        later = {
            name if (place, name) > (far, beside) else beside for name, place, beside, far in connection.execute(query)
        }
        return self.find(connection, self._fetch(connection, later).values()) if later else {}

    def _changed(
        self, connection: Connection, come: Mapping[str, set[str]], pushed: Mapping[str, set[str]],
        fresh: Mapping[str, T], *, gone: Collection[str],
    ) -> dict[str, Kin]:  # fmt: skip
        """The parents that change for kept items into whose windows others have ``come``, or been ``pushed`` out of."""
        later = sorted((come.keys() | pushed.keys()) - fresh.keys())
        have, pinned = self.kin(connection, later), self._pinned(connection, {*later, *fresh})
        alone = {
            name
            for name, kin in have.items()
            if kin.parent in gone or (kin.parent in pushed.get(name, ()) and (kin.score or 0.0) < SAID)
        }
        alone |= {name for name in later if any(True for _ in pinned.partners(name, together=False))}
        sought = self.find(connection, self._fetch(connection, alone).values(), without=gone) if alone else {}
        held = [n for n in later if n in have and n not in alone and n in come]
        wanted = set(held).union(*(come[n] for n in held)) - fresh.keys()
        known = {**self._fetch(connection, wanted), **fresh}
        parents = self._places(connection, {k.parent for k in have.values() if k.parent})
        places = {**parents, **{item.item: item.place for item in known.values()}}
        better = {name: kin for name, kin in sought.items() if kin != have[name]}
        for name in held:
            if name not in known or (have[name].score or 0.0) > SAID:
                continue
            for other in sorted(come[name] & known.keys()):
                item, earlier = known[name], known[other]
                if (earlier.place, other) >= (item.place, name):
                    continue  # pinned to it, and told after it
                score = pinned.judge(item, earlier, self._score)
                if score >= self._enough and _beats(score, earlier.place, better.get(name) or have[name], places):
                    better[name] = Kin(other, score)
        return better

    def standing(self, items: Iterable[T]) -> Standing:
        """Where ``items`` stand in their blocks."""
        return Standing((block, item.place, item.item) for item in items for block in self._digests(item))

    def standing_of(self, connection: Connection, names: Collection[str]) -> Standing:
        """Where kept items stand in their blocks."""
        return self.standing(self._fetch(connection, names).values())

    def kin(self, connection: Connection, names: Collection[str]) -> dict[str, Kin]:
        """The parents that items have."""
        return {
            row[0]: Kin(row[1], row[2])
            for some in _chunks(names)
            for row in connection.execute(self._kin, {"names": some})
        }

    def enter(self, connection: Connection, items: Iterable[T]) -> None:
        """Make ``items`` findable."""
        rows = [{"block": block, "place": place, "item": item} for block, place, item in self.standing(items).rows]
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
        return {n: root for some in _chunks(names) for n, root in connection.execute(self._roots, {"names": some})}

    def regroup(self, connection: Connection, groups: Collection[str]) -> dict[str, str]:
        """The root of every item under ``groups`` that now stands under another, found by the parents."""
        rows = [row for some in _chunks(groups) for row in connection.execute(self._under, {"names": some})]
        root: dict[str, str] = {}
        for name, parent, _, _ in sorted(rows, key=lambda r: (r[3], r[0])):
            if parent is None:
                root[name] = name
            elif parent in root:
                root[name] = root[parent]
            else:
                root[name] = self.roots_of(connection, [parent])[parent]
        return {name: root[name] for name, _, group, _ in rows if root[name] != group}

    def _pinned(self, connection: Connection, names: Collection[str]) -> Pinned:
        return Pinned(connection, names if self._pins else ())

    def _best(
        self, connection: Connection, item: T, others: Iterable[T], apart: Sequence[T], pinned: Pinned,
        found: Mapping[str, Kin],
    ) -> Kin:  # fmt: skip
        """The best of ``others`` told before ``item``, in no tree of what people set ``apart`` from it.

        ``found`` are the parents of those before it that aren't kept yet.
        """
        scored = [
            (-score, other.place, other.item)
            for other in others
            if (other.place, other.item) < (item.place, item.item)
            and (score := pinned.judge(item, other, self._score)) >= self._enough
        ]
        barred = {
            self._root(connection, one.item, found) for one in apart if (one.place, one.item) < (item.place, item.item)
        }
        for score, _, name in sorted(scored):
            if not barred or self._root(connection, name, found) not in barred:
                return Kin(name, -score)
        return ROOT

    def _root(self, connection: Connection, name: str, found: Mapping[str, Kin]) -> str:
        while name in found:
            parent = found[name].parent
            if parent is None:
                return name
            name = parent
        return self.roots_of(connection, [name])[name]

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
        return {n: p for some in _chunks(names) for n, p in connection.execute(self._placed, {"names": some})}


class Pinned:
    """What a person said of items: which are one, whatever their words, and which are not."""

    def __init__(self, connection: Connection, names: Collection[str]) -> None:
        self._said: dict[tuple[str, str], bool] = {}
        if not names or connection.execute(_ANY_PIN).first() is None:
            return
        for some in _chunks(names):
            for left, right, together in connection.execute(_PINNED, {"names": some}):
                self._said[left, right] = self._said[right, left] = together

    @property
    def names(self) -> set[str]:
        """All items that anything was said of."""
        return {name for pair in self._said for name in pair}

    def partners(self, name: str, *, together: bool = True) -> Iterator[str]:
        """The items pinned together with ``name``, or apart from it."""
        return (right for (left, right), said in self._said.items() if left == name and said is together)

    def judge(self, later: T, earlier: T, score: Callable[[T, T], float]) -> float:
        """What a person said, else the score."""
        said = self._said.get((later.item, earlier.item))
        return score(later, earlier) if said is None else SAID if said else 0.0


def _beats(score: float, place: str, kin: Kin, places: Mapping[str, str]) -> bool:
    if kin.parent is None or kin.score is None:
        return True
    return (-score, place) < (-kin.score, places.get(kin.parent, ""))


def _chunks(names: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(names)
    for first in range(0, len(ordered), CHUNK):
        yield ordered[first : first + CHUNK]
