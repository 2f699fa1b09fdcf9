"""``python -m training.events.cross_validate``: PLV's training pairs by five-fold cross-validation.

In each fold the model goes on from the second stage of `python -m training`, which has seen nothing of PLV, learns from
four fifths of PLV, and answers the other fifth; the answers of all folds go into one file a seed, which the field's
scorer reads. One model a fold, no choice among several.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.__main__ import fresh
from training.encoder import load_encoder
from training.events import acts, plv
from training.examples import encode_pair
from training.loop import Part, pad, train
from training.model import Model

FOLDS = 5
# Which row is in which fold, whatever the seed of the training.
SHUFFLE = 7


def main() -> None:
    """Write the answers of every seed."""
    parser = argparse.ArgumentParser(prog="python -m training.events.cross_validate", description=__doc__)
    parser.add_argument("plv", type=Path, help="PLV's training pairs")
    parser.add_argument("out", type=Path, help="folder for seed-N.tsv")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--start", type=Path, help="the weights of the second stage; left out, the bare encoder")
    parser.add_argument("--epochs", type=int, default=6, help="epochs of PLV")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    rows = plv.rows(options.plv)
    random.Random(SHUFFLE).shuffle(rows)
    for seed in options.seeds:
        begun = time.time()
        with (options.out / f"seed-{seed}.tsv").open("w", encoding="utf-8") as out:
            out.write("sentence_id\ttype\n")
            for fold in range(FOLDS):
                learned = [r for n, r in enumerate(rows) if n % FOLDS != fold]
                asked = [r for n, r in enumerate(rows) if n % FOLDS == fold]
                model, tokenizer = fitted(learned, seed * FOLDS + fold, options.start, options.epochs)
                for row, answer in zip(asked, answers(model, tokenizer, asked), strict=True):
                    out.write(f"{row.id}\t{answer}\n")
                print(f"seed {seed} fold {fold + 1}: {time.time() - begun:.0f} s", flush=True)


def fitted(learned: list[plv.Row], seed: int, start: Path | None, epochs: int) -> tuple[Model, Tokenizer]:
    """A model fitted to the rows ``learned``."""
    torch.manual_seed(seed)
    states, tokenizer = load_encoder()
    model = fresh(states)
    if start is not None:
        model.load_state_dict(torch.load(start))
    given = [encode_pair(p, tokenizer) for p in plv.both_ways(learned)]
    train(model, [Part("given", lambda _: given, epochs, 1000)], seed=seed)
    return model, tokenizer


def answers(model: Model, tokenizer: Tokenizer, rows: list[plv.Row]) -> list[str]:
    """The likeliest type of each row; CONCEDE and RETREAT count together, as the set counts them."""
    out = []
    with torch.no_grad():
        for first in range(0, len(rows), 50):
            batch = [encode_pair(r.pair, tokenizer) for r in rows[first : first + 50]]
            ids, mask = pad([e.ids for e in batch])
            kinds, _ = pad([e.kinds or [] for e in batch])
            logits = model.pairs(model.states(ids, mask, kinds), mask, kinds)
            out += [acts.PAIR_LABELS[1 + int(n)] for n in logits[:, 1:].argmax(-1)]
    return out


if __name__ == "__main__":
    main()
