"""What the heads read off the encoder's states: names, mentions, the anchors of statements and acts, and marked pairs.

The arithmetic is that of `training/model.py`; probabilities are those of the heads, sharpened by the temperatures that
calibration found (`training/calibrate.py`).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import numpy.typing as npt

from standoff import models
from standoff.coding.encoder import Floats, Piece, encode_pair, states_of
from standoff.span import Span

Ints = npt.NDArray[numpy.int64]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The word on which an entry hangs.

    ``at`` is its subword in ``piece``; ``label`` its likeliest label and ``probability`` how likely; ``labels`` all
    labels with theirs; ``roles`` for each role how likely each subword of the piece belongs to it; ``attributes`` the
    values of each attribute with their probabilities.
    """

    piece: Piece
    at: int
    label: str
    probability: float
    labels: dict[str, float]
    roles: dict[str, Floats]
    attributes: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def place(self) -> int:
        """Where the anchor begins, in code points of the report's text."""
        return int(self.piece.begins[self.at])


class Heads:
    """The heads of the weights in ``folder``, the package's own where none is given."""

    def __init__(self, folder: Path | None = None) -> None:
        at = (lambda name: folder / name) if folder is not None else models.path
        with numpy.load(at("heads.npz")) as file:
            plain = {k: file[k].astype(numpy.float32) for k in file.files}
        # weights stand as rows of outputs in training, and as columns where they are used
        self.arrays: dict[str, Floats] = {
            k: numpy.ascontiguousarray(v.T) if k.endswith(".weight") else v for k, v in plain.items()
        }
        described = json.loads(at("heads.json").read_text(encoding="utf-8"))
        self.tasks, self.span_labels, self.pair_labels = described["tasks"], described["spans"], described["pairs"]
        self.role_size, self.farthest = described["role_size"], described["farthest"]
        self.temperature: dict[str, float] = described.get("temperature", {})

    def anchors(self, piece: Piece, task: str, threshold: float) -> list[Anchor]:
        """The anchors of ``task`` in ``piece`` as likely as ``threshold`` or more, in the order of the text."""
        shape = self.tasks[task]
        probability = softmax(self.linear(piece.states, f"{task}.anchor") / self.temperature.get(task, 1.0))
        likely = 1 - probability[:, 0]
        likely[[0, -1]] = 0.0
        found = [int(n) for n in numpy.flatnonzero(likely >= threshold)]
        if not found:
            return []
        states = piece.states[found]
        key = numpy.maximum(self.linear(piece.states, f"{task}.key"), 0)
        query = self.linear(numpy.maximum(self.linear(states, f"{task}.query"), 0), f"{task}.inner")
        belongs = self._belongs(task, found, query, key)
        attributes = {
            name: softmax(
                self.linear(states, f"{task}.attributes.{name}") / self.temperature.get(f"{task}.{name}", 1.0)
            )
            for name in shape["attributes"]
        }
        out = []
        for n, at in enumerate(found):
            labels = dict(zip(shape["labels"], map(float, probability[at, 1:]), strict=True))
            values = {
                name: dict(zip(shape["attributes"][name], map(float, rows[n]), strict=True))
                for name, rows in attributes.items()
            }
            label = max(labels, key=lambda one: labels[one])
            roles = dict(zip(shape["roles"], belongs[n], strict=True))
            out.append(Anchor(piece, at, label, max(0.0, float(likely[at])), labels, roles, values))
        return out

    def _belongs(self, task: str, found: list[int], query: Floats, key: Floats) -> Floats:
        """How likely each subword belongs to each role of each anchor: (anchors, roles, subwords)."""
        away = numpy.arange(len(key))[None, :] - numpy.array(found)[:, None]
        offset = numpy.clip(away, -self.farthest, self.farthest) + self.farthest
        by_role = [x.reshape(len(x), -1, self.role_size).transpose(1, 0, 2) for x in (query, key)]
        score = (by_role[0] @ by_role[1].transpose(0, 2, 1)).transpose(1, 0, 2) / self.role_size**0.5
        score += self.arrays[f"{task}.distance"][:, offset].transpose(1, 0, 2)
        score += self.arrays[f"{task}.bias"][None, :, None]
        # beyond thirty the exponential says nothing more, and soon overflows
        out: Floats = 1 / (1 + numpy.exp(-numpy.clip(score, -30, 30)))
        out[:, :, [0, -1]] = 0.0
        return out

    def spans(self, piece: Piece, kind: str) -> Iterator[tuple[Span, str]]:
        """The spans of a kind ("names", "mentions") in ``piece`` with their labels, in the order of the text."""
        best = self.linear(piece.states, f"spans.{kind}").argmax(-1)
        best[[0, -1]] = 0
        begin = 0
        while begin < len(best):
            if best[begin] == 0:
                begin += 1
                continue
            label = (int(best[begin]) - 1) // 2
            end = begin + 1
            # a word goes on over its subwords, a span over what is labelled as its inside
            while end < len(best) and (
                best[end] == 2 * label + 2 or (best[end] and piece.begins[end] == piece.ends[end - 1])
            ):
                end += 1
            yield Span(int(piece.begins[begin]), int(piece.ends[end - 1])), self.span_labels[kind][label]
            begin = end

    def pairs(self, rows: Sequence[tuple[str, Span, Span]]) -> list[dict[str, float]]:
        """For each text with its source and target the labels, "none" among them, with their probabilities."""
        cool = self.temperature.get("pairs", 1.0)
        return [
            dict(zip(self.pair_labels, map(float, softmax(row / cool)), strict=True)) for row in self.pair_logits(rows)
        ]

    def pair_logits(self, rows: Sequence[tuple[str, Span, Span]]) -> list[Floats]:
        """The logits behind ``pairs``, before the temperature."""
        encoded = [encode_pair(*row) for row in rows]
        states = states_of([ids for ids, _ in encoded], [kinds for _, kinds in encoded])
        out = []
        for state, (_, kinds) in zip(states, encoded, strict=True):
            kind = numpy.array(kinds)
            parts = [state.mean(0), *(_mean(state, kind == k) for k in (1, 2))]
            inner = self.linear(numpy.concatenate(parts)[None], "pairs.inner")
            out.append(self.linear(_gelu(inner), "pairs.outer")[0])
        return out

    def linear(self, states: Floats, name: str) -> Floats:
        """The logits of the layer ``name`` for each row of states, before any temperature."""
        out: Floats = states @ self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"]
        return out


@functools.cache
def heads() -> Heads:
    """The heads of the package's weights, loaded once a process.

    From then on the process does its sums in one thread: the heads' products are small, and threads that wait for one
    another cost many times what they save where other processes code as well.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")
    return Heads()


def _mean(states: Floats, which: npt.NDArray[numpy.bool_]) -> Floats:
    if not which.any():
        return numpy.zeros(states.shape[1], numpy.float32)
    out: Floats = states[which].mean(0)
    return out


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = numpy.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = raised / raised.sum(-1, keepdims=True)
    return out


def _gelu(x: Floats) -> Floats:
    """The exact form, by the error function's approximation of Abramowitz and Stegun (1964), 7.1.26."""
    z = numpy.abs(x) / 2**0.5
    t = 1 / (1 + 0.3275911 * z)
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    error = numpy.sign(x) * (1 - series * numpy.exp(-z * z))
    out: Floats = (0.5 * x * (1 + error)).astype(numpy.float32)
    return out
