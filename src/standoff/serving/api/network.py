"""Who acts on whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, On, Since, listed
from standoff.views.choice import network as make_network

router = APIRouter(tags=["network"])


@router.get("/network", responses=CSV)
def network(
    request: Request, _: Reader, on: On = None, since: Since = None,
    until: Annotated[date | None, Query(description="Only acts done on this day or earlier.")] = None,
    form: Form = "json",
) -> Response:  # fmt: skip
    """Who acts on whom: how often, and how friendly on the mean (−10 to 10)."""
    return listed(request, form, make_network, on=on, first=since, last=until)
