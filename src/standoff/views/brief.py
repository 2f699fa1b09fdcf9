"""Where things stand on a day: what is at issue, who wants, offers, refuses and threatens what, what is open, what
differs.

The brief is for a reader who hasn't read the reports. It tells what the reports of the last weeks tell, the most told
and latest first, and leaves out what it isn't sure of: acts whose words name nobody, or that the coder hardly believes.
What it is less sure of is marked. Every line names the entry that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, case, exists, func, select

from standoff.ledger import Ledger, tables
from standoff.ledger.linked_tables import (
    UNDATED,
    act_days,
    actor_days,
    appearances,
    issue_entries,
    linked_acts,
    linked_issues,
    sources,
)
from standoff.ledger.linked_tables import stances as stance_table
from standoff.ledger.linking.features import denies, sentence_of
from standoff.ledger.linking.terms import LIGHT, terms_of, weight
from standoff.record import Actor
from standoff.span import Span
from standoff.views import figures as figure_view
from standoff.views import phrases, positions
from standoff.views.acts import Act, load
from standoff.views.changes import told_changes
from standoff.views.negotiation import Move, moves
from standoff.views.words import display, quote

# The reports of this many days are told of; those of the last week count double, of the last three days fourfold.
DAYS, WEEK, FRESH = 30, 7, 3
# How many lines a section has at most, and of how many acts they are chosen.
LINES, LOOKED_AT = 10, 40
# What the coder is less sure of is left out, or marked.
LEAVE_OUT, MARK = 0.5, 0.65
# What is told as done must be surer: the coder errs more on deeds than on words.
DEED = 0.6
# Units of shares.
SHARES = {"percent", "%"}
# Counts up to this, of anything but money, are left out: "two diplomats", "three people present".
FEW = 3
# Lines that are less sure are given only up to so many in a section, and after the surer ones.
UNSURE = 3
# Stands that nobody has told of for so many days aren't news.
STANDS = 90
# An issue is told of where its sides are as sure as this.
STANCE = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``text`` says who does what to whom, ``words`` the sentence that says so, ``notes`` the rest.

    ``marks`` are ``uncertain`` and ``contested``; ``entries`` all entries that the line rests on, ``entry`` the first.
    """

    entry: str
    text: str
    words: str
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the brief; ``note`` says what it holds."""

    title: str
    note: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Brief:
    """Where things stand on ``day``: told by ``reports`` reports since ``first``, the last ``DAYS`` days of them
    ``lately``.
    """

    day: date | None
    first: date | None
    reports: int
    lately: int
    papers: tuple[str, ...]
    sections: list[Section]


def brief(ledger: Ledger, *, on: date | None = None) -> Brief:
    """The brief on the day ``on``, or that of the newest report; sections with nothing in them are left out."""
    with ledger.reading() as connection:
        s = sources.c
        newest = on.isoformat() if on else connection.execute(select(func.max(s.told)).where(s.told < UNDATED)).scalar()
        last = on.isoformat() if on else UNDATED
        count, first = connection.execute(select(func.count(), func.min(s.told)).where(s.told <= last)).one()
        if not count:
            return Brief(on, None, 0, 0, (), [])
        day = date.fromisoformat(newest) if newest else None
        begin = (day - timedelta(days=DAYS)).isoformat() if day else ""
        counted = select(s.voice, func.count()).where(s.told >= begin, s.told <= last).group_by(s.voice)
        heard = connection.execute(counted.order_by(func.count().desc(), s.voice)).all()
        sections = list(_sections(connection, day, last, begin))
    return Brief(
        day, date.fromisoformat(first) if first < UNDATED else None, count, sum(n for _, n in heard),
        tuple(voice for voice, _ in heard), [x for x in sections if x.lines],
    )  # fmt: skip


def _sections(connection: Connection, day: date | None, last: str, begin: str) -> Iterable[Section]:
    told = [act for act in load(connection, _chosen(connection, day, last, begin), last) if _sure(act)]
    parties = phrases.central(told)
    told.sort(key=lambda act: not phrases.between(act, parties))  # a state's own affairs come last
    told = [act for act in told if act.move or not phrases.over(act, begin)]  # what is told of long ago isn't news
    asked = {m.act.name: m for m in moves(connection, [a for a in told if a.move], last)}
    shown = [a for a in told if a.name in asked or a.move not in _ASKED]
    seen: set[str] = set()

    def of(title: str, note: str, wanted: Callable[[Act], bool], *, again: bool = False) -> Section:
        """A section of the acts wanted; a sentence that stands above already isn't given ``again``."""
        chosen = [a for a in shown if wanted(a) and (again or a.sentence not in seen)]
        lines = _lines(chosen, asked, day)
        seen.update(line.words for line in lines)
        return Section(title, note, lines)

    yield _issues(connection, last, begin)
    yield of("Most reported", "told by several reports", lambda a: a.reports > 1 and _said(a), again=True)
    yield of("Demands", "what is asked, and what became of it", lambda a: a.move == "demand" and _said(a))
    yield of("Offers and promises", "and what became of them", lambda a: a.move in {"offer", "promise"} and _said(a))
    yield of(
        "Refused", "or opposed", lambda a: a.move == "reject" and _said(a) and a.modality != "conditional", again=True
    )
    yield of("Agreed and conceded", "", lambda a: a.move in {"accept", "concede"} and _said(a), again=True)
    yield of("Threats and warnings", "", lambda a: a.move in {"threaten", "warn"} and _said(a), again=True)
    yield of("Expected next", "announced, or dated later", lambda a: _coming(a, day), again=True)
    yield of("Forces, arms and withdrawals", "", lambda a: a.type in {"MOBILIZE", "AID", "RETREAT"} and _done(a))
    yield of("Force and pressure", "", lambda a: a.type in {"ASSAULT", "COERCE", "SANCTION", "PROTEST"} and _done(a))
    yield of("Talks", "", lambda a: a.type in {"CONSULT", "COOPERATE"} and _done(a) and _several(a))
    yield of(
        "Criticism, concern and support",
        "",
        lambda a: a.type in {"ACCUSE", "SUPPORT"} and a.move != "accept" and _done(a),
    )
    yield of("Accounts that differ", "told by some, denied or disputed by others", lambda a: a.contested, again=True)
    yield _changed(connection, day, last)
    yield _figures(connection, last, begin)
    yield _markets(connection, last, begin)
    yield _speakers(connection, last, begin)


