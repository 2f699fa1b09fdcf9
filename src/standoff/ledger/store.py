"""The ledger: one database that keeps what many reports tell, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, RowMapping, and_, create_engine, delete, event, func, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from standoff import __version__
from standoff.errors import LedgerError, SpanError
from standoff.ledger import linked_tables, linking, tables
from standoff.ledger.rows import Filed, Row, Rows, from_rows, names_of, to_rows
from standoff.ledger.schema import bring_up
from standoff.record import Record, verify

CODER = f"standoff {__version__}"
# How many reports are fetched at a time: one query a table and batch, however large the record.
BATCH = 200
# How long a second process waits for one that is writing, in seconds.
PATIENCE = 30
# Kilobytes of the database that a connection keeps in memory: the indexes of a record of 10,000 reports, mostly.
CACHE = 65_536
# The least of an entry's name that may stand for it: its letter, the hyphen and two more.
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its name, the letter of its kind, its local id, the filed report it is from and its history."""

    name: str
    kind: str
    local: str
    filed: Filed
    history: Sequence[Row]


def open_ledger(where: str | Path = "standoff.db", *, create: bool = True) -> Ledger:
    """The ledger in the SQLite file ``where`` (a path or an SQLAlchemy URL), made if need be and ``create`` allows it.

    Raises LedgerError where it can't be opened, isn't a Standoff record, or is of a newer version.
    """
    url = _url(str(where))
    name = url.render_as_string(hide_password=True) if url.database is None else url.database
    in_memory = url.database in {None, "", ":memory:"}
    if url.get_backend_name() != "sqlite":
        raise LedgerError(f"{name}: only SQLite records are kept so far")
    if not in_memory:
        path = Path(str(url.database))
        if not path.exists() and not create:
            raise LedgerError(f"{name}: there is no such record; `standoff read REPORT --record {name}` makes one")
        if not path.parent.is_dir():
            raise LedgerError(f"{name}: the folder {path.parent} doesn't exist")
    engine = create_engine(url)
    _prepare(engine)
    try:
        with engine.begin() as connection:
            older = bring_up(connection, str(name))
    except DatabaseError as error:
        engine.dispose()
        raise LedgerError(f"{name}: can't be opened: {error.orig}") from error
    except LedgerError:
        engine.dispose()
        raise
    ledger = Ledger(engine, str(name))
    if older:
        ledger.link_missing()
    return ledger


