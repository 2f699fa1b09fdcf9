"""Who stands where on which issue, since when, and where they stood before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from standoff.ledger import Ledger, chain, tables
from standoff.ledger.linked_tables import issue_entries, linked_issues, sources, stances
from standoff.record import Actor, Stance
from standoff.span import Span
from standoff.views.acts import until
from standoff.views.made import Made
from standoff.views.words import display, quote

# How many made issues are kept to be given again: some 60 MB at most.
MOST_MADE = 20_000


@dataclass(frozen=True, slots=True)
class Held:
    """One side's stance on one issue: the entry that tells it last, since when it is told so, and what was before.

    ``side`` is the code, ``actor`` how the last telling names it; ``before`` the stance, day and entry of another stand
    that the side is told to have taken earlier; ``words`` what the stance rests on.
    """

    side: str
    actor: str
    stance: Stance
    since: str
    told: str
    entry: str
    paper: str
    confidence: float
    before: tuple[Stance, str, str] | None
    words: str


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue under all its names with the stances on it; ``label`` is the name most told, ``tellings`` how often
    any is.
    """

    id: str
    label: str
    names: tuple[str, ...]
    held: tuple[Held, ...]
    tellings: int
    last_told: str


@dataclass(frozen=True, slots=True)
class Named:
    """The names of an issue, the first told first; ``label`` is the one most told, ``last`` the day last told."""

    label: str
    names: tuple[str, ...]
    tellings: int
    last: str


_made_before: Made[tuple[object, ...], Issue] = Made(MOST_MADE)


def positions(
    ledger: Ledger, *, on: date | None = None, issue: str | None = None, limit: int | None = None
) -> list[Issue]:
    """The issues on which anybody takes a stand, by what was told up to ``on``; those with most sides first.

    A government is one side, whoever of its ministers speaks; its latest stance counts.
    """
    with ledger.reading() as connection:
        s, i = stances.c, linked_issues.c
        sides = func.count(s.side.distinct())
        query = select(i.topic).join(stances, s.issue == i.id).where(s.told <= until(on)).group_by(i.topic)
        if issue is not None:
            query = query.where(i.topic == issue)
        query = query.order_by(sides.desc(), func.count().desc(), i.topic)
        if limit is not None:
            query = query.limit(limit)
        return of_topics(connection, list(connection.execute(query).scalars()), until(on))


def of_topics(connection: Connection, topics: Sequence[str], day: str) -> list[Issue]:
    """The issues ``topics`` in their order, as they stood on ``day``.

    An issue of which nothing more has been told since another day stands as it did then, and isn't made again.
    """
    version = chain.head_of(connection).digest
    named = names_of(connection, topics, day)
    i, s = linked_issues.c, stances.c
    taken = select(i.topic, func.count()).join(stances, s.issue == i.id).where(i.topic.in_(topics), s.told <= day)
    counts: dict[str, int] = {row[0]: row[1] for row in connection.execute(taken.group_by(i.topic)).all()}
    # what was told of an issue up to a day grows with the days: how much says which of it
    keys = {topic: (version, topic, one.tellings, counts.get(topic, 0)) for topic, one in named.items()}
    made = {topic: issue for topic, key in keys.items() if (issue := _made_before.get(key)) is not None}
    missing = [topic for topic in named if topic not in made]
    for issue in _make(connection, missing, named, day) if missing else ():
        _made_before.keep(keys[issue.id], issue)
        made[issue.id] = issue
    return [made[topic] for topic in topics if topic in made]


def _make(connection: Connection, topics: Sequence[str], named: dict[str, Named], day: str) -> Iterator[Issue]:
    i, s = linked_issues.c, stances.c
    # a side tells the same again and again: the first and last of each stance are enough
    told = (
        select(i.topic, s.side, s.stance, func.min(s.told).label("first"), func.max(s.told).label("last"))
        .join(linked_issues, i.id == s.issue)
        .where(i.topic.in_(topics), s.told <= day)
        .group_by(i.topic, s.side, s.stance)
    )
    stands: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(told).all():
        stands[row.topic][row.side].append(row)
    entries = _entries(connection, topics, day)
    for topic in topics:
        one = named[topic]
        yield Issue(topic, one.label, one.names, _held(topic, stands[topic], entries), one.tellings, one.last)


