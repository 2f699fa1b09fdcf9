"""Reading killed at random moments: `python -m tests.ledger.kills --kills 500` (or `make kills`).

Each time a new record is begun: a process runs `standoff read` on the same reports and is killed (kill -9), in every
third run while a second process reads the same; then the same command is run to its end. The record must verify, and
its export must be, byte for byte, that of a reading that nobody disturbed. The moment is random: for every other kill
over the whole run, which begins with the making of the tables; else around the writing of a random one of the reports.
The coder is a stub, so that most of the time goes into the writing that is on trial; everything else is the command as
it is.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess as Process
from pathlib import Path

from standoff.exporting import Kept, format_named
from standoff.ledger import Ledger, open_ledger
from standoff.record import Record
from standoff.views.brief import brief
from tests.ledger.stub_coder import CODER
from tests.made import TEXT, made

REPORTS = 10
PAPERS = ("The Lamu Post", "The Wajir Gazette", "The Garissa Times")


def write_reports(folder: Path, number: int = REPORTS) -> Path:
    """A file of ``number`` reports, some of them on one day, one in it twice."""
    path = folder / "reports.jsonl"
    rows = [
        {
            "text": f"{TEXT} Despatch {n}.",
            "published": f"2020-03-{1 + n % 9:02}",
            "publisher": PAPERS[n % 3],
            "title": "Border shut",
            "language": "en",
        }
        for n in range(number)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, rows[0]]), encoding="utf-8")
    return path


def read(reports: Path, address: str, progress: Connection | None = None) -> None:
    """`standoff read` in this process, with the stub for a coder; what it prints goes into a file beside ``reports``.

    A byte goes down ``progress`` whenever a report is about to be kept.
    """
    from standoff import coder_pool
    from standoff.cli import app

    coder_pool.CODER = CODER
    if progress is not None:
        add = Ledger.add

        def tell_and_add(self: Ledger, record: Record) -> bool:
            progress.send_bytes(b".")
            return add(self, record)

        Ledger.add = tell_and_add
    with reports.with_name(f"{os.getpid()}.said").open("w", encoding="utf-8") as said:
        sys.stdout = sys.stderr = said
        sys.exit(app(["read", str(reports), "--record", address, "--quiet"], standalone_mode=False))


def start(reports: Path, address: str, progress: Connection | None = None) -> Process:
    """A process that reads, forked so that it starts at once."""
    process = multiprocessing.get_context("fork").Process(target=read, args=(reports, address, progress))
    process.start()
    if progress is not None:
        progress.close()  # here: so that waiting for a process that has gone comes to an end
    return process


def read_whole(reports: Path, address: str) -> None:
    """Have a process read to the end; AssertionError where it fails."""
    process = start(reports, address)
    process.join()
    assert process.exitcode == 0, f"the reading ended with {process.exitcode}: {said_by(process, reports)}"


def said_by(process: Process, reports: Path) -> str:
    """What a reading of ``reports`` printed."""
    return reports.with_name(f"{process.pid}.said").read_text("utf-8")


def export(address: str) -> bytes:
    """The record as JSON Lines, once it has been proved sound; AssertionError with the faults of one that isn't."""
    out = io.BytesIO()
    with open_ledger(address, create=False) as ledger:
        faults = ledger.prove().faults
        assert not faults, faults
        format_named("jsonl").write(Kept(ledger), out)
    return out.getvalue()


@dataclass
class Trial:
    """Many kills: how many reports were kept when each came (None: there was no record yet)."""

    reports: Path
    expected: bytes
    lasts: float
    a_report: float
    kept: list[int | None] = field(default_factory=list)

    def kill_once(self, rng: random.Random, address: str) -> None:
        """One reading killed at a random moment, then the same command; AssertionError where the record differs."""
        number = len(self.kept)
        ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)
        process = start(self.reports, address, theirs)
        second = start(self.reports, address) if number % 3 == 2 else None
        if number % 2:
            time.sleep(rng.uniform(0, self.lasts))
        else:
            with suppress(EOFError):
                for _ in range(rng.randint(1, REPORTS)):
                    ours.recv_bytes()
            time.sleep(rng.uniform(0, 2 * self.a_report))
        process.kill()
        process.join()
        ours.close()
        self.kept.append(count(address))
        if second is not None:
            second.join()
            assert second.exitcode == 0, f"kill {number}: the second reader failed: {said_by(second, self.reports)}"
        read_whole(self.reports, address)
        assert export(address) == self.expected, f"kill {number}: the export differs"


def count(address: str) -> int | None:
    """How many reports are kept; None where there is no record yet."""
    from standoff.errors import LedgerError

    try:
        with open_ledger(address, create=False) as ledger:
            return len(ledger)
    except LedgerError:
        return None


def trial(folder: Path, address: str) -> Trial:
    """A trial on reports in ``folder``; an undisturbed reading into ``address`` shows what comes of it, and when."""
    reports = write_reports(folder)
    _load()
    ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)
    began = time.perf_counter()
    process = start(reports, address, theirs)
    with suppress(EOFError):
        ours.recv_bytes()
    first = time.perf_counter()
    process.join()
    ended = time.perf_counter()
    assert process.exitcode == 0, f"the reading ended with {process.exitcode}"
    return Trial(reports, export(address), lasts=ended - began, a_report=(ended - first) / REPORTS)


def _load() -> None:
    """Load what a reading loads, here, so that the processes forked off have it and begin to read at once."""
    with open_ledger(":memory:") as ledger:
        ledger.add(made())
        brief(ledger)


def main() -> None:
    """Kill as often as the command line says and tell how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server of its own")
    given = parser.parse_args()
    rng = random.Random(given.seed)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        addresses = _addresses(folder, postgresql=given.postgresql)
        test = trial(folder, next(addresses))
        for number in range(given.kills):
            address = next(addresses)
            test.kill_once(rng, address)
            for path in (*folder.glob(f"{Path(address).name}*"), *folder.glob("*.said")):
                path.unlink()
            if sys.stderr.isatty() or number % 10 == 9:
                print(f"{number + 1} kills survived", file=sys.stderr, flush=True)
    print(told(test, "PostgreSQL" if given.postgresql else "SQLite"))


def _addresses(folder: Path, *, postgresql: bool) -> Iterator[str]:
    from tests.postgres import fresh

    number = 0
    while True:
        number += 1
        yield fresh() if postgresql else str(folder / f"{number}.db")


def told(test: Trial, store: str) -> str:
    """The figures of a trial."""
    whole = sum(kept == REPORTS for kept in test.kept)
    none = sum(kept is None for kept in test.kept)
    between = len(test.kept) - whole - none
    return (
        f"{len(test.kept)} kills on {store}, each followed by the same command: every record verified, every export the"
        f" same byte for byte as undisturbed. At the kill {none} had no record yet, {between} some of the {REPORTS}"
        f" reports, {whole} all of them."
    )


if __name__ == "__main__":
    main()
