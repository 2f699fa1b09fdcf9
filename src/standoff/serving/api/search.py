"""Search over reports and entries."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from standoff.ledger import Ledger
from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, Offset, answer
from standoff.serving.making import Page, flat
from standoff.serving.search import Field, find

router = APIRouter(prefix="/search", tags=["search"])


@router.get("", responses=CSV)
def search(
    request: Request, _: Reader,
    q: Annotated[str, Query(max_length=200, description='Words, or a "phrase"; all must be there. English stems.')],
    field: Annotated[Field | None, Query(description="Only entries of this kind.")] = None,
    on: Annotated[date | None, Query(description="Only what was out by this day.")] = None,
    offset: Offset = 0, limit: Limit = 30, form: Form = "json",
) -> Response:  # fmt: skip
    """Hits, the best first; every second piece of ``excerpt`` is what was hit."""
    until = on.isoformat() if on else None
    state = request.app.state.site.search.state()
    return answer(request, _found, form=form, vary=state, query=q, field=field, until=until, offset=offset, limit=limit)


def _found(ledger: Ledger, query: str, *, offset: int, limit: int, **given: Any) -> Page:
    found, total = find(ledger, query, offset=offset, limit=limit, **given)
    return Page([flat(one) for one in found], total, offset, limit)
