"""The life of what is demanded, offered, promised and threatened: made, repeated, answered, lapsed, open or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, Connection, FromClause, select

from standoff.ledger import Ledger
from standoff.ledger.linked_tables import answers, linked_acts, linked_issues, telling_sides, tellings
from standoff.ledger.linking.features import ASKS
from standoff.views.acts import Act, load, until
from standoff.views.words import call

State = Literal["open", "accepted", "rejected", "answered", "withdrawn", "lapsed"]
How = Literal["made", "repeated", "accepted", "rejected", "answered", "withdrawn", "disputed", "lapsed"]
# An answer that settles a move; a later one settles it anew. What is disputed is not settled.
SETTLES = {"accepted", "rejected", "answered", "withdrawn"}
# An answer, where it is asked for with what it answers.
_REPLY = tellings.alias("reply")
# How many acts are looked at together, for each move that is wanted in some state.
AT_A_TIME = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a move: on what day it was told, by whom it was done, and the entry that tells it."""

    day: str
    how: How
    by: str
    entry: str


@dataclass(frozen=True, slots=True)
class Move:
    """A demand, offer, promise, threat or warning with what became of it up to the day asked about.

    The same asked again of the same by the same on one issue is one move, repeated.
    """

    act: Act
    kind: str
    state: State
    steps: tuple[Step, ...]

    @property
    def answer(self) -> Step | None:
        """The step that settled it."""
        return next((s for s in reversed(self.steps) if s.how in SETTLES or s.how == "lapsed"), None)


def negotiation(
    ledger: Ledger, *, on: date | None = None, since: date | None = None, kind: str | None = None,
    state: State | None = None, issue: str | None = None, limit: int | None = None,
) -> list[Move]:  # fmt: skip
    """The moves told by ``on`` (first told from ``since`` on), the latest first; ``issue`` is a linked issue."""
    a = linked_acts.c
    query = select(a.id).where(a.told <= until(on), a.move.in_([kind] if kind else ASKS))
    if since is not None:
        query = query.where(a.told >= since.isoformat())
    if issue is not None:
        query = query.where(a.issue.in_(select(linked_issues.c.id).where(linked_issues.c.topic == issue)))
    query = query.order_by(a.told.desc(), a.id)
    if limit is not None and state is None:
        query = query.limit(limit)
    with ledger.reading() as connection:
        names = list(connection.execute(query).scalars())
        if state is not None and limit is not None:
            return _of_state(connection, names, until(on), state, limit)
        found = moves(connection, load(connection, names, until(on)), until(on))
    kept = [m for m in found if state is None or m.state == state]
    return kept[:limit]


def _of_state(connection: Connection, names: Sequence[str], day: str, state: State, limit: int) -> list[Move]:
    """The first ``limit`` moves of ``names`` that stand so; no more acts are loaded than it takes to find them."""
    place = {name: number for number, name in enumerate(names)}
    loaded: dict[str, Act] = {}

    def know(some: Iterable[str]) -> list[Act]:
        missing = [name for name in some if name not in loaded]
        loaded.update((act.name, act) for act in load(connection, missing, day))
        return [loaded[name] for name in some if name in loaded]

    kept: dict[str, Move] = {}
    for first in range(0, len(names), AT_A_TIME * limit):
        some = names[first : first + AT_A_TIME * limit]
        # what is asked again and accepted or rejected then isn't open: a move needn't be looked for by such an act
        settled = _settled(connection, some, day) if state == "open" else set()
        here = know([name for name in some if name not in settled])
        asked = {act.name for act in here}
        # what may be the same move, asked earlier
        together = asked | (_about(connection, here, day) & place.keys())
        for move in moves(connection, know(sorted(together, key=place.__getitem__)), day):
            made = {s.entry for s in move.steps if s.how in {"made", "repeated"}}
            if move.state == state and made & asked:
                kept[min(made, key=place.__getitem__)] = move
        if len(kept) >= limit:
            break
    return [kept[name] for name in sorted(kept, key=place.__getitem__)[:limit]]


def _settled(connection: Connection, names: Sequence[str], day: str) -> set[str]:
    """Those of the acts ``names`` that were accepted or rejected by ``day``."""
    reply = _REPLY
    query = (
        select(tellings.c.act)
        .join(answers, answers.c.telling == tellings.c.event)
        .join(reply, reply.c.event == answers.c.reply)
        .where(tellings.c.act.in_(names), answers.c.how.in_(("accepted", "rejected")), answers.c.told <= day)
        .where(_counts(reply))
        .distinct()
    )
    return set(connection.execute(query).scalars())


