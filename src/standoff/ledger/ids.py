"""The names of entries: a letter for the kind and a digest of what the entry is about.

A name is made of the report's id, the kind and the entry's own words (spans and type), so that reading the same report
on another day, on another machine or into another record gives the same names.
"""

from __future__ import annotations

import base64
import hashlib

# 13 letters of base 32 are 65 bits: among 10 million entries the odds of two alike are about one in a million.
LENGTH = 13


class Namer:
    """Names the entries of one report; a second entry with the same content gets a name of its own."""

    def __init__(self, report_id: str) -> None:
        self._report_id = report_id
        self._used: dict[tuple[object, ...], int] = {}

    def name(self, kind: str, *content: object) -> str:
        """The name of an entry: ``kind`` is one letter, ``content`` what sets it apart within its report."""
        key = (kind, *content)
        number = self._used[key] = self._used.get(key, 0) + 1
        parts = "\x1f".join(map(str, (self._report_id, *key, number)))
        digest = hashlib.sha256(parts.encode("utf-8")).digest()
        return f"{kind}-{base64.b32encode(digest).decode('ascii').lower()[:LENGTH]}"
