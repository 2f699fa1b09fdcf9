"""The PLOVER types: one file a type, with its meaning, neighbours, the phrases that tell it and example sentences.

A phrase is lemmas: for a verb the verb first, then particles, prepositions or the noun of its object ("pull out of",
"express concern"); for a noun its compound modifiers first ("air strike", "build-up": a hyphen is a space).
Intensities are Goldstein's (1992) as extended to the root categories of CAMEO. The files are found by themselves; all
faults of all files come together.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from standoff.errors import KnowledgeError
from standoff.record import Act, EventType, Modality

FOLDER = Path(__file__).parent
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Where = Literal[
    "subject", "object", "owner", "complement", "light", "none", "with", "against", "to", "on", "from", "at", "toward",
    "into", "for", "of", "over", "by", "between", "in", "about", "after", "upon", "as", "along", "around", "near",
    "among",
]  # fmt: skip


class Neighbour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type that is easily taken for this one, and how to tell them apart."""

    type: EventType
    tell: str


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PLOVER mode of the type; ``words`` are lemmas in the trigger's clause that show it."""

    mode: str
    meaning: str
    words: frozenset[str] = frozenset()


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that tell an act of the type, alike in act, mode and where actor and recipient stand.

    ``needs``: at least one of these lemmas stands in the object or complement; ``blocks``: none heads it.
    ``actor`` and ``recipient`` are places in the order in which they are tried; empty takes the coder's order.
    ``subject``: one of these lemmas heads the subject, or stands in it. ``other``: somebody else is to act; an
    infinitive that the subject itself is to do ("wants to stay") makes a plan and no act. ``reciprocal``: all take
    part.
    """

    act: Act | None = None
    mode: str | None = None
    modality: Modality | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    actor: tuple[Where, ...] = ()
    recipient: tuple[Where, ...] = ()
    reciprocal: bool = False
    subject: frozenset[str] = frozenset()
    other: bool = False


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that tells an act of the type at ``trigger``, or, with ``none``, one that doesn't.

    ``actors`` and ``recipients`` are heads of codes (``IRN``, ``IGO:NATO``); what is left out isn't tested.
    """

    text: str
    trigger: str = ""
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    act: Act | None = None
    modality: Modality | None = None
    published: date | None = None
    none: bool = False


class EventTypePage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One PLOVER type: its file."""

    type: EventType
    quad: Quad
    intensity: float
    meaning: str
    actor: str
    recipient: str
    triggers: tuple[Trigger, ...]
    examples: tuple[Example, ...]
    neighbours: tuple[Neighbour, ...] = ()
    modes: tuple[Mode, ...] = ()


Row = tuple[tuple[str, ...], EventTypePage, Trigger]
"""The words of a phrase beside its key word, with its page and trigger."""


class Lexicon(msgspec.Struct, frozen=True):
    """All phrases by key word: verbs and adjectives by their first, nouns by their last; the longest phrase first."""

    verbs: dict[str, list[Row]]
    nouns: dict[str, list[Row]]
    adjectives: dict[str, list[Row]]


@cache
def pages() -> dict[str, EventTypePage]:
    """All types by name; raises KnowledgeError with every fault of every file."""
    return load(FOLDER)


@cache
def lexicon() -> Lexicon:
    """The phrases of all types; raises KnowledgeError where two types claim one phrase and nothing tells them apart."""
    return build(pages())


def load(folder: Path) -> dict[str, EventTypePage]:
    """The types of the TOML files in ``folder``, in name order."""
    found: dict[str, EventTypePage] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            page = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), EventTypePage)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
            faults.append(f"{path.name}: {error}")
            continue
        faults += [f"{path.name}: {fault}" for fault in _faults(page, path)]
        found[page.type] = page
    if faults or not found:
        raise KnowledgeError("; ".join(faults) or f"{folder}: holds no event types")
    return found


def build(types: dict[str, EventTypePage]) -> Lexicon:
    """The lexicon of ``types``."""
    tables: tuple[dict[str, list[Row]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    owners: dict[tuple[int, str], list[tuple[str, bool]]] = defaultdict(list)
    for page in types.values():
        for trigger in page.triggers:
            for part, phrases in enumerate((trigger.verbs, trigger.nouns, trigger.adjectives)):
                for phrase in phrases:
                    words = phrase.replace("-", " ").split() if part == 1 else phrase.split()
                    key, rest = (words[-1], words[:-1]) if part == 1 else (words[0], words[1:])
                    tables[part][key].append((tuple(rest), page, trigger))
                    owners[part, phrase].append((page.type, bool(trigger.needs or trigger.blocks)))
    clashes = [
        f"{phrase!r} is told apart by nothing in {' and '.join(sorted({t for t, _ in claims}))}"
        for (_, phrase), claims in owners.items()
        if len({t for t, bound in claims if not bound}) > 1
    ]
    if clashes:
        raise KnowledgeError("; ".join(clashes))
    for table in tables:
        for rows in table.values():
            # the longest phrase first, then the more particular trigger
            rows.sort(key=lambda row: (-len(row[0]), not row[2].needs, not row[2].blocks))
    return Lexicon(*map(dict, tables))


def _faults(page: EventTypePage, path: Path) -> list[str]:
    faults = []
    if path.stem != page.type.lower():
        faults.append(f"holds the type {page.type}")
    modes = {m.mode for m in page.modes}
    for number, trigger in enumerate(page.triggers, 1):
        if not (trigger.verbs or trigger.nouns or trigger.adjectives):
            faults.append(f"trigger {number} has no phrase")
        if trigger.mode and trigger.mode not in modes:
            faults.append(f"trigger {number}: mode {trigger.mode!r} is not among the type's modes")
        for phrase in (*trigger.verbs, *trigger.nouns, *trigger.adjectives):
            if phrase != phrase.strip().lower() or not phrase:
                faults.append(f"trigger {number}: {phrase!r} is not lower case")
    for number, example in enumerate(page.examples, 1):
        if not example.none and (not example.trigger or example.trigger not in example.text):
            faults.append(f"example {number}: the trigger {example.trigger!r} is not in the text")
    return faults
