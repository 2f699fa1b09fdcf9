"""Killed at any moment, out of disk, two at once: nothing lost, nothing twice, the same command finishes the work."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, insert

from standoff.errors import LedgerError
from standoff.ledger import open_ledger, review
from standoff.ledger.engine import url_of
from standoff.ledger.rows import to_rows
from standoff.ledger.schema import MIGRATIONS
from standoff.ledger.tables import metadata
from standoff.versions import maker
from tests.ledger.kills import REPORTS, count, export, read_whole, start, trial, write_reports
from tests.ledger.stub_coder import CODER
from tests.made import made
from tests.postgres import NoServer, fresh

# `make kills` does 500; these show that it still can be done.
KILLS = {"sqlite": 14, "postgresql": 6}
# `standoff` as a program of its own, with the stub for a coder.
COMMAND = f"from standoff import cli, coder_pool; coder_pool.CODER = {CODER!r}; cli.main()"
ENVIRON = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}


def addresses(kind: str, folder: Path):
    number = 0
    while True:
        number += 1
        yield str(folder / f"{number}.db") if kind == "sqlite" else fresh()


@pytest.mark.parametrize("kind", KILLS)
def test_a_killed_reading_is_finished_by_the_same_command(kind, tmp_path):
    places = addresses(kind, tmp_path)
    try:
        test = trial(tmp_path, next(places))
    except NoServer as error:
        pytest.skip(f"no PostgreSQL server: {error}")
    rng = random.Random(20)
    for _ in range(KILLS[kind]):
        test.kill_once(rng, next(places))
    assert len(test.kept) == KILLS[kind]


def test_two_readings_at_once_keep_every_report_once(empty, tmp_path):
    reports = write_reports(tmp_path)
    readers = [start(reports, empty) for _ in range(3)]
    for reader in readers:
        reader.join()
    assert [reader.exitcode for reader in readers] == [0, 0, 0]
    assert count(empty) == REPORTS
    assert export(empty)


def test_decisions_taken_while_others_read_are_all_kept(address, tmp_path):
    reports = write_reports(tmp_path)
    with open_ledger(address) as ledger:
        ledger.add(made())
        (filed,) = ledger.filed()
        reader = start(reports, address)
        for local in ("e1", "e2", "e3", "q1", "q2"):
            review.accept(ledger, filed.names[local], by="Ana Ruiz")
        reader.join()
        assert reader.exitcode == 0
        assert len(ledger) == REPORTS + 1
        assert ledger.verify() == []
        assert ledger.head().number == REPORTS + 1 + 5


def test_a_full_disk_is_said_and_what_was_kept_stays(tmp_path):
    path = tmp_path / "test.db"
    with open_ledger(path) as ledger:
        ledger.add(made())
        pages = sqlite3.connect(path).execute("PRAGMA page_count").fetchone()[0]
        # the database may grow no further: SQLite says what it says where the disk is full
        with ledger.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="full"):
            for number in range(100):
                ledger.add(made(publisher=f"Paper {number}"))
        kept = len(ledger)
        assert ledger.verify() == []
    with open_ledger(path) as ledger:
        assert len(ledger) == kept
        for number in range(100):
            ledger.add(made(publisher=f"Paper {number}"))
        assert len(ledger) == 101 and ledger.verify() == []


def test_a_file_that_may_not_grow_stops_the_command_with_a_reason(tmp_path):
    """As a quota or a full disk would: the operating system refuses to write beyond a size."""
    reports = write_reports(tmp_path, 60)
    record = tmp_path / "test.db"
    limited = f"""
import resource, signal, sys
from standoff.ledger import Ledger
add = Ledger.add
def limit_and_add(self, record):
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, 1_200_000))
    return add(self, record)
Ledger.add = limit_and_add
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
{COMMAND}
"""
    command = [sys.executable, "-c", limited, "read", "reports.jsonl", "--record", "test.db"]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRON, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("standoff: test.db: ") and "Traceback" not in done.stderr
    kept = count(str(record))
    assert kept is not None and 0 < kept < 60
    assert export(str(record))
    read_whole(reports, str(record))
    assert count(str(record)) == 60


def test_a_command_of_its_own_is_killed_with_the_processes_it_started_and_run_again(tmp_path):
    write_reports(tmp_path)

    def begin(record: str) -> subprocess.Popen[bytes]:
        parts = ["read", "reports.jsonl", "--record", record, "--jobs", "2"]
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, *parts], cwd=tmp_path, env=ENVIRON, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    assert begin("undisturbed.db").wait(100) == 0
    killed = begin("killed.db")
    while not count(str(tmp_path / "killed.db")):
        assert killed.poll() is None
        time.sleep(0.01)
    killed.kill()
    killed.wait()
    assert _ended(killed.pid), "the coding processes outlive the one that started them"
    assert begin("killed.db").wait(100) == 0
    assert export(str(tmp_path / "killed.db")) == export(str(tmp_path / "undisturbed.db"))


def _ended(session: int) -> bool:
    """True once no process of the session is left; they are given ten seconds."""
    for _ in range(100):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.killpg(session, signal.SIGKILL)
    return False


def test_a_record_of_the_first_version_is_brought_up_sealed_and_read_on(empty):
    engine = create_engine(url_of(empty))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        tables = MetaData()
        tables.reflect(connection)
        for name, rows in to_rows(made(), maker()).items():
            known = tables.tables[name].columns.keys()
            if rows:
                connection.execute(insert(metadata.tables[name]), [{k: row[k] for k in known} for row in rows])
        noted = {"at": "2026-01-01T00:00:00+00:00", "report": made().report.id, "what": "coded", "by": "standoff 0.1.0"}
        connection.exec_driver_sql(
            "INSERT INTO history (number, at, report, what, \"by\") VALUES (1, '{at}', '{report}', '{what}',"
            " '{by}')".format(**noted)
        )
    engine.dispose()
    with open_ledger(empty) as ledger:
        assert ledger.verify() == []
        assert [step.what for step in ledger.steps()] == ["coded", "sealed"]
        assert ledger.add(made()) is False
        assert ledger.add(made(publisher="The Wajir Gazette")) is True
        assert ledger.verify() == []


def test_an_empty_file_left_by_a_reading_killed_at_once_is_taken_for_a_new_record(tmp_path):
    path = tmp_path / "test.db"
    path.touch()
    with pytest.raises(LedgerError, match="no such record"):
        open_ledger(path, create=False)
    with open_ledger(path) as ledger:
        assert ledger.add(made()) is True
