"""``python -m training``: the weights of the package, from the data, in one command. README.md says what it needs."""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch

from training.encoder import load_encoder
from training.events import acts, plv
from training.events.sentences import entries
from training.examples import Encoded, Example, encode, encode_pair
from training.export import export
from training.loop import Part, train
from training.model import Model
from training.names import LABELS, names_of
from training.statements import polnear


def main() -> None:
    """Train, export, and say where the weights are."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("encoder", type=Path, help="folder with config.json, model.safetensors and tokenizer.json")
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR's training articles (JSON Lines)")
    parser.add_argument("--plv", type=Path, help="PLV's training pairs; left out, the weights are made without them")
    parser.add_argument("--out", type=Path, default=Path("src/standoff/models"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=1.0, help="a factor on all epochs, to try the command")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    encoder, tokenizer = load_encoder(options.encoder)
    model = Model(encoder, (polnear.TASK, acts.TASK), LABELS, acts.PAIR_LABELS)

    def epochs(count: int) -> int:
        return max(1, round(count * options.epochs))

    articles = [encode(e, tokenizer) for e in named(list(polnear.paragraphs(options.polnear)))]
    own = [e for e in entries() if not e.held]
    sentences = named([acts.example(e) for e in own])
    rows = plv.rows(options.plv) if options.plv else []
    given = [encode_pair(p, tokenizer) for p in plv.both_ways(rows)]

    def told(rng: random.Random) -> Sequence[Encoded]:
        return [encode(e, tokenizer) for e in acts.joined(sentences, rng)]

    def marked(rng: random.Random) -> Sequence[Encoded]:
        return [encode_pair(p, tokenizer) for e in own for p in acts.pairs(e, rng)]

    parts = [
        Part("attributions", lambda _: articles, epochs(3), 3000),
        Part("acts", told, epochs(8), 2000),
        Part("pairs", marked, epochs(3), 2000),
        Part("given pairs", lambda _: given, epochs(8), 1400),
    ]
    train(model, [p for p in parts if p.name != "given pairs" or given], seed=options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / "weights.pt")
    export(model, tokenizer, options.out)
    print(f"weights in {options.out}")


def named(examples: list[Example]) -> list[Example]:
    """The examples with the names in their texts."""
    for example, names in zip(examples, names_of(e.text for e in examples), strict=True):
        example.names = names
    return examples


if __name__ == "__main__":
    main()
