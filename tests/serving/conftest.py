"""What the tests of the page and the API share: a record of stub reports, and the application over it."""

from __future__ import annotations

import functools
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from standoff.ledger import open_ledger
from standoff.record import Record
from standoff.report import Report
from standoff.serving import make_app
from tests.made import made
from tests.serving.browser import Watched, chromium, running, watched
from tests.serving.hostile import hostile

OWN = {"X-Standoff": "1"}
DAYS = ("2020-03-03", "2020-03-04", "2020-03-10")


def stub(batch: list[Report]) -> list[Record | str]:
    """A coder for tests: the made record where the text is the made one, else a report with nothing in it."""
    return [_stub(report) for report in batch]


def _stub(report: Report) -> Record | str:
    from standoff.record import ReportInfo
    from tests.made import TEXT

    if "no coder" in report.text:
        return "the stub won't code this"
    published = report.published.isoformat() if report.published else None
    if report.text == TEXT and published:
        return made(publisher=report.publisher or "", published=published)
    info = ReportInfo(
        id=report.id, source=report.source, publisher=report.publisher, title=report.title, published=published,
        language="en", text=report.text,
    )  # fmt: skip
    return Record(report=info)


@functools.cache
def _template() -> bytes:
    """The bytes of a record of three reports: made once, for linking takes its time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        with open_ledger(path) as ledger:
            for number, day in enumerate(DAYS):
                ledger.add(made(publisher=f"Paper {number}", published=day, troops=3000 + 500 * number))
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def filled(path: Path) -> Path:
    """A record of three reports in ``path``."""
    path.write_bytes(_template())
    return path


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Asks an open server, as the page would from the same origin."""
    ledger = open_ledger(filled(tmp_path / "made.db"))
    app = make_app(ledger, coder="tests.serving.conftest:stub")
    with TestClient(app, base_url="http://localhost", headers=OWN) as made_client:
        made_client.app.site.search.catch_up()
        yield made_client


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Callable[[str | None], TestClient]]:
    """Asks a server with sign-in: gives a client that carries the token of a role, or none."""
    from standoff.serving.people import People

    people = People(tmp_path / "tokens.json")
    tokens = {role: people.add(role.title(), role) for role in ("reader", "reviewer")}
    app = make_app(open_ledger(filled(tmp_path / "made.db")), tokens=people.path, coder="tests.serving.conftest:stub")
    with TestClient(app, base_url="http://localhost"):

        def asking(role: str | None) -> TestClient:
            headers = {"Authorization": f"Bearer {tokens[role]}"} if role else {}
            return TestClient(app, base_url="http://localhost", headers=headers)

        yield asking


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One Chromium for all tests."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an open server over three stub reports and a hostile one."""
    path = filled(tmp_path_factory.mktemp("served") / "made.db")
    with open_ledger(path) as ledger:
        ledger.add(hostile())
    ledger = open_ledger(path)
    app = make_app(ledger, coder="tests.serving.conftest:stub")
    app.site.search.catch_up()
    with running(app) as address:
        yield address


@pytest.fixture
def page(browser: object, served: str) -> Iterator[Watched]:
    """A page of the browser on that server, as wide as a desk's."""
    with watched(browser, served) as one:
        yield one
