"""Where acts were done."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, listed
from standoff.serving.choosing import Chosen
from standoff.views.choice import places as make_places

router = APIRouter(tags=["places"])


@router.get("/places", responses=CSV)
def places(request: Request, _: Reader, choice: Chosen, form: Form = "json") -> Response:
    """The places that acts name in their own clause, with how many; their acts are ``acts?place=NAME``."""
    return listed(request, form, make_places, "land", choice=choice)
