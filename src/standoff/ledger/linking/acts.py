"""Event entries brought together: tellings linked into acts, answers to what they answer, and the summaries of both."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, distinct, func, insert, select, update

from standoff.ledger.linked_tables import (
    UNDATED,
    act_days,
    act_voices,
    answers,
    linked_acts,
    measures,
    telling_sides,
    tellings,
)
from standoff.ledger.linking import issues
from standoff.ledger.linking import tellings as judge
from standoff.ledger.linking.features import ANSWERS, ASKS, Telling
from standoff.ledger.linking.forest import ROOT, Forest, Kin
from standoff.ledger.linking.places import report_of
from standoff.ledger.linking.tellings import Told, ordinal
from standoff.ledger.linking.terms import alike, from_order
from standoff.ledger.linking.upsert import upsert

# An answer to a demand told in another report: within so many days, on the same issue or in words as like as this.
PATIENCE, LIKE = 60, 0.5
# What the coder's own word is worth that an act answers another of its report: more than a person's on other pairs.
CODED = 3.0


def link_acts(connection: Connection, made: Sequence[Telling], *, late: bool) -> None:
    """Keep the tellings of a report; ``late``: reports told after it are kept already."""
    if not made:
        return
    told = [t.told for t in made]
    forest = _forest()
    forest.enter(connection, told)
    kin = forest.find(connection, told)
    own: dict[str, str] = {}
    kept = forest.roots_of(connection, {k.parent for k in kin.values() if k.parent} - {t.item for t in told})
    for one in told:
        parent = kin[one.item].parent
        own[one.item] = one.item if parent is None else own.get(parent) or kept[parent]
    rows = [
        {**t.row, "act": own[t.told.item], "parent": kin[t.told.item].parent, "score": kin[t.told.item].score}
        for t in made
    ]
    _make_acts(connection, [row for row in rows if row["act"] == row["event"]])
    connection.execute(insert(tellings), rows)
    sides = [
        {"telling": t.told.item, "role": role, "side": side, "named": named}
        for t in made
        for role, side, named in t.sides
    ]
    if sides:
        connection.execute(insert(telling_sides), sides)
    _sum_up(connection, rows)
    measure(connection, [t.told.item for t in made], 1)
    _answer(connection, made, late=late)
    if late:
        _rehang(connection, forest, forest.late(connection, told))
        _rehang(connection, forest, forest.strays(connection))


def unlink_acts(connection: Connection, report: str) -> None:
    """Take the tellings of a report out again."""
    query = select(tellings.c.event, tellings.c.act).where(tellings.c.report == report)
    whose = {row.event: row.act for row in connection.execute(query)}
    if not whose:
        return
    measure(connection, whose, -1)
    forest, replies = _forest(), _replies()
    gone = sorted(whose)
    told, said = forest.standing_of(connection, gone), replies.standing_of(connection, gone)
    forest.leave(connection, gone)
    connection.execute(delete(answers).where(answers.c.reply.in_(gone)))
    replies.rehang(connection, replies.orphans(connection, said))
    connection.execute(delete(telling_sides).where(telling_sides.c.telling.in_(gone)))
    connection.execute(delete(tellings).where(tellings.c.event.in_(gone)))
    acts = set(whose.values())
    _rehang(connection, forest, forest.orphans(connection, told), acts)
    _rehang(connection, forest, forest.strays(connection))


def _rehang(
    connection: Connection, forest: Forest[Told], kin: Mapping[str, Kin], changed: Collection[str] = ()
) -> None:
    """Give tellings other parents, and make the acts anew that this changes."""
    if not kin and not changed:
        return
    before = {n for n, k in forest.kin(connection, kin).items() if k.parent is None}
    after = {n for n, k in kin.items() if k.parent is None}
    measure(connection, before - after, -1, tellings_too=False)
    acts = forest.rehang(connection, kin) | set(changed)
    measure(connection, after - before, 1, tellings_too=False)
    moved = forest.regroup(connection, acts)
    roots = set(moved.values())
    have = set(connection.execute(select(linked_acts.c.id).where(linked_acts.c.id.in_(sorted(roots)))).scalars())
    if roots - have:
        query = select(tellings).where(tellings.c.event.in_(sorted(roots - have)))
        _make_acts(connection, connection.execute(query).mappings().all())
    if moved:
        change = update(tellings).where(tellings.c.event == bindparam("name")).values(act=bindparam("root"))
        connection.execute(change, [{"name": n, "root": r} for n, r in moved.items()])
    sum_anew(connection, sorted(acts | roots))


def _make_acts(connection: Connection, rows: Iterable[Any]) -> None:
    made = [
        {"id": r["event"], "type": r["type"], "move": r["move"], "issue": r["issue"], "day": r["first"] or r["told"],
         "told": r["told"]}
        for r in rows
    ]  # fmt: skip
    if made:
        connection.execute(insert(linked_acts), made)


def _sum_up(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add one report's tellings to the summaries of their acts."""
    counts = Counter(row["act"] for row in rows)
    told, voice = rows[0]["told"], rows[0]["voice"]
    days = [{"act": act, "told": told, "reports": 1, "tellings": number} for act, number in counts.items()]
    upsert(connection, act_days, days, add=("reports", "tellings"))
    upsert(connection, act_voices, [{"act": a, "voice": voice, "told": told} for a in counts], least=("told",))


