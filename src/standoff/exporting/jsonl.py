"""JSON Lines: the records in Standoff's own format, one a report, with the names of the entries."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from standoff.exporting.shared import Kept

ABOUT = "the records, one a line, in Standoff's own format"
SUFFIX = ".jsonl"


def write(kept: Kept, out: BinaryIO) -> None:
    """A line a report: its record, and beside it the names of its entries, what coded it, what people said.

    ``names`` gives the name of each entry by its local id (p1, q1 … for positions and quantities in order).
    """
    for filed in kept.filed():
        beside = {"names": dict(sorted(filed.names.items())), "maker": filed.maker}
        reviewed = {"reviewed": dict(sorted(filed.reviewed.items()))}
        record = msgspec.to_builtins(filed.record)
        out.write(msgspec.json.encode({**record, **beside, **reviewed}) + b"\n")
