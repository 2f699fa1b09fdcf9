"""How well tellings and issue names are linked, on pairs written for it; one half is kept apart from tuning.

usage: python -m tests.ledger.linking_pairs [--misses]     (--misses: also what went wrong on the half dev)

Precision is the share of the linked pairs that are rightly linked, recall the share of those that should be that are.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from standoff.ledger.linking import issues, tellings
from standoff.ledger.linking.tellings import Told, ordinal
from standoff.ledger.linking.terms import terms_of

FOLDER = Path(__file__).parent


class Pair(NamedTuple):
    """A pair with what it should be and what it scores."""

    half: str
    same: bool
    score: float
    words: str


class Quality(NamedTuple):
    """Of ``pairs``, how many are linked rightly."""

    pairs: int
    precision: float
    recall: float


def act_pairs() -> Iterator[Pair]:
    """The pairs of tellings; found only if they also share a block, by which neighbours are looked for."""
    for row in tomllib.loads((FOLDER / "act_pairs.toml").read_text("utf-8"))["pairs"]:
        one, other = sorted((_told(row["one"], "e-1"), _told(row["other"], "e-2")), key=lambda t: t.told)
        met = bool(set(tellings.blocks(one)) & set(tellings.blocks(other)))
        score = tellings.score(other, one) if met else 0.0
        yield Pair(row["half"], row["same"], score, f"{row['one']['words']} | {row['other']['words']}")


def issue_pairs() -> Iterator[Pair]:
    """The pairs of issue names."""
    data = tomllib.loads((FOLDER / "issue_pairs.toml").read_text("utf-8"))
    for half in ("dev", "test", "fresh"):
        for same, name, other in data[half]:
            one, two = terms_of(name), terms_of(other)
            met = bool(set(issues.blocks(one)) & set(issues.blocks(two)))
            yield Pair(half, same, issues.score(one, two) if met else 0.0, f"{name} | {other}")


def quality(pairs: list[Pair], enough: float) -> Quality:
    """Precision and recall of linking from ``enough`` on."""
    linked = [p for p in pairs if p.score >= enough]
    right = sum(p.same for p in linked)
    return Quality(len(pairs), right / max(1, len(linked)), right / max(1, sum(p.same for p in pairs)))


def _told(row: dict[str, Any], name: str) -> Told:
    when = row.get("when")
    label = terms_of(row["issue"]) if "issue" in row else None
    day = ordinal(when) if when else None
    return Told(
        item=name, place=row["day"], told=ordinal(row["day"]), type=row["type"], mode=None, move=row.get("move"),
        modality=row.get("modality", "actual"), actors=frozenset(row.get("actors", ())),
        recipients=frozenset(row.get("recipients", ())), guessed=frozenset(row.get("guessed", ())), first=day, last=day,
        words=terms_of(row["words"]), label=label,
    )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Print the figures."""
    for what, pairs, enough in (
        ("tellings", list(act_pairs()), tellings.ENOUGH),
        ("issue names", list(issue_pairs()), issues.ENOUGH),
    ):
        for half in dict.fromkeys(p.half for p in pairs):
            found = quality([p for p in pairs if p.half == half], enough)
            figures = f"precision {found.precision:.2f}  recall {found.recall:.2f}"
            print(f"{what:12s} {half:5s} {found.pairs:3d} pairs  {figures}")
        if "--misses" in arguments:
            for pair in pairs:
                if pair.half == "dev" and (pair.score >= enough) != pair.same:
                    print(f"  {'missed' if pair.same else 'wrong '} {pair.score:.2f} {pair.words}")


if __name__ == "__main__":
    main(sys.argv[1:])
