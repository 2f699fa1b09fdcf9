"""A coder that finds nothing, at once: for tests of what happens before and after coding.

A report that says one of these words is what a coder in trouble does with it: HANGS, DIES, EATS (memory), RAISES.
"""

from __future__ import annotations

import os
import time

from standoff.coder_pool import uncoded
from standoff.record import Record
from standoff.report import Report


def code_batch(batch: list[Report]) -> list[Record | str]:
    """The empty record of each report."""
    return [_code(report) for report in batch]


def _code(report: Report) -> Record | str:
    if "HANGS" in report.text:
        time.sleep(600)
    if "DIES" in report.text:
        os.abort()
    if "EATS" in report.text:
        raise MemoryError
    if "RAISES" in report.text:
        return "could not be coded: ValueError: it says so"
    record = uncoded(report)
    record.notes = []
    return record
