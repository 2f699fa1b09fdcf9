"""Standoff reads news reports of an international crisis and keeps the record.

``code(report)`` gives the record of one report, ``read(paths)`` the reports of files, ``open_ledger(path)`` the kept
records. Everything is loaded when it is first used: importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from standoff.ledger import open_ledger
    from standoff.pipeline import code
    from standoff.reading import read_inputs as read
    from standoff.record import Record
    from standoff.report import Report
    from standoff.span import Span

__version__ = "0.1.0"
__all__ = ["Record", "Report", "Span", "__version__", "code", "open_ledger", "read"]

_PLACES = {
    "Record": ("standoff.record", "Record"),
    "Report": ("standoff.report", "Report"),
    "Span": ("standoff.span", "Span"),
    "code": ("standoff.pipeline", "code"),
    "open_ledger": ("standoff.ledger", "open_ledger"),
    "read": ("standoff.reading", "read_inputs"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'standoff' has no attribute {name!r}")
    module, member = _PLACES[name]
    return getattr(import_module(module), member)
