"""Reports as voices: ten papers that print one agency's story are one voice.

A report is held against those told before it (reading/near_duplicates.py says how), by sketches that are kept, and
candidates found by bands of them. It copies the earliest that is like enough, and speaks with its voice. A report that
comes late may turn out to be what later ones copied: then they take its voice, and so do those that copy them.
"""

from __future__ import annotations

import functools
import hashlib
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, TextClause, delete, insert, select, text, update

from standoff.ledger.linked_tables import blocks, figure_values, sources, tellings
from standoff.ledger.linking.acts import measure, sum_anew
from standoff.ledger.linking.places import paper_of, place_of, told_of
from standoff.ledger.tables import reports
from standoff.reading.near_duplicates import BANDS, HASHES, SAME, digest_of
from standoff.record import ReportInfo

_NUMBERS = struct.Struct(f"<{HASHES}I")
# How many earlier reports a band gives: a story is seldom printed in more papers.
CANDIDATES = 40
LONGEST: int = sources.c.voice.type.length  # type: ignore[attr-defined]

Sketch = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Like:
    """A report that is like another."""

    report: str
    place: str
    voice: str
    copied: str | None  # the place of the report that it copies


def enter_voice(connection: Connection, info: ReportInfo, *, late: bool) -> str:
    """Keep the voice of a report, and give it back; ``late``: reports told after it are kept already."""
    place, sketch = place_of(info, 0), digest_of(info.text)
    first = _first(connection, sketch, place)
    voice = first.voice if first else paper_of(info)[:LONGEST]
    row = {
        "report": info.id, "told": told_of(info), "place": place, "voice": voice,
        "copy_of": first.report if first else None, "sketch": _NUMBERS.pack(*sketch) if sketch else None,
    }  # fmt: skip
    connection.execute(insert(sources), [row])
    if sketch:
        rows = [{"block": band, "place": place, "item": place} for band in dict.fromkeys(_bands(sketch))]
        connection.execute(insert(blocks), rows)
    for one in _alike(connection, sketch, place, later=True) if late else ():
        if one.copied is None or one.copied > place:
            _speak(connection, one.report, voice, info.id)
    return voice


def leave_voice(connection: Connection, report: str) -> None:
    """Take the voice of a report out again; those that copied it speak for themselves, or copy one another."""
    gone = connection.execute(select(sources.c.place).where(sources.c.report == report)).scalar()
    if gone is None:
        return
    connection.execute(delete(blocks).where(blocks.c.item == gone))
    connection.execute(delete(sources).where(sources.c.report == report))
    query = select(sources).where(sources.c.copy_of == report).order_by(sources.c.place)
    for row in connection.execute(query).all():
        first = _first(connection, _unpacked(row), row.place)
        voice = first.voice if first else _paper(connection, row.report)
        _speak(connection, row.report, voice, first.report if first else None)


def _first(connection: Connection, sketch: Sketch | None, place: str) -> _Like | None:
    """The earliest report told before ``place`` that prints the same words."""
    return min(_alike(connection, sketch, place, later=False), key=lambda one: one.place, default=None)


def _alike(connection: Connection, sketch: Sketch | None, place: str, *, later: bool) -> Iterator[_Like]:
    """The kept reports told before ``place``, or after it, that print the same words; the later ones in their order."""
    if sketch is None:
        return
    bands = {f"b{n}": band for n, band in enumerate(_bands(sketch))}
    places = set(connection.execute(_candidates(len(bands), later), {**bands, "place": place}).scalars())
    if not places:
        return
    copied = sources.alias()
    rows = select(sources, copied.c.place.label("copied")).outerjoin(copied, copied.c.report == sources.c.copy_of)
    for row in connection.execute(rows.where(sources.c.place.in_(sorted(places))).order_by(sources.c.place)).all():
        other = _unpacked(row)
        if other is not None and sum(a == b for a, b in zip(sketch, other, strict=True)) >= SAME * HASHES:
            yield _Like(row.report, row.place, row.voice, row.copied)


@functools.cache
def _candidates(bands: int, later: bool) -> TextClause:
    """The places in each of so many bands before a place, or after it, in one query."""
    where = "place > :place" if later else f"place < :place ORDER BY place LIMIT {CANDIDATES}"
    parts = (f"SELECT * FROM (SELECT place FROM blocks WHERE block = :b{n} AND {where}) AS s{n}" for n in range(bands))
    return text(" UNION ".join(parts))


def _speak(connection: Connection, report: str, voice: str, copy_of: str | None) -> None:
    """Give a kept report another voice, and those that copy it."""
    connection.execute(update(sources).where(sources.c.report == report).values(copy_of=copy_of))
    if connection.execute(select(sources.c.voice).where(sources.c.report == report)).scalar() == voice:
        return
    names = list(connection.execute(select(tellings.c.event).where(tellings.c.report == report)).scalars())
    measure(connection, names, -1)
    for table in (sources, tellings, figure_values):
        connection.execute(update(table).where(table.c.report == report).values(voice=voice))
    measure(connection, names, 1)
    sum_anew(
        connection, sorted(set(connection.execute(select(tellings.c.act).where(tellings.c.report == report)).scalars()))
    )
    for copy in connection.execute(select(sources.c.report).where(sources.c.copy_of == report)).scalars().all():
        _speak(connection, copy, voice, report)


def _paper(connection: Connection, report: str) -> str:
    row = connection.execute(select(reports).where(reports.c.id == report)).mappings().one()
    return paper_of(ReportInfo(**{key: row[key] for key in ReportInfo.__struct_fields__}))[:LONGEST]


def _bands(sketch: Sequence[int]) -> Iterator[int]:
    width = HASHES // BANDS
    for number in range(BANDS):
        part = struct.pack(f"<{width}I", *sketch[number * width : (number + 1) * width])
        digest = hashlib.blake2b(b"voices%d" % number + part, digest_size=8).digest()
        yield int.from_bytes(digest, "big", signed=True)


def _unpacked(row: Any) -> Sketch | None:
    return _NUMBERS.unpack(row.sketch) if row.sketch else None