def sum_anew(connection: Connection, acts: Sequence[str]) -> None:
    """The summaries of ``acts`` from their tellings; acts without tellings are taken away."""
    if not acts:
        return
    t = tellings.c
    connection.execute(delete(act_days).where(act_days.c.act.in_(acts)))
    connection.execute(delete(act_voices).where(act_voices.c.act.in_(acts)))
    here = t.act.in_(acts)
    days = select(t.act, t.told, func.count(distinct(t.report)), func.count()).where(here).group_by(t.act, t.told)
    connection.execute(insert(act_days).from_select(["act", "told", "reports", "tellings"], days))
    voices = select(t.act, t.voice, func.min(t.told)).where(here).group_by(t.act, t.voice)
    connection.execute(insert(act_voices).from_select(["act", "voice", "told"], voices))
    empty = select(linked_acts.c.id).where(
        linked_acts.c.id.in_(acts), ~select(t.event).where(t.act == linked_acts.c.id).exists()
    )
    connection.execute(delete(linked_acts).where(linked_acts.c.id.in_(list(connection.execute(empty).scalars()))))


def measure(connection: Connection, names: Collection[str], sign: int, *, tellings_too: bool = True) -> None:
    """Add the tellings ``names`` to the measures, or take them away; without ``tellings_too`` only their acts."""
    rows: list[Any] = []
    sides: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"actor": [], "recipient": []})
    for some in _chunks(names):
        rows += connection.execute(select(tellings).where(tellings.c.event.in_(some), tellings.c.told != UNDATED)).all()
        query = select(telling_sides).where(telling_sides.c.telling.in_(some))
        for row in connection.execute(query):
            sides[row.telling][row.role].append(row.side)
    cells: dict[tuple[str, ...], list[float]] = {}
    for row in rows:
        root = not tellings_too or row.parent is None
        for actor in sorted(sides[row.event]["actor"]):
            for recipient in sorted(sides[row.event]["recipient"]) or [""]:
                when, issue = row.first or row.told, row.issue or ""
                key = (actor, recipient, when, row.type, row.modality, issue, row.voice, row.told)
                cell = cells.setdefault(key, [0, 0, 0.0])
                cell[0] += sign * root
                cell[1] += sign * tellings_too
                cell[2] += sign * root * row.intensity
    columns = ("actor", "recipient", "day", "type", "modality", "issue", "voice", "told")
    written = [
        {**dict(zip(columns, key, strict=True)), "acts": acts, "tellings": told, "intensity": intensity}
        for key, (acts, told, intensity) in cells.items()
    ]
    upsert(connection, measures, written, add=("acts", "tellings", "intensity"))
    if sign < 0 and tellings_too:
        connection.execute(delete(measures).where(measures.c.tellings == 0, measures.c.acts == 0))


