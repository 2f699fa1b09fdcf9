"""What changed between two days: what a reader of the earlier brief doesn't know yet.

New demands, offers and threats, answers to standing ones, shifts of position, denials, deeds, figures given otherwise
than before, and what lapsed. The most told come first where there is more than is wanted; the rest is in order of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import Connection, func, select

from standoff.ledger import Ledger
from standoff.ledger.linked_tables import UNDATED, act_days, answers, figure_values, linked_acts, tellings
from standoff.ledger.linking.features import ASKS
from standoff.views import figures as figure_view
from standoff.views import phrases
from standoff.views.acts import Act, load, until
from standoff.views.negotiation import moves
from standoff.views.positions import shifts

Kind = Literal[
    "demand",
    "offer",
    "promise",
    "threat",
    "answer",
    "refusal",
    "agreement",
    "shift",
    "denial",
    "deed",
    "figure",
    "lapse",
]
# What a new act is, by its move or type; what isn't named is no change worth a line.
KINDS: dict[str, Kind] = {
    "demand": "demand", "offer": "offer", "promise": "promise", "threaten": "threat", "warn": "threat",
    "reject": "refusal", "accept": "agreement", "concede": "agreement",
    **dict.fromkeys(("RETREAT", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "AID", "COOPERATE", "PROTEST"), "deed"),
}  # fmt: skip
# How the kinds stand in a day.
ORDER: tuple[Kind, ...] = (
    "answer",
    "shift",
    "agreement",
    "refusal",
    "demand",
    "offer",
    "promise",
    "threat",
    "denial",
    "deed",
    "figure",
    "lapse",
)
# What changes what stood before.
SETTLED: frozenset[Kind] = frozenset({"answer", "shift", "denial", "lapse"})
STANCES = {"support": "for", "oppose": "against", "conditional": "for, on conditions", "undecided": "undecided"}
# Changes are as sure as this, and acts are looked at so many for each that is wanted.
SURE, LOOKED_AT = 0.5, 4
MOST = 60
# What a change within one state counts beside one between states.
OWN = 0.4
# What one counts whose words say neither to whom nor about what.
EMPTY = 0.5
# What was done more than so many days before is told of again, not news.
BACK = 7
# A shift of position is as sure as this, from a stand told of at most so many days before.
SHIFT, MEMORY = 0.65, 120


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``day`` is that of the report that tells it first, ``words`` what it rests on, ``reports`` how many
    tell it.

    ``act`` is the name of the act, where there is one; ``contested`` says that others deny or dispute it.
    """

    day: str
    kind: Kind
    text: str
    words: str
    entry: str
    paper: str
    act: str | None
    reports: int
    contested: bool
    confidence: float


def changes(ledger: Ledger, *, since: date, on: date | None = None, limit: int | None = MOST) -> list[Change]:
    """The changes told after ``since`` and up to ``on``, in order of time; the ``limit`` most told of them."""
    with ledger.reading() as connection:
        return told_changes(connection, since.isoformat(), until(on), limit)


def told_changes(
    connection: Connection, since: str, day: str, limit: int | None = MOST, *, settled: bool = False
) -> list[Change]:
    """As ``changes``, on a connection; ``settled``: only those of SETTLED, which change what stood."""
    found = [
        *_answers(connection, since, day),
        *_shifts(connection, since, day),
        *_denials(connection, since, day),
        *_lapses(connection, since, day),
    ]
    if not settled:
        found += [*_acts(connection, since, day, limit), *_figures(connection, since, day)]
    ranked = _once(sorted(found, key=lambda c: (-_worth(c), c.day, c.entry)))[:limit]
    return sorted(ranked, key=lambda c: (c.day, ORDER.index(c.kind), -c.reports, c.entry))


def _once(ranked: list[Change]) -> list[Change]:
    """The changes without those that rest on a sentence that stands before them already."""
    seen: set[str] = set()
    kept = []
    for change in ranked:
        if not change.words or change.words not in seen:
            kept.append(change)
        seen.add(change.words)
    return kept


def _worth(change: Change) -> float:
    """How much a reader wants to know it: how many tell it, and that it changes what stood."""
    return change.confidence * (change.reports + (change.kind in SETTLED) + (change.kind != "deed"))


def _acts(connection: Connection, since: str, day: str, limit: int | None) -> Iterator[Change]:
    a, d = linked_acts.c, act_days.c
    query = (
        select(a.id)
        .join(act_days, d.act == a.id)
        .where(a.told > since, a.told <= day, a.told < UNDATED, d.told <= day)
        .group_by(a.id, a.told)
        .order_by(func.sum(d.reports).desc(), a.told, a.id)
    )
    if limit is not None:
        query = query.limit(LOOKED_AT * limit)
    made = load(connection, list(connection.execute(query).scalars()), day)
    parties = phrases.central(made)
    before = (date.fromisoformat(since) - timedelta(days=BACK)).isoformat()
    for act in made:
        kind = KINDS.get(act.move or "") or KINDS.get(act.type)
        if (
            kind is not None
            and act.actors
            and phrases.public(act)
            and phrases.sure(act, SURE)
            and act.modality in {"actual", "planned", "alleged"}
            and not phrases.over(act, before)
        ):
            on = f" on {phrases.about(act)}" if phrases.about(act) else ""
            one = _of_act(act, kind, act.first_told, phrases.sentence(act) + on)
            less = (1 if phrases.between(act, parties) else OWN) * (1 if phrases.telling(act) else EMPTY)
            yield replace(one, confidence=less * one.confidence)


