"""A record made by hand, for tests that need no coder: two states, a demand and its refusal, a figure, a market."""

from __future__ import annotations

from standoff.record import (
    Actor,
    Event,
    EventDate,
    Issue,
    Place,
    Position,
    Quantity,
    Record,
    ReportInfo,
    Statement,
)  # fmt: skip
from standoff.report import Report
from standoff.span import Span

TEXT = (
    "Kenya demanded on Monday that Somalia open the border. Somalia rejected the demand. "
    "Some 3,000 troops wait near Mandera. “We will not yield,” Hassan Abdi said. Tea prices rose."
)


def at(words: str, text: str = TEXT) -> Span:
    """The span of the first occurrence of ``words``."""
    begin = text.index(words)
    return Span(begin, begin + len(words))


def made(
    *, publisher: str = "The Lamu Post", published: str = "2020-03-03", text: str = TEXT, troops: int = 3000
) -> Record:
    """The record of TEXT, as ``publisher`` printed it."""
    from datetime import date

    report = Report(text=text, source="made", published=date.fromisoformat(published), publisher=publisher)
    info = ReportInfo(
        id=report.id, source="made", publisher=publisher, title="Border shut", published=published, language="en",
        text=text,
    )  # fmt: skip
    demand, refusal = at("Kenya demanded on Monday that Somalia open the border"), at("Somalia rejected the demand")
    return Record(
        report=info,
        notes=["a note"],
        actors=[
            Actor(id="a1", code="KEN:GOV", name="Kenya", type="state", country="KEN", sector="GOV",
                  mentions=[at("Kenya")], confidence=0.9),
            Actor(id="a2", code="SOM:GOV", name="Somalia", type="state", country="SOM", sector="GOV",
                  mentions=[at("Somalia")], confidence=0.9),
            Actor(id="a3", code="SOM:GOV", name="Hassan Abdi", type="person", role="minister", country="SOM",
                  sector="GOV", mentions=[at("Hassan Abdi")], wikidata="Q1", confidence=0.6),
        ],
        issues=[Issue(id="i1", label="Somalia opening border")],
        statements=[
            Statement(id="s1", speaker="a3", source=at("Hassan Abdi"), cue=at("said"),
                      content=[at("We will not yield")], kind="direct", sourcing="named", confidence=0.9),
        ],
        events=[
            Event(id="e1", type="REQUEST", mode="change", act="demand", modality="actual", actors=["a1"],
                  recipients=["a2"], trigger=at("demanded"), evidence=demand, issue="i1",
                  date=EventDate(value="2020-03-02", precision="day", span=at("Monday")), intensity=-5.0,
                  confidence=0.8),
            Event(id="e2", type="REJECT", act="reject", modality="actual", actors=["a2"], recipients=["a1"],
                  trigger=at("rejected"), evidence=refusal, issue="i1", reply_to="e1", intensity=-4.0, confidence=0.8),
            Event(id="e3", type="MOBILIZE", mode="troops", modality="planned", actors=["a1"], recipients=["a2"],
                  trigger=at("wait"), evidence=at("Some 3,000 troops wait near Mandera"), statement="s1",
                  place=Place(name="Mandera", country="KEN", lat=3.94, lon=41.86, span=at("Mandera")),
                  condition=at("We will not yield"), same_as=None, contexts=["military"], intensity=-7.2,
                  confidence=0.5),
        ],
        positions=[
            Position(actor="a1", issue="i1", stance="support", evidence=demand, confidence=0.7),
            Position(actor="a2", issue="i1", stance="oppose", evidence=refusal, confidence=0.7),
        ],
        quantities=[
            Quantity(value=troops, unit="troops", about="troops near Mandera", qualifier="some",
                     evidence=at("Some 3,000 troops"), confidence=0.9),
            Quantity(value=None, unit="price", about="tea", direction="up", evidence=at("Tea prices rose"),
                     confidence=0.7),
        ],
    )  # fmt: skip
