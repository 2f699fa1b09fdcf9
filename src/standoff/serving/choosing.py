"""How a request chooses acts: the parameters that several resources share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from standoff.record import EventType, Modality
from standoff.serving.answers import Issue, On, Side
from standoff.views.choice import Choice


def _choice(
    on: On = None,
    since: Annotated[date | None, Query(description="Only acts done on this day or later.")] = None,
    until: Annotated[date | None, Query(description="Only acts done on this day or earlier.")] = None,
    side: Side = None, actor: Side = None, recipient: Side = None,
    towards: Annotated[bool, Query(description="Only acts of somebody known on somebody known.")] = False,
    type: Annotated[list[EventType], Query(max_length=16, description="Only these PLOVER types.")] = [],  # noqa: B006
    issue: Issue = None,
    modality: Annotated[Modality | None, Query(description="Only acts told so.")] = None,
    paper: Annotated[str | None, Query(max_length=200, description="Only acts that this paper tells.")] = None,
    place: Annotated[str | None, Query(max_length=200, description="Only acts whose clause names this place.")] = None,
) -> Choice:  # fmt: skip
    return Choice(
        on=on, first=since, last=until, side=side, actor=actor, recipient=recipient, towards=towards, types=type,
        issue=issue, modality=modality, paper=paper, place=place,
    )  # fmt: skip


Chosen = Annotated[Choice, Depends(_choice)]
