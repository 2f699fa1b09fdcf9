"""Texts with what is to be found in them: what the training loop reads, whatever it was annotated as."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

Span = tuple[int, int]
# Longer texts are cut; 99 % of newspaper paragraphs are shorter.
LONGEST = 192


@dataclass
class Anchor:
    """One entry: ``at`` is its anchor's span in characters, ``roles`` the spans of each role, ``attributes`` values.

    ``label`` counts from 1, 0 being no anchor; an attribute that isn't known is left out.
    """

    at: Span
    label: int
    roles: list[list[Span]]
    attributes: dict[str, int] = field(default_factory=dict)

    def moved(self, by: int) -> Anchor:
        """The same entry ``by`` characters further on."""
        roles = [[(b + by, e + by) for b, e in spans] for spans in self.roles]
        return Anchor((self.at[0] + by, self.at[1] + by), self.label, roles, self.attributes)


@dataclass
class Example:
    """A text with its entries by task, and its names and mentions by kind: span and label number from 0.

    A task or kind that is missing was not annotated, unlike one that is empty.
    """

    text: str
    anchors: dict[str, list[Anchor]]
    spans: dict[str, list[tuple[Span, int]]] = field(default_factory=dict)

    def joined(self, other: Example) -> Example:
        """The two texts as one paragraph."""
        by = len(self.text) + 1
        anchors = {
            task: self.anchors[task] + [a.moved(by) for a in other.anchors[task]]
            for task in self.anchors.keys() & other.anchors.keys()
        }
        spans = {
            kind: self.spans[kind] + [((b + by, e + by), label) for (b, e), label in other.spans[kind]]
            for kind in self.spans.keys() & other.spans.keys()
        }
        return Example(f"{self.text} {other.text}", anchors, spans)


@dataclass
class Pair:
    """A text with a marked source and target; ``labels`` are the numbers of the types that would all be right."""

    text: str
    source: Span
    target: Span
    labels: tuple[int, ...]
    weight: float = 1.0


EncodedAnchor = tuple[int, int, list[list[int]], dict[str, int]]
"""The anchor's subword, its label, the subwords of each role, the attributes."""


@dataclass
class Encoded:
    """An example cut into subwords; ``kinds``, ``labels`` and ``weight`` are those of a pair."""

    ids: list[int]
    anchors: dict[str, list[EncodedAnchor]] = field(default_factory=dict)
    spans: dict[str, list[int]] = field(default_factory=dict)
    kinds: list[int] | None = None
    labels: tuple[int, ...] = ()
    weight: float = 1.0


def encode(example: Example, tokenizer: Tokenizer) -> Encoded:
    """``example`` in subwords; entries whose anchor was cut off are left out."""
    cut = tokenizer.encode(example.text)
    offsets = cut.offsets[:LONGEST]
    out = Encoded(cut.ids[:LONGEST], {task: [] for task in example.anchors})
    for task, anchors in example.anchors.items():
        for anchor in anchors:
            inside = tokens_of(offsets, anchor.at)
            if inside:
                roles = [[t for span in spans for t in tokens_of(offsets, span)] for spans in anchor.roles]
                out.anchors[task].append((inside[0], anchor.label, roles, anchor.attributes))
    for kind, spans in example.spans.items():
        labels = out.spans[kind] = [0] * len(out.ids)
        for span, label in spans:
            for number, token in enumerate(tokens_of(offsets, span)):
                labels[token] = 2 * label + 1 + (number > 0)
    return out


def encode_pair(pair: Pair, tokenizer: Tokenizer) -> Encoded:
    """``pair`` in subwords with their kinds; the source wins where the two overlap."""
    cut = tokenizer.encode(pair.text)
    offsets = cut.offsets[:LONGEST]
    kinds = [0] * len(offsets)
    for kind, span in ((2, pair.target), (1, pair.source)):
        for token in tokens_of(offsets, span):
            kinds[token] = kind
    return Encoded(cut.ids[:LONGEST], kinds=kinds, labels=pair.labels, weight=pair.weight)


def batches(examples: Sequence[Encoded], size: int, rng: random.Random) -> Iterator[list[Encoded]]:
    """Batches of at most ``size`` subwords, padding included, of like lengths, in random order."""
    groups: list[list[Encoded]] = [[]]
    for one in sorted(examples, key=lambda e: len(e.ids) + 12 * rng.random()):
        longest = max([len(one.ids), *(len(e.ids) for e in groups[-1])])
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    yield from groups


def tokens_of(offsets: Sequence[Span], span: Span) -> list[int]:
    """The numbers of the subwords that overlap a span of characters."""
    return [n for n, (begin, end) in enumerate(offsets) if begin < span[1] and span[0] < end]
