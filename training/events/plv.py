"""PLV's sentences as marked pairs (Hu et al. 2024). The set has no class for "no act" and says YIELD for two types."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from standoff.coding.place_pair import place_pair
from training.events.acts import PAIR_LABELS
from training.examples import Pair

YIELD = ("CONCEDE", "RETREAT")
# Types that hold in both directions often enough that the reversed pair says nothing.
MUTUAL = {"CONSULT", "COOPERATE", "AGREE", "SUPPORT"}
REVERSED_WEIGHT = 0.3


@dataclass(frozen=True)
class Row:
    """A sentence with its marked pair; ``gold`` is the type as the set gives it."""

    id: str
    pair: Pair
    gold: str


def rows(path: Path) -> list[Row]:
    """All rows of a PLV file."""
    out = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            gold = row["gold_root"]
            labels = tuple(PAIR_LABELS.index(t) for t in (YIELD if gold == "YIELD" else (gold,)))
            source, target = place_pair(row["sentence"], row["source"], row["target"])
            out.append(Row(row["sentence_id"], Pair(row["sentence"], source, target, labels), gold))
    return out


def both_ways(found: list[Row]) -> list[Pair]:
    """The pairs, and reversed, as no act, those whose type has one direction."""
    back = [
        Pair(r.pair.text, r.pair.target, r.pair.source, (0,), REVERSED_WEIGHT) for r in found if r.gold not in MUTUAL
    ]
    return [r.pair for r in found] + back