def _about(connection: Connection, some: Sequence[Act], day: str) -> set[str]:
    """The acts of the kinds of ``some`` that any telling puts under one of their issues."""
    topics = set(_topics(connection, {a.issue for a in some if a.issue}).values())
    t, i = tellings.c, linked_issues.c
    query = select(t.act).join(linked_issues, i.id == t.issue).where(t.told <= day).distinct()
    query = query.where(i.topic.in_(sorted(topics)), t.move.in_(sorted({str(a.move) for a in some})))
    return set(connection.execute(query).scalars())


def moves(connection: Connection, made: Sequence[Act], day: str) -> list[Move]:
    """``made`` as moves, in their order: repeated ones as one, each with its steps up to ``day``."""
    topics = _topics(connection, {a.issue for a in made if a.issue})
    groups: dict[tuple[object, ...], list[Act]] = defaultdict(list)
    for act in made:
        groups[_same(act, topics)].append(act)
    steps = _answers(connection, [a.name for a in made], day)
    return [_move(group, steps, day) for group in groups.values()]


def _same(act: Act, topics: dict[str, str]) -> tuple[object, ...]:
    if act.issue is None or not act.actor_sides:
        return (act.name,)
    return (act.move, act.actor_sides, act.recipient_sides, topics[act.issue])


def _move(group: Iterable[Act], answered: dict[str, list[Step]], day: str) -> Move:
    acts = sorted(group, key=lambda a: (a.first_told, a.name))
    latest = acts[-1]
    steps = [Step(a.first_told, "repeated" if n else "made", a.who, a.name) for n, a in enumerate(acts)]
    steps += [step for a in acts for step in answered[a.name]]
    steps.sort(key=lambda s: s.day)
    state: State = "open"
    for step in steps:
        if step.how in SETTLES:
            state = step.how  # type: ignore[assignment]
        elif step.how == "repeated" and state != "accepted":
            state = "open" if state != "rejected" else state
    deadline = next((a.deadline for a in reversed(acts) if a.deadline), None)
    if state == "open" and deadline is not None and deadline < day:
        state = "lapsed"
        steps.append(Step(deadline, "lapsed", "", latest.name))
    return Move(latest, str(latest.move), state, tuple(steps))


def _counts(reply: FromClause) -> ColumnElement[bool]:
    """True for a telling that is clear enough, and told so, that it answers something."""
    # an announced refusal is one; what somebody will agree to isn't agreed to yet
    announced = (reply.c.modality == "planned") & (answers.c.how == "rejected")
    return ~reply.c.unclear & (reply.c.modality.in_(("actual", "alleged")) | announced)


def _answers(connection: Connection, names: Collection[str], day: str) -> dict[str, list[Step]]:
    """The steps that answer each act, by what was told up to ``day``; tellings of one answer are one step."""
    found: dict[str, dict[tuple[str, str], Step]] = defaultdict(dict)
    reply, side = _REPLY, telling_sides.c
    query = (
        select(tellings.c.act, reply.c.act.label("by_act"), reply.c.event, answers.c.how, answers.c.told, side.side)
        .select_from(answers)
        .join(tellings, tellings.c.event == answers.c.telling)
        .join(reply, reply.c.event == answers.c.reply)
        .outerjoin(telling_sides, (side.telling == reply.c.event) & (side.role == "actor"))
        .where(answers.c.told <= day, _counts(reply))
        .order_by(reply.c.place, side.side)
    )
    ordered = sorted(names)
    for first in range(0, len(ordered), 400):
        for row in connection.execute(query.where(tellings.c.act.in_(ordered[first : first + 400]))):
            key = (row.by_act, row.how)
            step = found[row.act].get(key)
            by = call(row.side) if row.side else ""
            if step is None:
                found[row.act][key] = Step(row.told, row.how, by, row.event)
            elif step.entry == row.event and by and by not in step.by.split(", "):
                found[row.act][key] = Step(step.day, step.how, f"{step.by}, {by}", step.entry)
    return defaultdict(list, {act: list(steps.values()) for act, steps in found.items()})


def _topics(connection: Connection, issues: Collection[str]) -> dict[str, str]:
    query = select(linked_issues.c.id, linked_issues.c.topic).where(linked_issues.c.id.in_(sorted(issues)))
    return {row.id: row.topic for row in connection.execute(query)}
