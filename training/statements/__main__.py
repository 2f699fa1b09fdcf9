"""``python -m training.statements POLNEAR ENCODER OUT [--epochs N] [--seed N] [--limit N]``: the statement heads."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from training.anchors import AnchorModel
from training.loop import load_encoder, train
from training.statements.polnear import TASK, paragraphs


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(prog="python -m training.statements", description=__doc__)
    parser.add_argument("polnear", type=Path, help="the corpus: JSON Lines with text and attributions")
    parser.add_argument("encoder", type=Path, help="folder with config.json, model.safetensors and tokenizer.json")
    parser.add_argument("out", type=Path, help="where the weights go (.pt)")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="only so many paragraphs, to try the command")
    options = parser.parse_args()
    encoder, tokenizer = load_encoder(options.encoder)
    examples = list(paragraphs(options.polnear))
    random.Random(options.seed).shuffle(examples)
    model = AnchorModel(encoder, [TASK])
    train(model, tokenizer, examples[: options.limit], epochs=options.epochs, seed=options.seed)
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