def names_of(connection: Connection, topics: Sequence[str], day: str) -> dict[str, Named]:
    """What the issues ``topics`` are called by ``day``; those not told of by then are left out."""
    i, e = linked_issues.c, issue_entries.c
    query = (
        select(i.topic, i.label, func.count().label("n"), func.max(e.place).label("last"))
        .join(issue_entries, e.issue == i.id)
        .where(i.topic.in_(topics), e.place < day + "~")
        .group_by(i.topic, i.id, i.label, i.place)
        .order_by(i.place)
    )
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        rows[row.topic].append(row)
    return {
        topic: Named(
            max(told, key=lambda row: row.n).label, tuple(dict.fromkeys(row.label for row in told)),
            sum(row.n for row in told), max(row.last for row in told)[: len(day)],
        )
        for topic, told in rows.items()
    }  # fmt: skip


def _held(
    topic: str, stands: dict[str, list[Any]], entries: dict[tuple[str, str, str], Any]
) -> tuple[Held, ...]:  # fmt: skip
    made: list[Held] = []
    for side, rows in stands.items():
        pairs = [(row, entries[topic, side, row.stance]) for row in rows]
        order = sorted(pairs, key=lambda pair: (pair[0].last, pair[1].place))
        now, entry = order[-1]
        earlier = [(r, e) for r, e in order[:-1] if r.stance != now.stance]
        before = (earlier[-1][0].stance, earlier[-1][0].last, earlier[-1][1].id) if earlier else None
        # since when it is told so, without anything else told between
        since = max([now.first, *(r.last for r, _ in earlier if r.last >= now.first)])
        made.append(Held(
            side, display(_actor(entry)), now.stance, since, now.last, entry.id, entry.voice, entry.confidence, before,
            quote(entry.words, Span(0, len(entry.words))),
        ))  # fmt: skip
    return tuple(sorted(made, key=lambda h: (h.stance, h.side)))


def _entries(connection: Connection, topics: Sequence[str], day: str) -> dict[tuple[str, str, str], Any]:
    """By topic, side and stance, the entry that tells it: the latest, of those of one day the surest."""
    s, i, p, a, r = stances.c, linked_issues.c, tables.positions.c, tables.actors.c, sources.c
    best = func.row_number().over(
        partition_by=(i.topic, s.side, s.stance), order_by=(s.told.desc(), s.confidence.desc(), r.place, s.entry)
    )
    ranked = (
        select(s.entry, i.topic, s.side, s.stance, r.voice, r.place, r.report, best.label("rank"))
        .join(linked_issues, i.id == s.issue)
        .join(sources, r.report == s.report)
        .where(i.topic.in_(topics), s.told <= day)
        .subquery()
    )
    # cut by the database: the text of a whole report would have to be fetched for a few words of it
    words = func.substr(tables.reports.c.text, p.evidence_begin + 1, p.evidence_end - p.evidence_begin)
    query = (
        select(
            ranked.c.topic, ranked.c.side, ranked.c.stance, ranked.c.voice, ranked.c.place, p.id, p.confidence,
            words.label("words"), a.code, a.name, a.type, a.id.label("actor"),
        )
        .join(tables.positions, p.id == ranked.c.entry)
        .join(tables.actors, a.id == p.actor)
        .join(tables.reports, tables.reports.c.id == ranked.c.report)
        .where(ranked.c.rank == 1)
    )  # fmt: skip
    return {(row.topic, row.side, row.stance): row for row in connection.execute(query)}


def _actor(row: Any) -> Actor:
    return Actor(id=row.actor, code=row.code, name=row.name, type=row.type, confidence=row.confidence)


def shifts(connection: Connection, since: str, day: str, sides: Collection[str] = ()) -> list[tuple[Issue, Held]]:
    """The stances that changed in the reports told from ``since`` to ``day``."""
    i, s, lately = linked_issues.c, stances.c, linked_issues.alias("lately").c
    fresh = select(lately.topic).join(stances, s.issue == lately.id).where(s.told >= since, s.told <= day)
    # only who is told to stand in several ways can have changed
    query = (
        select(i.topic)
        .join(stances, s.issue == i.id)
        .where(i.topic.in_(fresh), s.told <= day)
        .group_by(i.topic, s.side)
        .having(func.count(s.stance.distinct()) > 1)
        .distinct()
    )
    found = []
    for issue in of_topics(connection, sorted(connection.execute(query).scalars()), day):
        for held in issue.held:
            if held.before is not None and held.since >= since and (not sides or held.side in sides):
                found.append((issue, held))
    return found
