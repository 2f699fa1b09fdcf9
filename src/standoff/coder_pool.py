"""Many reports coded: in this process or in several, always in the order of the input, with progress."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager

from standoff.errors import InputError
from standoff.reading import read_inputs
from standoff.record import Record
from standoff.report import Report
from standoff.settings import Settings

Item = Report | InputError | None
# How many reports a process are read ahead: enough to keep it busy, few enough to stop soon and to fit in memory.
AHEAD = 4


def coded(
    inputs: Sequence[str], settings: Settings, *, known: Callable[[str], bool] = lambda _: False
) -> Iterator[Record | InputError | None]:
    """The records of ``inputs`` in their order, an InputError for each that can't be read.

    A report whose id is ``known`` isn't coded again: None stands in its place.
    """

    def items() -> Iterator[Item]:
        for one in read_inputs(list(inputs), published=settings.published, publisher=settings.publisher):
            yield None if isinstance(one, Report) and known(one.id) else one

    yield from _with_progress(items(), settings)


def coded_again(reports: Iterable[Report], settings: Settings) -> Iterator[Record]:
    """The records of ``reports`` in their order."""
    for result in _with_progress(iter(reports), settings):
        if isinstance(result, Record):
            yield result


def _with_progress(items: Iterator[Item], settings: Settings) -> Iterator[Record | InputError | None]:
    with _progress(settings) as advance:
        for result in _results(items, settings.jobs):
            advance()
            yield result


def _results(items: Iterator[Item], jobs: int) -> Iterator[Record | InputError | None]:
    if jobs == 1:
        yield from map(_code, items)
        return
    # spawn: a forked process would share the parser's threads and locks
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_die_with_parent)
    pending: deque[Future[Record | InputError | None]] = deque()
    try:
        for item in items:
            pending.append(pool.submit(_code, item))
            if len(pending) >= jobs * AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _die_with_parent() -> None:
    """Have this process end when the one that started it is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _code(item: Item) -> Record | InputError | None:
    if not isinstance(item, Report):
        return item
    from standoff.pipeline import code

    return code(item)


@contextmanager
def _progress(settings: Settings) -> Iterator[Callable[[], None]]:
    """A counter on standard error where that is a terminal, unless ``quiet``."""
    if settings.quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports coded"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda: progress.advance(task)
