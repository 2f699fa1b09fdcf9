"""How a resource answers: JSON or CSV, with an ETag, packed, from memory where nothing has changed.

What an answer says follows from the record's version, the address and its query. So one that was made once is given
again, without asking the ledger, until the record changes; and a browser that has it is told so in a line.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any

from fastapi import Query, Request, Response

from standoff.serving import making
from standoff.serving.making import Wanted

# What is kept in memory of answers, in bytes as packed: some thousand views of a large record.
MOST_KEPT = 64_000_000
# The most rows of one answer; further ones by ``offset``.
MOST_ROWS = 1000
# Below this an answer isn't worth packing; 4 gives most of what 9 does at a third of the time.
PACKED_FROM, PACKED_HOW = 2000, 4

Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many rows to pass over.")]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="How many rows to give at most.")]
Form = Annotated[making.Form, Query(alias="format", description="JSON, or the rows as CSV.")]
On = Annotated[date | None, Query(description="The day that is asked about: only what was told by then counts.")]
Since = Annotated[date | None, Query(description="Only from this day on.")]
Side = Annotated[str | None, Query(max_length=160, description="A side, such as RUS, IGO:NATO, SYR:REB.")]
Issue = Annotated[str | None, Query(max_length=20, description="The id of an issue of the record (I-…).")]
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}


@dataclass(frozen=True, slots=True)
class Body:
    """An answer that was made: its ETag, and its bytes, as gzip packs them where ``packed``."""

    tag: str
    data: bytes
    packed: bool


class Answers:
    """The answers made so far, those asked for longest ago dropped first; safe to use from several threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[tuple[str, str], Body] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[tuple[str, str], threading.Lock] = {}

    def get(self, version: str, asked: str, make: Callable[[], bytes]) -> Body:
        """The answer to ``asked`` at ``version`` of the record.

        Of several that ask the same at once, one makes it and the others wait for it.
        """
        key = (version, asked)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
            turn = self._making.setdefault(key, threading.Lock())
        try:
            with turn:
                with self._lock:
                    found = self._kept.get(key)
                if found is None:
                    found = _packed(make())
                    self._keep(key, found)
        finally:
            with self._lock:
                self._making.pop(key, None)
        return found

    def _keep(self, key: tuple[str, str], found: Body) -> None:
        with self._lock:
            self._kept[key] = found
            self._size += len(found.data)
            while self._size > self._most and len(self._kept) > 1:
                _, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped.data)


def _packed(plain: bytes) -> Body:
    # weak: the same answer packed and not is the same to whoever asks
    tag = f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"'
    packed = len(plain) >= PACKED_FROM
    return Body(tag, gzip.compress(plain, PACKED_HOW, mtime=0) if packed else plain, packed)


def answer(
    request: Request, view: Callable[..., object], *, form: making.Form = "json", vary: str = "", **given: Any
) -> Response:
    """What ``view`` says of the ledger when it is ``given`` the rest: a Page as JSON or CSV, anything else as JSON.

    ``vary`` is what the answer follows from beside the record and the address. ``view`` is as in making.Wanted.
    """
    site = request.app.state.site
    asked = f"{request.url.path}?{'&'.join(sorted(request.url.query.split('&')))} {vary}"
    took = 0.0

    def make() -> bytes:
        nonlocal took
        made, took = site.makers.make(Wanted(view, given, form))
        return bytes(made)

    body: Body = site.answers.get(site.version(), asked, make)
    headers = {"ETag": body.tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if took:
        headers["Server-Timing"] = f"made;dur={took * 1000:.1f}"
    if request.headers.get("if-none-match") == body.tag:
        return Response(status_code=304, headers=headers)
    data = body.data
    if body.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    elif body.packed:
        data = gzip.decompress(data)
    return Response(
        data, media_type="text/csv; charset=utf-8" if form == "csv" else "application/json", headers=headers
    )


def listed(
    request: Request, form: making.Form, view: Callable[..., Sequence[Any]], *properties: str, **given: Any
) -> Response:
    """All that ``view`` gives, as rows: the fields of each and some of its ``properties``."""
    return answer(request, partial(making.rows_of, view, properties), form=form, **given)
