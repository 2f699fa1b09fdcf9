"""Every test of the ledger that takes ``address`` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest

from standoff.ledger import open_ledger
from tests.postgres import NoServer, fresh


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path) -> str:
    """Where a new record may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "test.db")
    try:
        return fresh()
    except NoServer as error:
        pytest.skip(f"no PostgreSQL server: {error}")


@pytest.fixture
def ledger(address):
    with open_ledger(address) as opened:
        yield opened
