"""Every error that Standoff raises on purpose.

StandoffError
├── ExportError       there is no such format, or the file can't be written
├── InputError        an input can't be read: names the file, the position and the reason
├── KnowledgeError    a data file of the package (states, holders, event types, cues) is malformed
├── LedgerError       the record can't be opened, is of another version, or an entry isn't there
│   └── ReviewError   a person's decision can't be taken so: no such field, value or entry
└── SpanError         a span doesn't lie in its text, or doesn't say what it is said to say
"""

from __future__ import annotations

from functools import partial
from typing import Any


class StandoffError(Exception):
    """Base of all errors; its text is one line fit to be shown to a user."""


class ExportError(StandoffError):
    """The record can't be exported so; the text says why."""


class InputError(StandoffError):
    """An input that can't be read.

    ``source`` is the path or URL as given, ``position`` a place in it ("line 3") or None, ``reason`` one clause.
    """

    def __init__(self, source: str, reason: str, *, position: str | None = None) -> None:
        self.source, self.reason, self.position = source, reason, position
        where = f"{source}, {position}" if position else source
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(InputError, position=self.position), (self.source, self.reason)


class KnowledgeError(StandoffError):
    """A data file of the package is malformed; the text names the file, the entry and the fault."""


class LedgerError(StandoffError):
    """The record can't be opened or doesn't hold what was asked for."""


class ReviewError(LedgerError):
    """A decision that can't be taken so; the text says why."""


class SpanError(StandoffError):
    """A span that doesn't lie in its text."""
