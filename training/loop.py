"""The training loop: AdamW, warm-up and linear decay, batches of all parts mixed, progress on standard error."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.examples import Encoded, EncodedAnchor, batches
from training.model import Model, TaskHeads

LEARNING_RATE = 8e-5
HEAD_RATE = 6e-4
WARM_UP = 0.08
# Anchors are rare among tokens; a missed one costs more.
ANCHOR_WEIGHT = 2.0
SMOOTHING = 0.1
# One thread: sums in another order give other weights, and on a busy machine two wait for each other.
THREADS = 1


@dataclass
class Part:
    """What is trained together: ``make`` gives the examples of one epoch, anew each time; ``size`` subwords a batch."""

    name: str
    make: Callable[[random.Random], Sequence[Encoded]]
    epochs: int
    size: int


def train(
    model: Model, parts: Sequence[Part], *, seed: int, rate: float = LEARNING_RATE, head_rate: float = HEAD_RATE
) -> None:
    """Train ``model`` in place; the same seed on the same machine gives the same weights."""
    torch.manual_seed(seed)
    torch.set_num_threads(THREADS)
    rng = random.Random(seed)
    plan = [batch for part in parts for _ in range(part.epochs) for batch in batches(part.make(rng), part.size, rng)]
    rng.shuffle(plan)
    encoder = list(model.encoder.parameters())
    own = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in own]
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, int(WARM_UP * len(plan)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.01, (len(plan) - step) / max(1, len(plan) - warm)))
    )
    model.train()
    begun, seen = time.time(), 0.0
    for done, batch in enumerate(plan, 1):
        loss = loss_of(model, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        seen = 0.98 * seen + 0.02 * float(loss.detach())
        if done % 100 == 0:
            left = (time.time() - begun) / done * (len(plan) - done)
            print(f"step {done}/{len(plan)} loss {seen:.3f} left {left:.0f} s", file=sys.stderr, flush=True)
    model.eval()


def loss_of(model: Model, batch: list[Encoded]) -> Tensor:
    """The loss of one batch: of pairs, or of texts with spans and anchors."""
    ids, mask = pad([e.ids for e in batch])
    kinds = pad([e.kinds for e in batch])[0] if batch[0].kinds is not None else None
    # half precision doubles the speed of processors that have it and changes no figure by more than its seed does
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.states(ids, mask, kinds)
    states = states.float()
    if kinds is not None:
        return pair_loss(model.pairs(states, mask, kinds), batch)
    loss = states.new_zeros(())
    for kind, head in model.spans.items():
        named = [n for n, e in enumerate(batch) if kind in e.spans]
        if named:
            target = pad([batch[n].spans[kind] for n in named], filling=-100)[0]
            target = functional.pad(target, (0, ids.shape[1] - target.shape[1]), value=-100)
            loss = loss + 2 * functional.cross_entropy(head(states[named]).flatten(0, 1), target.flatten())
    for name, heads in model.heads.items():
        rows = [n for n, e in enumerate(batch) if name in e.anchors]
        if rows:
            annotated = [batch[n].anchors[name] for n in rows]
            loss = loss + anchor_loss(heads, states[rows], mask[rows], annotated)  # type: ignore[arg-type]
    return loss


def pair_loss(logits: Tensor, batch: list[Encoded]) -> Tensor:
    """Cross-entropy with smoothing; several right labels share their probability."""
    probability = functional.log_softmax(logits, -1)
    right = torch.stack([torch.logsumexp(row[list(e.labels)], 0) for row, e in zip(probability, batch, strict=True)])
    each = -(1 - SMOOTHING) * right - SMOOTHING * probability.mean(-1)
    weight = torch.tensor([e.weight for e in batch])
    return (each * weight).sum() / weight.sum()


def anchor_loss(heads: TaskHeads, states: Tensor, mask: Tensor, annotated: list[list[EncodedAnchor]]) -> Tensor:
    """The loss of one task: anchors over all tokens, roles and attributes at the true anchors."""
    task = heads.task
    target = torch.zeros(mask.shape, dtype=torch.long)
    rows, at, wanted = [], [], []
    values: dict[str, list[int]] = {name: [] for name in task.attributes}
    for row, anchors in enumerate(annotated):
        for token, label, roles, attributes in anchors:
            target[row, token] = label
            rows.append(row)
            at.append(token)
            hot = torch.zeros(len(task.roles), mask.shape[1])
            for number, tokens in enumerate(roles):
                hot[number, tokens] = 1.0
            wanted.append(hot)
            for name in task.attributes:
                values[name].append(attributes.get(name, -100))
    balance = torch.full((len(task.labels) + 1,), ANCHOR_WEIGHT)
    balance[0] = 1.0
    keep = mask.bool()
    each = functional.cross_entropy(heads.anchor(states)[keep], target[keep], weight=balance, reduction="none")
    loss = each.sum() / (len(rows) + len(annotated))
    if rows:
        row, place = torch.tensor(rows), torch.tensor(at)
        logits = heads.roles(states, row, place)
        inside = mask[row].float()[:, None, :]
        hot = torch.stack(wanted)
        bce = functional.binary_cross_entropy_with_logits(logits, hot, reduction="none") * inside
        # by the size of the role: a one-word recipient weighs as much as a content of thirty words
        loss = loss + 0.7 * (bce.sum(-1) / (hot.sum(-1) + 3)).sum(-1).mean()
        for name, given in values.items():
            known = torch.tensor(given)
            if (known >= 0).any():
                loss = loss + 0.4 * functional.cross_entropy(
                    heads.attributes[name](states[row, place]), known, ignore_index=-100
                )
    return loss


def pad(rows: Sequence[Sequence[int]], *, filling: int = 0) -> tuple[Tensor, Tensor]:
    """Token ids and mask, both (rows, longest row)."""
    width = max(map(len, rows))
    ids = torch.full((len(rows), width), filling, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
    return ids, mask
