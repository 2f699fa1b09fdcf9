"""Who is who."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, On, listed
from standoff.views.actors import actors as make_actors

router = APIRouter(tags=["actors"])


@router.get("/actors", responses=CSV)
def actors(request: Request, _: Reader, on: On = None, limit: Limit = 50, form: Form = "json") -> Response:
    """The actors told of by the day, the most named first."""
    return listed(request, form, make_actors, on=on, limit=limit)
