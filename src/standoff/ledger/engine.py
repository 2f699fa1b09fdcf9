"""Connections to the database of a record: SQLite in a file, or PostgreSQL; all that differs between them is here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from standoff.errors import LedgerError

SQLITE, POSTGRESQL = "sqlite", "postgresql"
# How long a second process waits for one that is writing, in seconds.
PATIENCE = 30
# Kilobytes of an SQLite file that a connection keeps in memory: the indexes of a record of 10,000 reports, mostly.
CACHE = 65_536
# The key of the lock under which a PostgreSQL database gets its tables: any number, the same in every process.
TABLES_LOCK = 0x57A4D0FF


def url_of(where: str) -> URL:
    """The address that ``where`` gives: a path is an SQLite file. LedgerError where it is of no database we know.

    ``postgresql://…`` may name a folder of Unix sockets as ``?host=/folder``, as PostgreSQL's own programs allow.
    """
    if "://" not in where:
        return URL.create(SQLITE, database=where)
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(f"{where}: is not the address of a record: {error}") from error
    kind = url.drivername.partition("+")[0]
    if kind == SQLITE:
        return url
    if kind not in {POSTGRESQL, "postgres"}:
        raise LedgerError(f"{url}: records are kept in SQLite and PostgreSQL, not in {kind}")
    url = url.set(drivername=f"{POSTGRESQL}+pg8000")
    folder = url.query.get("host")
    if isinstance(folder, str) and folder.startswith("/"):
        socket = f"{folder}/.s.PGSQL.{url.port or 5432}"
        url = url.difference_update_query(["host"]).update_query_dict({"unix_sock": socket})
    return url


def name_of(url: URL) -> str:
    """How messages call the record: the file, or the address without its password."""
    if url.get_backend_name() == SQLITE and url.database:
        return url.database
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def file_of(url: URL) -> Path | None:
    """The file of the record; None where it is in memory or on a server."""
    in_file = url.get_backend_name() == SQLITE and url.database not in {None, "", ":memory:"}
    return Path(str(url.database)) if in_file else None


def address_of(opened: Engine) -> str | None:
    """By what another process opens the same, with the password where there is one; None for what is in memory."""
    in_memory = opened.url.get_backend_name() == SQLITE and file_of(opened.url) is None
    return None if in_memory else opened.url.render_as_string(hide_password=False)


def connect(url: URL) -> Engine:
    """What opens connections to ``url``; nothing is opened yet."""
    engine = create_engine(url)
    if url.get_backend_name() == SQLITE:
        _prepare_sqlite(engine)
    return engine


@contextmanager
def reading(engine: Engine, where: str) -> Iterator[Connection]:
    """A connection on which everything is seen as of one moment; what the database can't do is a LedgerError."""
    with _told(where), engine.execution_options(**_one_moment(engine)).connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, where: str) -> Iterator[Connection]:
    """A connection for one transaction that is kept whole or not at all, one writer at a time."""
    with _told(where), engine.execution_options(writes=True).begin() as connection:
        yield connection


def claim_tables(connection: Connection) -> None:
    """Wait until nobody else is making or changing the tables; let go at the end of the transaction."""
    if connection.dialect.name == POSTGRESQL:  # SQLite has one writer at a time anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": TABLES_LOCK})


def keep_written_ahead(engine: Engine) -> None:
    """Have an SQLite file write ahead, so that readers don't wait for a writer; the file remembers it."""
    if engine.dialect.name == SQLITE:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()


def damage(connection: Connection) -> Iterator[str]:
    """What the database itself finds broken in its file; PostgreSQL checks its own."""
    if connection.dialect.name == SQLITE:
        checks = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
        yield from (f"database: {check}" for check in checks if check != "ok")


def dangling(connection: Connection) -> Iterator[str]:
    """The rows that refer to rows that aren't there; PostgreSQL doesn't let it come to that."""
    if connection.dialect.name == SQLITE:
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield f"{row[0]}: row {row[1]} points at nothing in {row[2]}"


def reason_of(error: DBAPIError) -> str:
    """What the database says is wrong, in one line."""
    first = error.orig.args[0] if error.orig is not None and error.orig.args else error
    words = first.get("M", first) if isinstance(first, dict) else first  # PostgreSQL's message is one field of several
    return " ".join(str(words).split())


def _one_moment(engine: Engine) -> dict[str, Any]:
    """SQLite's transactions see one moment as they are; PostgreSQL's have to be asked."""
    return {} if engine.dialect.name == SQLITE else {"isolation_level": "REPEATABLE READ"}


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"{where}: {reason_of(error)}") from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: Any, _: Any) -> None:
        # Python's own transactions begin only at the first change; ours begin when we say so (below)
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        cursor.execute("PRAGMA foreign_keys = ON")
        # what was written is on the disk before it is said to be: a power cut loses nothing either
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA cache_size = -{CACHE}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        # a writer takes its turn before it looks, so that what it saw still holds when it writes
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
