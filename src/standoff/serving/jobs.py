"""Reports dropped in: read and coded one job after another, in a process of their own, with what has been done so far.

The coder runs in another process, so that the page answers while it works; the record is written here. Jobs live in
memory: what was kept stays in the record when the server stops, what was waiting has to be dropped in again.
"""

from __future__ import annotations

import secrets
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from standoff.books import Books, Outcome
from standoff.coder_pool import CoderPool, coded_reports
from standoff.errors import InputError, StandoffError
from standoff.ledger import Ledger
from standoff.reading import read_inputs
from standoff.report import Report
from standoff.settings import Settings

State = Literal["waiting", "reading", "coding", "done", "failed", "stopped"]
Told = dict[str, str | None]

# Jobs that wait at a time, and finished ones that are remembered.
MOST_WAITING = 20
MOST_KNOWN = 200
# The suffixes of files that may be dropped in are those that reading/ knows; a pasted text is read as this.
PASTED = "pasted.txt"


class TooManyJobs(StandoffError):
    """So many jobs wait that no further one is taken."""


@dataclass(slots=True, kw_only=True)
class Job:
    """One thing dropped in, which may hold several reports. ``total`` is None until all of it has been read."""

    id: str
    by: str
    name: str
    begun: str
    state: State = "waiting"
    read: int = 0
    total: int | None = None
    added: list[Told] = field(default_factory=list)
    known: list[Told] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    stop: bool = field(default=False, repr=False)


class Jobs:
    """The jobs of one server; ``after`` is called when a report was added, ``coder`` is as for CoderPool."""

    def __init__(self, ledger: Ledger, *, after: Callable[[], object], coder: str | None = None) -> None:
        self._ledger = ledger
        self._after = after
        self._pool = CoderPool(1, coder=coder)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._waiting: list[Callable[[], None]] = []
        self._more = threading.Condition(self._lock)
        self._closed = False
        self._thread: threading.Thread | None = None

    def file(self, name: str, data: bytes, *, by: str, published: date | None, publisher: str | None) -> Job:
        """Take a file of any format that is read; ``name`` tells the format and is otherwise only shown."""
        return self._take(name, by, partial(self._of_file, name, data, published, publisher))

    def address(self, url: str, *, by: str, published: date | None, publisher: str | None) -> Job:
        """Take an address on the web, fetched under the rules of reading/."""
        return self._take(url, by, lambda: read_inputs([url], published=published, publisher=publisher))

    def all(self) -> list[Job]:
        """The jobs known, the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def get(self, job_id: str) -> Job | None:
        """The job of that id."""
        with self._lock:
            return self._jobs.get(job_id)

    def stop(self, job: Job) -> None:
        """Stop a job after the report that is being coded; what was kept stays."""
        job.stop = True
        if job.state == "waiting":
            job.state = "stopped"

    def close(self) -> None:
        """End the thread and the process."""
        with self._lock:
            self._closed = True
            for job in self._jobs.values():
                job.stop = True
            self._more.notify_all()
        self._pool.close()

    def _take(self, name: str, by: str, reports: Callable[[], Iterator[Report | InputError]]) -> Job:
        begun = datetime.now(UTC).isoformat(timespec="seconds")
        job = Job(id=secrets.token_hex(8), by=by, name=name, begun=begun)
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                raise TooManyJobs(f"{MOST_WAITING} jobs wait already; try again when some are done")
            self._jobs[job.id] = job
            while len(self._jobs) > MOST_KNOWN:
                self._jobs.popitem(last=False)
            self._waiting.append(lambda: self._run(job, reports))
            self._more.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()
        return job

    def _work(self) -> None:
        while True:
            with self._lock:
                while not self._waiting and not self._closed:
                    self._more.wait()
                if self._closed:
                    return
                run = self._waiting.pop(0)
            run()

    def _run(self, job: Job, reports: Callable[[], Iterator[Report | InputError]]) -> None:
        if job.stop:
            return
        job.state = "reading"
        told: dict[str, Told] = {}
        outcomes = coded_reports(
            self._read(job, reports(), told), Settings(quiet=True), Books(), known=self._ledger.holds, pool=self._pool
        )
        try:
            for outcome in outcomes:
                self._keep(job, outcome, told)
                if job.stop:
                    break
        except (StandoffError, OSError) as error:
            job.errors.append(_without_folder(str(error)))
        if job.stop:
            job.state = "stopped"
            return
        job.total = job.read
        job.state = "failed" if job.errors and not (job.added or job.known) else "done"

    def _read(
        self, job: Job, reports: Iterator[Report | InputError], told: dict[str, Told]
    ) -> Iterator[Report | InputError]:
        """What is read, counted; ``told`` is given what the page says of each report, by its source."""
        for one in reports:
            if job.stop:
                return
            job.read += 1
            if isinstance(one, Report):
                job.state = "coding"
                told[one.source] = {"id": one.id, "title": one.title, "publisher": one.publisher}
            yield one

    def _keep(self, job: Job, outcome: Outcome, told: dict[str, Told]) -> None:
        if outcome.error is not None:
            job.errors.append(_without_folder(str(outcome.error)))
        elif outcome.record is not None and self._ledger.add(outcome.record):
            job.added.append(told[outcome.source])
            self._after()
        else:
            job.known.append(told[outcome.source])

    def _of_file(
        self, name: str, data: bytes, published: date | None, publisher: str | None
    ) -> Iterator[Report | InputError]:
        """The reports of ``data``, which is put into a file of its own under a name made here."""
        with tempfile.TemporaryDirectory(prefix="standoff-") as folder:
            place = Path(folder) / f"report{''.join(Path(name).suffixes[-2:]).lower()[:16]}"
            place.write_bytes(data)
            for one in read_inputs([str(place)], published=published, publisher=publisher):
                if isinstance(one, InputError):
                    yield InputError(name, one.reason, position=one.position)
                else:
                    yield _renamed(one, str(place), name)


def _renamed(report: Report, place: str, name: str) -> Report:
    return replace(report, source=report.source.replace(place, name, 1))


def _without_folder(message: str) -> str:
    return message.replace(tempfile.gettempdir(), "…")