# What is only said; that somebody will say so is no event to come.
_WORDS = {"ACCUSE", "SUPPORT", "REQUEST", "REJECT"}
_ASKED = {"demand", "offer", "promise", "threaten", "warn"}


def _chosen(connection: Connection, day: date | None, last: str, begin: str) -> list[str]:
    """The acts told most in the last days, ``LOOKED_AT`` of each move and type, the most told first."""
    d, a = act_days.c, linked_acts.c
    if day is None:
        told = func.sum(d.reports)
    else:
        week, fresh = ((day - timedelta(days=n)).isoformat() for n in (WEEK, FRESH))
        told = func.sum(d.reports * case((d.told > fresh, 4), (d.told > week, 2), else_=1))
    query = (
        select(a.id, a.type, a.move)
        .join(act_days, d.act == a.id)
        .where(d.told >= begin, d.told <= last)
        .group_by(a.id, a.type, a.move)
        .order_by(told.desc(), func.max(d.told).desc(), a.id)
    )
    kept: dict[tuple[str, str | None], int] = {}
    chosen = []
    for name, kind, move in connection.execute(query):
        number = kept[kind, move] = kept.get((kind, move), 0) + 1
        if number <= LOOKED_AT:
            chosen.append(name)
    return chosen


def _sure(act: Act) -> bool:
    return phrases.sure(act, LEAVE_OUT if act.move else DEED) and phrases.public(act)


def _said(act: Act) -> bool:
    return act.modality in {"actual", "planned", "conditional", "alleged"} and bool(act.actors)


def _done(act: Act) -> bool:
    return act.modality in {"actual", "alleged"} and bool(act.actors)


def _several(act: Act) -> bool:
    """True where two parties at least are named: one alone meets nobody."""
    return len({s for s in (*act.actor_sides, *act.recipient_sides) if s}) > 1 and bool(
        phrases.whom(act) or len(act.actors) > 1
    )


