"""Where things stand, in words."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import On, answer
from standoff.views.brief import brief as make_brief

router = APIRouter(tags=["brief"])


@router.get("/brief")
def brief(request: Request, _: Reader, on: On = None) -> Response:
    """Where things stand in words; each line names the entry that it rests on."""
    return answer(request, make_brief, on=on)
