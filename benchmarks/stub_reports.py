"""Reports made up for benchmarks, with the records that a coder might make of them: nothing is coded.

Each tells six acts in about 2,500 characters, as a long dispatch of an agency does: two exchanges of a demand, an offer
or a threat, which the other side refuses, accepts or leaves open; deeds; what two ministers say; troops and a price.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from standoff import record as r
from standoff.report import Report
from standoff.span import Span

FIRST, LAST = date(2018, 1, 1), date(2019, 12, 31)
DAYS = (LAST - FIRST).days
STATES = {
    "RUS": "Russia", "UKR": "Ukraine", "USA": "the United States", "CHN": "China", "IRN": "Iran", "ISR": "Israel",
    "TUR": "Turkey", "SYR": "Syria", "FRA": "France", "DEU": "Germany", "GBR": "Britain", "SAU": "Saudi Arabia",
    "IND": "India", "PAK": "Pakistan", "JPN": "Japan", "KOR": "South Korea",
}  # fmt: skip
VERBS = ("open", "close", "guard", "leave", "share", "inspect", "rebuild", "patrol")
KINDS = ("old", "new", "northern", "southern")
THINGS = (
    "border", "strait", "canal", "pipeline", "harbour", "airfield", "refinery", "corridor", "observatory", "mine",
    "railway", "bridge", "archive", "reactor", "dam", "embassy", "camp", "market", "fishery", "island",
)  # fmt: skip
PLACES = (("Mandera", 3.94, 41.86), ("Lviv", 49.84, 24.03), ("Idlib", 35.93, 36.63), ("Basra", 30.51, 47.78))
PAPERS = tuple(f"The {name}" for name in ("Courier", "Ledger", "Despatch", "Skua", "Gannet", "Plover", "Knot", "Ruff"))
MARKETS = ("Tea", "Copper", "Wheat", "Oil")
# What one side puts to another: the words, the type and move, how it is told.
ASKS = (
    ("demanded that {b} {issue}", "demanded", "REQUEST", "demand", "actual"),
    ("offered {b} aid to {issue}", "offered", "COOPERATE", "offer", "planned"),
    ("threatened {b} with sanctions unless it would {issue}", "threatened", "THREATEN", "threaten", "actual"),
)
# What the other answers, the most of it nothing.
ANSWERS = (("rejected the demand to {issue}", "rejected", "REJECT", "reject"),
           ("agreed to {issue}", "agreed", "AGREE", "accept"), None, None)  # fmt: skip
DEEDS = (
    ("moved troops to the border of {b} near {place}", "moved", "MOBILIZE", -7.2),
    ("met envoys of {b} in {place}", "met", "CONSULT", 1.5),
    ("shelled positions of {b} near {place}", "shelled", "ASSAULT", -9.5),
    ("sent {b} food and fuel by way of {place}", "sent", "AID", 6.4),
    ("accused {b} of having closed the {thing}", "accused", "ACCUSE", -2.8),
)
LENGTH = 2500


class Draft:
    """A report being made: sentences are put behind one another, and spans are those of the text so far."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.number = number
        self.text = ""
        self.actors: dict[str, r.Actor] = {}
        self.statements: list[r.Statement] = []
        self.events: list[r.Event] = []
        self.issues: list[r.Issue] = []
        self.positions: list[r.Position] = []
        self.quantities: list[r.Quantity] = []

    def say(self, sentence: str) -> Span:
        """Put a sentence; its span, without the full stop."""
        begin = len(self.text)
        self.text += f"{sentence}. "
        return Span(begin, begin + len(sentence))

    def at(self, words: str, within: Span) -> Span:
        """Where ``words`` stand in ``within``."""
        begin = self.text.index(words, within.begin)
        return Span(begin, begin + len(words))

    def state(self, code: str, within: Span) -> str:
        """The id of a state that is named there."""
        actor = self.actors.get(code)
        if actor is None:
            actor = self.actors[code] = r.Actor(
                id=f"a{len(self.actors) + 1}", code=f"{code}:GOV", name=STATES[code].removeprefix("the "), type="state",
                country=code, sector="GOV", mentions=[], confidence=0.9,
            )  # fmt: skip
        actor.mentions.append(self.at(STATES[code], within))
        return actor.id

    def event(self, kind: str, trigger: str, span: Span, doer: str, other: str, **more: object) -> r.Event:
        """An act told in ``span``, which names whoever does it, and perhaps on whom it is done."""
        fields = {"modality": "actual", "confidence": self.chance.choice((0.55, 0.7, 0.8, 0.9)), "intensity": -4.0}
        one = r.Event(
            id=f"e{len(self.events) + 1}", type=kind, actors=[self.state(doer, span)],
            recipients=[self.state(other, span) if STATES[other] in span.quote(self.text) else self.actors[other].id],
            trigger=self.at(trigger, span), evidence=span, **{**fields, **more},
        )  # fmt: skip
        self.events.append(one)
        return one

    def exchange(self, day: date) -> None:
        """One side puts something to another, which may answer."""
        a, b = self.chance.sample(sorted(STATES), 2)
        issue = f"{self.chance.choice(VERBS)} the {self.chance.choice(KINDS)} {self.chance.choice(THINGS)}"
        words, trigger, kind, move, modality = self.chance.choice(ASKS)
        asked = self.say(f"{STATES[a]} {words.format(b=STATES[b], issue=issue)}")
        named = r.Issue(id=f"i{len(self.issues) + 1}", label=f"{STATES[b].removeprefix('the ')} to {issue}")
        self.issues.append(named)
        put = self.event(kind, trigger, asked, a, b, act=move, modality=modality, issue=named.id)
        if move == "threaten":
            put.date = r.EventDate(
                value=(day + timedelta(days=self.chance.randrange(2, 40))).isoformat(), precision="day"
            )
        self.positions.append(
            r.Position(actor=put.actors[0], issue=named.id, stance="support", evidence=asked, confidence=0.8)
        )
        answer = self.chance.choice(ANSWERS)
        if answer is not None:
            words, trigger, kind, move = answer
            told = self.say(f"{STATES[b]} {words.format(issue=issue)}")
            reply = self.event(kind, trigger, told, b, a, act=move, issue=named.id, reply_to=put.id)
            stance = "oppose" if move == "reject" else "support"
            self.positions.append(
                r.Position(actor=reply.actors[0], issue=named.id, stance=stance, evidence=told, confidence=0.8)
            )

    def deed(self) -> None:
        """Something done, at a place."""
        a, b = self.chance.sample(sorted(STATES), 2)
        words, trigger, kind, intensity = self.chance.choice(DEEDS)
        name, lat, lon = self.chance.choice(PLACES)
        span = self.say(f"{STATES[a]} {words.format(b=STATES[b], place=name, thing=self.chance.choice(THINGS))}")
        place = (
            r.Place(name=name, country=None, lat=lat, lon=lon, span=self.at(name, span)) if "{place}" in words else None
        )
        self.event(kind, trigger, span, a, b, place=place, intensity=intensity)

    def statement(self) -> None:
        """What a minister of one of the states says."""
        code = self.chance.choice(sorted(self.actors.keys() & STATES.keys()))
        own = f"a{len(self.actors) + 1}"
        said = f"We shall not {self.chance.choice(VERBS)} it, {self.number}"
        span = self.say(f"“{said},” a minister of {STATES[code]} said")
        self.actors[own] = r.Actor(
            id=own, code=f"{code}:GOV", name="a minister", type="person", role="minister", country=code, sector="GOV",
            mentions=[self.at("a minister", span)], confidence=0.7,
        )  # fmt: skip
        self.statements.append(r.Statement(
            id=f"s{len(self.statements) + 1}", speaker=own, source=self.at("a minister", span),
            cue=Span(span.end - len("said"), span.end), content=[self.at(said, span)], kind="direct", sourcing="role",
            confidence=0.9,
        ))  # fmt: skip

    def figures(self) -> None:
        """How many troops, and what a price did."""
        code, (name, _, _) = self.chance.choice(sorted(STATES)), self.chance.choice(PLACES)
        troops, moved = self.chance.randrange(500, 40_000, 500), self.chance.choice(("rose", "fell"))
        span = self.say(f"Some {troops:,} troops of {STATES[code]} stand near {name}")
        self.quantities.append(r.Quantity(
            value=troops, unit="troops", about=f"troops of {STATES[code]} near {name}", qualifier="some",
            evidence=self.at(f"Some {troops:,} troops", span), confidence=0.9,
        ))  # fmt: skip
        market = self.chance.choice(MARKETS)
        span = self.say(f"{market} prices {moved}")
        self.quantities.append(r.Quantity(value=None, unit="price", about=market.lower(), evidence=span, confidence=0.8,
                                          direction="up" if moved == "rose" else "down"))  # fmt: skip


def stub(number: int) -> r.Record:
    """The record of the report ``number``: the same for the same number."""
    draft = Draft(number)
    day = FIRST + timedelta(days=round(DAYS * draft.chance.random() ** 0.8))
    for _ in range(2):
        draft.exchange(day)
    for _ in range(3):
        draft.deed()
    for _ in range(2):
        draft.statement()
    draft.figures()
    filler = 0
    while len(draft.text) < LENGTH:
        filler += 1
        thing = f"{draft.chance.choice(KINDS)} {draft.chance.choice(THINGS)}"
        draft.say(f"Nothing else was told of the {thing}, {number}.{filler}")
    publisher = draft.chance.choice(PAPERS)
    report = Report(text=draft.text, source=f"stub-{number}", published=day, publisher=publisher)
    info = r.ReportInfo(id=report.id, source=report.source, publisher=publisher, title=draft.text.partition(".")[0],
                        published=day.isoformat(), language="en", text=draft.text)  # fmt: skip
    return r.verify(r.Record(
        report=info, actors=list(draft.actors.values()), issues=draft.issues, statements=draft.statements,
        events=draft.events, positions=draft.positions, quantities=draft.quantities,
    ))  # fmt: skip
