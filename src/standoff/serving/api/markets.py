"""What markets did."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, On, Since, listed
from standoff.views.markets import markets as make_markets

router = APIRouter(tags=["markets"])


@router.get("/markets", responses=CSV)
def markets(
    request: Request, _: Reader, on: On = None, since: Since = None, limit: Limit = 300, form: Form = "json"
) -> Response:
    """What markets did, by the words of the reports; the latest moves, in the order of their days."""
    return listed(request, form, make_markets, on=on, since=since, limit=limit)
