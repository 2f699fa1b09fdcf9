"""What happened to an entry, put in words: one row a step of the history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from standoff.ledger.chain import Step
from standoff.ledger.decisions import Decision

Row = tuple[str, str, str, str, str, str]
"""Number, time, what, by whom, the entry's name at that time, and what is told of it."""


def row_of(step: Step, entry: str | None = None) -> Row:
    """``step`` as a row; ``entry`` says of which entry of a report that was coded again it is asked."""
    return (str(step.number), step.at, step.what, step.by, step.entry or "", _told(step.what, step.detail, entry))


def row_of_decision(decision: Decision) -> Row:
    """``decision`` as a row."""
    detail = {**msgspec.to_builtins(decision), "note": decision.note}
    return (
        str(decision.number),
        decision.at,
        decision.verdict,
        decision.by,
        decision.entry,
        _told(decision.verdict, detail),
    )


def put(value: Any) -> str:
    """A value of a field as one reads it."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, list) and not all(isinstance(one, int) for one in value):
        return ", ".join(map(put, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _told(what: str, detail: Mapping[str, Any], entry: str | None = None) -> str:
    match what:
        case "correct":
            said = f"{detail['field']}: {put(detail.get('was'))} → {put(detail.get('value'))}"
        case "merge":
            said = f"with {detail['other']}"
        case "split":
            words = detail.get("words")
            said = f"[{words[0]}, {words[1]}) as {detail['made']}" if words else f"from {detail['other']}"
        case "undo":
            said = f"decision {detail['undoes']}"
        case "moved":
            said = f"decision {detail['review']} now holds for {detail['attached']}"
        case "orphaned":
            said = f"decision {detail['review']}: no entry is left for it"
        case "recoded":
            said = _recoded(detail, entry)
        case _:
            said = ""
    return "; ".join(part for part in (said, detail.get("note", "")) if part)


def _recoded(detail: Mapping[str, Any], entry: str | None) -> str:
    if entry is None:
        return ", ".join(f"{len(detail[key])} {key}" for key in ("added", "changed", "withdrawn"))
    if entry in detail["added"]:
        return "added"
    if entry in detail["withdrawn"]:
        return "withdrawn"
    changes = detail["changed"].get(entry, {})
    return "; ".join(f"{field}: {put(old)} → {put(new)}" for field, (old, new) in changes.items()) or "unchanged"
