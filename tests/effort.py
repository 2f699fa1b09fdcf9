"""How much work a function does, counted and not timed: the same on every machine and under any load."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

# Work that grows by this much where the input grows fourfold is still linear: set-up and growing lists cost a little.
FOURFOLD = 6.0


def lines_run(function: Callable[[], object], *, of: str = "standoff") -> int:
    """How many lines of package ``of`` ran while ``function`` did."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if not frame.f_globals.get("__name__", "").startswith(of):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(before)
    return count
