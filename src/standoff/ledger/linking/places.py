"""Where a report stands among all: its paper, its day and the places of its entries."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from standoff.ledger.linked_tables import UNDATED
from standoff.record import ReportInfo


def paper_of(report: ReportInfo) -> str:
    """Who tells: the publisher, else the name of the file or page."""
    return report.publisher or PurePath(report.source.partition("#")[0]).stem or report.source


def told_of(report: ReportInfo) -> str:
    """The day that a report is told on."""
    return report.published or UNDATED


def report_of(place: str) -> str:
    """What the places of one report's entries have in common."""
    return place.rpartition("-")[0]


def place_of(report: ReportInfo, number: int) -> str:
    """The place of the ``number``-th entry of a report among those of all reports: by day, then report, then number."""
    return place(report.id, report.published, number)


def place(report: str, published: str | None, number: int = 0) -> str:
    """The same, by the id of the report and the day it was published."""
    digest = hashlib.sha256(report.encode()).hexdigest()[:8]
    return f"{published or UNDATED}-{digest}-{min(number, 9999):04}"
