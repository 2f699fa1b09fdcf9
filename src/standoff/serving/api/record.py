"""The record as a whole: how many reports, of which days and papers."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from sqlalchemy import func, select

from standoff.ledger import Ledger, tables
from standoff.serving.access import Reader
from standoff.serving.answers import answer

router = APIRouter(prefix="/record", tags=["record"])


@dataclass(frozen=True, slots=True)
class RecordView:
    """``days`` are ISO days with the number of their reports, ``papers`` likewise; ``undated`` have no known day."""

    version: str
    reports: int
    first: str | None
    last: str | None
    undated: int
    days: list[tuple[str, int]]
    papers: list[tuple[str, int]]


@router.get("", response_model=RecordView)
def record(request: Request, _: Reader) -> Response:
    """How many reports the record holds, of which days and papers."""
    return answer(request, _view)


def _view(ledger: Ledger) -> RecordView:
    table = tables.reports.c
    version = ledger.head().digest
    with ledger.reading() as connection:
        by_day = select(table.published, func.count()).group_by(table.published).order_by(table.published)
        days = [(row[0], row[1]) for row in connection.execute(by_day)]
        by_paper = select(table.publisher, func.count()).group_by(table.publisher).order_by(func.count().desc())
        papers = [(row[0], row[1]) for row in connection.execute(by_paper) if row[0] is not None]
    dated = [(day, n) for day, n in days if day is not None]
    return RecordView(
        version=version,
        reports=sum(n for _, n in days),
        first=dated[0][0] if dated else None,
        last=dated[-1][0] if dated else None,
        undated=sum(n for day, n in days if day is None),
        days=dated,
        papers=papers,
    )
