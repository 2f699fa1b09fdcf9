"""What adding a report to a record costs as the record grows, and what the brief on it costs.

usage: python benchmarks/ledger.py RECORDS.jsonl [--reports 10000] [--events 12]

RECORDS are what `standoff code` prints. They are varied into as many reports as asked for: other words of the same
length, other days over two years, other papers; names, and with them the parties, stay. Each keeps at most so many
events, positions and quantities. Adding is measured with a hundred reports in the record and with all of them: the
middle of PROBES reports, once of the newest day and once of days anywhere between, which move what was linked to
others.
Times are of the processor, so that what else runs counts little; the brief's is also by the clock.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from standoff.ledger import Ledger, open_ledger
from standoff.record import Record, from_json
from standoff.report import Report
from standoff.views.brief import brief

FEW, PROBES = 100, 15
FIRST, DAYS = date(2018, 1, 1), 730
PAPERS = [f"Paper {n}" for n in range(40)]
# The share of the words that are changed.
CHANGED = 0.4
_WORD = re.compile(r"\b[a-z]{5,}\b")


class Varied:
    """Reports made of others, without end."""

    def __init__(self, records: list[Record], events: int) -> None:
        self._records = [cut(record, events) for record in records]
        self._random = random.Random(0)
        self._words: dict[int, list[str]] = defaultdict(list)
        for record in records:
            for word in set(_WORD.findall(record.report.text)):
                self._words[len(word)].append(word)

    def record(self, day: date | None = None) -> Record:
        """One more report, of ``day`` or of any."""
        chance = self._random
        record = chance.choice(self._records)

        def change(match: re.Match[str]) -> str:
            return chance.choice(self._words[len(match.group())]) if chance.random() < CHANGED else match.group()

        text = _WORD.sub(change, record.report.text)
        when = day or FIRST + timedelta(days=chance.randrange(DAYS))
        report = Report(text=text, source="varied", published=when, publisher=chance.choice(PAPERS))
        info = msgspec.structs.replace(
            record.report, id=report.id, text=text, published=when.isoformat(), publisher=report.publisher
        )
        shift = (when - date.fromisoformat(record.report.published or when.isoformat())).days
        return msgspec.structs.replace(record, report=info, events=[moved(event, shift) for event in record.events])


def cut(record: Record, events: int) -> Record:
    """The record with its first events, positions and quantities, which refer to nothing that isn't there."""
    kept = record.events[:events]
    names = {event.id for event in kept}
    for event in kept:
        event.reply_to = event.reply_to if event.reply_to in names else None
        event.same_as = event.same_as if event.same_as in names else None
    positions = record.positions[:events]
    named = {event.issue for event in kept} | {position.issue for position in positions}
    issues = [issue for issue in record.issues if issue.id in named]
    return msgspec.structs.replace(
        record, events=kept, issues=issues, positions=positions, quantities=record.quantities[:events]
    )


def moved(event: msgspec.Struct, days: int) -> msgspec.Struct:
    """The event with its day moved as its report's is."""
    when = event.date
    if when is None or len(when.value) != len("2018-01-01"):
        return event
    value = (date.fromisoformat(when.value) + timedelta(days=days)).isoformat()
    return msgspec.structs.replace(event, date=msgspec.structs.replace(when, value=value, end=None))


def probes(ledger: Ledger, varied: Varied, day: date | None) -> float:
    """The processor time of adding a report, in milliseconds: the middle of several."""
    taken = []
    for _ in range(PROBES):
        record = varied.record(day)
        begun = time.process_time()
        ledger.add(record)
        taken.append(1000 * (time.process_time() - begun))
    return statistics.median(taken)


def filled(ledger: Ledger, varied: Varied, reports: int) -> Iterator[int]:
    """Add reports until the record holds so many."""
    held = len(ledger)
    for number in range(held, reports):
        ledger.add(varied.record())
        yield number + 1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("records", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=6)
    given = parser.parse_args()
    records = [from_json(line) for line in given.records.read_bytes().splitlines()]
    varied = Varied([record for record in records if record.events and record.report.published], given.events)
    newest = FIRST + timedelta(days=DAYS)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "benchmark.db") as ledger:
        probes(ledger, varied, None)  # loads what is loaded once
        costs: dict[tuple[str, int], float] = {}
        for size in (FEW, given.reports):
            for number in filled(ledger, varied, size):
                if number % 1000 == 0:
                    print(f"{number} reports", flush=True)
            costs["newest", size] = probes(ledger, varied, newest)
            costs["between", size] = probes(ledger, varied, None)
            print(
                f"adding one to {size:6d}: {costs['newest', size]:6.1f} ms of the newest day, "
                f"{costs['between', size]:6.1f} ms of a day between",
                flush=True,
            )
        for kind in ("newest", "between"):
            print(f"ratio, {kind:8s} {costs[kind, given.reports] / costs[kind, FEW]:5.2f}")
        for day in (None, FIRST + timedelta(days=DAYS // 2)):
            brief(ledger, on=day)
            clock, begun = time.perf_counter(), time.process_time()
            made = brief(ledger, on=day)
            busy, elapsed = time.process_time() - begun, time.perf_counter() - clock
            lines = sum(len(section.lines) for section in made.sections)
            print(f"brief on {made.day}: {elapsed:.2f} s by the clock, {busy:.2f} s of the processor, {lines} lines")
        size = (Path(folder) / "benchmark.db").stat().st_size
        print(f"{size / 1e6 / len(ledger) * 1000:.0f} kB a report")


if __name__ == "__main__":
    main()
