"""Who stands where on which issue."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Issue, Limit, On, listed
from standoff.views.positions import positions as make_positions

router = APIRouter(tags=["positions"])


@router.get("/positions", responses=CSV)
def positions(
    request: Request, _: Reader, on: On = None, issue: Issue = None, limit: Limit = 50, form: Form = "json"
) -> Response:
    """The issues with the stances on them, those with most sides first."""
    return listed(request, form, make_positions, on=on, issue=issue, limit=limit)