def _answers(connection: Connection, since: str, day: str) -> Iterator[Change]:
    """Answers to moves that were told before."""
    query = (
        select(tellings.c.act)
        .join(answers, answers.c.telling == tellings.c.event)
        .where(answers.c.told > since, answers.c.told <= day, answers.c.told < UNDATED, tellings.c.move.in_(ASKS))
        .distinct()
    )
    made = load(connection, sorted(connection.execute(query).scalars()), day)
    for move in moves(connection, [act for act in made if phrases.sure(act, SURE)], day):
        for step in move.steps:
            if since < step.day <= day and step.how in _ANSWERED and step.by:
                text = f"{step.by} {_ANSWERED[step.how]}: {phrases.sentence(move.act)}"
                yield _of_act(move.act, "answer", step.day, text, entry=step.entry)


_ANSWERED = {
    "accepted": "agreed to what was asked or offered", "rejected": "refused what was asked or offered",
    "withdrawn": "took back",
}  # fmt: skip


def _shifts(connection: Connection, since: str, day: str) -> Iterator[Change]:
    for issue, held in shifts(connection, since, day):
        if phrases.circular(issue.label):
            continue
        if held.before is not None and held.confidence >= SHIFT and held.told > since:
            was, then, _ = held.before
            if then < (date.fromisoformat(held.since) - timedelta(days=MEMORY)).isoformat():
                continue
            text = f"{held.actor} on {issue.label}: now {STANCES[held.stance]}, {STANCES[was]} on {then}"
            yield Change(held.since, "shift", text, "", held.entry, held.paper, None, 1, False, held.confidence)


def _denials(connection: Connection, since: str, day: str) -> Iterator[Change]:
    """Acts that were told as so and are denied or disputed since."""
    t = tellings.c
    told = t.told > since, t.told <= day, t.told < UNDATED
    denied = select(t.act, func.min(t.told)).where(*told, t.modality == "denied").group_by(t.act)
    disputed = (
        select(t.act, func.min(answers.c.told))
        .join(answers, answers.c.telling == t.event)
        .where(answers.c.told > since, answers.c.told <= day, answers.c.told < UNDATED, answers.c.how == "disputed")
        .group_by(t.act)
    )
    days: dict[str, str] = {}
    for query in (denied, disputed):
        for name, when in connection.execute(query):
            days[name] = min(when, days.get(name, when))
    for act in load(connection, sorted(days), day):
        if act.contested and phrases.sure(act, SURE):
            by = ", ".join((*act.denied_by, *act.disputed_by)[:3])
            yield _of_act(act, "denial", days[act.name], f"{by} denied or disputed: {phrases.sentence(act)}")


def _figures(connection: Connection, since: str, day: str) -> Iterator[Change]:
    """Figures for which a value other than those before was told."""
    f = figure_values.c
    query = select(f.figure).where(f.told > since, f.told <= day, f.told < UNDATED).distinct()
    for figure in figure_view.of_names(connection, sorted(connection.execute(query).scalars()), day):
        before = [v for v in figure.values if v.day <= since]
        fresh = [v for v in figure.values if v.day > since and v.value not in {b.value for b in before}]
        if before and fresh and fresh[-1].confidence >= SURE:
            now, was = fresh[-1], before[-1]
            text = f"{figure.about}: {now.amount}, {was.amount} on {was.day} ({was.entry})"
            yield Change(
                now.day, "figure", text, now.words, now.entry, now.paper, None, len(fresh), True, now.confidence
            )


def _lapses(connection: Connection, since: str, day: str) -> Iterator[Change]:
    """Moves whose deadline passed unanswered."""
    t = tellings.c
    query = select(t.act).where(t.told <= day, t.deadline > since, t.deadline < day).distinct()
    for move in moves(connection, load(connection, sorted(connection.execute(query).scalars()), day), day):
        lapsed = next((s for s in move.steps if s.how == "lapsed"), None)
        if lapsed is not None and move.state == "lapsed" and phrases.sure(move.act, SURE):
            text = f"The deadline passed unanswered: {phrases.sentence(move.act)}"
            yield _of_act(move.act, "lapse", lapsed.day, text)


def _of_act(act: Act, kind: Kind, day: str, text: str, *, entry: str | None = None) -> Change:
    return Change(
        day, kind, text, act.sentence, entry or act.entry, act.papers[0] if act.papers else "", act.name, act.reports,
        act.contested, act.confidence,
    )  # fmt: skip