def _answer(connection: Connection, made: Sequence[Telling], *, late: bool) -> None:
    """Keep what the tellings answer: what the coder says, else what they answer in earlier reports."""
    replies = _replies()
    by_name = {t.told.item: t for t in made}
    rows = []
    spoken = [t.told for t in made if t.told.move in ANSWERS or t.told.move in ASKS]
    replies.enter(connection, spoken)
    found = replies.find(connection, [t.told for t in made if t.told.move in ANSWERS and t.reply_to is None])
    for telling in made:
        name, said = telling.told.item, telling.reply_to in by_name and telling.reply_to
        if telling.told.move not in ANSWERS and not said:
            continue
        kin = Kin(said, CODED) if said else found.get(name, ROOT)
        answered = by_name.get(said or "")
        rows.append({
            "reply": name, "place": telling.told.place, "told": telling.row["told"], "telling": kin.parent,
            "score": kin.score, "how": _how(telling, answered), "across": not said,
        })  # fmt: skip
    if rows:
        connection.execute(insert(answers), rows)
    if late:
        replies.rehang(connection, replies.late(connection, spoken))


def _how(telling: Telling, answered: Telling | None) -> str:
    if telling.row["disputes"]:
        return "disputed"
    own = answered is not None and bool(telling.told.actors & answered.told.actors)
    how = ANSWERS.get(telling.told.move or "", "answered")
    return "withdrawn" if own and how != "answered" and answered is not None and answered.told.move in ASKS else how


def _reply_score(later: Told, earlier: Told) -> float:
    """How surely ``later`` answers ``earlier``: whom it was put to answers who put it, on that issue or in its
    words.
    """
    if later.move not in ANSWERS or earlier.move not in ASKS or later.told - earlier.told > PATIENCE:
        return 0.0
    if report_of(later.place) == report_of(earlier.place):
        return 0.0  # that is the coder's to say
    guessed = later.guessed | earlier.guessed
    if not (later.actors & earlier.recipients - guessed and later.recipients & earlier.actors - earlier.guessed):
        return 0.0
    about = issues.score(later.label, earlier.label) if later.label and earlier.label else 0.0
    # whom a refusal is put to is often left unsaid: then only the issue can tell
    named = bool(later.recipients & earlier.actors - guessed)
    shared = alike(later.words.words, earlier.words.words) if named else 0.0
    return max(about if about >= issues.ENOUGH else 0.0, shared if shared >= LIKE else 0.0)


def _reply_blocks(telling: Told) -> Iterator[str]:
    if telling.move in ANSWERS:
        yield from (f"{r}>{a}" for r in sorted(telling.recipients) for a in sorted(telling.actors))
    elif telling.move in ASKS:
        yield from (f"{a}>{r}" for a in sorted(telling.actors) for r in sorted(telling.recipients))


_NAMES: BindParameter[str] = bindparam("names", expanding=True)
_SIDES = select(telling_sides).where(telling_sides.c.telling.in_(_NAMES))
_TOLD = select(
    *(tellings.c[name] for name in ("event", "place", "told", "type", "mode", "move", "modality", "first", "last",
                                    "words", "label", "same_as"))
).where(tellings.c.event.in_(_NAMES))  # fmt: skip


def load_told(connection: Connection, names: Collection[str]) -> dict[str, Told]:
    """Tellings as they are compared, by name."""
    sides: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(_SIDES, {"names": list(names)}):
        sides[row.telling].append(row)
    found = {}
    for row in connection.execute(_TOLD, {"names": list(names)}):
        own = sides[row.event]
        found[row.event] = Told(
            item=row.event, place=row.place, told=ordinal(row.told), type=row.type, mode=row.mode, move=row.move,
            modality=row.modality, actors=frozenset(s.side for s in own if s.role == "actor"),
            recipients=frozenset(s.side for s in own if s.role == "recipient"),
            guessed=frozenset(s.side for s in own if not s.named),
            first=ordinal(row.first) if row.first else None, last=ordinal(row.last) if row.last else None,
            words=from_order(row.words.split()), label=from_order(row.label.split()) if row.label else None,
            same_as=row.same_as,
        )  # fmt: skip
    return found


@functools.cache
def _forest() -> Forest[Told]:
    return Forest(
        tellings.c.event, tellings.c.parent, tellings.c.act, score=judge.score, enough=judge.ENOUGH,
        blocks=judge.blocks, load=load_told,
    )  # fmt: skip


@functools.cache
def _replies() -> Forest[Told]:
    return Forest(
        answers.c.reply, answers.c.telling, answers.c.reply, score=_reply_score, enough=LIKE, blocks=_reply_blocks,
        load=load_told, pinned=False,
    )  # fmt: skip


def _chunks(names: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(names)
    for first in range(0, len(ordered), 400):
        yield ordered[first : first + 400]
