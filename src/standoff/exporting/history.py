"""The history: every step of the record with its digest, so that others can check the chain."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from standoff.exporting.shared import Kept

ABOUT = "every step of the record's history, one a line, with the chain of digests"
SUFFIX = ".jsonl"


def write(kept: Kept, out: BinaryIO) -> None:
    """A line a step, in order; `ledger/chain.py` says what the digest is of."""
    for step in kept.steps():
        out.write(msgspec.json.encode(step) + b"\n")
