"""What is searched and how it is kept up to date; the two databases differ only in their ``Engine``."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, func, select
from sqlalchemy import text as sql

from standoff.ledger import Filed, Ledger, tables
from standoff.ledger.linking.places import paper_of
from standoff.record import Record
from standoff.serving.kept import kept
from standoff.span import Span
from standoff.views.words import display

Field = Literal["report", "statement", "event", "actor", "issue", "quantity"]
# How many reports are indexed in one transaction: little enough for a writer beside it not to wait.
BATCH = 100
# The marks around a hit in an excerpt: two characters of the private use area, which no text needs.
OPEN, CLOSE = "\ue000", "\ue001"
LONGEST_QUERY = 200
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase asked for; ``start`` is True where it may be only the beginning of a word."""

    text: str
    start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """What can be found: ``name`` is an entry or a report's id, ``body`` the words.

    ``who`` is found beside them: those who act or speak, the type of an act and its issue, what a figure is about.

    ``begin`` is where the body stands in the report, in code points, None where it is made of several pieces.
    """

    name: str
    field: str
    report: str
    published: str
    paper: str
    who: str
    body: str
    begin: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit: ``excerpt`` is in pieces, every second one a hit; ``begin`` where the entry stands in its report."""

    name: str
    field: str
    report: str
    published: str
    paper: str
    who: str
    excerpt: list[str]
    begin: int | None


class Engine(Protocol):
    """What the databases do each in their way. All text reaches them as bound parameters."""

    def prepare(self, connection: Connection) -> None:
        """Make the tables where they aren't there."""

    def put(self, connection: Connection, report: str, docs: Sequence[Doc]) -> None:
        """Let ``docs`` be all that is found in ``report``."""

    def find(
        self, connection: Connection, words: Sequence[Word], *, field: str | None, until: str | None, offset: int,
        limit: int,
    ) -> tuple[list[dict[str, Any]], int]:  # fmt: skip
        """The rows that hold all ``words`` (members of Found, the excerpt as one string with marks), and how many."""


class Search:
    """The search over one ledger."""

    def __init__(self, ledger: Ledger, engine: Engine) -> None:
        self._ledger = ledger
        self._engine = engine
        self._lock = threading.Lock()
        self._closed = threading.Event()
        with ledger.writing() as connection:
            engine.prepare(connection)

    def catch_up(self) -> int:
        """Index what has changed since the last time; how many reports that was. One thread at a time does it."""
        with self._lock:
            history = tables.history.c
            with self._ledger.reading() as connection:
                done = _done(connection)
                query = select(history.report, func.max(history.number)).group_by(history.report)
                steps = {row[0]: row[1] for row in connection.execute(query) if row[0] is not None}
            wanted = [report for report, step in steps.items() if done.get(report, -1) < step]
            for first in range(0, len(wanted), BATCH):
                if self._closed.is_set():
                    return first
                filed = list(kept(self._ledger, wanted[first : first + BATCH]))
                with self._ledger.writing() as connection:
                    for one in filed:
                        report = one.record.report.id
                        self._engine.put(connection, report, list(docs(one)))
                        _mark(connection, report, steps[report])
            return len(wanted)

    def later(self) -> None:
        """Catch up in the background."""
        threading.Thread(target=self.catch_up, name="search", daemon=True).start()

    def state(self) -> str:
        """Another one after the index has changed: what is found follows from it, beside the record."""
        with self._ledger.reading() as connection:
            return str(connection.execute(sql("SELECT sum(step) FROM search_done")).scalar_one())

    def close(self) -> None:
        """Stop what is being indexed."""
        self._closed.set()


def look_up(
    ledger: Ledger, engine: Engine, query: str, *, field: Field | None, until: str | None, offset: int, limit: int
) -> tuple[list[Found], int]:
    """The hits of ``query`` and how many there are; ``until`` is the last day whose reports count."""
    words = parse(query)
    if not words:
        return [], 0
    with ledger.reading() as connection:
        rows, total = engine.find(connection, words, field=field, until=until, offset=offset, limit=limit)
    return [Found(**{**row, "excerpt": _pieces(row["excerpt"])}) for row in rows], total


def _done(connection: Connection) -> dict[str, int]:
    """By report, the number of the last step of its history that the index knows."""
    return {row[0]: row[1] for row in connection.execute(sql("SELECT report, step FROM search_done"))}


def _mark(connection: Connection, report: str, step: int) -> None:
    """Note that the index knows ``report`` up to ``step``."""
    statement = "INSERT INTO search_done VALUES (:report, :step) ON CONFLICT (report) DO UPDATE SET step = :step"
    connection.execute(sql(statement), {"report": report, "step": step})


def parse(query: str) -> list[Word]:
    """The words and "phrases" of a query; anything that isn't a letter, a digit or a mark in a word separates.

    The last word may be the beginning of one, so that results come while a person types.
    """
    query = query[:LONGEST_QUERY]
    words: list[Word] = []
    for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', query):
        for text in [" ".join(_letters(phrase))] if phrase else _letters(word):
            if text:
                words.append(Word(text))
    if words and not query.rstrip().endswith('"') and not query.endswith(" "):
        words[-1] = Word(words[-1].text, start=True)
    return words[:MOST_WORDS]


def docs(filed: Filed) -> Iterator[Doc]:
    """Everything of a report that can be found."""
    record, names = filed.record, filed.names
    info = record.report
    text = info.text
    actors = {a.id: display(a) for a in record.actors}
    issues = {i.id: i.label for i in record.issues}

    def doc(name: str, field: str, body: str, who: Sequence[str] = (), begin: int | None = None) -> Doc:
        return Doc(
            name=name, field=field, report=info.id, published=info.published or "", paper=paper_of(info),
            who=", ".join(dict.fromkeys(who)), body=body, begin=begin,
        )  # fmt: skip

    title = f"{info.title}\n" if info.title else ""
    yield doc(info.id, "report", title + text, begin=-len(title))
    for s in record.statements:
        words = " … ".join(_cut(text, span) for span in s.content)
        yield doc(names[s.id], "statement", words, [actors[s.speaker]], s.content[0][0] if s.content else None)
    for e in record.events:
        about = [e.type.lower(), *([issues[e.issue]] if e.issue else [])]
        who = [actors[a] for a in (*e.actors, *e.recipients)]
        yield doc(names[e.id], "event", _cut(text, e.evidence), [*who, *about], e.evidence[0])
    yield from _named(record, names, doc)
    for number, q in enumerate(record.quantities, 1):
        yield doc(names[f"q{number}"], "quantity", _cut(text, q.evidence), [q.about], q.evidence[0])


def _named(record: Record, names: Any, doc: Any) -> Iterator[Doc]:
    for a in record.actors:
        role = f", {a.role}" if a.role else ""
        yield doc(names[a.id], "actor", f"{display(a)}{role}", [a.code], begin=_first(a.mentions))
    for i in record.issues:
        spans = [e.evidence for e in record.events if e.issue == i.id]
        yield doc(names[i.id], "issue", i.label, begin=_first(spans))


def _first(spans: Sequence[Span]) -> int | None:
    return min((span[0] for span in spans), default=None)


def _cut(text: str, span: Span) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _letters(word: str) -> list[str]:
    return re.findall(r"\w+(?:['’]\w+)*", word)


def _pieces(excerpt: str) -> list[str]:
    """The excerpt cut at its marks: every second piece is a hit."""
    return re.split(f"[{OPEN}{CLOSE}]", " ".join(excerpt.split()))
