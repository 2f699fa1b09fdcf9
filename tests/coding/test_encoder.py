"""The pieces that the encoder reads: they cover the text, their offsets hold, and order changes nothing."""

from __future__ import annotations

import numpy
import pytest

from standoff.coding.encoder import LONGEST, encode_spans, states_of
from standoff.coding.parse import parse
from standoff.report import Report
from standoff.span import Span

LONG = "The envoy of the republic said that talks would go on. " * 60


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Moscow said no.\n\nKyiv said “yes”.",
        "Füße 🙂 naïve — Ankara’s reply.",
        LONG,
        "word " * 500,
        "x" * 30_000,
        "。" * 300,
    ],
    ids=["empty", "line breaks", "paragraphs", "beyond ASCII", "long", "no full stop", "one word", "no Latin letter"],
)
def test_pieces_lie_in_the_text_in_order_and_cover_its_words(text):
    parsed = parse(Report(text=text, source="test"))
    covered = numpy.zeros(len(text) + 1, bool)
    last = 0
    for piece in parsed.pieces:
        assert len(piece.begins) == len(piece.ends) == len(piece.states) <= LONGEST + 2
        inner = list(zip(piece.begins[1:-1].tolist(), piece.ends[1:-1].tolist(), strict=True))
        for begin, end in inner:
            assert last <= begin <= end <= len(text)
            covered[begin:end] = True
            last = begin
    words = [i for i, char in enumerate(text) if char.isascii() and char.isalnum()]
    if len(text) < 20_000:
        assert all(covered[words])


def test_states_come_in_the_order_asked_for():
    ids = [[101, 2000 + n, *[3000] * n, 102] for n in (9, 2, 30, 4)]
    together = states_of(ids)
    assert [len(s) for s in together] == [len(i) for i in ids]
    for row, state in zip(ids, together, strict=True):
        alone, other = states_of([row])[0], states_of([[101, *[4000] * (len(row) - 2), 102]])[0]
        # quantisation takes its scale from the whole batch, so that the states differ a little
        assert numpy.abs(alone - state).mean() < numpy.abs(other - state).mean() / 3


def test_a_span_is_covered_by_the_subwords_that_overlap_it():
    text = "Ankara rejected Athens' demand."
    (piece,) = encode_spans(text, [Span(0, len(text))])
    found = piece.covering(Span(7, 15))
    assert text[piece.begins[found.start] : piece.ends[found.stop - 1]] == "rejected"
    outside = piece.covering(Span(500, 510))
    assert outside.start >= outside.stop
