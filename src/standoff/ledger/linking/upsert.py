"""Rows added to what is there, in the words of either database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, case
from sqlalchemy.dialects import postgresql, sqlite

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def upsert(
    connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]], *, add: Sequence[str] = (),
    least: Sequence[str] = (),
) -> None:  # fmt: skip
    """Write ``rows``; where the key is there, add up the columns ``add`` and keep the lesser of the columns
    ``least``.
    """
    written = list(rows)
    if not written:
        return
    made = INSERTS[connection.dialect.name](table)
    new = made.excluded
    changes: dict[str, Any] = {name: table.c[name] + new[name] for name in add}
    changes |= {name: case((new[name] < table.c[name], new[name]), else_=table.c[name]) for name in least}
    keys: list[Column[Any]] = list(table.primary_key.columns)
    if changes:
        statement = made.on_conflict_do_update(index_elements=keys, set_=changes)
    else:
        statement = made.on_conflict_do_nothing(index_elements=keys)
    connection.execute(statement, written)
