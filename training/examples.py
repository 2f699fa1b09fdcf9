"""Texts with their anchors as token numbers: what the training loop reads, whatever it was annotated as."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

Span = tuple[int, int]
# Longer texts are cut; 99 % of newspaper paragraphs are shorter.
LONGEST = 192
# Subwords in a batch, padding included.
BATCH = 3_000


@dataclass
class Anchor:
    """One entry: ``at`` is its anchor's span in characters, ``roles`` the spans of each role, ``attributes`` values.

    ``label`` counts from 1, 0 being no anchor; an attribute that isn't known is left out.
    """

    at: Span
    label: int
    roles: list[list[Span]]
    attributes: dict[str, int] = field(default_factory=dict)


@dataclass
class Example:
    """A text with all its entries of one task; ``weight`` multiplies its loss."""

    text: str
    anchors: list[Anchor]
    task: str
    weight: float = 1.0


@dataclass
class Encoded:
    """An example cut into subwords: ``anchors`` are (token, label, role token lists, attributes)."""

    ids: list[int]
    task: str
    weight: float
    anchors: list[tuple[int, int, list[list[int]], dict[str, int]]]


def encode(example: Example, tokenizer: Tokenizer) -> Encoded:
    """``example`` in subwords; entries whose anchor was cut off are left out."""
    cut = tokenizer.encode(example.text)
    offsets = cut.offsets[:LONGEST]
    anchors = []
    for anchor in example.anchors:
        inside = _tokens(offsets, anchor.at)
        if inside:
            roles = [[t for span in spans for t in _tokens(offsets, span)] for spans in anchor.roles]
            anchors.append((inside[0], anchor.label, roles, anchor.attributes))
    return Encoded(cut.ids[:LONGEST], example.task, example.weight, anchors)


def batches(examples: Sequence[Encoded], rng: random.Random) -> Iterator[list[Encoded]]:
    """Batches of one task and like lengths, in random order."""
    groups: list[list[Encoded]] = []
    for task in sorted({e.task for e in examples}):
        own = sorted((e for e in examples if e.task == task), key=lambda e: (len(e.ids), rng.random()))
        batch: list[Encoded] = []
        for one in own:
            if batch and len(one.ids) * (len(batch) + 1) > BATCH:
                groups.append(batch)
                batch = []
            batch.append(one)
        if batch:
            groups.append(batch)
    rng.shuffle(groups)
    yield from groups


def _tokens(offsets: Sequence[Span], span: Span) -> list[int]:
    return [n for n, (begin, end) in enumerate(offsets) if begin < span[1] and span[0] < end]
