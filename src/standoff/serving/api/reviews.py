"""A person's hand: what may be decided about an entry, deciding it, undoing it (docs/review.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, HTTPException, Path, Request
from pydantic import BaseModel, Field, StringConstraints

from standoff.errors import LedgerError, ReviewError
from standoff.ledger import Ledger, review
from standoff.ledger.decisions import Decision
from standoff.serving.access import Reader, Reviewer
from standoff.serving.api.entries import EntryName
from standoff.span import Span

router = APIRouter(tags=["review"])
Note = Annotated[str, StringConstraints(max_length=2000)]
Name = Annotated[str, StringConstraints(min_length=4, max_length=20)]


class FieldView(BaseModel):
    """A field that may be set: ``values`` are those allowed, ``reference`` the letter of the kind that it names."""

    name: str
    values: list[str]
    reference: str | None
    many: bool
    optional: bool


class DecisionView(BaseModel):
    """A decision: ``number`` is what undoing takes."""

    number: int
    at: str
    by: str
    verdict: str
    entry: str
    note: str
    field: str | None = None
    value: Any = None
    was: Any = None
    other: str | None = None
    words: tuple[int, int] | None = None
    made: str | None = None
    undoes: int | None = None
    undone: bool
    orphan: bool


class ReviewView(BaseModel):
    """What people decided about an entry, oldest first, and what of it may be corrected."""

    rejected: bool
    decisions: list[DecisionView]
    fields: list[FieldView]


class Wanted(BaseModel):
    """A decision to take.

    ``values`` (correct) gives fields as text or JSON; ``other`` (merge, split) is the name of an entry; ``words``
    (split) are `[begin, end)` in code points of the report.
    """

    verdict: Literal["accept", "reject", "correct", "merge", "split"]
    note: Note = ""
    values: Annotated[dict[str, Any], Field(max_length=20)] = {}
    other: Name | None = None
    words: Annotated[list[int], Field(min_length=2, max_length=2)] | None = None


class Undoing(BaseModel):
    """Why a decision doesn't hold."""

    note: Note = ""


@router.get("/entries/{name}/review")
def decided(request: Request, _: Reader, name: EntryName) -> ReviewView:
    """What was decided about an entry, and what may be."""
    entry = _ledger(request).entry(name)
    allowed = [FieldView(**{**msgspec.structs.asdict(f), "values": list(f.values)}) for f in review.fields(entry.kind)]
    return ReviewView(rejected=entry.rejected, decisions=list(map(_view, entry.decisions)), fields=allowed)


@router.post("/entries/{name}/review", status_code=201)
def decide(request: Request, person: Reviewer, name: EntryName, wanted: Wanted) -> list[DecisionView]:
    """Accept, reject, correct, merge or split. The coder's version is kept."""
    ledger = _ledger(request)
    signed = {"by": person.name, "note": wanted.note}

    def take() -> list[Decision]:
        match wanted.verdict:
            case "accept":
                return [review.accept(ledger, name, **signed)]
            case "reject":
                return [review.reject(ledger, name, **signed)]
            case "correct":
                return review.correct(ledger, name, wanted.values, **signed)
            case "merge" if wanted.other:
                return [review.merge(ledger, name, wanted.other, **signed)]
            case "split" if wanted.words:
                return [review.split(ledger, name, Span(wanted.words[0], wanted.words[1]), **signed)]
            case "split" if wanted.other:
                return [review.split(ledger, name, wanted.other, **signed)]
        raise HTTPException(422, f"to {wanted.verdict} takes another entry, or words")

    return _taken(request, take)


@router.post("/reviews/{number}/undo", status_code=201)
def undo(
    request: Request, person: Reviewer, number: Annotated[int, Path(ge=1, le=2**31)], wanted: Undoing
) -> list[DecisionView]:
    """A decision doesn't hold; that too is kept."""
    return _taken(request, lambda: [review.undo(_ledger(request), number, by=person.name, note=wanted.note)])


def _taken(request: Request, take: Callable[[], list[Decision]]) -> list[DecisionView]:
    try:
        taken = take()
    except ReviewError as error:
        raise HTTPException(422, str(error)) from error
    except LedgerError as error:
        raise HTTPException(404, str(error)) from error
    request.app.state.site.search.later()
    return list(map(_view, taken))


def _ledger(request: Request) -> Ledger:
    found: Ledger = request.app.state.site.ledger
    return found


def _view(decision: Decision) -> DecisionView:
    told = msgspec.to_builtins(decision)
    return DecisionView(**{key: value for key, value in told.items() if key in DecisionView.model_fields})
