"""What papers put into a text beside the report: credits, links, sign-offs, copyright lines, stamps of live blogs.

It stays in the text, and no act is coded from it. The kinds and their patterns are data: languages/en_boilerplate.toml.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

import standoff.languages
from standoff.coding.draft import Deed, Parsed
from standoff.errors import KnowledgeError
from standoff.span import Span

# Longer lines are prose: only this much at their ends is looked at.
LONGEST_LINE = 500
_LINE = re.compile(r"[^\n]+")
_MARKED = re.compile("⟦(.*?)⟧")


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of boilerplate: its patterns by where in a line they stand, and examples."""

    name: str
    examples: tuple[str, ...]
    whole: tuple[str, ...] = ()
    begin: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Words that are no part of the report: ``span`` in code points of the text, ``kind`` by its name in the file."""

    span: Span
    kind: str


def find_boilerplate(text: str) -> list[Boilerplate]:
    """The boilerplate of ``text``, in order; no two overlap."""
    found: list[Boilerplate] = []
    for line in _LINE.finditer(text):
        found += _in_line(line.group(), line.start())
    return found


def without_boilerplate(parsed: Parsed, deeds: list[Deed]) -> list[Deed]:
    """``deeds`` without those that boilerplate tells: their trigger stands in it."""
    spans = [found.span for found in find_boilerplate(parsed.text)]
    if not spans:
        return deeds
    at = [(deed, parsed.doc[deed.root].idx) for deed in deeds]
    return [deed for deed, offset in at if not any(span.begin <= offset < span.end for span in spans)]


@functools.cache
def kinds() -> tuple[Kind, ...]:
    """The English ones; KnowledgeError names what is malformed."""
    path = Path(standoff.languages.__file__).parent / "en_boilerplate.toml"
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).kinds
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    for kind in found:
        for pattern in (*kind.whole, *kind.begin, *kind.end, *kind.within):
            try:
                re.compile(pattern)
            except re.error as error:
                raise KnowledgeError(f"{path.name}: {kind.name}: {pattern!r} is no pattern: {error}") from error
    return found


def unmarked(example: str) -> tuple[str, list[str]]:
    """An example without its marks, and the words that were marked."""
    return _MARKED.sub(r"\1", example), _MARKED.findall(example)


def _in_line(line: str, at: int) -> list[Boilerplate]:
    words = line.strip()
    begin = line.index(words) if words else 0
    if not words:
        return []
    patterns = _patterns()
    if len(words) <= LONGEST_LINE:
        for kind, whole in patterns["whole"]:
            if whole.fullmatch(words):
                return [Boilerplate(Span(at + begin, at + begin + len(words)), kind)]
    found = []
    head, tail = words[:LONGEST_LINE], words[-LONGEST_LINE:]
    behind = begin + len(words) - len(tail)
    for kind, pattern in patterns["begin"]:
        start = pattern.match(head)
        if start:
            found.append(Boilerplate(Span(at + begin, at + begin + start.end()), kind))
            break
    for place in ("end", "within"):
        for kind, pattern in patterns[place]:
            hit = pattern.search(tail)
            if hit and all(at + behind + hit.start() >= other.span.end for other in found):
                found.append(Boilerplate(Span(at + behind + hit.start(), at + behind + hit.end()), kind))
                break
    return found


@functools.cache
def _patterns() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    made: dict[str, list[tuple[str, re.Pattern[str]]]] = {"whole": [], "begin": [], "end": [], "within": []}
    for kind in kinds():
        for place, into in made.items():
            for pattern in getattr(kind, place):
                into.append((kind.name, re.compile(f"(?:{pattern})$" if place == "end" else pattern, re.IGNORECASE)))
    return made
