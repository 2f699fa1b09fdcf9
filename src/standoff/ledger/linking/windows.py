"""Windows: which items are next to which in a block, and how that changes when some come or go.

The window of an item holds the ``BEFORE`` next before it in a block. What comes or goes changes the windows of the
``BEFORE`` next after it and no others, and what changes in them lies within as many before: nothing else is read.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, TextClause, text

# How many items before it an item is held against in each block. More finds hardly more: the latest telling of an act
# is the likeliest to be worded like the next.
BEFORE = 8
# How many blocks go into one query.
TOGETHER = 48

# Items by name, each with others.
Others = dict[str, set[str]]


class Standing:
    """Where some items stand: ``rows`` of a block, a place and an item."""

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        self.rows = list(rows)

    @property
    def names(self) -> set[str]:
        """The items."""
        return {item for _, _, item in self.rows}


def changes(connection: Connection, moved: Standing, *, gone: bool) -> tuple[Others, Others]:
    """For items after those that ``moved`` (came, or are ``gone`` from the blocks): what came into their windows, and
    what left them.
    """
    come: Others = defaultdict(set)
    left: Others = defaultdict(set)
    around = _around(connection, moved)
    names = moved.names
    for rows in around.values():
        with_them = [item for _, item in rows]
        without = [item for item in with_them if item not in names]
        before, after = (with_them, without) if gone else (without, with_them)
        had, has = _windows(before), _windows(after)
        for item in set(without):
            come[item] |= has[item] - had[item]
            left[item] |= had[item] - has[item]
    return _filled(come), _filled(left)


def beside(
    connection: Connection, wanted: Sequence[tuple[str, int, str]], *, before: bool
) -> Iterator[tuple[str, int, str, str]]:
    """The items next to places in blocks: ``wanted`` are names, blocks and places; names, blocks, places and items
    come back.
    """
    for first in range(0, len(wanted), TOGETHER):
        some = [*wanted[first : first + TOGETHER]]
        # always the same number of blocks, so that the database knows the query
        some += [("", 0, "")] * (TOGETHER - len(some))
        values: dict[str, object] = {f"b{n}": block for n, (_, block, _) in enumerate(some)}
        values |= {f"p{n}": place for n, (_, _, place) in enumerate(some)}
        for row in connection.execute(_query(TOGETHER, before, BEFORE), values):
            if some[row.n][0]:
                yield some[row.n][0], some[row.n][1], row.place, row.item


def _around(connection: Connection, moved: Standing) -> dict[int, list[tuple[str, str]]]:
    """In each block what stands around what moved, by place, with what moved."""
    wanted = [(item, block, place) for block, place, item in moved.rows]
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for _, block, place, item in beside(connection, wanted, before=False):
        found[block].add((place, item))
    # where nothing comes after, no window changes
    wanted = [one for one in wanted if one[1] in found]
    for block, place, item in moved.rows:
        if block in found:
            found[block].add((place, item))
    for _, block, place, item in beside(connection, wanted, before=True):
        found[block].add((place, item))
    return {block: sorted(rows) for block, rows in found.items()}


def _windows(items: Sequence[str]) -> dict[str, set[str]]:
    return {item: set(items[max(0, at - BEFORE) : at]) for at, item in enumerate(items)}


def _filled(others: Others) -> Others:
    return {item: names for item, names in others.items() if names}


@functools.cache
def _query(blocks: int, before: bool, most: int) -> TextClause:
    """The items next to a place in each of so many blocks, in one query: each block by its index, and no farther."""
    way, order = ("<", "DESC") if before else (">", "ASC")
    parts = (
        f"SELECT * FROM (SELECT {n} AS n, place, item FROM blocks WHERE block = :b{n} AND place {way} :p{n} "
        f"ORDER BY place {order} LIMIT {most}) AS s{n}"
        for n in range(blocks)
    )
    return text(" UNION ALL ".join(parts))
