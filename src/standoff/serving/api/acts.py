"""The acts of the record: chosen, counted by day, one by one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from standoff.ledger import Ledger
from standoff.serving.access import Reader
from standoff.serving.answers import CSV, Form, Limit, Offset, On, answer, listed
from standoff.serving.api.entries import EntryName
from standoff.serving.choosing import Chosen
from standoff.serving.making import Page, Row, flat
from standoff.views.acts import act as one_act
from standoff.views.choice import Choice, chosen, days
from standoff.views.tellings import tellings as make_tellings

router = APIRouter(tags=["acts"])


@router.get("/acts", responses=CSV)
def acts(
    request: Request, _: Reader, choice: Chosen,
    order: Annotated[Literal["day", "-day"], Query(description="The earliest first, or the latest.")] = "day",
    offset: Offset = 0, limit: Limit = 50, form: Form = "json",
) -> Response:  # fmt: skip
    """The acts in the order of their days; each names the entries that tell it."""
    return answer(request, _chosen, form=form, choice=choice, offset=offset, limit=limit, latest_first=order == "-day")


@router.get("/acts/days", responses=CSV)
def act_days(request: Request, _: Reader, choice: Chosen, form: Form = "json") -> Response:
    """How many acts were done on each day, by PLOVER's quad classes (verbal, material; cooperation, conflict)."""
    return listed(request, form, days, choice=choice)


@router.get("/acts/{name}")
def act(request: Request, _: Reader, name: EntryName, on: On = None) -> Response:
    """The act that an event entry tells, with all its tellings up to the day."""
    return answer(request, _one, name=name, on=on)


@router.get("/acts/{name}/tellings", responses=CSV)
def tellings(
    request: Request, _: Reader, name: EntryName, on: On = None, limit: Limit = 50, form: Form = "json"
) -> Response:
    """Each report that tells the act that an event entry tells, with its words, the earliest first."""
    return listed(request, form, make_tellings, name=name, on=on, limit=limit)


def _chosen(ledger: Ledger, choice: Choice, *, offset: int, limit: int, latest_first: bool) -> Page:
    found, total = chosen(ledger, choice, offset=offset, limit=limit, latest_first=latest_first)
    return Page([flat(one, "contested") for one in found], total, offset, limit)


def _one(ledger: Ledger, name: str, on: date | None) -> Row:
    return flat(one_act(ledger, name, on=on), "contested")
