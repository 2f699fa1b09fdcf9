"""The ledger: one database that keeps what many reports tell, entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import DBAPIError

from standoff.errors import LedgerError
from standoff.ledger import chain, engine, fetch, linking, tables
from standoff.ledger.chain import Head, Step
from standoff.ledger.content import digest
from standoff.ledger.find import Entry, find
from standoff.ledger.rows import Filed, names_of, to_rows
from standoff.ledger.schema import bring_up, version_of
from standoff.ledger.shown import insert_rows
from standoff.ledger.verify import Proof, prove
from standoff.record import Record, verify
from standoff.versions import Maker, maker


def open_ledger(where: str | Path = "standoff.db", *, create: bool = True) -> Ledger:
    """The ledger at ``where``: a path is an SQLite file, ``postgresql://…`` a database on a server.

    It is made if need be and ``create`` allows it. Raises LedgerError where it can't be opened, isn't a Standoff
    record, or is of a newer version.
    """
    url = engine.url_of(str(where))
    name, path = engine.name_of(url), engine.file_of(url)
    if path is not None:
        if not path.exists() and not create:
            raise _not_there(name)
        if not path.parent.is_dir():
            raise LedgerError(f"{name}: the folder {path.parent} doesn't exist")
    opened = engine.connect(url)
    try:
        _make_ready(opened, name, create=create)
    except DBAPIError as error:
        opened.dispose()
        raise LedgerError(f"{name}: can't be opened: {engine.reason_of(error)}") from error
    except LedgerError:
        opened.dispose()
        raise
    return Ledger(opened, name)


class Ledger:
    """The kept records; made by ``open_ledger`` and used as a context manager."""

    def __init__(self, opened: Engine, where: str) -> None:
        self._engine = opened
        self.where = where

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @property
    def address(self) -> str | None:
        """By what another process opens this record, with the password where there is one; None where none can."""
        return engine.address_of(self._engine)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection on which everything is seen as of one moment."""
        return engine.reading(self._engine, self.where)

    def writing(self) -> AbstractContextManager[Connection]:
        """A connection for one change that is kept whole or not at all; writers take turns."""
        return engine.writing(self._engine, self.where)

    def add(self, record: Record, *, made_by: Maker | None = None) -> bool:
        """Keep ``record``, whole or not at all; False, and nothing changed, where its report is kept already.

        ``made_by`` is what coded it, this program where nothing is said. Raises SpanError where a span of it doesn't
        lie in its text, LedgerError where it can't be written.
        """
        verify(record)
        by = made_by or maker()
        with self.writing() as connection:
            # in turn with other writers, and only then a look at what is there
            chain.head_of(connection)
            if fetch.holds(connection, record.report.id):
                return False
            keep_maker(connection, by)
            insert_rows(connection, to_rows(record, by))
            sealed = {"content": digest(record), "maker": by.id}
            chain.append(connection, "coded", by=by.coder, report=record.report.id, detail=sealed)
            linking.link(connection, Filed(record, names_of(record)))
        return True

    def holds(self, report_id: str) -> bool:
        """True where the report is kept already."""
        with self.reading() as connection:
            return fetch.holds(connection, report_id)

    def __len__(self) -> int:
        """How many reports are kept."""
        with self.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(tables.reports)).scalar_one())

    def filed(self, *, on: date | None = None, as_coded: bool = False) -> Iterator[Filed]:
        """The kept records by day, paper and id, those without a day first; ``on``: only up to that day.

        They come as people corrected them, or ``as_coded``. Reports whose day isn't known are left out where a day is
        asked for: nobody knows whether they were out yet.
        """
        with self.reading() as connection:
            ids = fetch.report_ids(connection, on=on)
            yield from fetch.coded(connection, ids) if as_coded else fetch.shown(connection, ids)

    def entry(self, name: str) -> Entry:
        """The entry of that name, or of the one name that begins so; LedgerError where there is none, or several."""
        with self.reading() as connection:
            return find(connection, name, self.where)

    def head(self) -> Head:
        """The last step of the history; noted elsewhere, it proves later that nothing before it was changed."""
        with self.reading() as connection:
            return chain.head_of(connection)

    def steps(self) -> Iterator[Step]:
        """The history, from the first step on."""
        with self.reading() as connection:
            yield from chain.steps(connection)

    def prove(
        self, *, head: str | None = None, linked: bool = True, advance: Callable[[], None] = lambda: None
    ) -> Proof:
        """What a check of the whole record finds: that its evidence is still the words of its reports, and more.

        ``linked``: also that the linked record is what linking it all again gives; ``advance`` is called as it goes.
        """
        with self.reading() as connection:
            return prove(connection, head=head, linked=linked, advance=advance)

    def verify(self) -> list[str]:
        """Every fault of the record; none for a sound one."""
        return self.prove().faults


def keep_maker(connection: Connection, by: Maker) -> None:
    """Write down what codes, once."""
    makers = tables.makers
    if connection.execute(select(makers.c.id).where(makers.c.id == by.id)).first() is None:
        connection.execute(insert(makers), [{"id": by.id, "content": by.to_json().decode("utf-8")}])


def _make_ready(opened: Engine, name: str, *, create: bool) -> None:
    """Bring the tables up to this program's version, in one transaction; those that are there aren't written to."""
    with opened.connect() as connection:
        version = version_of(connection, name)
    if version is None and not create:
        raise _not_there(name)
    if bring_up(opened, name, version):
        engine.keep_written_ahead(opened)


def _not_there(name: str) -> LedgerError:
    return LedgerError(f"{name}: there is no such record; `standoff read REPORT --record {name}` makes one")
