"""What views made before, to be given again: what stands on one day mostly stood so the day before."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Made(Generic[Key, Value]):
    """At most ``most`` things by all that they follow from, those made first dropped first; for several threads.

    A key begins with the version of the record, so that nothing outlives a change of it. What is kept is never changed.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Key, Value] = {}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """What was made of it, None where nothing was or it was dropped."""
        return self._kept.get(key)

    def keep(self, key: Key, value: Value) -> None:
        """Keep what was made."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
