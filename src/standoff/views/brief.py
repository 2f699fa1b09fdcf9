"""Where things stand on a day: what is in dispute, who wants, offers, refuses and threatens what, what is open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from standoff.ledger import Filed
from standoff.record import Quantity, Stance
from standoff.views.positions import stances
from standoff.views.told import Telling, display, paper_of, tellings

Row = tuple[str, ...]

FORCES = {"MOBILIZE", "AID", "RETREAT"}
FORCE = {"SANCTION", "COERCE", "ASSAULT", "PROTEST"}
CONTENTION = {"REJECT", "ACCUSE", "THREATEN", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
# How an answer is told beside what it answers.
ANSWERED = {
    "reject": "refused by",
    "accept": "accepted by",
    "concede": "conceded by",
    "promise": "promised by",
    "offer": "met with an offer by",
    "concern": "regretted by",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the brief; the last column of every row names the entry that it rests on."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Brief:
    """Where things stand: ``day`` is the day asked for or that of the newest report, ``reports`` how many were read."""

    day: date | None
    reports: int
    papers: tuple[str, ...]
    sections: list[Section]


def brief(filed: Iterable[Filed], *, on: date | None = None) -> Brief:
    """The brief of the records ``filed``, which go up to the day ``on``; sections with nothing in them are left out."""
    kept = list(filed)
    days = [f.record.report.published for f in kept if f.record.report.published]
    day = on or (date.fromisoformat(max(days)) if days else None)
    told = [t for t in tellings(kept) if t.actors or t.recipients]
    third = _third_parties(told)
    main = [t for t in told if not (t.heads and t.heads <= third)]
    sections = [
        _issues(kept),
        _asked("Demands", ("who", "of whom", "what", "answer"), main, lambda t: t.act == "demand"),
        _asked(
            "Offers and promises", ("who", "to whom", "what", "answer"), main, lambda t: t.act in {"offer", "promise"}
        ),
        _plain("Accepted and conceded", main, lambda t: t.act in {"accept", "concede"}),
        _plain("Refused", main, lambda t: t.act == "reject"),
        _threats(main),
        _deeds("Forces, arms and aid", main, FORCES),
        _deeds("Force and pressure", main, FORCE),
        _deeds("Talks and cooperation", main, {"CONSULT", "COOPERATE"}),
        _plain("Criticism and concern", main, lambda t: t.type == "ACCUSE" and t.act != "warn"),
        _plain("Support", main, lambda t: t.type == "SUPPORT"),
        _plain("Third parties", told, lambda t: bool(t.heads) and t.heads <= third),
        _expected(told, day),
        _figures(kept),
        _markets(kept),
        _sources(kept),
    ]
    papers = tuple(dict.fromkeys(paper_of(f.record.report) for f in kept))
    return Brief(day, len(kept), papers, [s for s in sections if s.rows])


def what_of(telling: Telling) -> str:
    """What a line says: how sure it is, the issue, the words, when and where, who says so."""
    parts = [telling.what]
    if telling.modality != "actual":
        parts.insert(0, f"({telling.modality})")
    if telling.source:
        parts.append(f"– says {telling.source}")
    return " ".join(parts)


def _third_parties(told: Sequence[Telling]) -> frozenset[str]:
    """Who speaks up but is in no quarrel: nobody blames, refuses, threatens or moves against it, nor it anybody."""
    acting = {h for t in told for h in t.heads}
    quarrelling = {h for t in told if t.type in CONTENTION and t.modality != "denied" for h in t.heads | t.towards}
    asked = {h for t in told if t.act in {"demand", "offer"} for h in t.towards}
    return frozenset(acting - quarrelling - asked - {"UNK"})


def _issues(kept: Sequence[Filed]) -> Section:
    rows: list[Row] = []
    for issue in stances(kept):
        held = {stance: [h.actor for h in issue.held if h.stance == stance] for stance in get_args(Stance)}
        pro = held["support"] + [f"{actor} (on conditions)" for actor in held["conditional"]]
        sides = (", ".join(actors) for actors in (pro, held["oppose"], held["undecided"]))
        rows.append((issue.label, *sides, issue.held[0].name))
    return Section("Issues", ("issue", "for", "against", "undecided", "entry"), rows)


def _asked(title: str, columns: tuple[str, ...], told: Sequence[Telling], wanted: Callable[[Telling], bool]) -> Section:
    rows = [
        (t.who, t.whom, what_of(t), _answer(t), t.names[0])
        for t in told
        if wanted(t) and t.modality in {"actual", "planned", "conditional", "alleged"}
    ]
    return Section(title, (*columns, "entry"), rows)


def _answer(telling: Telling) -> str:
    answers = [f"{ANSWERED[a.act]} {a.who} ({a.names[0]})" for a in telling.answers if a.act in ANSWERED]
    return "; ".join(dict.fromkeys(answers)) or "open"


def _plain(title: str, told: Sequence[Telling], wanted: Callable[[Telling], bool]) -> Section:
    rows = [(t.who, t.whom, what_of(t), t.names[0]) for t in told if wanted(t)]
    return Section(title, ("who", "whom", "what", "entry"), rows)


def _threats(told: Sequence[Telling]) -> Section:
    rows = [
        (t.who, t.whom, what_of(t), t.condition or "", t.names[0])
        for t in told
        if t.type == "THREATEN" or t.act == "warn"
    ]
    return Section("Threats and warnings", ("who", "whom", "what", "condition", "entry"), rows)


def _deeds(title: str, told: Sequence[Telling], types: set[str]) -> Section:
    rows = [
        (t.type.lower(), t.who, t.whom, what_of(t), _when_where(t), t.names[0])
        for t in told
        if t.type in types and t.modality != "denied"
    ]
    return Section(title, ("act", "who", "whom", "what", "when, where", "entry"), rows)


def _when_where(telling: Telling) -> str:
    day = f"{telling.date.value}{f' to {telling.date.end}' if telling.date.end else ''}" if telling.date else ""
    return ", ".join(part for part in (day, telling.place) if part)


def _expected(told: Sequence[Telling], day: date | None) -> Section:
    """What is announced, and what is dated later than the day of the brief; the soonest first."""
    after = day.isoformat() if day else ""
    coming = [
        t
        for t in told
        if t.modality == "planned"
        or (t.date is not None and after and t.date.value > after and t.modality != "denied")
    ]  # fmt: skip
    coming.sort(key=lambda t: t.date.value if t.date else "9999")
    rows = [(_when_where(t), t.who, t.whom, f"{t.type.lower()}: {t.what}", t.names[0]) for t in coming]
    return Section("Expected next", ("when, where", "who", "whom", "what", "entry"), rows)


def _figures(kept: Sequence[Filed]) -> Section:
    """The figures, those of one thing side by side; papers that differ on it are marked."""
    found: dict[tuple[str, frozenset[str]], list[tuple[Quantity, str, str]]] = defaultdict(list)
    for filed in kept:
        paper = paper_of(filed.record.report)
        for number, quantity in enumerate(filed.record.quantities, 1):
            if quantity.direction is None and quantity.value is not None:
                key = (quantity.unit.casefold(), _topic(quantity.about))
                found[_alike(key, found)].append((quantity, paper, filed.names[f"q{number}"]))
    rows: list[Row] = []
    for told in found.values():
        values = {q.value for q, _, _ in told}
        differ = len(values) > 1 and len({p for _, p, _ in told}) > 1
        for quantity, paper, name in told:
            rows.append((_amount(quantity), quantity.about, paper, "papers differ" if differ else "", name))
    return Section("Figures", ("figure", "of what", "paper", "", "entry"), rows)


def _topic(about: str) -> frozenset[str]:
    """The words that say what a figure is of; short ones and grammar say nothing."""
    return frozenset(w for w in about.casefold().replace("’", "'").split() if len(w) > 3)


def _alike(key: tuple[str, frozenset[str]], known: Iterable[tuple[str, frozenset[str]]]) -> tuple[str, frozenset[str]]:
    """The known key of the same unit that shares at least half of the words, else ``key`` itself."""
    for other in known:
        if other[0] == key[0] and len(other[1] & key[1]) * 2 >= max(1, min(len(other[1]), len(key[1]))):
            return other
    return key


def _amount(quantity: Quantity) -> str:
    number = f"{quantity.value:,}" if quantity.value is not None else ""
    return " ".join(part for part in (quantity.qualifier, number, quantity.unit) if part)


def _markets(kept: Sequence[Filed]) -> Section:
    arrows = {"up": "up", "down": "down", "mixed": "up and down"}
    rows = []
    for filed in kept:
        text = filed.record.report.text
        for number, quantity in enumerate(filed.record.quantities, 1):
            if quantity.direction is not None:
                words = " ".join(text[quantity.evidence[0] : quantity.evidence[1]].split())
                level = _amount(quantity) if quantity.value is not None else ""
                rows.append(
                    (quantity.about, arrows[quantity.direction], level, f"“{words}”", filed.names[f"q{number}"])
                )
    return Section("Markets", ("what", "move", "level", "words", "entry"), rows)


def _sources(kept: Sequence[Filed]) -> Section:
    """Who is quoted, how they are known, and how often."""
    count: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for filed in kept:
        actors = {a.id: a for a in filed.record.actors}
        for statement in filed.record.statements:
            key = (display(actors[statement.speaker]), statement.sourcing)
            count[key] += 1
            first.setdefault(key, filed.names[statement.id])
    rows = [(who, sourcing, str(n), first[who, sourcing]) for (who, sourcing), n in count.most_common()]
    return Section("Sources", ("who", "known by", "statements", "entry"), rows)
