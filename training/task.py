"""What a task asks of the heads; needs no PyTorch, so that the package can be measured without it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Task:
    """One kind of entry: the labels of its anchors (without "none"), its roles, its attributes with their values."""

    name: str
    labels: tuple[str, ...]
    roles: tuple[str, ...]
    attributes: dict[str, tuple[str, ...]] = field(default_factory=dict)
