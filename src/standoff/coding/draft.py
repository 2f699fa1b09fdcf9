"""What passes between the steps of coding one report: the parsed text and the mentions found in it.

Offsets are code points of the report's text (spaCy's own character offsets); token numbers are spaCy's.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from standoff.record import ActorType, EventDate, Place, Standing
from standoff.report import Report
from standoff.span import Span

if TYPE_CHECKING:
    from standoff.coding.encoder import Piece
    from standoff.coding.read_acts import ReadAct

# spaCy ships no types that mypy can follow: Doc, Token and its Span are Any here, and named so where they appear.
Doc = Any
Token = Any

MentionKind = Literal["name", "office", "nationality", "place", "nominal", "pronoun", "anonymous"]


@dataclass(eq=False, slots=True)
class Who:
    """One actor of the report as it is being put together; compared by identity.

    ``code`` is as in the record format (``RUS:GOV``, ``IGO:NATO``, ``WEST``, ``UNK``). ``plural`` and ``gender``
    ("m", "f" or None) serve pronouns; ``sector`` is that of a group of which it isn't known whose it is.
    """

    code: str
    name: str
    type: ActorType
    role: str | None = None
    wikidata: str | None = None
    plural: bool = False
    gender: str | None = None
    sector: str | None = None
    confidence: float = 0.9
    mentions: list[Mention] = field(default_factory=list)

    @property
    def head(self) -> str:
        """The state or body of the code: ``RUS`` of ``RUS:GOV``, all of ``IGO:NATO``."""
        first, _, _ = self.code.partition(":")
        return self.code if first in {"IGO", "NGO", "REB"} else first


@dataclass(eq=False, slots=True)
class Mention:
    """One mention of an actor: ``span`` in code points, tokens ``[first, last)``, ``root`` its syntactic head token.

    ``kind`` is "nationality" for adjectives ("Russian" in "Russian forces"), "place" where a state's name tells only
    where ("in Ukraine"), "pronoun", "nominal" ("the ministry"), "office", "anonymous" or "name". ``others`` are the
    further actors that a plural mention stands for ("the two countries", "they").
    """

    span: Span
    first: int
    last: int
    root: int
    who: Who
    kind: MentionKind
    others: tuple[Who, ...] = ()

    @property
    def whos(self) -> tuple[Who, ...]:
        """All the actors that the mention stands for."""
        return (self.who, *self.others)


@dataclass(slots=True)
class Parsed:
    """A report with its parse: ``sentences`` are token ranges ``(first, last)``, ``pieces`` the text as encoded."""

    report: Report
    doc: Doc
    sentences: list[tuple[int, int]]
    pieces: list[Piece] = field(default_factory=list)
    _begins: list[int] = field(default_factory=list)

    @property
    def token_begins(self) -> list[int]:
        """Where each token begins, in code points."""
        if not self._begins:
            self._begins = [t.idx for t in self.doc]
        return self._begins

    @property
    def text(self) -> str:
        """The report's text, untouched."""
        return self.report.text

    @property
    def day(self) -> date | None:
        """The day the report was published."""
        return self.report.published

    def sentence_of(self, token: int) -> tuple[int, int]:
        """The token range of the sentence that holds token number ``token``."""
        return self.sentences[bisect_right(self.sentences, (token, len(self.doc) + 1)) - 1]

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens ``[first, last)``."""
        doc = self.doc
        end = doc[last - 1]
        return Span(doc[first].idx, end.idx + len(end.text))


@dataclass(slots=True)
class Actors:
    """The actors of a report and, by token, the mention that a token is in."""

    whos: list[Who]
    mentions: list[Mention]
    at: dict[int, Mention]

    def inside(self, first: int, last: int) -> list[Mention]:
        """The mentions within tokens ``[first, last)``, in order; ``mentions`` must be in order too."""
        begin = bisect_left(self.mentions, first, key=lambda m: m.first)
        found = itertools.takewhile(lambda m: m.first < last, itertools.islice(self.mentions, begin, None))
        return [m for m in found if m.last <= last]


@dataclass(eq=False, slots=True)
class Said:
    """A statement as found: spans in code points, ``speaker`` and ``addressee`` resolved; ``cue_root`` its cue token.

    ``cue_class`` is the class of the cue word in languages/ (say, claim, deny, warn, promise, hope, fear, ...).
    """

    speaker: Who | None
    source: Span | None
    cue: Span | None
    content: list[Span]
    kind: Literal["direct", "indirect", "mixed"]
    sourcing: Literal["named", "role", "anonymous"]
    addressee: Who | None = None
    cue_root: int | None = None
    cue_class: str = "say"
    attitude: bool = False
    standing: Standing = "claimed"
    confidence: float = 0.8


@dataclass(eq=False, slots=True)
class Deed:
    """An act as found: the event entry in the making, with its tokens.

    ``root`` is the trigger's head token, ``tokens`` all its words; ``evidence`` a token range; ``about`` the tokens
    that say what the act is about (its complement or object), from which the issue is named; ``label`` the issue;
    ``read`` is the act as the encoder reads it; a ``reciprocal`` one is done to each other,
    one ``alone`` is told by no phrase of the lexicon.
    """

    type: str
    mode: str | None
    act: str | None
    modality: str
    root: int
    tokens: tuple[int, ...]
    part: str
    evidence: tuple[int, int]
    actors: list[Who]
    recipients: list[Who]
    intensity: float
    condition: Span | None = None
    said: Said | None = None
    about: tuple[int, ...] = ()
    label: str | None = None
    against: bool = False
    reply_to: Deed | None = None
    same_as: Deed | None = None
    date: EventDate | None = None
    place: Place | None = None
    contexts: list[str] = field(default_factory=list)
    read: ReadAct | None = None
    reciprocal: bool = False
    alone: bool = False
    confidence: float = 0.5

    @property
    def breaks_off(self) -> bool:
        """Whether it ends what its object names: talks, deliveries, a part in a treaty."""
        return self.type == "SANCTION" and self.mode == "discontinue"
