"""One pass of the encoder over a report: a state for every subword, from which the heads read (`heads.py`).

Paragraphs are encoded whole, as far as they fit, so that a quotation that runs on is seen with its cue. The pass is
the dearest part of coding: texts of like length go together, eight at a time, which keeps the padding small.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import numpy.typing as npt

from standoff import models
from standoff.coding.draft import Parsed
from standoff.span import Span

Floats = npt.NDArray[numpy.float32]

# Subwords of a piece at most, as in training.
LONGEST = 190
# Pieces encoded at once.
BATCH = 8
# Bytes of a piece at most: what is longer than any paragraph is cut before it is tokenized.
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as encoded: ``begins`` and ``ends`` of its subwords in code points of the report's text,
    ``states`` (subwords, 384). The first and last subword are marks of the encoder, with empty spans."""

    begins: npt.NDArray[numpy.int64]
    ends: npt.NDArray[numpy.int64]
    states: Floats

    def covering(self, span: Span) -> slice:
        """The subwords that overlap a span of the report's text."""
        first = int(numpy.searchsorted(self.ends[1:-1], span.begin, side="right")) + 1
        last = int(numpy.searchsorted(self.begins[1:-1], span.end, side="left")) + 1
        return slice(first, max(first, last))


def encode(parsed: Parsed) -> list[Piece]:
    """The encoded pieces of a report, in the order of the text; every word but white space is in one of them."""
    return encode_spans(parsed.text, list(_pieces(parsed)))


def encode_spans(text: str, spans: Sequence[Span]) -> list[Piece]:
    """A piece for each of the ``spans`` of a text; what goes beyond LONGEST subwords of one is left out."""
    tokens = [_tokenizer().encode(text[s.begin : s.end]) for s in spans]
    states = states_of([t.ids[: LONGEST + 2] for t in tokens])
    out = []
    for span, cut, state in zip(spans, tokens, states, strict=True):
        offsets = numpy.array(cut.offsets[: len(state)], dtype=numpy.int64).reshape(-1, 2) + span.begin
        out.append(Piece(offsets[:, 0], offsets[:, 1], state))
    return out


def encode_pair(text: str, source: Span, target: Span) -> tuple[list[int], list[int]]:
    """The subword numbers of a text and their kinds: 1 in the source, 2 in the target, 0 elsewhere."""
    cut = _tokenizer().encode(text)
    ids = cut.ids[: LONGEST + 2]
    kinds = [0] * len(ids)
    for kind, span in ((2, target), (1, source)):
        for number, (begin, end) in enumerate(cut.offsets[: len(ids)]):
            if begin < span.end and span.begin < end:
                kinds[number] = kind
    return ids, kinds


def states_of(ids: Sequence[Sequence[int]], kinds: Sequence[Sequence[int]] | None = None) -> list[Floats]:
    """The encoder's states of each row of subword numbers, (subwords, 384), in the order given."""
    out: list[Floats] = [numpy.zeros((0, 0), numpy.float32)] * len(ids)
    order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
    for first in range(0, len(order), BATCH):
        batch = order[first : first + BATCH]
        longest = max(len(ids[n]) for n in batch)
        feed = {name: numpy.zeros((len(batch), longest), numpy.int64) for name in ("ids", "mask", "kinds")}
        for row, number in enumerate(batch):
            length = len(ids[number])
            feed["ids"][row, :length] = ids[number]
            feed["mask"][row, :length] = 1
            if kinds is not None:
                feed["kinds"][row, :length] = kinds[number]
        states = _session().run(["states"], feed)[0]
        for row, number in enumerate(batch):
            out[number] = states[row, : len(ids[number])]
    return out


def _pieces(parsed: Parsed) -> Iterator[Span]:
    """Paragraphs, those too long cut where a sentence begins, a sentence too long cut between words."""
    text = parsed.text
    starts = [parsed.doc[first].idx for first, _ in parsed.sentences]
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        if text[begin:end].strip():
            yield from _fitting(text, begin, end, starts)
        begin = end + 1


def _fitting(text: str, begin: int, end: int, starts: Sequence[int]) -> Iterator[Span]:
    while begin < end:
        cut = _tokenizer().encode(text[begin : min(end, begin + LONGEST_TEXT)], add_special_tokens=False)
        if len(cut.ids) <= LONGEST and end - begin <= LONGEST_TEXT:
            yield Span(begin, end)
            return
        limit = begin + (cut.offsets[LONGEST][0] if len(cut.ids) > LONGEST else LONGEST_TEXT)
        last = bisect_right(starts, limit) - 1
        stop = starts[last] if last >= 0 and starts[last] > begin else max(limit, begin + 1)
        yield Span(begin, stop)
        begin = stop


@functools.cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(models.path("tokenizer.json")))


@functools.cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # one thread: reports go to several processes, and sums in one order give the same bytes
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(models.path("encoder.onnx")), options, providers=["CPUExecutionProvider"])
