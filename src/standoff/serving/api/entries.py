"""One entry: what it says, the words it rests on, its report and its history."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from standoff.ledger import Ledger
from standoff.serving.access import Reader
from standoff.serving.answers import answer
from standoff.views.show import Shown, show

router = APIRouter(prefix="/entries", tags=["entries"])
EntryName = Annotated[str, Path(min_length=4, max_length=20, description="The name of an entry, such as e-4kq2….")]


@router.get("/{name}", response_model=Shown)
def entry(request: Request, _: Reader, name: EntryName) -> Response:
    """An entry in words, with its passages (spans are `[begin, end)` in code points of the report), and its history."""
    return answer(request, _shown, name=name)


def _shown(ledger: Ledger, name: str) -> Shown:
    return show(ledger.entry(name))
