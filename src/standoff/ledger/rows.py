"""A record as rows of the tables, and rows as a record again: nothing is lost either way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from standoff.ledger.ids import Namer
from standoff.record import Event, EventDate, Place, Record
from standoff.span import Span
from standoff.versions import Maker

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Filed:
    """A record as the ledger keeps it. ``names`` gives the entry name of each local id.

    Positions and quantities have no id in the record format: theirs are ``p1``, ``p2`` … and ``q1``, ``q2`` … in order.
    ``maker`` is the id of what coded it (versions.py), ``reviewed`` what a person said of the entries of these names.
    """

    record: Record
    names: Mapping[str, str] = field(default_factory=dict)
    maker: str | None = None
    reviewed: Mapping[str, str] = field(default_factory=dict)


def names_of(record: Record) -> dict[str, str]:
    """The entry name of each local id of ``record``."""
    namer = Namer(record.report.id)
    labels = {i.id: i.label for i in record.issues}
    codes = {a.id: (a.code, a.name) for a in record.actors}
    names = {a.id: namer.name("a", a.code, a.name) for a in record.actors}
    names |= {i.id: namer.name("i", i.label) for i in record.issues}
    names |= {s.id: namer.name("s", tuple(map(tuple, s.content)), codes[s.speaker]) for s in record.statements}
    names |= {e.id: namer.name("e", e.type, tuple(e.trigger)) for e in record.events}
    for number, position in enumerate(record.positions, 1):
        names[f"p{number}"] = namer.name("p", codes[position.actor], labels[position.issue])
    for number, quantity in enumerate(record.quantities, 1):
        names[f"q{number}"] = namer.name("q", tuple(quantity.evidence), quantity.unit, quantity.direction)
    return names


def to_rows(record: Record, by: Maker) -> Rows:
    """The rows of ``record`` by table, in the order in which they can be written; ``by`` is what coded it."""
    made = {"coder": by.coder, "maker": by.id}
    own = {**msgspec.structs.asdict(record.report), "notes": list(record.notes), **made}
    return {"reports": [own]} | entry_rows(Filed(record, names_of(record)))


def entry_rows(filed: Filed) -> Rows:
    """The rows of the entries of a report by table, in the order in which they can be written."""
    record, names, report = filed.record, filed.names, filed.record.report
    rows: Rows = {}

    def entry(own: str, number: int, **columns: Any) -> Row:
        return {"id": names[own], "report": report.id, "number": number, **columns}

    rows["actors"] = [
        entry(a.id, n, local=a.id, **_plain(a, "id", "mentions"), mentions=[list(m) for m in a.mentions])
        for n, a in enumerate(record.actors)
    ]
    rows["issues"] = [entry(i.id, n, local=i.id, label=i.label) for n, i in enumerate(record.issues)]
    rows["statements"] = [
        entry(
            s.id, n, local=s.id, speaker=names[s.speaker], addressee=_name(names, s.addressee), kind=s.kind,
            sourcing=s.sourcing, cue_class=s.cue_class, attitude=s.attitude, standing=s.standing,
            confidence=s.confidence, content=[list(c) for c in s.content],
            **_ends("source", s.source), **_ends("cue", s.cue),
        )
        for n, s in enumerate(record.statements)
    ]  # fmt: skip
    rows["events"] = [entry(e.id, n, local=e.id, **_event(e, names)) for n, e in enumerate(record.events)]
    rows["parties"] = [
        {"event": names[e.id], "side": side, "number": n, "actor": names[a]}
        for e in record.events
        for side, ids in (("actor", e.actors), ("recipient", e.recipients))
        for n, a in enumerate(ids)
    ]
    rows["positions"] = [
        entry(
            f"p{n + 1}", n, actor=names[p.actor], issue=names[p.issue], stance=p.stance, confidence=p.confidence,
            **_ends("evidence", p.evidence),
        )
        for n, p in enumerate(record.positions)
    ]  # fmt: skip
    rows["quantities"] = [
        entry(f"q{n + 1}", n, **_plain(q, "evidence"), **_ends("evidence", q.evidence))
        for n, q in enumerate(record.quantities)
    ]
    return rows


def from_rows(rows: Rows) -> Filed:
    """The record that ``to_rows`` was given; ``rows`` are those of one report, each table in order of ``number``."""
    report = rows["reports"][0]
    names: dict[str, str] = {}
    for table in ("actors", "issues", "statements", "events"):
        names |= {row["local"]: row["id"] for row in rows[table]}
    local = {name: own for own, name in names.items()}
    names |= {f"p{n}": row["id"] for n, row in enumerate(rows["positions"], 1)}
    names |= {f"q{n}": row["id"] for n, row in enumerate(rows["quantities"], 1)}
    sides: dict[tuple[str, str], list[str]] = {}
    for row in rows["parties"]:
        sides.setdefault((row["event"], row["side"]), []).append(local[row["actor"]])

    def back(row: Row, *references: str, spans: Sequence[str] = ()) -> Row:
        made = {**row, "id": row.get("local", row["id"])}
        made |= {key: local.get(made[key]) for key in references}
        made |= {key: _span_of(row, key) for key in spans}
        return made

    record = {
        "report": report,
        "notes": report["notes"],
        "actors": [back(row) for row in rows["actors"]],
        "issues": [back(row) for row in rows["issues"]],
        "statements": [back(row, "speaker", "addressee", spans=("source", "cue")) for row in rows["statements"]],
        "events": [
            {
                **back(
                    row, "reply_to", "same_as", "statement", "issue", spans=("trigger", "evidence", "condition")
                ),
                "actors": sides.get((row["id"], "actor"), []),
                "recipients": sides.get((row["id"], "recipient"), []),
                "date": _date_of(row),
                "place": _place_of(row),
            }
            for row in rows["events"]
        ],
        "positions": [back(row, "actor", "issue", spans=("evidence",)) for row in rows["positions"]],
        "quantities": [back(row, spans=("evidence",)) for row in rows["quantities"]],
    }  # fmt: skip
    return Filed(msgspec.convert(record, Record), names, report["maker"])


def to_kept(filed: Filed) -> str:
    """The entries of a record with their names, as JSON."""
    record = {k: v for k, v in msgspec.to_builtins(filed.record).items() if k not in {"report", "notes"}}
    return json.dumps({"record": record, "names": dict(filed.names)}, ensure_ascii=False, sort_keys=True)


def names_kept(content: str) -> list[str]:
    """The names of the entries that ``to_kept`` was given."""
    return list(json.loads(content)["names"].values())


def from_kept(content: str, report: Row) -> Filed:
    """The record that ``to_kept`` was given; ``report`` is the row of its report."""
    kept = json.loads(content)
    record = {**kept["record"], "report": report, "notes": report["notes"]}
    return Filed(msgspec.convert(record, Record), kept["names"], report["maker"])


def _event(event: Event, names: Mapping[str, str]) -> Row:
    date, place = event.date, event.place
    return {
        **{key: getattr(event, key) for key in ("type", "mode", "act", "modality", "intensity", "confidence")},
        "contexts": list(event.contexts),
        **{key: _name(names, getattr(event, key)) for key in ("issue", "reply_to", "same_as", "statement")},
        **_ends("trigger", event.trigger),
        **_ends("evidence", event.evidence),
        **_ends("condition", event.condition),
        "date_value": date.value if date else None,
        "date_end": date.end if date else None,
        "date_precision": date.precision if date else None,
        **_ends("date_words", date.span if date else None),
        "place_name": place.name if place else None,
        "place_country": place.country if place else None,
        "place_lat": place.lat if place else None,
        "place_lon": place.lon if place else None,
        **_ends("place_words", place.span if place else None),
    }


def _date_of(row: Row) -> EventDate | None:
    if row["date_value"] is None:
        return None
    span = _span_of(row, "date_words")
    return EventDate(value=row["date_value"], precision=row["date_precision"], span=span, end=row["date_end"])


def _place_of(row: Row) -> Place | None:
    span = _span_of(row, "place_words")
    if span is None:
        return None
    country, lat, lon = row["place_country"], row["place_lat"], row["place_lon"]
    return Place(name=row["place_name"], country=country, lat=lat, lon=lon, span=span)


def _plain(struct: msgspec.Struct, *without: str) -> Row:
    return {key: value for key, value in msgspec.structs.asdict(struct).items() if key not in without}


def _name(names: Mapping[str, str], local: str | None) -> str | None:
    return None if local is None else names[local]


def _ends(name: str, span: Span | None) -> Row:
    return {f"{name}_begin": span[0] if span else None, f"{name}_end": span[1] if span else None}


def _span_of(row: Row, name: str) -> Span | None:
    begin = row[f"{name}_begin"]
    return None if begin is None else Span(begin, row[f"{name}_end"])
