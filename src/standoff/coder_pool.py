"""Many reports coded: a small supervisor of worker processes, always in the order of the input, with progress.

A batch of reports goes to a worker with a deadline. Where the worker hangs, dies or runs out of memory, it is replaced
and the batch is tried again report by report: the guilty report is set aside by name, the others are coded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from standoff.books import Books, Kind, Outcome
from standoff.errors import InputError
from standoff.progress import counting
from standoff.reading import read_inputs
from standoff.reading.near_duplicates import NearDuplicates
from standoff.record import Record, ReportInfo
from standoff.report import Report
from standoff.settings import Settings
from standoff.workers import TaskFailed, TaskLost, Worker

CODER = "standoff.coder_pool:code_batch"
# A batch is this many reports at most, and this many characters together unless one report has more: memory follows
# the words of what is parsed at once, about 1 kB a character.
BATCH_REPORTS = 8
BATCH_CHARACTERS = 40_000
# Batches a process are read ahead: enough to keep it busy, few enough to stop soon and to fit in memory.
AHEAD = 3
# What is held back, settled or not, because something before it is still being coded.
MOST_WAITING = 256
# Seconds a batch may take: loading the parser and the knowledge, and then what a busy machine takes; an honest text is
# coded at about 10,000 characters a second on an idle one.
DEADLINE = 60.0
CHARACTERS_A_SECOND = 1_000
# Bytes of memory of a process that codes: the longest report (1,000,000 characters) needs under 3 GB.
MEMORY = 4 << 30

Batch = list[Report]


def coded(
    inputs: Sequence[str], settings: Settings, books: Books, *, known: Callable[[str], bool] | None = None
) -> Iterator[Outcome]:
    """What becomes of each report of ``inputs``, in their order; ``books`` counts what comes in.

    A report whose id is ``known``, or has stood in this run before, isn't coded again where ``known`` is given.
    """
    read = read_inputs(
        list(inputs), published=settings.published, publisher=settings.publisher, columns=settings.column,
        private=settings.allow_private, beside=books.beside,
    )  # fmt: skip
    yield from coded_reports(read, settings, books, known=known)


def coded_reports(
    items: Iterable[Report | InputError],
    settings: Settings,
    books: Books,
    *,
    known: Callable[[str], bool] | None = None,
    pool: CoderPool | None = None,
) -> Iterator[Outcome]:
    """As ``coded``, of reports that have been read; ``pool`` is used where one is kept running, and stays open."""
    with (
        counting("reports coded", quiet=settings.quiet) as advance,
        nullcontext(pool) if pool else CoderPool(settings.jobs) as coders,
    ):
        for outcome in coders.run(_items(items, books, known)):
            advance()
            yield outcome


@dataclass(slots=True)
class _Item:
    """One thing that came in: settled at once, or a report in a batch that ``future`` codes, at ``place`` in it."""

    outcome: Outcome | None = None
    report: Report | None = None
    copy_of: str | None = None
    future: Future[list[Record | str]] | None = None
    place: int = 0

    def ready(self) -> bool:
        """True where what became of it can be said without waiting."""
        return self.outcome is not None or (self.future is not None and self.future.done())

    def result(self) -> Outcome:
        """What became of it; waits for it."""
        if self.outcome is not None:
            return self.outcome
        assert self.report is not None and self.future is not None
        source, result = self.report.source, self.future.result()[self.place]
        if isinstance(result, str):
            return Outcome(kind="failed", source=source, error=InputError(source, result))
        kind: Kind = "coded" if self.copy_of is None else "near-duplicate"
        return Outcome(kind=kind, source=source, record=result, copy_of=self.copy_of)


def _items(read: Iterable[Report | InputError], books: Books, known: Callable[[str], bool] | None) -> Iterator[_Item]:
    """What has been read, settled where that takes no coding."""
    copies = NearDuplicates()
    seen: set[str] = set()
    for item in read:
        books.came += 1
        if isinstance(item, InputError):
            yield _Item(Outcome(kind="failed", source=item.source, error=item))
            continue
        key = item.id
        if known is not None and (key in seen or known(key)):
            yield _Item(Outcome(kind="already known", source=item.source))
            continue
        seen.add(key)
        if item.language != "en":
            yield _Item(Outcome(kind="not English", source=item.source, record=uncoded(item)))
        else:
            yield _Item(report=item, copy_of=copies.add(key, item.text))


def uncoded(report: Report) -> Record:
    """The record of a report that isn't English: its text, and a note that says why nothing is coded."""
    info = ReportInfo(
        id=report.id, source=report.source, publisher=report.publisher, title=report.title,
        published=report.published.isoformat() if report.published else None, language=report.language,
        text=report.text,
    )  # fmt: skip
    return Record(report=info, notes=[f"not coded: the language is {report.language!r}, not English"])


