"""``python -m training``: the weights of the package, from the data, in one command. README.md says what it needs.

Two stages: first the attributions and the own sentences, then, at half the rate, the own paragraphs and PLV as well.
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

# The files of whole paragraphs are named so; they come in the second stage.
PARAGRAPHS = "paras-"
STAGES = ("stage-1.pt", "stage-2.pt")


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

    sentences = [e for e in own if not e.source.startswith(PARAGRAPHS)]
    paragraphs = [e for e in own if e.source.startswith(PARAGRAPHS)]
    rows = plv.rows(options.plv) if options.plv else []
    given = [encode_pair(p, tokenizer) for p in plv.both_ways(rows)]
    everything, long = told(own, tokenizer), told(paragraphs, tokenizer)
    stages = [
        (
            LEARNING_RATE,
            Part("attributions", lambda _: articles, epochs(3), 3000),
            Part("acts", told(sentences, tokenizer), epochs(6), 2000),
            Part("pairs", marked(sentences, tokenizer), epochs(2), 2000),
        ),
        (
            LEARNING_RATE / 2,
            Part("attributions", lambda _: articles, epochs(1), 3000),
            Part("acts", everything, epochs(2), 2000),
            Part("paragraphs", long, epochs(3), 2000),
            Part("pairs", marked(sentences[::2], tokenizer), epochs(1), 2000),
            Part("given pairs", lambda _: given, epochs(6), 1000),
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


def marked(own: list[Entry], tokenizer: Tokenizer) -> Callable[[random.Random], Sequence[Encoded]]:
    """The pairs of entries, those without an act drawn anew each epoch."""
    return lambda rng: [encode_pair(p, tokenizer) for e in own for p in acts.pairs(e, rng)]


if __name__ == "__main__":
    main()
