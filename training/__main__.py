"""``python -m training``: the weights of the package, from the data, in one command. README.md says what it needs.

Three stages: the attributions and the first of the own sentences; at half the rate, the hard sentences and the
paragraphs as well; and last PLV, among a little of the rest, so that nothing is forgotten for it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training import names
from training.encoder import load_encoder
from training.events import acts, plv
from training.events.sentences import Entry, entries
from training.examples import Encoded, Example, encode, encode_pair
from training.export import export
from training.loop import LEARNING_RATE, Part, train
from training.model import Model
from training.statements import polnear

# The files of whole paragraphs are named so.
PARAGRAPHS = "paras-"
# What comes in the second stage only: the longest and the hardest.
LATER = (PARAGRAPHS, "hard-")
# A paragraph has dozens of pairs, all much alike.
PAIRS_KEPT = 8
STAGES = ("stage-1.pt", "stage-2.pt", "stage-3.pt")


def main() -> None:
    """Train, export, and say where the weights are."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR's training articles (JSON Lines)")
    parser.add_argument("--plv", type=Path, help="PLV's training pairs; left out, the weights are made without them")
    parser.add_argument("--out", type=Path, default=Path("src/standoff/models"))
    parser.add_argument(
        "--work", type=Path, default=Path("build/weights"), help="where each stage is kept, to go on from"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=1.0, help="a factor on all epochs, to try the command")
    options = parser.parse_args()
    for folder in (options.out, options.work):
        folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    encoder, tokenizer = load_encoder()
    model = fresh(encoder)
    own = [e for e in entries() if not e.held]
    articles = [encode(e, tokenizer) for e in named(polnear.paragraphs(options.polnear))]

    def epochs(count: int) -> int:
        return max(1, round(count * options.epochs))

    first = [e for e in own if not e.source.startswith(LATER)]
    paragraphs = [e for e in own if e.source.startswith(PARAGRAPHS)]
    rows = plv.rows(options.plv) if options.plv else []
    given = [encode_pair(p, tokenizer) for p in plv.both_ways(rows)]
    stages = [
        (
            LEARNING_RATE,
            Part("attributions", some(articles), epochs(4), 1500),
            Part("acts", told(first, tokenizer), epochs(10), 1000),
            Part("pairs", marked(first, tokenizer), epochs(3), 1000),
        ),
        (
            LEARNING_RATE / 2,
            Part("attributions", some(articles), epochs(1), 1500),
            Part("acts", told(own, tokenizer), epochs(4), 1000),
            Part("paragraphs", told(paragraphs, tokenizer), epochs(4), 1000),
            Part("pairs", marked(own, tokenizer, 0.25), epochs(3), 1000),
        ),
        (
            LEARNING_RATE / 2,
            Part("attributions", some(articles, 0.5), epochs(1), 1500),
            Part("acts", told(own, tokenizer), epochs(2), 1000),
            Part("pairs", marked(own, tokenizer, 0.1), epochs(1), 1000),
            Part("given pairs", some(given), epochs(6), 500),
        ),
    ]
    for name, (rate, *parts) in zip(STAGES, stages, strict=True):
        kept = options.work / name
        if kept.exists():
            print(f"going on from {kept}")
            model.load_state_dict(torch.load(kept))
            continue
        train(model, [p for p in parts if given or p.name != "given pairs"], seed=options.seed, rate=rate)
        torch.save(model.state_dict(), kept)
    export(model, tokenizer, options.out)
    print(f"weights in {options.out}")


def fresh(encoder: torch.nn.Module) -> Model:
    """An untrained model with all heads."""
    spans = {names.KIND: names.LABELS, acts.MENTIONS: acts.SECTORS}
    return Model(encoder, (polnear.TASK, acts.TASK), spans, acts.PAIR_LABELS)


def named(examples: Iterable[Example]) -> list[Example]:
    """The examples with the names in their texts."""
    made = list(examples)
    for example, found in zip(made, names.names_of(e.text for e in made), strict=True):
        example.spans[names.KIND] = found
    return made


def told(own: list[Entry], tokenizer: Tokenizer) -> Callable[[random.Random], Sequence[Encoded]]:
    """The acts of entries, joined to paragraphs anew each epoch."""
    examples = named(acts.example(e) for e in own)
    return lambda rng: [encode(e, tokenizer) for e in acts.joined(examples, rng)]


def marked(own: list[Entry], tokenizer: Tokenizer, share: float = 1.0) -> Callable[[random.Random], Sequence[Encoded]]:
    """The pairs of a share of the entries, at most PAIRS_KEPT of each, all drawn anew each epoch."""

    def drawn(rng: random.Random) -> list[Encoded]:
        found = [acts.pairs(e, rng) for e in rng.sample(own, round(share * len(own)))]
        return [encode_pair(p, tokenizer) for ps in found for p in rng.sample(ps, min(PAIRS_KEPT, len(ps)))]

    return drawn


def some(examples: Sequence[Encoded], share: float = 1.0) -> Callable[[random.Random], Sequence[Encoded]]:
    """A share of the examples, drawn anew each epoch."""
    return lambda rng: rng.sample(examples, round(share * len(examples)))


if __name__ == "__main__":
    main()
