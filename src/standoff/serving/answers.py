"""How a resource answers: JSON or CSV, a page at a time, with an ETag, from memory where nothing has changed.

What an answer says follows from the record's version, the address and its query. So one that was made once is given
again, without asking the ledger, until the record changes; and a browser that has it is told so in a line.
"""

from __future__ import annotations

import csv
import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from time import thread_time
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Query, Request, Response

# What is kept in memory of answers, in bytes: some hundred views of a large record.
MOST_KEPT = 64_000_000
# The most rows of one answer; further ones by ``offset``.
MOST_ROWS = 1000
# A spreadsheet takes a cell that begins so for a formula, and a formula can send what stands beside it elsewhere.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many rows to pass over.")]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="How many rows to give at most.")]
Form = Annotated[Literal["json", "csv"], Query(alias="format", description="JSON, or the rows as CSV.")]

Row = Mapping[str, Any]
On = Annotated[date | None, Query(description="The day that is asked about: only what was told by then counts.")]
Since = Annotated[date | None, Query(description="Only from this day on.")]
Side = Annotated[str | None, Query(max_length=160, description="A side, such as RUS, IGO:NATO, SYR:REB.")]
Issue = Annotated[str | None, Query(max_length=20, description="The id of an issue of the record (I-…).")]
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}


class Answers:
    """The answers made so far, those asked for longest ago dropped first; safe to use from several threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[tuple[str, str], tuple[str, bytes]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[tuple[str, str], threading.Lock] = {}

    def get(self, version: str, asked: str, make: Callable[[], bytes]) -> tuple[str, bytes]:
        """The ETag and body of the answer to ``asked`` at ``version`` of the record.

        Of several that ask the same at once, one makes it and the others wait for it.
        """
        key = (version, asked)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                found = self._kept.get(key)
            if found is None:
                body = make()
                found = (f'"{hashlib.sha256(body).hexdigest()[:32]}"', body)
                self._keep(key, found)
        with self._lock:
            self._making.pop(key, None)
        return found

    def _keep(self, key: tuple[str, str], found: tuple[str, bytes]) -> None:
        with self._lock:
            self._kept[key] = found
            self._size += len(found[1])
            while self._size > self._most and len(self._kept) > 1:
                _, (_, dropped) = self._kept.popitem(last=False)
                self._size -= len(dropped)


def answer(request: Request, make: Callable[[], object], *, vary: str = "") -> Response:
    """The JSON of what ``make`` gives; ``vary`` is what the answer follows from beside the record and the address."""
    return _answer(request, lambda: msgspec.json.encode(make()), "application/json", vary)


def rows(
    request: Request, form: str, make: Callable[[], tuple[Sequence[Row], int]], *, offset: int, limit: int
) -> Response:
    """A page of rows: JSON with ``items`` and ``total``, or CSV; ``make`` gives the page and how many there are."""
    if form == "csv":
        return _answer(request, lambda: to_csv(make()[0]), "text/csv; charset=utf-8", "")

    def page() -> bytes:
        items, total = make()
        return msgspec.json.encode({"items": items, "total": total, "offset": offset, "limit": limit})

    return _answer(request, page, "application/json", "")


def flat(one: Any, *properties: str) -> Row:
    """A dataclass as a row: its fields and some of its properties, what lies deeper left as it is."""
    return {name: getattr(one, name) for name in (*(f.name for f in fields(one)), *properties)}


def listed(request: Request, form: str, make: Callable[[], Sequence[Any]], *properties: str) -> Response:
    """All that ``make`` gives, as rows."""

    def every() -> tuple[Sequence[Row], int]:
        items = [flat(one, *properties) for one in make()]
        return items, len(items)

    return rows(request, form, every, offset=0, limit=MOST_ROWS)


def to_csv(items: Iterable[Row]) -> bytes:
    """Rows as CSV (RFC 4180, UTF-8) with a header; cells that a spreadsheet would run as a formula are quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    first = True
    for item in items:
        if first:
            writer.writerow(item)
            first = False
        writer.writerow([_cell(value) for value in item.values()])
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        value = "; ".join(value)
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode("utf-8")
    return f"'{text}" if text.startswith(FORMULA) else text


def _answer(request: Request, make: Callable[[], bytes], kind: str, vary: str) -> Response:
    site = request.app.state.site
    asked = f"{request.url.path}?{'&'.join(sorted(request.url.query.split('&')))} {vary}"
    begun = thread_time()
    tag, body = site.answers.get(site.version(), asked, make)
    took = (thread_time() - begun) * 1000
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Server-Timing": f"processor;dur={took:.1f}"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)
