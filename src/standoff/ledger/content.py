"""The digest of what a record says, by which the history vouches for it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from standoff.record import Record, to_json


def digest(record: Record) -> str:
    """SHA-256 over ``record`` in the record format, with sorted keys and without what is empty.

    A field that a later version of the format adds is empty in records coded before it, and so changes no digest.
    """
    plain = _without_empty(json.loads(to_json(record)))
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(held) for key, held in value.items() if held is not None and held != []}
    return [_without_empty(one) for one in value] if isinstance(value, list) else value
