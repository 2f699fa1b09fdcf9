"""What is new since a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, On, listed
from standoff.views.changes import changes as make_changes

router = APIRouter(tags=["changes"])


@router.get("/changes", responses=CSV)
def changes(
    request: Request, _: Reader, since: Annotated[date, Query(description="The day of what one knows already.")],
    on: On = None, limit: Limit = 50, form: Form = "json",
) -> Response:  # fmt: skip
    """What a reader of the brief of ``since`` doesn't know yet."""
    return listed(request, form, make_changes, since=since, on=on, limit=limit)
