"""The training loop: AdamW, warm-up and linear decay, one task a batch, progress on standard error."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from training.anchors import AnchorModel, Task
from training.examples import Encoded, Example, batches, encode

LEARNING_RATE = 8e-5
HEAD_RATE = 8e-4
WARM_UP = 0.08
# Anchors are rare among tokens; a missed one costs more.
ANCHOR_WEIGHT = 3.0


def load_encoder(folder: Path) -> tuple[BertModel, Tokenizer]:
    """The sentence encoder's weights and tokenizer from a folder in Hugging Face's layout."""
    from safetensors.torch import load_file

    encoder = BertModel(BertConfig.from_json_file(folder / "config.json"), add_pooling_layer=False)
    weights = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    missing, _ = encoder.load_state_dict(weights, strict=False)
    if missing:
        raise SystemExit(f"{folder}: lacks {missing[:3]}")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return encoder, tokenizer


def train(model: AnchorModel, tokenizer: Tokenizer, examples: Sequence[Example], *, epochs: int, seed: int) -> None:
    """Train ``model`` on ``examples`` in place; the same seed and threads give the same weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoded = [encode(e, tokenizer) for e in examples]
    steps = sum(1 for _ in batches(encoded, random.Random(seed))) * epochs
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.encoder.parameters()), "lr": LEARNING_RATE},
            {"params": list(model.heads.parameters()), "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    warm = max(1, int(WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))
    )
    model.train()
    done, begun, seen = 0, time.time(), 0.0
    for epoch in range(epochs):
        for batch in batches(encoded, rng):
            loss = loss_of(model, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            done += 1
            seen = 0.98 * seen + 0.02 * float(loss.detach())
            if done % 50 == 0:
                left = (time.time() - begun) / done * (steps - done)
                print(f"epoch {epoch + 1} step {done}/{steps} loss {seen:.3f} left {left:.0f} s", file=sys.stderr)
    model.eval()


def loss_of(model: AnchorModel, batch: list[Encoded]) -> Tensor:
    """The loss of one batch, all of one task."""
    task: Task = model.heads[batch[0].task].task  # type: ignore[assignment]
    heads = model.heads[task.name]
    ids, mask = pad([e.ids for e in batch])
    out = heads(model.states(ids, mask))
    target = torch.zeros_like(ids)
    rows, at, wanted, weights = [], [], [], []
    values: dict[str, list[int]] = {name: [] for name in task.attributes}
    for row, one in enumerate(batch):
        for token, label, roles, attributes in one.anchors:
            target[row, token] = label
            rows.append(row)
            at.append(token)
            weights.append(one.weight)
            hot = torch.zeros(len(task.roles), ids.shape[1])
            for number, tokens in enumerate(roles):
                hot[number, tokens] = 1.0
            wanted.append(hot)
            for name in task.attributes:
                values[name].append(attributes.get(name, -100))
    balance = torch.full((len(task.labels) + 1,), ANCHOR_WEIGHT)
    balance[0] = 1.0
    keep = mask.bool()
    scale = torch.tensor([e.weight for e in batch])[:, None].expand(ids.shape)[keep]
    each = functional.cross_entropy(out["anchor"][keep], target[keep], weight=balance, reduction="none")
    loss = 20 * (each * scale).sum() / keep.sum()
    if rows:
        row, place, weight = torch.tensor(rows), torch.tensor(at), torch.tensor(weights)
        logits = heads.roles(out, row, place)  # type: ignore[operator]
        inside = mask[row].float()[:, None, :]
        bce = functional.binary_cross_entropy_with_logits(logits, torch.stack(wanted), reduction="none")
        loss = loss + 8 * ((bce * inside).sum((1, 2)) / inside.sum((1, 2)) * weight).mean()
        for name, given in values.items():
            known = torch.tensor(given)
            if (known >= 0).any():
                loss = loss + 0.5 * functional.cross_entropy(out[name][row, place], known, ignore_index=-100)
    return loss


def pad(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Token ids and mask, both (rows, longest row)."""
    width = max(map(len, rows))
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
    return ids, mask
