"""Answers made in this process and in helper processes."""

from __future__ import annotations

import threading
import time
from datetime import date

import pytest
from starlette.testclient import TestClient

from standoff.errors import LedgerError
from standoff.ledger import open_ledger
from standoff.serving import make_app
from standoff.serving.making import Makers, Wanted, helpers_for_this_machine
from standoff.views.positions import positions
from standoff.views.show import show
from tests.serving.conftest import OWN, filled


def where(ledger) -> str:
    """A view for tests: the process that it is asked in."""
    import os

    return str(os.getpid())


def slow(ledger, seconds: float) -> str:
    """A view that takes its time."""
    time.sleep(seconds)
    return where(ledger)


def missing(ledger) -> object:
    """A view of what isn't there."""
    return show(ledger.entry("e-nowhere"))


def killed(ledger) -> None:
    """A view that takes its process with it."""
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(filled(tmp_path / "made.db")) as opened:
        yield opened


@pytest.fixture
def makers(ledger):
    """Makers with one helper that is ready: it is taken first."""
    made = Makers(ledger, helpers=1)
    made.start()
    until = time.monotonic() + 40
    while made._free.qsize() < 2:
        assert time.monotonic() < until, "the helper doesn't start"
        time.sleep(0.05)
    yield made
    made.close()


def test_a_helper_gives_the_same_answer(ledger, makers):
    wanted = Wanted(positions, {"on": date(2020, 3, 10), "limit": 5})
    answer, took = makers.make(wanted)
    assert answer == wanted.make(ledger)
    assert took > 0


def test_two_answers_are_made_at_once_each_in_its_process(makers):
    places: list[bytes] = []
    threads = [threading.Thread(target=lambda: places.append(makers.make(Wanted(slow, {"seconds": 0.5}))[0]))
               for _ in range(2)]  # fmt: skip
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(set(places)) == 2


def test_what_a_helper_refuses_is_refused_in_the_same_words(ledger, makers):
    with pytest.raises(LedgerError) as here:
        Wanted(missing, {}).make(ledger)
    with pytest.raises(LedgerError) as there:
        makers.make(Wanted(missing, {}))
    assert str(there.value) == str(here.value)


def test_a_helper_that_dies_costs_one_answer(tmp_path):
    app = make_app(open_ledger(filled(tmp_path / "made.db")), helpers=1)
    with TestClient(app, base_url="http://localhost", headers=OWN) as client:
        makers = app.site.makers
        until = time.monotonic() + 40
        while makers._free.qsize() < 2:
            assert time.monotonic() < until
            time.sleep(0.05)
        with pytest.raises(Exception, match="SIGKILL"):
            makers.make(Wanted(killed, {}))
        for path in ("positions", "sides", "figures"):
            assert client.get(f"/api/v1/{path}").json()["items"]


def test_a_record_in_memory_has_no_helpers():
    with open_ledger("sqlite://") as ledger:
        makers = Makers(ledger, helpers=3)
        makers.start()
        assert makers.make(Wanted(positions, {}))[0] == b"[]"


def test_there_is_one_process_a_processor():
    import os

    assert helpers_for_this_machine() == (os.cpu_count() or 1) - 1
