"""The weights that the coder reads, with their card (`card.md`): made by `training/`, loaded once when first needed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from standoff.errors import StandoffError

FILES = ("encoder.onnx", "heads.npz", "heads.json", "tokenizer.json")


def path(name: str) -> Path:
    """Where a file of the weights lies; StandoffError where the installation lacks it."""
    found = Path(__file__).parent / name
    if not found.is_file():
        raise StandoffError(f"{found}: this part of the installation is missing; install Standoff again")
    return found


@cache
def digests() -> dict[str, str]:
    """The sha256 of each file of the weights."""
    return {name: hashlib.sha256(path(name).read_bytes()).hexdigest() for name in FILES}
