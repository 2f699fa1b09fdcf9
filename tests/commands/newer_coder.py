"""A newer coder for `standoff recode`: it finds no quantities, and another trigger of the demand."""

from __future__ import annotations

from standoff.record import Record
from standoff.report import Report
from tests.made import at, made


def code_batch(batch: list[Report]) -> list[Record]:
    """The record of each report; all are made.TEXT."""
    return [_code(report) for report in batch]


def _code(report: Report) -> Record:
    record = made(publisher=str(report.publisher))
    record.quantities = []
    record.events[0].trigger = at("demanded on Monday")
    return record
