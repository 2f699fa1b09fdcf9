"""``python -m training.calibrate``: temperatures for the heads of the package's weights, on data not trained on.

One temperature a head (Guo et al. 2017, "On Calibration of Modern Neural Networks"), the one that gives the true labels
the least surprise: for acts and pairs on the held-back own sentences, for statements on the articles of PolNeAR that
training leaves out. Prints the expected calibration error (ten bins) before and after, on the half not fitted to.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy

from standoff.coding.encoder import encode_spans
from standoff.coding.heads import Heads, softmax
from standoff.span import Span
from training.events import acts
from training.events.sentences import entries
from training.examples import Example, Pair
from training.statements import polnear

GRID = numpy.arange(0.5, 3.01, 0.05)
BINS = 10
PAIRS_KEPT = 8
Rows = list[tuple[numpy.ndarray, int]]


def main() -> None:
    """Fit, write into heads.json, print."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR's training articles (JSON Lines)")
    parser.add_argument("--models", type=Path, default=Path("src/standoff/models"))
    options = parser.parse_args()
    heads = Heads(options.models)
    held = [e for e in entries() if e.held]
    rows: dict[str, Rows] = defaultdict(list)
    for example in (acts.example(e) for e in held):
        for name, row in of_anchors(heads, example, acts.TASK.name):
            rows[name].append(row)
    for example in polnear.paragraphs(options.polnear, left_out=True):
        for name, row in of_anchors(heads, example, polnear.TASK.name):
            rows[name].append(row)
    rng = random.Random(1)
    pairs = [p for e in held for p in some(acts.pairs(e, None), rng)]
    logits = heads.pair_logits([(p.text, Span(*p.source), Span(*p.target)) for p in pairs])
    rows["pairs"] = [(z, p.labels[0]) for z, p in zip(logits, pairs, strict=True)]
    found = {}
    for name, all_rows in sorted(rows.items()):
        fitted, asked = all_rows[::2], all_rows[1::2]
        best = round(float(min((surprise(fitted, t), t) for t in GRID)[1]), 2)
        found[name] = best
        before, after = error(asked, 1.0), error(asked, best)
        print(f"{name:20s} temperature {best:.2f}  error {before:.3f} to {after:.3f}  n {len(asked)}")
    path = options.models / "heads.json"
    described = json.loads(path.read_text(encoding="utf-8")) | {"temperature": found}
    path.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def some(pairs: list[Pair], rng: random.Random) -> list[Pair]:
    """At most PAIRS_KEPT of a text's pairs: a paragraph has dozens."""
    return rng.sample(pairs, min(PAIRS_KEPT, len(pairs)))


def of_anchors(heads: Heads, example: Example, task: str) -> Iterator[tuple[str, tuple[numpy.ndarray, int]]]:
    """Logits and true label: of every subword that is or seems an anchor, and of the attributes at true anchors."""
    (piece,) = encode_spans(example.text, [Span(0, len(example.text))])
    logits = heads.linear(piece.states, f"{task}.anchor")
    truth = {}
    for anchor in example.anchors[task]:
        inside = piece.covering(Span(*anchor.at))
        if inside.start < inside.stop:
            truth[inside.start] = anchor.label
            for name, value in anchor.attributes.items():
                yield f"{task}.{name}", (heads.linear(piece.states[inside.start], f"{task}.attributes.{name}"), value)
    likely = 1 - softmax(logits)[:, 0]
    for n in range(1, len(logits) - 1):
        # the thousands of words that nobody takes for a trigger would hide how well the others are judged
        if n in truth or likely[n] > 0.05:
            yield task, (logits[n], truth.get(n, 0))


def surprise(rows: Rows, temperature: float) -> float:
    """The mean negative log-likelihood of the true labels."""
    return float(-numpy.mean([numpy.log(softmax(z / temperature)[label] + 1e-9) for z, label in rows]))


def error(rows: Rows, temperature: float) -> float:
    """The expected calibration error of the likeliest labels."""
    made = [softmax(z / temperature) for z, _ in rows]
    sure = numpy.array([p.max() for p in made])
    right = numpy.array([p.argmax() == label for p, (_, label) in zip(made, rows, strict=True)])
    bins = numpy.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).sum() for b in set(bins.tolist())]
    return float(sum(gaps) / max(1, len(rows)))


if __name__ == "__main__":
    main()