class Ledger:
    """The kept records; made by ``open_ledger`` and used as a context manager."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add(self, record: Record) -> bool:
        """Keep ``record``, whole or not at all; False, and nothing changed, where its report is kept already.

        Raises SpanError where a span of it doesn't lie in its text.
        """
        verify(record)
        with self._engine.begin() as connection:
            if self._holds(connection, record.report.id):
                return False
            for name, rows in to_rows(record, CODER).items():
                if rows:
                    connection.execute(insert(tables.metadata.tables[name]), rows)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            noted = {"at": now, "report": record.report.id, "what": "coded", "by": CODER}
            connection.execute(insert(tables.history), [noted])
            linking.link(connection, Filed(record, names_of(record)))
        return True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to ask; what is asked in it sees one state of the record."""
        with self._engine.connect() as connection:
            yield connection

    def relink(self) -> None:
        """Make the linked record anew from the entries; it comes out the same, unless the linking itself has
        changed.
        """
        with self._engine.begin() as connection:
            for table in reversed(linked_tables.MADE):
                connection.execute(delete(table))
        for filed in self.filed():
            with self._engine.begin() as connection:
                linking.link(connection, filed)

    def link_missing(self) -> None:
        """Link the reports that an older version kept."""
        linked = linked_tables.sources.c.report
        query = select(tables.reports.c.id).where(tables.reports.c.id.not_in(select(linked)))
        with self._engine.connect() as connection:
            missing = set(connection.execute(query).scalars())
        for filed in self.filed() if missing else ():
            if filed.record.report.id in missing:
                with self._engine.begin() as connection:
                    linking.link(connection, filed)

    def holds(self, report_id: str) -> bool:
        """True where the report is kept already."""
        with self._engine.connect() as connection:
            return self._holds(connection, report_id)

    def __len__(self) -> int:
        """How many reports are kept."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(tables.reports)).scalar_one())

    def filed(self, *, on: date | None = None) -> Iterator[Filed]:
        """The kept records by day, paper and id, those without a day first; ``on``: only up to that day.

        Reports whose day isn't known are left out where a day is asked for: nobody knows whether they were out yet.
        """
        reports = tables.reports
        order = (reports.c.published, reports.c.publisher, reports.c.id)
        query = select(reports.c.id).order_by(*order)
        if on is not None:
            query = query.where(reports.c.published <= on.isoformat())
        with self._engine.connect() as connection:
            ids = list(connection.execute(query).scalars())
            for first in range(0, len(ids), BATCH):
                yield from _fetch(connection, ids[first : first + BATCH])

    def entry(self, name: str) -> Entry:
        """The entry of that name, or of the one name that begins so; LedgerError where there is none, or several."""
        wanted = name.strip().lower()
        table = tables.ENTRIES.get(wanted[:1])
        if table is None or wanted[1:2] != "-" or len(wanted) < SHORTEST:
            raise LedgerError(f"{name!r} is not the name of an entry, such as e-4kq2")
        with self._engine.connect() as connection:
            like = table.c.id.startswith(wanted, autoescape=True)
            found = connection.execute(select(table.c.id, table.c.report).where(like).order_by(table.c.id)).all()
            if not found:
                raise LedgerError(f"{self.where} holds no entry {name!r}")
            if len(found) > 1:
                some = ", ".join(row.id for row in found[:5])
                raise LedgerError(
                    f"{name!r} may be any of {len(found)} entries: {some}{' …' if len(found) > 5 else ''}"
                )
            entry_name, report = found[0]
            filed = next(_fetch(connection, [report]))
            passed = select(tables.history).where(tables.history.c.report == report).order_by(tables.history.c.number)
            history = [_row(row) for row in connection.execute(passed).mappings()]
        local = {own: key for key, own in filed.names.items()}[entry_name]
        return Entry(entry_name, entry_name[0], local, filed, history)

    def verify(self) -> list[str]:
        """Every fault of the record: damaged tables, reports whose text or entries aren't what their ids say."""
        faults: list[str] = []
        with self._engine.connect() as connection:
            for check in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
                if check != "ok":
                    faults.append(f"database: {check}")
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                faults.append(f"{row[0]}: row {row[1]} points at nothing in {row[2]}")
        if faults:
            return faults
        for filed in self.filed():
            record = filed.record
            try:
                verify(record)
            except SpanError as error:
                faults.append(f"{record.report.id}: {error}")
                continue
            if names_of(record) != dict(filed.names):
                faults.append(f"{record.report.id}: the names of its entries aren't those of their content")
        return faults

    def _holds(self, connection: Connection, report_id: str) -> bool:
        query = select(tables.reports.c.id).where(tables.reports.c.id == report_id)
        return connection.execute(query).first() is not None


def _fetch(connection: Connection, ids: list[str]) -> Iterator[Filed]:
    """The filed records of ``ids``, in their order, by one query a table."""
    by_report: dict[str, Rows] = {one: {name: [] for name in tables.metadata.tables} for one in ids}
    for row in connection.execute(select(tables.reports).where(tables.reports.c.id.in_(ids))).mappings():
        by_report[row["id"]]["reports"].append(_row(row))
    for table in tables.ENTRIES.values():
        query = select(table).where(table.c.report.in_(ids)).order_by(table.c.report, table.c.number)
        for row in connection.execute(query).mappings():
            by_report[row["report"]][table.name].append(_row(row))
    parties, events = tables.parties, tables.events
    joined = select(parties, events.c.report).join(events, and_(parties.c.event == events.c.id))
    for row in connection.execute(joined.where(events.c.report.in_(ids)).order_by(parties.c.number)).mappings():
        by_report[row["report"]]["parties"].append(_row(row))
    for one in ids:
        yield from_rows(by_report[one])


def _row(row: RowMapping) -> Row:
    """A row with plain strings for its keys, which SQLAlchemy's aren't."""
    return {str(key): value for key, value in row.items()}


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        return make_url(where)
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(f"{where}: is not the address of a record: {error}") from error


def _prepare(engine: Engine) -> None:
    """Have every connection check references, write ahead (readers don't wait for a writer) and wait its turn."""

    @event.listens_for(engine, "connect")
    def _(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute(f"PRAGMA cache_size = -{CACHE}")
        cursor.close()
