"""The values that papers give for one thing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, On, Since, listed
from standoff.views.figures import figures as make_figures

router = APIRouter(tags=["figures"])


@router.get("/figures", responses=CSV)
def figures(
    request: Request, _: Reader, on: On = None, since: Since = None,
    contested: Annotated[bool | None, Query(description="Only figures whose values differ, or don't.")] = None,
    limit: Limit = 50, form: Form = "json",
) -> Response:  # fmt: skip
    """The values that papers give for one thing, side by side."""
    return listed(request, form, make_figures, "contested", on=on, since=since, contested=contested, limit=limit)
