"""Reports as voices: ten papers that print one agency's story are one voice.

A report is held against those told before it (reading/near_duplicates.py says how), by sketches that are kept, and
candidates found by bands of them. It copies the earliest that is like enough, and speaks with its voice. A report that
comes late may turn out to be what later ones copied: then they take its voice.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from standoff.ledger.linked_tables import blocks, figure_values, sources, tellings
from standoff.ledger.linking.acts import measure, sum_anew
from standoff.ledger.linking.places import paper_of, place_of, told_of
from standoff.ledger.tables import reports
from standoff.reading.near_duplicates import BANDS, HASHES, SAME, digest_of
from standoff.record import ReportInfo

_NUMBERS = struct.Struct(f"<{HASHES}I")
# How many reports a band gives: a story is seldom printed in more papers.
CANDIDATES = 40
LONGEST: int = sources.c.voice.type.length  # type: ignore[attr-defined]

Sketch = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Like:
    """A report that is like another."""

    report: str
    place: str
    voice: str
    copy_of: str | None


def enter_voice(connection: Connection, info: ReportInfo) -> str:
    """Keep the voice of a report, and give it back."""
    place, sketch = place_of(info, 0), digest_of(info.text)
    alike = list(_alike(connection, sketch, place))
    first = min((one for one in alike if one.place < place), key=lambda one: one.place, default=None)
    voice = first.voice if first else paper_of(info)[:LONGEST]
    row = {
        "report": info.id, "told": told_of(info), "place": place, "voice": voice,
        "copy_of": first.report if first else None, "sketch": _NUMBERS.pack(*sketch) if sketch else None,
    }  # fmt: skip
    connection.execute(insert(sources), [row])
    if sketch:
        rows = [{"block": band, "place": place, "item": place} for band in dict.fromkeys(_bands(sketch))]
        connection.execute(insert(blocks), rows)
    if first is None:
        later = [one for one in alike if one.place > place]
        for one in later:
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
        alike = _alike(connection, _unpacked(row), row.place)
        first = min((one for one in alike if one.place < row.place), key=lambda one: one.place, default=None)
        voice = first.voice if first else _paper(connection, row.report)
        _speak(connection, row.report, voice, first.report if first else None)


def _alike(connection: Connection, sketch: Sketch | None, place: str) -> Iterator[_Like]:
    """The kept reports that print the same words, itself left out."""
    if sketch is None:
        return
    places: set[str] = set()
    for band in dict.fromkeys(_bands(sketch)):
        query = select(blocks.c.item).where(blocks.c.block == band).order_by(blocks.c.place).limit(CANDIDATES)
        places.update(connection.execute(query).scalars())
    for row in connection.execute(select(sources).where(sources.c.place.in_(sorted(places - {place})))).all():
        other = _unpacked(row)
        if other is not None and sum(a == b for a, b in zip(sketch, other, strict=True)) >= SAME * HASHES:
            yield _Like(row.report, row.place, row.voice, row.copy_of)


def _speak(connection: Connection, report: str, voice: str, copy_of: str | None) -> None:
    """Give a kept report another voice."""
    connection.execute(update(sources).where(sources.c.report == report).values(copy_of=copy_of))
    names = list(connection.execute(select(tellings.c.event).where(tellings.c.report == report)).scalars())
    measure(connection, names, -1)
    for table in (sources, tellings, figure_values):
        connection.execute(update(table).where(table.c.report == report).values(voice=voice))
    measure(connection, names, 1)
    sum_anew(
        connection, sorted(set(connection.execute(select(tellings.c.act).where(tellings.c.report == report)).scalars()))
    )


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
