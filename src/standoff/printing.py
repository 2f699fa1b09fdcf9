"""Views put on a terminal: tables, colour only where a terminal is, and nothing of a report taken for a command.

Words of reports are untrusted: control characters (which could move the cursor, set the title of the window or hide
text) and those that turn the direction of writing are shown as escapes, and markup is never read.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from standoff.views import phrases
from standoff.views.actors import Known
from standoff.views.acts import Act
from standoff.views.brief import DAYS, Brief, Line
from standoff.views.changes import Change
from standoff.views.positions import Held, Issue
from standoff.views.show import Shown

# The width of a table in a file or pipe, where no terminal says it: a wide terminal, or a page of A4 lying.
WIDTH = 160
# Where the direction of writing is turned (Unicode's bidirectional controls): harmless in print, misleading in a table.
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# More actors than this make the matrix too wide to be read: then a list is printed.
MOST_COLUMNS = 6
# The columns of a history, as views/history.py gives them.
HISTORY = ("number", "at", "what", "by", "entry", "told")
# Columns whose cells are never broken over two lines: names and codes that people copy.
UNBROKEN = {"entry", "day", "code", "type", "at"}
# How marks of a line are shown, and how many papers a brief names.
MARKS = {"uncertain": "?", "contested": "!"}
MOST_PAPERS = 8
# How each stance stands in the matrix.
SIGNS = {"support": "+", "oppose": "–", "conditional": "+ if", "undecided": "?"}


def safe(words: str) -> str:
    """``words`` with line breaks as spaces and every control or direction character as an escape such as ``\\x1b``."""
    return "".join(_shown(character) for character in words)


def safe_json(line: bytes) -> bytes:
    """A line of JSON as the same JSON with every control or direction character as an escape such as ``\\u202e``."""
    words = line.decode("utf-8")
    return "".join(f"\\u{ord(c):04x}" if c in TURNING or unicodedata.category(c) == "Cc" else c for c in words).encode(
        "utf-8"
    )


def _shown(character: str) -> str:
    if character in "\n\t\r\u2028\u2029":
        return " "
    if unicodedata.category(character) == "Cc" or character in TURNING:
        return character.encode("unicode_escape").decode("ascii")
    return character


def _count(reports: int) -> str:
    return f"{reports} report{'' if reports == 1 else 's'}"


def _before(held: Held) -> str:
    return f"{held.before[0]} ({held.before[1]}, {held.before[2]})" if held.before else ""


# How the words that an entry rests on are marked, on a terminal without colour too.
WORDS = {
    "evidence": ("»", "«", "bold yellow"),
    "content": ("»", "«", "bold yellow"),
    "source": ("[source: ", "]", "bold cyan"),
    "cue": ("[cue: ", "]", "bold magenta"),
}


class Printer:
    """Prints views on ``stream``, standard output where none is given; ``width`` is in characters."""

    def __init__(self, stream: TextIO | None = None, *, width: int | None = None) -> None:
        out = stream or sys.stdout
        terminal = out.isatty()
        wide = width or (None if terminal else int(os.environ.get("COLUMNS", WIDTH)))
        self._console = Console(
            file=out, width=wide, markup=False, highlight=False, emoji=False,
            no_color=None if terminal else True, force_terminal=None if terminal else False,
        )  # fmt: skip

    def brief(self, brief: Brief) -> None:
        """Where things stand: sections of lines, each led by the number of its evidence."""
        day = brief.day.isoformat() if brief.day else "a day not known"
        self._line(f"Where things stand on {day}", "bold")
        if not brief.reports:
            self._line("The record holds no report up to that day.")
            return
        since = f" since {brief.first.isoformat()}" if brief.first and brief.first != brief.day else ""
        lately = f", {_count(brief.lately)} of the last {DAYS} days" if brief.lately != brief.reports else ""
        papers = ", ".join(brief.papers[:MOST_PAPERS]) + (" and others" if len(brief.papers) > MOST_PAPERS else "")
        self._line(f"From {_count(brief.reports)}{since}{lately} ({papers}).")
        self._line(
            "A name such as e-4kq2 leads to the evidence: standoff show NAME. (?): less sure. (!): accounts differ."
        )
        for section in brief.sections:
            note = f" – {section.note}" if section.note else ""
            self._line(f"\n{section.title}{note}", "bold")
            self._lines(section.lines)

    def positions(self, issues: Sequence[Issue]) -> None:
        """The matrix: a row an issue, a column an actor, then the entries."""
        actors = list(dict.fromkeys(held.actor for issue in issues for held in issue.held))
        rows = []
        for issue in issues:
            held = {h.actor: h for h in issue.held}
            cells = (f"{SIGNS[held[a].stance]} {held[a].entry}" if a in held else "" for a in actors)
            rows.append((issue.label, *cells))
        signs = ", ".join(f"{sign} {stance}" for stance, sign in SIGNS.items())
        if len(actors) > MOST_COLUMNS:
            long = [(i.label, h.actor, h.stance, h.since, _before(h), h.paper, h.entry) for i in issues for h in i.held]
            self._table(("issue", "actor", "stance", "since", "before", "paper", "entry"), long)
            return
        self._line(f"Positions: {signs}", "bold")
        self._table(("issue", *actors), rows)

    def timeline(self, acts: Iterable[Act]) -> None:
        """The acts by day; a day in brackets is that of the report, not of the act."""
        rows = []
        for act in acts:
            day = act.day if act.dated else f"[{act.day or 'no day'}]"
            told = f"{act.reports} reports" if act.reports > 1 else ", ".join(act.papers)
            rows.append((day, act.type, phrases.sentence(act), f"“{act.words}”", told, act.entry))
        self._table(("day", "type", "who does what", "words", "told by", "entry"), rows)

    def changes(self, changes: Iterable[Change]) -> None:
        """What changed, by day."""
        day = None
        for change in changes:
            if change.day != day:
                day = change.day
                self._line(f"\n{day}", "bold")
            marks = ("contested",) if change.contested else ()
            told = f"told by {change.reports} reports" if change.reports > 1 else ""
            notes = tuple(note for note in (change.kind, told) if note)
            self._lines([Line(change.entry, change.text, change.words, notes, marks)])
        if day is None:
            self._line("Nothing that the record holds changed in these days.")

    def actors(self, known: Iterable[Known]) -> None:
        """Who is who."""
        rows = [
            (k.code, k.name, ", ".join(k.roles) or k.type, str(k.reports), str(k.mentions), str(k.statements),
             str(k.acts), str(k.received), k.entry)
            for k in known
        ]  # fmt: skip
        columns = ("code", "name", "role or kind", "reports", "named", "speaks", "acts", "is acted on", "entry")
        self._table(columns, rows)

    def shown(self, shown: Shown) -> None:
        """One entry with its words in context."""
        self._line(f"{shown.kind} {shown.name}", "bold")
        self._pairs(shown.fields)
        for passage in shown.passages:
            self._line(f"\n{passage.what} [{passage.begin}, {passage.end})", "bold")
            text = Text(safe(passage.before))
            # brackets mark the words where there is no colour to do it
            for words, what in passage.parts or ((passage.quoted, "evidence"),):
                before, after, style = WORDS.get(what, ("", "", ""))
                text.append(safe(f"{before}{words}{after}"), style)
            self._console.print(text + Text(safe(passage.after)), soft_wrap=False)
        self._line("\nreport", "bold")
        self._pairs([pair for pair in shown.report if pair[1]])
        self._line("\nhistory", "bold")
        self._table(HISTORY, shown.history)

    def history(self, rows: Iterable[Sequence[str]]) -> None:
        """Steps of a history."""
        self._table(HISTORY, rows)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table; nothing where it has no rows."""
        kept = list(rows)
        if kept:
            self._table(columns, kept)

    def pairs(self, title: str, pairs: Sequence[tuple[str, str]]) -> None:
        """A list of names and values under a title."""
        self._line(title, "bold")
        self._pairs(pairs)

    def _lines(self, lines: Iterable[Line]) -> None:
        """Lines of a brief: the entry, then what is said, the words it rests on, and the rest."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True, style="cyan")
        grid.add_column(overflow="fold")
        for line in lines:
            text = Text(safe(line.text), "bold")
            text.append("".join(f" ({MARKS[mark]})" for mark in line.marks), "yellow")
            if line.notes:
                text.append(safe(f" – {'; '.join(line.notes)}"), "not bold")
            if line.words:
                text.append("\n")
                text.append(safe(f"“{line.words}”"), "not bold dim")
            grid.add_row(Text(safe(line.entry)), text)
        self._console.print(grid)

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for key, value in pairs:
            grid.add_row(Text(safe(key)), Text(safe(value)))
        self._console.print(grid)

    def _table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_header=True)
        for name in columns:
            style = "cyan" if name == "entry" else None
            table.add_column(Text(safe(name)), overflow="fold", no_wrap=name in UNBROKEN, style=style)
        for row in rows:
            table.add_row(*(Text(safe(cell)) for cell in row))
        self._console.print(table)

    def _line(self, words: str, style: str = "") -> None:
        lead = "\n" if words.startswith("\n") else ""
        self._console.print(Text(lead + safe(words.removeprefix("\n")), style))
