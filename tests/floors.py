"""The quality floors: what the coder scores on each gold set, and what it may not fall below (gold/floor.toml).

A set's floors stand beside the sha256 of its gold, so that a changed gold set is pinned anew. Pin with
``python -m tests.pin_floor``.
"""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from standoff.pipeline import Coder
from standoff.report import Report
from tests.gold.convert import passages, source_digest
from tests.scoring import FIGURES, Figure, Sheet, read_gold, read_record, score, total

ROOT = Path(__file__).resolve().parents[1]
FLOOR_FILE = Path(__file__).parent / "gold" / "floor.toml"
# A larger gold set of whole articles that may lie beside the checkout; it is not part of the project.
SHARED = ROOT.parent / "shared" / "gold"
# The parser's figures differ in the last digits between processors, which may turn one entry in a few hundred.
SLACK = 0.005


@dataclass(frozen=True)
class Floor:
    """The pinned figures of one gold set; ``lowered`` is why they were last lowered, if they were."""

    digest: str
    figures: dict[str, float] = field(default_factory=dict)
    lowered: str | None = None


@dataclass(frozen=True)
class GoldSet:
    """A gold set to score: its name in floor.toml, whether it is here, its digest, and its sheets when coded."""

    name: str
    here: Callable[[], bool]
    digest: Callable[[], str]
    sheets: Callable[[], Iterable[tuple[Sheet, Sheet]]]


def read_floors(path: Path = FLOOR_FILE) -> dict[str, Floor]:
    """The floors by the name of the gold set; none where the file isn't there yet."""
    if not path.exists():
        return {}
    return {name: Floor(**raw) for name, raw in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def write_floors(floors: dict[str, Floor], path: Path = FLOOR_FILE) -> None:
    """Write ``floors`` as TOML, in the order given."""
    lines = ["# Written by `python -m tests.pin_floor`: what the coder may not fall below on each gold set.", ""]
    for name, floor in floors.items():
        # a JSON string is a TOML basic string
        lines += [f"[{name}]", f'digest = "{floor.digest}"']
        lines += [f"lowered = {json.dumps(floor.lowered, ensure_ascii=False)}"] if floor.lowered else []
        lines += [f"[{name}.figures]"]
        lines += [f"{figure} = {floor.figures[figure]:.3f}" for figure in FIGURES] + [""]
    path.write_text("\n".join(lines), encoding="utf-8")


def fallen(figures: dict[str, float], floor: Floor) -> list[str]:
    """One line for each figure below its floor."""
    return [
        f"{name} {figures[name]:.3f} is below its floor {low:.3f}"
        for name, low in floor.figures.items()
        if figures[name] < low - SLACK
    ]


def pinned(old: Floor | None, digest: str, figures: dict[str, float], *, reason: str | None) -> Floor:
    """The floor that holds from now on; ValueError where that would lower a figure and no ``reason`` is given."""
    figures = {name: math.floor(value * 1000) / 1000 for name, value in figures.items()}
    if old is None or old.digest != digest:
        return Floor(digest, figures, reason)
    down = fallen(figures, old)
    if down and not reason:
        raise ValueError("; ".join(down))
    if reason:
        return Floor(digest, figures, reason)
    # within the slack a figure keeps its old floor, or floors would creep down pin by pin
    return Floor(digest, {name: max(value, old.figures.get(name, 0.0)) for name, value in figures.items()}, old.lowered)


def figures_of(sheets: Iterable[tuple[Sheet, Sheet]]) -> dict[str, Figure]:
    """The summed figures of (gold, coded) sheets."""
    return total(score(gold, coded) for gold, coded in sheets)


def _own(split: str) -> list[tuple[Sheet, Sheet]]:
    return [_coded(p.record, p.text, p.record["published"]) for p in passages() if p.split == split]


@cache
def _coder() -> Coder:
    return Coder()


def _coded(gold: dict[str, Any], text: str, published: str | None) -> tuple[Sheet, Sheet]:
    day = date.fromisoformat(published) if published else None
    record = _coder().code(Report(text=text, source="gold", published=day))
    return read_gold(gold, text), read_record(record)


def _shared_sheets() -> list[tuple[Sheet, Sheet]]:
    out = []
    for path in sorted(SHARED.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        meta = json.loads((SHARED / f"{stem}.meta.json").read_text(encoding="utf-8"))
        text = (SHARED / f"{stem}.txt").read_text(encoding="utf-8")
        out.append(_coded(json.loads(path.read_text(encoding="utf-8")), text, meta["published"] or None))
    return out


def _shared_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted([*SHARED.glob("*.gold.json"), *SHARED.glob("*.txt")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


GOLD_SETS = (
    GoldSet("own-dev", lambda: True, source_digest, lambda: _own("dev")),
    GoldSet("own-test", lambda: True, source_digest, lambda: _own("test")),
    GoldSet("articles", lambda: any(SHARED.glob("*.gold.json")), _shared_digest, _shared_sheets),
)
