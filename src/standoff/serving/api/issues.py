"""The issues by name."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, On, listed
from standoff.views.issues import issues as make_issues

router = APIRouter(tags=["issues"])


@router.get("/issues", responses=CSV)
def issues(request: Request, _: Reader, on: On = None, limit: Limit = 50, form: Form = "json") -> Response:
    """The issues on which anybody takes a stand, those with most sides first: their ids and names."""
    return listed(request, form, make_issues, on=on, limit=limit)
