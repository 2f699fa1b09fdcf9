"""The sides of the crisis."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, On, listed
from standoff.views.sides import sides as make_sides

router = APIRouter(tags=["sides"])


@router.get("/sides", responses=CSV)
def sides(request: Request, _: Reader, on: On = None, limit: Limit = 50, form: Form = "json") -> Response:
    """The sides of the crisis by name, the most named first."""
    return listed(request, form, make_sides, on=on, limit=limit)
