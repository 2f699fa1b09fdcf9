"""Commands run in this process on a record made by hand: no coder, no start-up."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from standoff.cli import app
from standoff.errors import StandoffError
from standoff.ledger import open_ledger
from tests.made import made


@pytest.fixture
def record(tmp_path) -> Path:
    """A record of two reports."""
    path = tmp_path / "crisis.db"
    with open_ledger(path) as ledger:
        ledger.add(made())
        ledger.add(made(publisher="The Wajir Gazette"))
    return path


@pytest.fixture
def names(record) -> dict[str, str]:
    """The names of the entries of the first report, by local id."""
    with open_ledger(record) as ledger:
        return dict(next(ledger.filed()).names)


@pytest.fixture
def run(record, monkeypatch):
    """Runs a command on the record; a StandoffError is what `main` would print."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(record.parent)

    def call(*arguments: object) -> Result:
        done = CliRunner().invoke(app, [*map(str, arguments), "--record", str(record)])
        if done.exception is not None and not isinstance(done.exception, SystemExit | StandoffError):
            raise done.exception
        return done

    return call
