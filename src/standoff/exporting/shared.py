"""What several formats need: what is exported, and each event with what it refers to."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import BinaryIO

from standoff.event_types import pages
from standoff.ledger import Filed, Ledger
from standoff.ledger.chain import Step
from standoff.record import Actor, Event, Modality, ReportInfo
from standoff.span import Span

# The quad classes as PLOVER, POLECAT and GDELT number them.
QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
# What formats that can't say how real an act is may hold: what is told as done, not what is planned or denied.
TOLD_AS_DONE: frozenset[Modality] = frozenset({"actual", "alleged"})
# How many characters of the report stand on either side of a quoted span.
AROUND = 32


@dataclass(frozen=True, slots=True)
class Kept:
    """What is exported: the record, up to the day ``on``, as people corrected it or ``as_coded``."""

    ledger: Ledger
    on: date | None = None
    as_coded: bool = False

    def filed(self) -> Iterator[Filed]:
        """The records in their order, the same whatever the order of reading."""
        return self.ledger.filed(on=self.on, as_coded=self.as_coded)

    def events(self) -> Iterator[Told]:
        """All events, in the order of the records."""
        for filed in self.filed():
            actors = {a.id: a for a in filed.record.actors}
            for event in filed.record.events:
                yield Told(filed, event, actors)

    def steps(self) -> Iterator[Step]:
        """The history of the whole record."""
        return self.ledger.steps()


@dataclass(frozen=True)
class Told:
    """One event of a report with what it refers to."""

    filed: Filed
    event: Event
    by_id: dict[str, Actor]

    @property
    def report(self) -> ReportInfo:
        """The report that tells it."""
        return self.filed.record.report

    @property
    def name(self) -> str:
        """The name of the entry."""
        return self.filed.names[self.event.id]

    @property
    def actors(self) -> list[Actor]:
        """Who acts."""
        return [self.by_id[a] for a in self.event.actors]

    @property
    def recipients(self) -> list[Actor]:
        """Who is acted on."""
        return [self.by_id[a] for a in self.event.recipients]

    @property
    def words(self) -> str:
        """The evidence, as it stands in the report."""
        return self.event.evidence.quote(self.report.text)

    @cached_property
    def issue(self) -> str | None:
        """What it is about."""
        return next((i.label for i in self.filed.record.issues if i.id == self.event.issue), None)

    @cached_property
    def speaker(self) -> Actor | None:
        """Who says so; None in the reporter's own voice."""
        said = next((s for s in self.filed.record.statements if s.id == self.event.statement), None)
        return self.by_id[said.speaker] if said is not None else None

    @property
    def quad(self) -> int:
        """The number of the quad class."""
        return QUADS[pages()[self.event.type].quad]

    @property
    def first_day(self) -> str | None:
        """The first day of the act as ISO 8601; the day of the report where the act has none."""
        return first_day(self.event.date.value) if self.event.date is not None else self.report.published

    @property
    def sentence(self) -> int:
        """The number of the sentence from 1, counted by full stops, question and exclamation marks before it."""
        return sentence_of(self.report.text, self.event.trigger.begin)


def first_day(value: str) -> str:
    """The first day of a date cut to the month or year."""
    return value + {4: "-01-01", 7: "-01"}.get(len(value), "")


def sentence_of(text: str, offset: int) -> int:
    """The number of the sentence, from 1, that the character at ``offset`` stands in."""
    before = text[:offset]
    ends = (i for i, c in enumerate(before) if c in ".!?" and before[i + 1 : i + 2].strip(" \n\"'”’)") == "")
    return 1 + sum(1 for i in ends if i + 1 < offset)


def around(text: str, span: Span) -> tuple[str, str]:
    """The characters of ``text`` before and after ``span``, ``AROUND`` of each at most."""
    return text[max(0, span.begin - AROUND) : span.begin], text[span.end : span.end + AROUND]


def number_of(name: str) -> int:
    """A positive 63-bit number for formats that name events by numbers; the same name gives the same number."""
    return int.from_bytes(hashlib.sha256(name.encode("ascii")).digest()[:8], "big") >> 1


def text_stream(out: BinaryIO) -> io.TextIOWrapper:
    """``out`` for writing UTF-8 text, line ends left as they are; detach it when done."""
    return io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
