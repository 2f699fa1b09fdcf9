"""The reports, and one report with its record."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import func, select

from standoff.errors import LedgerError
from standoff.ledger import Ledger, tables
from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, Offset, answer
from standoff.serving.kept import kept
from standoff.serving.making import Page
from standoff.serving.report_view import ReportView, report_view

router = APIRouter(prefix="/reports", tags=["reports"])
# The first words of a report stand where it has no title.
OPENING = 110
ReportId = Annotated[str, Path(pattern="^sha256:[0-9a-f]{64}$", description="The id of a report.")]


@router.get("", responses=CSV)
def reports(
    request: Request, _: Reader, on: Annotated[date | None, Query(description="Only those out by this day.")] = None,
    since: Annotated[date | None, Query(description="Only those of this day and later.")] = None,
    paper: Annotated[str | None, Query(max_length=200, description="Only those of this paper.")] = None,
    offset: Offset = 0, limit: Limit = 50, form: Form = "json",
) -> Response:  # fmt: skip
    """The reports, the newest first, each with how many events and statements it tells."""
    return answer(request, _listed, form=form, on=on, since=since, paper=paper, offset=offset, limit=limit)


@router.get("/{report}", response_model=ReportView)
def report(request: Request, _: Reader, report: ReportId) -> Response:
    """A report's text with everything in it that was coded; spans are `[begin, end)` in Unicode code points."""
    return answer(request, _one, report=report)


def _listed(
    ledger: Ledger, *, on: date | None, since: date | None, paper: str | None, offset: int, limit: int
) -> Page:  # fmt: skip
    table = tables.reports.c
    opening = func.substr(table.text, 1, OPENING).label("opening")
    wanted = select(table.id, table.publisher, table.title, table.published, table.language, table.source, opening)
    if on is not None:
        wanted = wanted.where(table.published <= on.isoformat())
    if since is not None:
        wanted = wanted.where(table.published >= since.isoformat())
    if paper is not None:
        wanted = wanted.where(table.publisher == paper)
    page = wanted.order_by(table.published.desc(), table.publisher, table.id).offset(offset).limit(limit)
    with ledger.reading() as connection:
        total = connection.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
        found = [{**row, "opening": _words(row["opening"])} for row in connection.execute(page).mappings()]
        ids = [row["id"] for row in found]
        for name in ("events", "statements"):
            column = tables.metadata.tables[name].c.report
            query = select(column, func.count()).where(column.in_(ids)).group_by(column)
            count = {row[0]: row[1] for row in connection.execute(query)}
            for row in found:
                row[name] = count.get(row["id"], 0)
    return Page(found, total, offset, limit)


def _words(opening: str) -> str:
    """Whole words on one line."""
    return " ".join(opening.split()[:-1] if len(opening) == OPENING else opening.split())


def _one(ledger: Ledger, report: str) -> ReportView:
    filed = next(kept(ledger, [report]), None)
    if filed is None:
        raise LedgerError("the record holds no such report")
    return report_view(filed)
