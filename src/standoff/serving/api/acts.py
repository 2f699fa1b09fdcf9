"""The acts of the record: chosen, counted by day, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, Offset, On, Row, answer, flat, listed, rows
from standoff.serving.api.entries import EntryName
from standoff.serving.choosing import Chosen
from standoff.views.acts import act as one_act
from standoff.views.choice import chosen, days

router = APIRouter(tags=["acts"])


@router.get("/acts", responses=CSV)
def acts(
    request: Request, _: Reader, choice: Chosen,
    order: Annotated[Literal["day", "-day"], Query(description="The earliest first, or the latest.")] = "day",
    offset: Offset = 0, limit: Limit = 50, form: Form = "json",
) -> Response:  # fmt: skip
    """The acts in the order of their days; each names the entries that tell it."""
    ledger = request.app.state.site.ledger

    def make() -> tuple[Sequence[Row], int]:
        found, total = chosen(ledger, choice, offset=offset, limit=limit, latest_first=order == "-day")
        return [flat(one, "contested") for one in found], total

    return rows(request, form, make, offset=offset, limit=limit)


@router.get("/acts/days", responses=CSV)
def act_days(request: Request, _: Reader, choice: Chosen, form: Form = "json") -> Response:
    """How many acts were done on each day, by PLOVER's quad classes (verbal, material; cooperation, conflict)."""
    return listed(request, form, lambda: days(request.app.state.site.ledger, choice))


@router.get("/acts/{name}")
def act(request: Request, _: Reader, name: EntryName, on: On = None) -> Response:
    """The act that an event entry tells, with all its tellings up to the day."""
    ledger = request.app.state.site.ledger

    def make() -> dict[str, Any]:
        return dict(flat(one_act(ledger, name, on=on), "contested"))

    return answer(request, make)