def _coming(act: Act, day: date | None) -> bool:
    if act.modality == "planned":
        return act.move in {None, "consult"} and bool(act.actors) and act.type not in _WORDS
    return act.dated and day is not None and act.day > day.isoformat() and act.modality != "denied"


def _lines(told: Sequence[Act], asked: dict[str, Move], day: date | None) -> list[Line]:
    """One line an act, at most one that rests on the same sentence; those that tell little come last."""
    lines: list[Line] = []
    seen: set[str] = set()
    for act in sorted(told, key=lambda act: (act.confidence < MARK, not phrases.telling(act))):
        if len(lines) >= (LINES if act.confidence >= MARK else min(LINES, max(UNSURE, LINES // 2))):
            break
        if act.sentence in seen:
            continue
        seen.add(act.sentence)
        lines.append(_line(act, asked.get(act.name), day))
    return lines


def _line(act: Act, move: Move | None, day: date | None) -> Line:
    notes = []
    if phrases.about(act):
        notes.append(f"on {phrases.about(act)}")
    if act.teller:
        notes.append(f"says {act.teller}")
    if act.condition and act.condition not in act.sentence:
        notes.append(f"condition: {act.condition}")
    if move is not None and move.kind in _ASKED:
        notes.append(_state(move, day))
    if act.denied_by and act.modality != "denied":
        notes.append(f"denied by {', '.join(act.denied_by[:3])}")
    if act.disputed_by:
        notes.append(f"disputed by {', '.join(act.disputed_by[:3])}")
    notes.append(_when(act, day))
    marks = [*(["uncertain"] if act.confidence < MARK else []), *(["contested"] if act.contested else [])]
    answers = [s.entry for s in move.steps if s.how != "made"] if move else []
    entries = tuple(dict.fromkeys((act.entry, *answers, *act.entries)))
    return Line(act.entry, phrases.sentence(act), act.sentence, tuple(n for n in notes if n), tuple(marks), entries)


def _state(move: Move, day: date | None) -> str:
    """ "open since 2018-12-19, again on 2018-12-23, due by 2018-12-31", "refused by NATO (e-…)"."""
    made = [s.day for s in move.steps if s.how in {"made", "repeated"}]
    again = f", again on {made[-1]}" if len(made) > 1 and made[-1] != made[0] else ""
    due = f", due by {move.act.deadline}" if move.act.deadline else ""
    answer = move.answer
    if move.state == "open" or answer is None:
        today = day.isoformat() if day else UNDATED
        since = f" since {made[0]}" if made and made[0] < today else ""
        return f"open{since}{again}{due}"
    word = {"rejected": "refused"}.get(move.state, move.state)
    by = f" by {answer.by}" if answer.by else ""
    return f"{word}{by} ({answer.entry}){due}"


def _when(act: Act, day: date | None) -> str:
    """The day of the act where it is told, else the days on which it was reported; the place; how many told it."""
    when = ""
    if act.dated and _dates(act):
        when = act.day if not act.day_end or act.day_end.startswith(act.day) else f"{act.day} to {act.day_end}"
    elif day is not None and act.first_told < min(day.isoformat(), UNDATED):
        when = f"reported {act.first_told}" + (f" to {act.last_told}" if act.last_told != act.first_told else "")
    told = f"told by {act.reports} reports" if act.reports > 1 else ""
    papers = f"{act.voices} papers" if act.voices > 1 else ""
    return ", ".join(part for part in (when, act.place or "", told, papers) if part)


def _dates(act: Act) -> bool:
    """True where the day told can be that of the act: of what is to come a later one, of words one of these weeks."""
    if act.first_told == UNDATED:
        return True
    told = date.fromisoformat(act.first_told)
    last = (act.day_end or act.day)[:10]
    if act.modality in {"planned", "conditional"}:
        return last >= act.first_told[: len(last)]
    return act.move is None or last >= (told - timedelta(days=DAYS)).isoformat()[: len(last)]


def _issues(connection: Connection, last: str, begin: str) -> Section:
    """The issues most told of lately on which somebody takes a stand, those with sides against each other first."""
    i, e, s = linked_issues.c, issue_entries.c, stance_table.c
    stood = (date.fromisoformat(begin) - timedelta(days=STANDS - DAYS)).isoformat() if begin else ""
    other = linked_issues.alias("other").c
    sided = select(s.entry).join(other.id.table, other.id == s.issue)
    sided = sided.where(other.topic == i.topic, s.told <= last, s.confidence >= STANCE).correlate(linked_issues)
    query = (
        select(i.topic, func.count().label("lately"))
        .join(issue_entries, e.issue == i.id)
        .where(e.place >= begin, e.place < last + "~", exists(sided))
        .group_by(i.topic)
        .order_by(func.count().desc(), func.max(e.place).desc())
        .limit(LOOKED_AT)
    )
    lately = {row.topic: int(row.lately) for row in connection.execute(query)}
    found = positions.of_topics(connection, list(lately), last)
    told = [x for x in found if _tells(x.label) and _stands(x, stood)]
    ranked = sorted(told, key=lambda x: -_weight(x, lately[x.id], stood))
    # where there is enough that several take a stand on, or several reports tell, what one is said to want can wait
    several = [x for x in ranked if len(_stands(x, stood)) > 1 or lately[x.id] > 1]
    shown = several if len(several) >= LINES // 2 else ranked
    return Section("Issues", "who is for and against", [line for x in shown[:LINES] if (line := _issue_line(x, stood))])


def _tells(label: str) -> bool:
    """True for a name that says what is at issue: words enough that mean something."""
    if phrases.circular(label):
        return False
    terms = terms_of(label)
    telling = [w for w in terms.words if weight(w) > LIGHT]
    return len(telling) >= 2 or bool(telling and terms.names)


def _weight(issue: positions.Issue, lately: int, begin: str) -> float:
    sure = _stands(issue, begin)
    opposed = len({h.stance for h in sure} & {"support", "oppose"}) == 2
    return lately + 2 * len(sure) + 5 * opposed


def _stands(issue: positions.Issue, begin: str) -> list[positions.Held]:
    """The stances that are sure enough: not those for something whose words hold a "not"."""
    return [
        h
        for h in issue.held
        if h.confidence >= STANCE and h.told >= begin and not (h.stance == "support" and denies(h.words))
        and not phrases.private(h.side)
    ]  # fmt: skip


def _issue_line(issue: positions.Issue, begin: str) -> Line | None:
    sure = _stands(issue, begin)
    if not sure:
        return None
    words = {"support": "for", "oppose": "against", "conditional": "for, on conditions", "undecided": "undecided"}
    parts = [
        f"{word}: {', '.join(h.actor for h in sure if h.stance == stance)}"
        for stance, word in words.items()
        if any(h.stance == stance for h in sure)
    ]
    shifts = [
        f"{h.actor} was {words[h.before[0]]} on {h.before[1]} ({h.before[2]})"
        for h in sure
        if h.before and h.before[1] >= begin
    ]
    names = [name for name in issue.names if name != issue.label]
    other = [f"also called {', '.join(names[:2])}"] if names else []
    latest = max(sure, key=lambda h: (h.told, h.confidence, len(h.words)))
    entries = (latest.entry, *(h.entry for h in sure if h is not latest))
    return Line(latest.entry, issue.label, latest.words, ("; ".join(parts), *shifts, *other), (), entries)


def _figures(connection: Connection, last: str, begin: str) -> Section:
    """Figures lately told: those on which reports differ first."""
    lines: list[Line] = []
    found = figure_view.told_figures(connection, last, begin, limit=2 * LOOKED_AT)
    for figure in sorted(found, key=_share):
        sure = [v for v in figure.values if v.confidence >= LEAVE_OUT and v.day >= begin]
        if not sure or len(lines) >= LINES or not _counts(sure[-1]):
            continue
        by_value = {v.value: v for v in sure}
        differ = len(by_value) > 1 and figure.contested
        amounts = [f"{v.amount} ({v.paper}, {v.day}, {v.entry})" for v in by_value.values()] if differ else []
        newest = sure[-1]
        text = f"{newest.about}: {'reports differ' if differ else newest.amount}"
        notes = (*amounts,) if differ else (newest.day,)
        marks = ("contested",) if differ else ()
        lines.append(Line(newest.entry, text, newest.words, notes, marks, tuple(v.entry for v in sure)))
    return Section("Figures", "values for one thing stand side by side", lines)


def _share(figure: figure_view.Figure) -> tuple[bool, bool]:
    """What comes last: shares of something, of which a report gives many; what isn't contested after what is."""
    return figure.unit in SHARES, not figure.contested


def _counts(value: figure_view.Value) -> bool:
    """True where the words say what is counted, and it isn't how many said something."""
    terms = terms_of(value.about)
    telling = bool(terms.names) or any(weight(w) > LIGHT for w in terms.words)
    return telling and (abs(value.value) > FEW or (len(value.unit) == len("USD") and value.unit.isupper()))


def _changed(connection: Connection, day: date | None, last: str) -> Section:
    """What answers, shifts and denials the last week brought; nothing where the record begins in it."""
    lines: list[Line] = []
    if day is not None:
        week = (day - timedelta(days=WEEK)).isoformat()
        older = select(sources.c.report).where(sources.c.told <= week).limit(1)
        if connection.execute(older).first() is not None:
            found = [c for c in told_changes(connection, week, last, None, settled=True) if c.confidence >= MARK]
            found.sort(key=lambda c: (-c.reports * c.confidence, c.day))
            for one in sorted(found[:LINES], key=lambda c: c.day, reverse=True):
                lines.append(Line(one.entry, one.text, one.words, (one.day,), ()))
    return Section("Changed in the last week", "answers, shifts of position, denials", lines)


def _markets(connection: Connection, last: str, begin: str) -> Section:
    """Market moves of these weeks, the latest first."""
    q, r, s = tables.quantities.c, tables.reports.c, sources.c
    query = (
        select(
            q.id, q.value, q.unit, q.qualifier, q.about, q.direction, q.evidence_begin, q.evidence_end, r.text, s.told
        )
        .join(tables.reports, r.id == q.report)
        .join(sources, s.report == q.report)
        .where(q.direction.is_not(None), q.confidence >= LEAVE_OUT, s.told >= begin, s.told <= last)
        .order_by(s.place.desc(), q.number)
        .limit(LINES)
    )
    arrows = {"up": "up", "down": "down", "mixed": "up and down"}
    lines: list[Line] = []
    for row in connection.execute(query):
        span = Span(row.evidence_begin, row.evidence_end)
        words = quote(row.text, sentence_of(row.text, span), span)
        level = " ".join(str(part) for part in (row.qualifier, row.value, row.unit) if part is not None)
        notes = tuple(n for n in (level if row.value is not None else "", row.told if row.told < UNDATED else "") if n)
        about = row.about.replace(" 's", "'s").replace(" - ", "-")  # as the tokenizer has cut it
        lines.append(Line(row.id, f"{about}: {arrows[row.direction]}", words, notes, (), (row.id,)))
    return Section("Markets", "", lines)


def _speakers(connection: Connection, last: str, begin: str) -> Section:
    """Who is quoted most."""
    d, p, a = actor_days.c, appearances.c, tables.actors.c
    said = func.sum(d.statements)
    query = select(d.actor, said.label("n")).where(d.told >= begin, d.told <= last).group_by(d.actor).having(said > 1)
    parts: list[str] = []
    entries: list[str] = []
    for row in connection.execute(query.order_by(said.desc(), d.actor).limit(LINES)).all():
        own = select(a.id, a.code, a.name, a.type, a.confidence).join(appearances, p.entry == a.id)
        latest = own.where(p.actor == row.actor, p.told <= last).order_by(p.told.desc(), a.id).limit(1)
        one = connection.execute(latest).one()
        if one.type != "anonymous":
            actor = Actor(id=one.id, code=one.code, name=one.name, type=one.type, confidence=one.confidence)
            parts.append(f"{display(actor)} {row.n}")
            entries.append(one.id)
    lines = [Line(entries[0], ", ".join(parts), "", (), (), tuple(entries))] if parts else []
    return Section("Quoted most", "statements in the reports of these weeks", lines)
