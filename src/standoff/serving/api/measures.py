"""How two sides are with each other over time."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Issue, On, Side, Since, listed
from standoff.views.measures import By
from standoff.views.measures import measures as make_measures

router = APIRouter(tags=["measures"])


@router.get("/measures", responses=CSV)
def measures(
    request: Request, _: Reader, on: On = None, since: Since = None, by: By = "month", actor: Side = None,
    recipient: Side = None, issue: Issue = None, form: Form = "json",
) -> Response:  # fmt: skip
    """Acts of one side towards another by type over time, with the voices behind each cell."""
    return listed(
        request, form, make_measures, on=on, by=by, actor=actor, recipient=recipient, issue=issue, since=since
    )
