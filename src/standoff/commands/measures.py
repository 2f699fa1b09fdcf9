"""`standoff measures`."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.commands.options import Config, On, RecordAt, Since, opened, settings_of

if TYPE_CHECKING:
    from standoff.views.measures import Cell

EXAMPLE = "standoff measures --record crisis.db --by week --actor RUS --recipient UKR > measures.csv"
# What a spreadsheet would take for a formula at the beginning of a cell (OWASP, "CSV injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class By(StrEnum):
    """The span of time of a cell."""

    day = "day"
    week = "week"
    month = "month"


class Form(StrEnum):
    """How the table is written."""

    csv = "csv"
    json = "json"


def run(
    record: RecordAt = None, on: On = None, since: Since = None,
    by: Annotated[By, typer.Option("--by", help="The span of time of a cell.")] = By.month,
    actor: Annotated[str | None, typer.Option("--actor", metavar="SIDE", help="Only what this side did: RUS.")] = None,
    recipient: Annotated[
        str | None, typer.Option("--recipient", metavar="SIDE", help="Only what was done to this side.")
    ] = None,
    issue: Annotated[
        str | None, typer.Option("--issue", metavar="ISSUE", help="Only what is about this issue: I-….")
    ] = None,
    by_issue: Annotated[bool, typer.Option("--by-issue", help="A cell for each issue.")] = False,
    form: Annotated[Form, typer.Option("--format", help="How the table is written.")] = Form.csv,
    config: Config = None,
) -> None:  # fmt: skip
    """Counts by type, conflict and cooperation over time, with the voices behind each cell, as CSV or JSON."""
    from standoff.views.measures import measures as make

    settings = settings_of(config, record=record, on=on)
    with opened(settings) as ledger:
        cells = make(
            ledger, on=settings.on, by=by.value, actor=actor, recipient=recipient, issue=issue,
            since=since.date() if since else None, by_issue=by_issue,
        )  # fmt: skip
    sys.stdout.write(_csv(cells) if form is Form.csv else _json(cells))


def _csv(cells: Sequence[Cell]) -> str:
    from standoff.views.measures import Cell

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([field.name for field in fields(Cell)])
    for cell in cells:
        writer.writerow([_harmless(value) for value in asdict(cell).values()])
    return out.getvalue()


def _json(cells: Sequence[Cell]) -> str:
    import msgspec

    return "".join(msgspec.json.encode(cell).decode() + "\n" for cell in cells)


def _harmless(value: object) -> object:
    """``value``, words of reports quoted so that a spreadsheet takes none for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
