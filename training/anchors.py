"""The model: one pass of a small encoder, then anchors and what belongs to each of them.

An anchor is the word on which an entry hangs: the cue of a statement, the trigger of an act. A head says for every
token whether it is an anchor and of which label; further heads give the anchor's attributes (modality, act); and for
each role (source, content; actor, recipient) a product of two projections says how strongly every other token belongs
to that anchor, with a bias for how far it stands. So discontinuous contents, several statements in a sentence and
both directions of a dyad come out of one pass. The products are after Dozat and Manning (2017), without their linear
terms.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

SIZE = 384
ROLE_SIZE = 64
# Distances beyond so many tokens count alike.
FARTHEST = 64


@dataclass(frozen=True)
class Task:
    """One kind of entry: the labels of its anchors (without "none"), its roles, its attributes with their values."""

    name: str
    labels: tuple[str, ...]
    roles: tuple[str, ...]
    attributes: dict[str, tuple[str, ...]] = field(default_factory=dict)


class TaskHeads(nn.Module):
    """The heads of one task over the encoder's states."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task
        self.anchor = nn.Linear(SIZE, len(task.labels) + 1)
        self.attributes = nn.ModuleDict({name: nn.Linear(SIZE, len(v)) for name, v in task.attributes.items()})
        self.query = nn.Linear(SIZE, len(task.roles) * ROLE_SIZE)
        self.key = nn.Linear(SIZE, len(task.roles) * ROLE_SIZE)
        self.distance = nn.Parameter(torch.zeros(len(task.roles), 2 * FARTHEST + 1))
        self.bias = nn.Parameter(torch.full((len(task.roles),), -1.0))

    def forward(self, states: Tensor) -> dict[str, Tensor]:
        """``states`` is (batch, tokens, SIZE); every output is (batch, tokens, width)."""
        out = {"anchor": self.anchor(states), "query": self.query(states), "key": self.key(states)}
        for name, head in self.attributes.items():
            out[name] = head(states)
        return out

    def roles(self, out: dict[str, Tensor], row: Tensor, at: Tensor) -> Tensor:
        """Role logits (anchors, roles, tokens) of the anchors at tokens ``at`` of the batch rows ``row``."""
        count, length = len(self.task.roles), out["key"].shape[1]
        query = out["query"][row, at].view(-1, count, ROLE_SIZE)
        key = out["key"][row].view(-1, length, count, ROLE_SIZE)
        score = torch.einsum("nrd,ntrd->nrt", query, key) / ROLE_SIZE**0.5
        offset = (torch.arange(length)[None, :] - at[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        near = self.distance[:, offset].permute(1, 0, 2)
        return score + near + self.bias[None, :, None]


class AnchorModel(nn.Module):
    """An encoder with the heads of one or more tasks."""

    def __init__(self, encoder: nn.Module, tasks: list[Task]) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({task.name: TaskHeads(task) for task in tasks})

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The encoder's last states, (batch, tokens, SIZE)."""
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, dict[str, Tensor]]:
        """The outputs of every task's heads."""
        states = self.states(ids, mask)
        return {name: heads(states) for name, heads in self.heads.items()}
