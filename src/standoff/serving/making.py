"""Answers made: one at a time in this process, and others at the same time in helper processes.

Threads of one interpreter take turns, and a database gives each row in a turn of its own: a few threads that ask it at
once wait for each other at every row, and each takes many times as long as all of them one after another would. So each
process makes one answer at a time, and there are as many as there are processors.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import gc
import io
import os
import queue
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from time import thread_time
from typing import Any, Literal

import msgspec

from standoff.errors import StandoffError
from standoff.ledger import Ledger, open_ledger
from standoff.views.brief import brief
from standoff.workers import TaskFailed, TaskLost, Worker

Row = Mapping[str, Any]
Form = Literal["json", "csv"]
# A spreadsheet takes a cell that begins so for a formula, and a formula can send what stands beside it elsewhere.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Seconds in which a helper makes an answer, or is replaced; none takes a second by itself.
DEADLINE = 60.0


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of ``total``, from ``offset`` on."""

    items: Sequence[Row]
    total: int
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """An answer to be made: what ``view`` says of the ledger, which it is given first, and then ``given``.

    It can be sent to another process: ``view`` is a function of a module, or such a one with some arguments set.
    """

    view: Callable[..., object]
    given: Mapping[str, Any]
    form: Form = "json"

    def make(self, ledger: Ledger) -> bytes:
        """The answer: JSON, or for a Page that is wanted so, CSV."""
        told = self.view(ledger, **self.given)
        return to_csv(told.items) if self.form == "csv" and isinstance(told, Page) else msgspec.json.encode(told)


class Makers:
    """Makes the answers of one ledger; ``helpers`` is how many processes there are beside this one."""

    def __init__(self, ledger: Ledger, *, helpers: int = 0) -> None:
        self._ledger = ledger
        self._address = ledger.address
        self._helpers = [Worker("standoff.serving.making:help_out") for _ in range(helpers if self._address else 0)]
        # None stands for this process; who was put last is taken first, so that helpers are used when needed
        self._free: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._free.put(None)

    def start(self) -> None:
        """Start the helpers, each of which is asked as soon as it is there; have this process ready too."""
        for helper in self._helpers:
            threading.Thread(target=self._begin, args=(helper,), name="helper", daemon=True).start()
        threading.Thread(target=self._get_ready, name="ready", daemon=True).start()

    def make(self, wanted: Wanted) -> tuple[bytes, float]:
        """The answer, and the seconds of a processor that it took."""
        maker = self._free.get()
        try:
            if maker is None:
                return _timed(wanted, self._ledger)
            made: tuple[bytes, float] = maker.run((self._address, wanted), deadline=DEADLINE)
            return made
        finally:
            self._free.put(maker)

    def close(self) -> None:
        """End the helpers."""
        for helper in self._helpers:
            helper.close()

    def _get_ready(self) -> None:
        with contextlib.suppress(StandoffError):  # whoever asks next is told what is wrong
            self.make(READY)

    def _begin(self, helper: Worker) -> None:
        # one that can't be started, or was closed meanwhile, isn't asked: the others make its answers too
        with contextlib.suppress(TaskLost, TaskFailed):
            helper.run((self._address, READY), deadline=DEADLINE)
            self._free.put(helper)


def helpers_for_this_machine() -> int:
    """One process a processor, this one among them."""
    return (os.cpu_count() or 1) - 1


def help_out(task: tuple[str, Wanted]) -> tuple[bytes, float]:
    """In a helper: make what is wanted of the ledger at the address."""
    address, wanted = task
    return _timed(wanted, _opened(address))


@functools.cache
def _opened(address: str) -> Ledger:
    return open_ledger(address, create=False)


def _ready(ledger: Ledger) -> None:
    """What a process is asked first, so that everything is loaded and in memory before anybody waits for it."""
    brief(ledger)
    # what is there by now stays: else each collection of garbage looks through all of it again
    gc.freeze()


READY = Wanted(_ready, {})


def _timed(wanted: Wanted, ledger: Ledger) -> tuple[bytes, float]:
    begun = thread_time()
    return wanted.make(ledger), thread_time() - begun


def rows_of(view: Callable[..., Sequence[Any]], properties: tuple[str, ...], ledger: Ledger, **given: Any) -> Page:
    """All that ``view`` gives, as rows."""
    items = [flat(one, *properties) for one in view(ledger, **given)]
    return Page(items, len(items), 0, given.get("limit") or len(items))


def flat(one: Any, *properties: str) -> Row:
    """A dataclass as a row: its fields and some of its properties, what lies deeper left as it is."""
    return {name: getattr(one, name) for name in (*(f.name for f in fields(one)), *properties)}


def to_csv(items: Iterable[Row]) -> bytes:
    """Rows as CSV (RFC 4180, UTF-8) with a header; cells that a spreadsheet would run as a formula are quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    first = True
    for item in items:
        if first:
            writer.writerow(item)
            first = False
        writer.writerow([_cell(value) for value in item.values()])
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        value = "; ".join(value)
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode("utf-8")
    return f"'{text}" if text.startswith(FORMULA) else text
