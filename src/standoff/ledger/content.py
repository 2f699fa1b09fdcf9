"""The digest of what a record says, by which the history vouches for it."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

import msgspec

from standoff.record import Record


def digest(record: Record) -> str:
    """SHA-256 over ``record`` in the record format, with sorted keys and without what is empty or left at its default.

    A field that a later version of the format adds has its default in records coded before it, and so changes no
    digest. For the same reason no field's default may ever change; tests/ledger/test_content.py holds a digest fast.
    """
    plain = {"standoff": record.standoff, **_plain(record)}
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        defaults = _defaults(type(value))
        held = {name: getattr(value, name) for name in value.__struct_fields__}
        return {
            name: _plain(one)
            for name, one in held.items()
            if one is not None and one != [] and not (name in defaults and one == defaults[name])
        }
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


@cache
def _defaults(struct: type[msgspec.Struct]) -> dict[str, Any]:
    return {f.name: f.default for f in msgspec.structs.fields(struct) if f.default is not msgspec.NODEFAULT}
