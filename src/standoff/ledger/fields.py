"""What of an entry a person may correct, and how a value given as text or JSON is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from standoff.errors import ReviewError
from standoff.event_types import pages
from standoff.knowledge import bodies, states
from standoff.knowledge.states import Sector
from standoff.record import Actor, Event, EventDate, Issue, Place, Position, Quantity, Statement
from standoff.span import Span

STRUCTS: dict[str, type[msgspec.Struct]] = {
    "a": Actor, "s": Statement, "e": Event, "i": Issue, "p": Position, "q": Quantity,
}  # fmt: skip
"""What an entry is, by the letter that its name begins with."""
KINDS = {"a": "an actor", "s": "a statement", "e": "an event", "i": "an issue", "p": "a position", "q": "a quantity"}
"""What an entry of a kind is called."""
# Fields that name other entries, with the letter of their kind.
REFERENCES = {
    "speaker": "a", "addressee": "a", "actors": "a", "recipients": "a", "actor": "a",
    "issue": "i", "reply_to": "e", "same_as": "e", "statement": "s",
}  # fmt: skip
# The coder's own: what the entry is called, and how sure it was.
FIXED = {"id", "confidence"}
# How long a date is that is known to the year, the month, the day.
PRECISIONS: dict[int, Literal["year", "month", "day"]] = {4: "year", 7: "month", 10: "day"}
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_CODE = re.compile(r"(?P<head>[A-Z]{3,}|(IGO|NGO|REB):[A-Z0-9_-]+)(:(?P<sector>[A-Z]{3}))?")


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field that may be corrected.

    ``values`` are those allowed, where they can be listed; ``reference`` is the letter of the kind of entry that it
    names, if it does; ``many``: a list; ``optional``: may be empty.
    """

    name: str
    values: tuple[str, ...] = ()
    reference: str | None = None
    many: bool = False
    optional: bool = False


@cache
def fields(kind: str) -> tuple[Field, ...]:
    """What may be corrected of an entry of ``kind``, the letter that its name begins with."""
    hints = get_type_hints(STRUCTS[kind])
    return tuple(_field(name, hint) for name, hint in hints.items() if name not in FIXED)


def read_value(kind: str, name: str, given: Any, *, text: str, within: Span | None) -> Any:
    """``given`` as the JSON value of the field ``name``; references stay as they are given.

    ``text`` is that of the report and ``within`` the entry's evidence, in which a place is looked for. Raises
    ReviewError with what is allowed.
    """
    field = next((f for f in fields(kind) if f.name == name), None)
    if field is None:
        known = ", ".join(f.name for f in fields(kind))
        raise ReviewError(f"{name!r} is no field of {KINDS[kind]} that may be set; those are {known}")
    if given in (None, "", []):
        if not field.optional and not field.many:
            raise ReviewError(f"{name} can't be empty")
        return [] if field.many else None
    if field.many and isinstance(given, str):
        given = [one.strip() for one in given.split(",")]
    hint = get_type_hints(STRUCTS[kind])[name]
    value = [_read(one, hint, text, within) for one in given] if field.many else _read(given, hint, text, within)
    if field.reference is not None:
        return value
    try:
        return msgspec.to_builtins(msgspec.convert(value, hint))
    except msgspec.ValidationError as error:
        allowed = f"; it may be {', '.join(field.values)}" if field.values else ""
        raise ReviewError(f"{name} can't be {given!r}: {error}{allowed}") from error


def settle_type(event: Event) -> None:
    """Bring mode and intensity of ``event``, whose type was corrected, in line with the type."""
    page = pages()[event.type]
    if event.mode not in {m.mode for m in page.modes}:
        event.mode = None
    event.intensity = page.intensity


def actor_of(code: str) -> Actor | None:
    """An actor for a ``code`` that stands on no mention, where it is the code of a state or body; else None."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    head, sector = found["head"], found["sector"]
    if head in states() and sector in {None, *get_args(Sector)}:
        name, kind, country = states()[head].name, "state", head
    elif head in bodies() and sector is None:
        name, kind, country = bodies()[head].name, "igo", None
    else:
        return None
    return msgspec.convert(
        {"id": "", "code": code, "name": name, "type": kind, "country": country, "sector": sector, "confidence": 1.0},
        Actor,
    )


def _field(name: str, hint: Any) -> Field:
    optional = NoneType in get_args(hint)
    many = get_origin(_inner(hint)) is list
    listed = get_args(_inner(hint)) if get_origin(_inner(hint)) is Literal else ()
    if name == "mode":
        listed = tuple(dict.fromkeys(mode.mode for page in pages().values() for mode in page.modes))
    return Field(name=name, values=listed, reference=REFERENCES.get(name), many=many, optional=optional)


def _inner(hint: Any) -> Any:
    """``hint`` without its None."""
    if get_origin(hint) in {Union, UnionType}:
        inner = [one for one in get_args(hint) if one is not NoneType]
        return inner[0] if len(inner) == 1 else hint
    return hint


def _read(given: Any, hint: Any, text: str, within: Span | None) -> Any:
    """One value given as text, brought to the form of its type; what isn't text is taken as it is."""
    if not isinstance(given, str):
        return given
    inner = _inner(hint)
    of_list = get_args(inner)[0] if get_origin(inner) is list else inner
    readers: dict[Any, Callable[[str], Any]] = {
        Span: _span,
        EventDate: _date,
        Place: lambda words: _place(words, text, within),
    }
    if of_list in readers:
        return readers[of_list](given)
    if {float, int} & {of_list, *get_args(of_list)}:
        return _number(given)
    return given


def _span(given: str) -> list[int]:
    begin, _, end = given.partition(":")
    if not (begin.isdigit() and end.isdigit()):
        raise ReviewError(f"{given!r} is no span; give it as BEGIN:END, in characters of the report's text")
    return [int(begin), int(end)]


def _date(given: str) -> dict[str, Any]:
    value, _, end = given.partition("..")
    if not _DAY.fullmatch(value) or (end and not _DAY.fullmatch(end)):
        raise ReviewError(f"{given!r} is no date; give 2022, 2022-01, 2022-01-28 or 2022-01-03..2022-01-09")
    return {"value": value, "precision": "range", "end": end} if end else {
        "value": value, "precision": PRECISIONS[len(value)],
    }  # fmt: skip


def _place(given: str, text: str, within: Span | None) -> dict[str, Any]:
    if given.startswith("{"):
        try:
            return dict(json.loads(given))
        except ValueError as error:
            raise ReviewError(f"place: {given!r} is not JSON: {error}") from error
    name, _, country = (part.strip() for part in given.partition(","))
    begin = text.find(name, within.begin, within.end) if within else -1
    begin = text.find(name) if begin < 0 else begin
    if begin < 0:
        raise ReviewError(f"the report has no words {name!r} that a place could rest on")
    return {"name": name, "country": country or None, "span": [begin, begin + len(name)]}


def _number(given: str) -> float | int:
    try:
        return int(given.replace(",", "")) if re.fullmatch(r"[-+]?[\d,]+", given) else float(given)
    except ValueError as error:
        raise ReviewError(f"{given!r} is no number") from error
