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

from standoff.views.actors import Known
from standoff.views.brief import Brief, Section
from standoff.views.positions import Issue
from standoff.views.show import Shown
from standoff.views.timeline import Dated

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
        """Where things stand, a table a section."""
        day = brief.day.isoformat() if brief.day else "a day not known"
        reports = f"{brief.reports} report{'' if brief.reports == 1 else 's'}"
        self._line(f"Where things stand on {day}: {reports} ({', '.join(brief.papers)})", "bold")
        if not brief.reports:
            self._line("The record holds no report up to that day.")
        for section in brief.sections:
            self._section(section)

    def positions(self, issues: Sequence[Issue]) -> None:
        """The matrix: a row an issue, a column an actor, then the entries."""
        actors = list(dict.fromkeys(held.actor for issue in issues for held in issue.held))
        rows = []
        for issue in issues:
            held = {h.actor: h for h in issue.held}
            cells = (f"{SIGNS[held[a].stance]} {held[a].name}" if a in held else "" for a in actors)
            rows.append((issue.label, *cells))
        signs = ", ".join(f"{sign} {stance}" for stance, sign in SIGNS.items())
        if len(actors) > MOST_COLUMNS:
            long = [(i.label, h.actor, h.stance, h.published or "", h.paper, h.name) for i in issues for h in i.held]
            self._table(("issue", "actor", "stance", "told on", "paper", "entry"), long)
            return
        self._line(f"Positions: {signs}", "bold")
        self._table(("issue", *actors), rows)

    def timeline(self, dated: Iterable[Dated]) -> None:
        """The acts by day; a day in brackets is that of the report, not of the act."""
        rows = []
        for one in dated:
            day = one.day if one.told else f"[{one.day or 'no day'}]"
            told = one.telling
            what = f"({told.modality}) {told.what}" if told.modality != "actual" else told.what
            rows.append((day, told.type, told.who, told.whom, what, ", ".join(told.papers), told.names[0]))
        self._table(("day", "type", "who", "whom", "what", "paper", "entry"), rows)

    def actors(self, known: Iterable[Known]) -> None:
        """Who is who."""
        rows = [
            (k.code, k.called, ", ".join(k.roles) or k.type, str(k.reports), str(k.mentions), str(k.statements),
             str(k.acts), str(k.received), k.name)
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
            text.append(safe(f"»{passage.quoted}«"), "bold yellow")
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

    def _section(self, section: Section) -> None:
        self._line(f"\n{section.title}", "bold")
        self._table(section.columns, section.rows)

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
