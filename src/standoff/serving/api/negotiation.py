"""What is demanded, offered, promised and threatened, and what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Issue, Limit, On, Since, listed
from standoff.views.negotiation import State
from standoff.views.negotiation import negotiation as make_negotiation

router = APIRouter(tags=["negotiation"])
Kind = Literal["demand", "offer", "promise", "threaten", "warn"]


@router.get("/negotiation", responses=CSV)
def negotiation(
    request: Request, _: Reader, on: On = None, since: Since = None,
    kind: Annotated[Kind | None, Query(description="Only moves of this kind.")] = None,
    state: Annotated[State | None, Query(description="Only moves that stand so on the day.")] = None,
    issue: Issue = None, limit: Limit = 50, form: Form = "json",
) -> Response:  # fmt: skip
    """Demands, offers, promises, threats and warnings with what became of each, the latest first."""
    return listed(request, form, make_negotiation, on=on, since=since, kind=kind, state=state, issue=issue, limit=limit)
