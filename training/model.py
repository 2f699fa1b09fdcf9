"""The model: one pass of a small encoder, and heads that read names, mentions, statements, acts and marked pairs.

An anchor is the word on which an entry hangs: the cue of a statement, the trigger of an act. A head says for every
token whether it is an anchor and of which label; further heads give the anchor's attributes (modality, act, mode); and
for each role (source, content; actor, recipient) a product of two projections says how strongly every other token
belongs to that anchor, with a bias for how far it stands. So discontinuous contents, several statements in a sentence
and both directions of a dyad come out of one pass. The products are after Dozat and Manning (2017): rectified
projections of anchor and token with a square matrix between them, without their linear terms.

A marked pair is read in a pass of its own: the kind of each token (0 plain, 1 source, 2 target) is added to its
embedding, and the type is read off the means of the text, the source and the target.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.task import Task

SIZE = 384
ROLE_SIZE = 64
PAIR_SIZE = 256
# Distances beyond so many tokens count alike.
FARTHEST = 64
KINDS = 3


class TaskHeads(nn.Module):
    """The heads of one task over the encoder's states."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task
        self.anchor = nn.Linear(SIZE, len(task.labels) + 1)
        self.attributes = nn.ModuleDict({name: nn.Linear(SIZE, len(v)) for name, v in task.attributes.items()})
        self.query = nn.Linear(SIZE, len(task.roles) * ROLE_SIZE)
        self.inner = nn.Linear(len(task.roles) * ROLE_SIZE, len(task.roles) * ROLE_SIZE)
        self.key = nn.Linear(SIZE, len(task.roles) * ROLE_SIZE)
        self.distance = nn.Parameter(torch.zeros(len(task.roles), 2 * FARTHEST + 1))
        self.bias = nn.Parameter(torch.full((len(task.roles),), -1.0))

    def roles(self, states: Tensor, row: Tensor, at: Tensor) -> Tensor:
        """Role logits (anchors, roles, tokens) of the anchors at tokens ``at`` of the batch rows ``row``."""
        count, length = len(self.task.roles), states.shape[1]
        query = self.inner(self.query(states[row, at]).relu()).view(-1, count, ROLE_SIZE)
        key = self.key(states).relu().view(-1, length, count, ROLE_SIZE)[row]
        score = torch.einsum("nrd,ntrd->nrt", query, key) / ROLE_SIZE**0.5
        offset = (torch.arange(length)[None, :] - at[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        near = self.distance[:, offset].permute(1, 0, 2)
        return score + near + self.bias[None, :, None]


class PairHead(nn.Module):
    """The type of the act of a marked source on a marked target."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.labels = labels
        self.inner = nn.Linear(3 * SIZE, PAIR_SIZE)
        self.outer = nn.Linear(PAIR_SIZE, len(labels))
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        """Logits (batch, labels)."""
        pooled = torch.cat([_mean(states, mask), _mean(states, kinds == 1), _mean(states, kinds == 2)], -1)
        hidden = nn.functional.gelu(self.inner(self.drop(pooled)))
        out: Tensor = self.outer(self.drop(hidden))
        return out


class Model(nn.Module):
    """An encoder with all heads."""

    def __init__(
        self, encoder: nn.Module, tasks: tuple[Task, ...], spans: dict[str, tuple[str, ...]], pairs: tuple[str, ...]
    ) -> None:
        super().__init__()
        self.encoder = encoder
        old = encoder.embeddings.token_type_embeddings.weight.data  # type: ignore[union-attr]
        kinds = nn.Embedding(KINDS, SIZE)
        kinds.weight.data[:] = old[:1] + 0.02 * torch.randn(KINDS, SIZE)
        kinds.weight.data[0] = old[0]
        encoder.embeddings.token_type_embeddings = kinds  # type: ignore[union-attr]
        self.heads = nn.ModuleDict({task.name: TaskHeads(task) for task in tasks})
        # of every token: outside, or the beginning or inside of a span of one of the labels
        self.spans = nn.ModuleDict({name: nn.Linear(SIZE, 2 * len(labels) + 1) for name, labels in spans.items()})
        self.span_labels = spans
        self.pairs = PairHead(pairs)

    def states(self, ids: Tensor, mask: Tensor, kinds: Tensor | None = None) -> Tensor:
        """The encoder's last states, (batch, tokens, SIZE)."""
        kinds = torch.zeros_like(ids) if kinds is None else kinds
        out = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds)
        states: Tensor = out.last_hidden_state
        return states


def _mean(states: Tensor, which: Tensor) -> Tensor:
    weight = which.float()[..., None]
    return (states * weight).sum(1) / weight.sum(1).clamp(min=1)
