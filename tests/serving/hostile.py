"""A report that tries to run, to break out, to look like something else: in its text and in all that is coded of it."""

from __future__ import annotations

from datetime import date

from standoff.record import Actor, Event, Issue, Place, Position, Quantity, Record, ReportInfo, Statement
from standoff.report import Report
from standoff.span import Span

SCRIPTS = (
    "<script>window.broken = 1</script>",
    '<img src=x onerror="window.broken = 2">',
    "<svg onload=window.broken=3>",
    '"><iframe srcdoc="<script>parent.broken=4</script>"></iframe>',
    "<style>main { display: none !important }</style>",
    '<a href="javascript:window.broken=5">press</a>',
    "${window.broken=6} {{constructor.constructor('window.broken=7')()}}",
    "'); DROP TABLE reports; --",
    "]]><!-- </title></textarea><base href=//evil.example>",
)
# An override that shows what follows it from right to left, an isolate that is never closed.
TURNED = "\u202eelbatpecca si laed eht\u202c and \u2067never closed"
NAME = "<b onmouseover=window.broken=8>Ursula</b>\u202e\u2066"
LABEL = "<script>window.broken=9</script> giving up </h2><h1>Standoff says: war"
ASTRAL = "\U0001f985\U0001f985 Two eagles. "


def hostile() -> Record:
    """The record of such a report, as a coder that was fooled by all of it would make it."""
    text = ASTRAL + f"{NAME} demanded that Kenya {' '.join(SCRIPTS)} {TURNED}. She said: “{SCRIPTS[0]}”."
    title = f"{SCRIPTS[0]}{TURNED}"
    paper = f'The <i>"Paper"</i>{SCRIPTS[1]}'
    report = Report(text=text, source="javascript:window.broken=10", published=date(2020, 3, 10), publisher=paper)

    def at(words: str, start: int = 0) -> Span:
        begin = text.index(words, start)
        return Span(begin, begin + len(words))

    said = at(SCRIPTS[0], text.index("She said"))
    whole = Span(len(ASTRAL), text.index(". She said"))
    return Record(
        report=ReportInfo(
            id=report.id, source=report.source, publisher=paper, title=title, published="2020-03-10", language="en",
            text=text,
        ),
        notes=[SCRIPTS[1]],
        actors=[
            Actor(id="a1", code="SOM:GOV", name=NAME, type="person", role=SCRIPTS[4], mentions=[at(NAME)],
                  wikidata=SCRIPTS[5], confidence=0.9),
            Actor(id="a2", code="KEN:GOV", name="Kenya", type="state", mentions=[at("Kenya")], confidence=0.9),
        ],
        issues=[Issue(id="i1", label=LABEL)],
        statements=[
            Statement(id="s1", speaker="a1", source=at("She"), cue=at("said:"), content=[said], kind="direct",
                      sourcing="named", confidence=0.9),
        ],
        events=[
            Event(id="e1", type="REQUEST", act="demand", modality="actual", actors=["a1"], recipients=["a2"],
                  trigger=at("demanded"), evidence=whole, issue="i1", condition=at(SCRIPTS[5]),
                  place=Place(name=SCRIPTS[2], country="KEN", lat=3.9, lon=41.8, span=at(SCRIPTS[2])),
                  intensity=-5.0, confidence=0.9),
        ],
        positions=[Position(actor="a1", issue="i1", stance="support", evidence=whole, confidence=0.9)],
        quantities=[
            Quantity(value=3, unit=SCRIPTS[3], about=SCRIPTS[4], qualifier=SCRIPTS[1], evidence=at(SCRIPTS[3]),
                     confidence=0.9),
            Quantity(value=None, unit="=cmd|' /C calc'!A0", about="@SUM(1+1)", direction="up",
                     evidence=at(SCRIPTS[0]), confidence=0.9),
        ],
    )  # fmt: skip
