"""Every test of the ledger that takes ``address`` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from standoff.ledger import open_ledger
from tests.postgres import NoServer, fresh, fresh_record


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path, empty_record) -> str:
    """A record without reports, new for every test."""
    if request.param == "sqlite":
        return str(shutil.copy(empty_record, tmp_path / "test.db"))
    return _postgresql(fresh_record)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path) -> str:
    """Where a new record may be made: there is nothing yet."""
    return str(tmp_path / "test.db") if request.param == "sqlite" else _postgresql(fresh)


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory) -> Path:
    """An SQLite record without reports, to be copied: making the tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    with open_ledger(path):
        pass
    return path


@pytest.fixture
def ledger(address):
    with open_ledger(address) as opened:
        yield opened


def _postgresql(make) -> str:
    try:
        return make()
    except NoServer as error:
        pytest.skip(f"no PostgreSQL server: {error}")
