"""The proof that the linked record is what the entries and people's decisions give.

Everything is linked again, by the same code, into a database of its own that is thrown away, and compared row by row:
the links are the same in whatever order reports came, so a row that differs was changed behind the record's back.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, select

from standoff.ledger import fetch, linking
from standoff.ledger.linked_tables import MADE, pins
from standoff.ledger.relink import in_place, wanted_pins
from standoff.ledger.tables import metadata

# How many rows of a table are named that differ.
NAMED = 3
# Digits after the point that count: sums made in another order differ farther behind.
DIGITS = 6
# How many rows are fetched at a time.
BATCH = 5000


def faults_of_linked(connection: Connection, advance: Callable[[], None]) -> Iterator[str]:
    """The rows of the linked tables that aren't what linking everything gives; ``advance`` is called a report."""
    wanted = wanted_pins(connection)
    if wanted != _pins(connection):
        yield "pins: aren't what people said of two entries"
    with tempfile.TemporaryDirectory(prefix="standoff-") as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'again.db'}")
        with engine.connect() as again:
            again.exec_driver_sql("PRAGMA synchronous = OFF")
            metadata.create_all(again, tables=[*MADE, pins])
            linking.pin(again, wanted)
            for filed in fetch.shown(connection, in_place(connection)):
                linking.link(again, filed)
                advance()
            for table in MADE:
                yield from _faults(connection, again, table)
        engine.dispose()


def _faults(kept: Connection, again: Connection, table: Table) -> Iterator[str]:
    if _sum(kept, table) == _sum(again, table):
        return
    there, wanted = set(_digests(kept, table)), set(_digests(again, table))
    wrong = [row for row in _read(kept, table) if _digest(row) not in wanted][:NAMED]
    lacking = [row for row in _read(again, table) if _digest(row) not in there][:NAMED]
    for row in wrong:
        yield f"{table.name}: {_name(table, row)} isn't what the entries and decisions give"
    for row in lacking:
        if _name(table, row) not in {_name(table, one) for one in wrong}:
            yield f"{table.name}: {_name(table, row)} is missing, or isn't what the entries and decisions give"


def _sum(connection: Connection, table: Table) -> tuple[int, int]:
    """The number of rows and the sum of their digests: the same for the same rows in any order."""
    count = total = 0
    for digest in _digests(connection, table):
        count += 1
        total += digest
    return count, total


def _digests(connection: Connection, table: Table) -> Iterator[int]:
    return (_digest(row) for row in _read(connection, table))


def _digest(row: tuple[Any, ...]) -> int:
    return int.from_bytes(hashlib.blake2b(repr(row).encode(), digest_size=16).digest(), "big")


def _read(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    for row in connection.execute(select(table), execution_options={"yield_per": BATCH}):
        yield tuple(_plain(value) for value in row)


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0  # no minus before a zero
    return bytes(value) if isinstance(value, memoryview) else value


def _name(table: Table, row: tuple[Any, ...]) -> str:
    key = {column.name for column in table.primary_key.columns}
    return ", ".join(str(v) for column, v in zip(table.columns, row, strict=True) if column.name in key)


def _pins(connection: Connection) -> dict[tuple[str, str], bool]:
    return {(row.left, row.right): row.together for row in connection.execute(select(pins))}
