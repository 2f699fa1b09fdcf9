"""How a line names actors and quotes reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from standoff.knowledge import bodies, groups, states
from standoff.knowledge.states import SECTOR_NAMES
from standoff.ledger.linking.sides import side_of
from standoff.record import Actor
from standoff.span import Span

# How many characters of evidence a line quotes.
QUOTE = 220


def display(actor: Actor) -> str:
    """How a line names an actor: "Russia", "Russia (Sergei Lavrov)", "NATO", "unnamed sources"."""
    if actor.type == "anonymous":
        return actor.name
    whole = name_of_side(side_of(actor) or actor.code)
    if whole is None or actor.name == whole:
        return actor.name
    return f"{whole} ({actor.name})"


def name_of_side(side: str) -> str | None:
    """The name of a state or body by its side; None for sides that only a name tells."""
    code = side.partition("/")[0]
    if code in states():
        return states()[code].name
    return bodies()[code].name if code in bodies() else None


def call(side: str) -> str:
    """How a side is called where no report's words are at hand: "Russia", "NATO", "Turkish courts", "White Helmets"."""
    code, _, name = side.partition("/")
    head, _, sector = code.partition(":")
    if name or name_of_side(side):
        return name or str(name_of_side(side))
    if head in states() and sector in SECTOR_NAMES:
        state = states()[head]
        return f"{next(iter(state.adjectives), state.name)} {SECTOR_NAMES[sector]}"
    return _groups().get(code) or code.removeprefix("IGO:").removeprefix("REB:").removeprefix("NGO:")


@cache
def _groups() -> dict[str, str]:
    """The names of groups whose code is theirs alone."""
    return {group.code: group.name for group in groups() if group.code.startswith(("NGO:", "REB:"))}


def displays(actors: Sequence[Actor]) -> dict[str, str]:
    """The names of several actors with their sides (empty for nobody's); a state isn't named again beside its
    minister.
    """
    by_side: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        by_side[side_of(actor) or actor.name].append(actor)
    shown = [max(several, key=lambda a: len(display(a))) for several in by_side.values()]
    return {display(actor): side_of(actor) or "" for actor in shown}


def quote(text: str, span: Span, within: Span | None = None, *, longest: int = QUOTE) -> str:
    """The words of ``span`` on one line; where they are long, ``longest`` characters of them around ``within``."""
    words = " ".join(text[span[0] : span[1]].split())
    if len(words) <= longest:
        return words
    before = len(" ".join(text[span[0] : within[0]].split())) if within else 0
    first = 0 if before < longest // 2 else before - longest // 4
    first = words.rfind(" ", 0, first) + 1 if first else 0
    last = words.rfind(" ", first, first + longest)
    last = last if last > first and first + longest < len(words) else min(len(words), first + longest)
    return ("… " if first else "") + words[first:last] + (" …" if last < len(words) else "")
