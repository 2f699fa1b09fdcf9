"""Search over reports and entries."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import Form, Limit, Offset, Row, rows

router = APIRouter(prefix="/search", tags=["search"])
Field = Literal["report", "statement", "event", "actor", "issue", "quantity"]


@router.get("", responses={200: {"content": {"text/csv": {}}}})
def search(
    request: Request, _: Reader,
    q: Annotated[str, Query(max_length=200, description='Words, or a "phrase"; all must be there. English stems.')],
    field: Annotated[Field | None, Query(description="Only entries of this kind.")] = None,
    on: Annotated[date | None, Query(description="Only what was out by this day.")] = None,
    offset: Offset = 0, limit: Limit = 30, form: Form = "json",
) -> Response:  # fmt: skip
    """Hits, the best first; every second piece of ``excerpt`` is what was hit."""

    def make() -> tuple[list[Row], int]:
        until = on.isoformat() if on else None
        found, total = request.app.state.site.search.find(q, field=field, until=until, offset=offset, limit=limit)
        return [asdict(one) for one in found], total

    return rows(request, form, make, offset=offset, limit=limit)
