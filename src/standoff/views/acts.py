"""Acts as they stood on a day: all their tellings up to it, the clearest of them shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, and_, bindparam, exists, func, select

from standoff.errors import LedgerError
from standoff.ledger import Ledger, chain, tables
from standoff.ledger.linked_tables import (
    UNDATED,
    act_days,
    act_voices,
    answers,
    linked_acts,
    linked_issues,
    telling_sides,
    tellings,
)
from standoff.ledger.linking.features import sentence_of
from standoff.ledger.linking.terms import alike
from standoff.record import Act as Move
from standoff.record import Actor, EventType, Modality
from standoff.span import Span
from standoff.views.made import Made
from standoff.views.words import call, display, displays, quote

# How many tellings of an act are looked at for the clearest, and named.
MOST = 12
# How many acts are fetched at a time.
BATCH = 300
# How many made acts are kept to be given again: some 60 MB at most.
MOST_MADE = 30_000
# What makes a telling clear beside its confidence: that its words name who acts and on whom, an issue, its length.
NAMED, ISSUE, FULL = 0.15, 0.05, 0.1
FULL_LENGTH = 120
# What it is worth to be told like the other tellings, in words and in how sure it is.
LIKE, USUAL = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Act:
    """An act, as the reports up to a day tell it.

    ``name`` is its first telling, its name for good; ``entry`` the telling shown, ``entries`` all of them, at most
    ``MOST``. ``actors`` and ``recipients`` are names to print, ``…_sides`` the side of each (empty for a nameless
    source); ``guessed`` the names of them that the words of the telling don't say. ``day`` is empty where no telling
    gives one; ``dated`` says that one does. ``teller`` says so where it isn't the reporter. ``sentence`` is ``words``
    with what stands around it, cut to a line; ``unclear`` says that they may not mean what the coder took them for.
    """

    name: str
    entry: str
    entries: tuple[str, ...]
    type: EventType
    mode: str | None
    move: Move | None
    modality: Modality
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_sides: tuple[str, ...]
    recipient_sides: tuple[str, ...]
    guessed: tuple[str, ...]
    issue: str | None
    issue_label: str | None
    words: str
    sentence: str
    unclear: bool
    condition: str | None
    deadline: str | None
    day: str
    day_end: str | None
    dated: bool
    place: str | None
    teller: str | None
    papers: tuple[str, ...]
    voices: int
    reports: int
    tellings: int
    first_told: str
    last_told: str
    denied_by: tuple[str, ...]
    disputed_by: tuple[str, ...]
    confidence: float
    intensity: float

    @property
    def contested(self) -> bool:
        """True where some tell it as so, and others deny or dispute it."""
        return bool(self.disputed_by) or (bool(self.denied_by) and self.modality != "denied")

    @property
    def who(self) -> str:
        """The actors in words, "somebody" where no report says."""
        return ", ".join(self.actors) or "somebody"

    @property
    def whom(self) -> str:
        """The recipients in words."""
        return ", ".join(self.recipients)


def until(on: date | None) -> str:
    """The last day whose reports count, as ``told`` holds it."""
    return on.isoformat() if on else UNDATED


def acts(
    ledger: Ledger, *, on: date | None = None, since: date | None = None, actor: str | None = None,
    recipient: str | None = None, issue: str | None = None, types: Collection[str] = (), limit: int | None = None,
) -> list[Act]:  # fmt: skip
    """The acts told by ``on`` (and first told from ``since`` on), the latest told first.

    ``actor`` and ``recipient`` are sides (``RUS``, ``IGO:NATO``), ``issue`` a linked issue, ``types`` PLOVER types.
    """
    a = linked_acts.c
    query = select(a.id).where(a.told <= until(on)).order_by(a.told.desc(), a.id)
    if since is not None:
        query = query.where(a.told >= since.isoformat())
    if types:
        query = query.where(a.type.in_(list(types)))
    for role, side in (("actor", actor), ("recipient", recipient)):
        if side is not None:
            query = query.where(_has_side(role, side))
    if issue is not None:
        query = query.where(a.issue.in_(select(linked_issues.c.id).where(linked_issues.c.topic == issue)))
    if limit is not None:
        query = query.limit(limit)
    with ledger.reading() as connection:
        return load(connection, list(connection.execute(query).scalars()), until(on))


def act(ledger: Ledger, name: str, *, on: date | None = None) -> Act:
    """The act that the event entry ``name`` tells; LedgerError where there is no such entry on that day."""
    query = select(tellings.c.act).where(tellings.c.event == name, tellings.c.told <= until(on))
    with ledger.reading() as connection:
        found = connection.execute(query).scalar()
        if found is None:
            raise LedgerError(f"{ledger.where} holds no telling {name!r}")
        return load(connection, [found], until(on))[0]


def load(connection: Connection, names: Sequence[str], day: str) -> list[Act]:
    """The acts ``names`` in their order, by what was told up to ``day``; those told later are left out.

    An act that nothing more has been told of since another day is the same on both, and isn't made again.
    """
    made: dict[str, Act] = {}
    version = chain.head_of(connection).digest
    for first in range(0, len(names), BATCH):
        some = list(names[first : first + BATCH])
        made.update(_load(connection, some, day, version))
    return [made[name] for name in names if name in made]


_made_before: Made[tuple[object, ...], Act] = Made(MOST_MADE)


def _has_side(role: str, side: str) -> ColumnElement[bool]:
    """True for acts whose first telling names the side in that role."""
    s = telling_sides.c
    return exists(select(s.side).where(s.telling == linked_acts.c.id, s.role == role, s.side == side))


def _load(connection: Connection, names: list[str], day: str, version: str) -> Iterator[tuple[str, Act]]:
    asked = {"names": names, "day": day}
    totals = {row.act: row for row in connection.execute(_TOTALS, asked).all()}
    disputed: dict[str, list[str]] = defaultdict(list)
    for name, who in connection.execute(_DISPUTED, asked).all():
        disputed[name].append(call(who))
    # what was told of an act up to a day grows with the days: how much says which of it
    keys = {name: (version, name, row.tellings, *disputed[name]) for name, row in totals.items()}
    missing = []
    for name, key in keys.items():
        act = _made_before.get(key)
        if act is None:
            missing.append(name)
        else:
            yield name, act
    if missing:
        for name, act in _make(connection, {name: totals[name] for name in missing}, disputed, day):
            _made_before.keep(keys[name], act)
            yield name, act


def _make(
    connection: Connection, totals: dict[str, Any], disputed: dict[str, list[str]], day: str
) -> Iterator[tuple[str, Act]]:
    asked = {"names": list(totals), "day": day}
    heard: dict[str, list[str]] = defaultdict(list)
    for name, voice in connection.execute(_VOICES, asked).all():
        heard[name].append(voice)
    denied: dict[str, list[str]] = defaultdict(list)
    for name, teller in connection.execute(_DENIED, asked).all():
        if teller:  # what only the reporter says not to be so is no denial
            denied[name].append(call(teller))
    told = _tellings(connection, {n: t.tellings for n, t in totals.items()}, day)
    shown = {name: _clearest(rows) for name, rows in told.items()}
    parties = _parties(connection, {row.event for row in shown.values()})
    for name, row in shown.items():
        yield name, _made(name, row, told[name], totals[name], heard[name], parties[row.event], denied, disputed)


def _tellings(connection: Connection, counts: dict[str, int], day: str) -> dict[str, list[Any]]:
    """The tellings of each act up to ``day``: all of them, or the ``MOST`` likeliest of many and the first."""
    few = [name for name, count in counts.items() if count <= MOST]
    found: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(_TELLINGS, {"names": few, "day": day}).all() if few else ():
        found[row.act].append(row)
    for name in counts.keys() - set(few):
        best = connection.execute(_LIKELIEST, {"name": name, "day": day}).all()
        found[name] = sorted(best, key=lambda row: row.place)
    return found


def _clearest(rows: list[Any]) -> Any:
    """The telling to show: clear by itself, told as most tell it, in words like those of the others."""
    asserted = [row for row in rows if row.modality != "denied"]
    usual = Counter(row.modality for row in asserted).most_common(1)[0][0] if asserted else "denied"
    words = {row.event: frozenset(row.words.split()) for row in rows} if len(rows) > 2 else {}

    def worth(row: Any) -> tuple[float, str]:
        others = [other for event, other in words.items() if event != row.event]
        like = sum(alike(words[row.event], other) for other in others) / len(others) if others else 0.0
        return round(_clarity(row) + LIKE * like + USUAL * (row.modality == usual), 6), row.event

    return max(rows, key=worth)


def _clarity(row: Any) -> float:
    length = min(row.evidence_end - row.evidence_begin, FULL_LENGTH) / FULL_LENGTH
    clear = row.confidence + NAMED * min(row.named, 2) + ISSUE * (row.issue is not None) + FULL * length
    return float(clear - (row.modality == "denied") - row.unclear)


@dataclass(slots=True)
class _Shown:
    """What the telling shown needs beside its row: its parties, its report's words and paper, its issue's label."""

    sides: dict[str, list[Actor]]
    named: set[str]
    text: str
    label: str | None
    speaker: Actor | None


def _parties(connection: Connection, events: Collection[str]) -> dict[str, _Shown]:
    asked = {"names": sorted(events)}
    rows = connection.execute(_AROUND, asked).all()
    speakers = _actors(connection, {row.speaker for row in rows if row.speaker})
    found = {row.id: _Shown({"actor": [], "recipient": []}, set(), row.text, row.label, speakers.get(row.speaker or ""))
             for row in rows}  # fmt: skip
    for row in connection.execute(_PARTIES, asked).all():
        found[row.event].sides[row.side].append(_actor(row))
    for event, side in connection.execute(_NAMED, asked).all():
        found[event].named.add(side)
    return found


def _actor(row: Any) -> Actor:
    return Actor(id=row.id, code=row.code, name=row.name, type=row.type, role=row.role, confidence=row.confidence)


def _actors(connection: Connection, names: Collection[str]) -> dict[str, Actor]:
    return {row.id: _actor(row) for row in connection.execute(_ACTORS, {"names": sorted(names)}).all()}


def _made(
    name: str, row: Any, told: list[Any], total: Any, heard: list[str], shown: _Shown,
    denied: dict[str, list[str]], disputed: dict[str, list[str]],
) -> Act:  # fmt: skip
    evidence, trigger = Span(row.evidence_begin, row.evidence_end), Span(row.trigger_begin, row.trigger_end)
    condition = None if row.condition_begin is None else Span(row.condition_begin, row.condition_end)
    dated = next((t for t in (row, *told) if t.first is not None), None)
    doers, others = displays(shown.sides["actor"]), displays(shown.sides["recipient"])
    speaker = shown.speaker
    return Act(
        name=name, entry=row.event, entries=tuple(t.event for t in told), type=row.type, mode=row.mode, move=row.move,
        modality=row.modality, actors=tuple(doers), recipients=tuple(others), actor_sides=tuple(doers.values()),
        recipient_sides=tuple(others.values()),
        guessed=tuple(dict.fromkeys(n for n, s in (*doers.items(), *others.items()) if s and s not in shown.named)),
        issue=row.issue, issue_label=shown.label, words=quote(shown.text, evidence, trigger),
        sentence=quote(shown.text, sentence_of(shown.text, evidence), trigger),
        unclear=row.unclear,
        condition=quote(shown.text, condition) if condition else None,
        deadline=next((t.deadline for t in (row, *told) if t.deadline), None),
        day=(dated.date_value if dated is not None else "" if row.told == UNDATED else row.told),
        day_end=dated.last if dated is not None and dated.last != dated.first else None, dated=dated is not None,
        place=next((t.place_name for t in (row, *told) if t.place_name), None),
        teller=display(speaker) if speaker and speaker.id not in {a.id for a in shown.sides["actor"]} else None,
        papers=tuple(heard), voices=len(heard), reports=total.reports, tellings=total.tellings,
        first_told=total.first, last_told=total.last, denied_by=tuple(dict.fromkeys(denied[name])),
        disputed_by=tuple(dict.fromkeys(disputed[name])), confidence=row.confidence, intensity=row.intensity,
    )  # fmt: skip


# ---- what is asked of the tables: put together once, for putting it together takes longer than asking ---------------

_NAMES: BindParameter[str] = bindparam("names", expanding=True)
_DAY: BindParameter[str] = bindparam("day")
_ACTOR = (
    tables.actors.c.id, tables.actors.c.code, tables.actors.c.name, tables.actors.c.type, tables.actors.c.role,
    tables.actors.c.confidence,
)  # fmt: skip


def _telling() -> Select[Any]:
    t, e = tellings.c, tables.events.c
    named = select(func.count()).where(telling_sides.c.telling == t.event, telling_sides.c.named).scalar_subquery()
    return select(
        tellings, e.trigger_begin, e.trigger_end, e.evidence_begin, e.evidence_end, e.condition_begin, e.condition_end,
        e.statement, e.date_value, e.place_name, named.label("named"),
    ).join(tables.events, e.id == t.event).where(t.told <= _DAY)  # fmt: skip


def _around() -> Select[Any]:
    """By event: the text of its report, who says it, and what its issue is called."""
    e, r, i, s = tables.events.c, tables.reports.c, linked_issues.c, tables.statements.c
    return (
        select(e.id, r.text, s.speaker, i.label, tellings.c.issue)
        .join(tables.reports, r.id == e.report)
        .join(tellings, tellings.c.event == e.id)
        .outerjoin(tables.statements, s.id == e.statement)
        .outerjoin(linked_issues, i.id == tellings.c.issue)
        .where(e.id.in_(_NAMES))
    )


def _disputed() -> Select[Any]:
    """By act: the sides whose tellings dispute it."""
    t, reply, side = tellings.c, tellings.alias("reply"), telling_sides.c
    return (
        select(t.act, side.side)
        .select_from(answers)
        .join(tellings, t.event == answers.c.telling)
        .join(reply, reply.c.event == answers.c.reply)
        .join(telling_sides, and_(side.telling == reply.c.event, side.role == "actor", side.named))
        .where(t.act.in_(_NAMES), answers.c.how == "disputed", answers.c.told <= _DAY)
        .order_by(reply.c.place)
    )


_TOTALS = (
    select(
        act_days.c.act, func.sum(act_days.c.reports).label("reports"), func.sum(act_days.c.tellings).label("tellings"),
        func.min(act_days.c.told).label("first"), func.max(act_days.c.told).label("last"),
    ).where(act_days.c.act.in_(_NAMES), act_days.c.told <= _DAY).group_by(act_days.c.act)
)  # fmt: skip
_VOICES = (
    select(act_voices.c.act, act_voices.c.voice)
    .where(act_voices.c.act.in_(_NAMES), act_voices.c.told <= _DAY)
    .order_by(act_voices.c.told, act_voices.c.voice)
)
_TELLINGS = _telling().where(tellings.c.act.in_(_NAMES)).order_by(tellings.c.place)
_LIKELIEST = (
    _telling().where(tellings.c.act == bindparam("name"))
    .order_by(tellings.c.confidence.desc(), tellings.c.place).limit(MOST)
)  # fmt: skip
_AROUND = _around()
_PARTIES = (
    select(tables.parties.c.event, tables.parties.c.side, *_ACTOR)
    .join(tables.actors, tables.actors.c.id == tables.parties.c.actor)
    .where(tables.parties.c.event.in_(_NAMES))
    .order_by(tables.parties.c.event, tables.parties.c.side, tables.parties.c.number)
)
_NAMED = select(telling_sides.c.telling, telling_sides.c.side).where(
    telling_sides.c.named, telling_sides.c.telling.in_(_NAMES)
)
_ACTORS = select(*_ACTOR).where(tables.actors.c.id.in_(_NAMES))
_DENIED = (
    select(tellings.c.act, tellings.c.teller)
    .where(tellings.c.act.in_(_NAMES), tellings.c.modality == "denied", tellings.c.told <= _DAY)
    .order_by(tellings.c.place)
)
_DISPUTED = _disputed()