class CoderPool:
    """The supervisor: threads that each hand batches to a worker process of their own.

    ``jobs`` is how many; ``coder`` ("package.module:name") codes a batch in a worker, CODER where nothing is said.
    """

    def __init__(self, jobs: int, *, coder: str | None = None) -> None:
        self._jobs = jobs
        self._threads = ThreadPoolExecutor(jobs)
        self._workers = [Worker(coder or CODER, memory=MEMORY) for _ in range(jobs)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> CoderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what they are coding is lost."""
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(cancel_futures=True)

    def run(self, items: Iterable[_Item]) -> Iterator[Outcome]:
        """What became of each of ``items``, in their order."""
        waiting: deque[_Item] = deque()
        running: deque[Future[list[Record | str]]] = deque()
        batch: list[_Item] = []
        size = 0
        for item in items:
            waiting.append(item)
            if item.report is not None:
                if batch and size + len(item.report.text) > BATCH_CHARACTERS:
                    running.append(self._send(batch))
                    batch, size = [], 0
                batch.append(item)
                size += len(item.report.text)
            if len(batch) >= BATCH_REPORTS or (batch and len(waiting) >= MOST_WAITING):
                running.append(self._send(batch))
                batch, size = [], 0
            if len(running) >= self._jobs * AHEAD:
                running.popleft().result()
            while waiting and (waiting[0].ready() or len(waiting) > MOST_WAITING):
                yield waiting.popleft().result()
        if batch:
            self._send(batch)
        while waiting:
            yield waiting.popleft().result()

    def _send(self, batch: list[_Item]) -> Future[list[Record | str]]:
        future = self._threads.submit(self._code, [item.report for item in batch if item.report is not None])
        for place, item in enumerate(batch):
            item.future, item.place = future, place
        return future

    def _code(self, batch: Batch) -> list[Record | str]:
        """The record of each report, or why it has none."""
        worker = self._idle.get()
        try:
            try:
                return list(worker.run(batch, deadline=_deadline(batch)))
            except (TaskLost, TaskFailed) as error:
                if len(batch) == 1:
                    return [f"could not be coded: {error}"]
            return [self._alone(worker, report) for report in batch]
        finally:
            self._idle.put(worker)

    def _alone(self, worker: Worker, report: Report) -> Record | str:
        try:
            (result,) = worker.run([report], deadline=_deadline([report]))
        except (TaskLost, TaskFailed) as error:
            return f"could not be coded: {error}"
        return result  # type: ignore[no-any-return]


def _deadline(batch: Batch) -> float:
    return DEADLINE + sum(len(report.text) for report in batch) / CHARACTERS_A_SECOND


# ---- in the worker -----------------------------------------------------------------------------------------------


def code_batch(batch: Batch) -> list[Any]:
    """What the worker runs: the record of each report, or the fault of the one that can't be coded."""
    from standoff.pipeline import code

    done: list[Record | str] = []
    for report in batch:
        try:
            done.append(code(report))
        except MemoryError:
            raise
        except Exception as error:
            done.append(f"could not be coded: {type(error).__name__}: {error}")
    return done
