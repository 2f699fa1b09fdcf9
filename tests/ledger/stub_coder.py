"""A coder that knows one text: for tests of what is done with records. It imports little, for it starts often."""

from __future__ import annotations

from standoff.record import Record
from standoff.report import Report
from tests.made import made

CODER = "tests.ledger.stub_coder:code_batch"


def code_batch(batch: list[Report]) -> list[Record]:
    """The record of tests.made.TEXT for each report that begins with it, whatever follows."""
    return [code(report) for report in batch]


def code(report: Report) -> Record:
    """The record of one report."""
    record = made(publisher=report.publisher or "", published=str(report.published), text=report.text)
    assert record.report.id == report.id
    return record
