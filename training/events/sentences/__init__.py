"""Reads the project's own annotated sentences: README.md beside this file describes the form."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

from standoff.event_types import pages
from standoff.record import Act, EventType, Modality

FOLDER = Path(__file__).parent
TYPES, ACTS, MODALITIES = (frozenset(get_args(x)) for x in (EventType, Act, Modality))
CODE = re.compile(r"(?:[A-Z]{3}|UNK|WEST)(?::(?:GOV|MIL|REB|OPP|LEG|JUD|MED|CVL|BUS|UAF))?|(?:IGO|NGO|REB):[\w .&’'-]+")
# One entry in so many is held back for measuring.
HELD_BACK = 10

Span = tuple[int, int]


@dataclass(frozen=True)
class Party:
    """An actor as mentioned: ``code`` as in the record format, ``span`` in code points of the text."""

    code: str
    span: Span


@dataclass
class Deed:
    """One annotated act; ``mutual`` says that the actors are each other's recipients too."""

    type: str
    mode: str | None
    act: str | None
    modality: str
    actors: list[Party]
    recipients: list[Party]
    mutual: bool
    trigger: Span
    issue: Span | None = None
    condition: Span | None = None
    reply: int | None = None


@dataclass
class Entry:
    """A text with all acts and all other actors in it; ``held`` says that nothing may be trained on it."""

    text: str
    acts: list[Deed]
    others: list[Party]
    held: bool
    source: str = field(default="", compare=False)

    def parties(self) -> list[Party]:
        """Every actor mention once, in the order of the text."""
        found = {p for a in self.acts for p in (*a.actors, *a.recipients)} | set(self.others)
        return sorted(found, key=lambda p: p.span)


class Malformed(ValueError):
    """All faults of all files, one a line, each with file and line."""


@cache
def entries(folder: Path = FOLDER, *, named: str = "") -> tuple[Entry, ...]:
    """Every entry of every file whose name holds ``named``, in name order; Malformed names all faults together."""
    out: list[Entry] = []
    faults: list[str] = []
    seen: set[str] = set()
    for path in sorted(p for p in folder.glob("*.txt") if named in p.name):
        for number, block in _blocks(path):
            try:
                entry = _entry(block, f"{path.name}:{number}")
            except ValueError as fault:
                faults.append(f"{path.name}:{number}: {fault}")
                continue
            if entry.text in seen:
                faults.append(f"{path.name}:{number}: this text is there already")
            seen.add(entry.text)
            out.append(entry)
    if faults:
        raise Malformed("\n".join(faults))
    return tuple(out)


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    begin = 0
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            begin = begin or number
            block.append(line.strip())
        elif block:
            yield begin, block
            block, begin = [], 0


def _entry(block: list[str], source: str) -> Entry:
    text, *lines = block
    if re.match(r"\d+ [A-Z]{3,}|- [A-Z]{3}", text):
        raise ValueError(f"the text is missing before {text!r}")
    acts, others = [], []
    for line in lines:
        if line.startswith("- "):
            others += [_party(one, text) for one in line[2:].split(" + ")]
        else:
            number, _, rest = line.partition(" ")
            if number != str(len(acts) + 1):
                raise ValueError(f"expected act {len(acts) + 1}, not {line!r}")
            acts.append(_act(rest, text))
    for act in acts:
        if act.reply is not None and not 0 <= act.reply < len(acts):
            raise ValueError(f"reply {act.reply + 1} names no act")
    held = int(hashlib.sha256(text.encode()).hexdigest(), 16) % HELD_BACK == 0
    return Entry(text, acts, others, held, source)


def _act(line: str, text: str) -> Deed:
    head, who, trigger, *extras = [part.strip() for part in line.split(" | ")]
    kind, _, modality = head.partition(" ")
    kind, _, act = kind.partition("/")
    type_, _, mode = kind.partition(".")
    _one_of(type_, TYPES, "type")
    _one_of(modality, MODALITIES, "modality")
    if act:
        _one_of(act, ACTS, "act")
    if mode:
        _one_of(mode, _modes(type_), f"mode of {type_}")
    mutual = "<>" in who
    actors, _, recipients = who.partition("<>" if mutual else " > ")
    if not mutual and " > " not in who:
        raise ValueError(f"no ' > ' between actors and recipients: {who!r}")
    more = dict(extra.partition(" ")[::2] for extra in extras)
    unknown = more.keys() - {"issue", "if", "reply"}
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    return Deed(
        type_, mode or None, act or None, modality, _parties(actors, text), _parties(recipients, text), mutual,
        find(trigger, text),
        issue=find(more["issue"], text) if "issue" in more else None,
        condition=find(more["if"], text) if "if" in more else None,
        reply=int(more["reply"]) - 1 if "reply" in more else None,
    )  # fmt: skip


@cache
def _modes(type_: str) -> frozenset[str]:
    return frozenset(mode.mode for mode in pages()[type_].modes)


def _one_of(value: str, allowed: frozenset[str], what: str) -> None:
    if value not in allowed:
        raise ValueError(f"{what} {value!r} is not one of {', '.join(sorted(allowed))}")


def _parties(source: str, text: str) -> list[Party]:
    source = source.strip()
    return [] if source in {"-", ""} else [_party(one.strip(), text) for one in source.split(" + ")]


def _party(source: str, text: str) -> Party:
    code, at, words = source.partition("@")
    if not at or not CODE.fullmatch(code):
        raise ValueError(f"no actor: {source!r}")
    return Party(code, find(words, text))


def find(quote: str, text: str) -> Span:
    """The span of ``words`` or ``words#2`` (their second occurrence) in ``text``, whole words only."""
    words, _, number = quote.partition("#") if re.search(r"#\d+$", quote) else (quote, "", "")
    hits = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    if not words or len(hits) < int(number or 1):
        raise ValueError(f"“{quote}” is not in the text")
    return hits[int(number or 1) - 1].span()
