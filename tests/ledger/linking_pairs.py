"""How well tellings and issue names are linked, on pairs written for it: `python -m tests.ledger.linking_pairs`.

Precision is the share of the linked pairs that are rightly linked, recall the share of those that should be that are.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from standoff.ledger import open_ledger
from standoff.ledger.linked_tables import linked_issues
from standoff.ledger.linking import issues, tellings
from standoff.ledger.linking.tellings import Told, ordinal
from standoff.ledger.linking.terms import terms_of
from standoff.record import from_json

FOLDER = Path(__file__).parent
RECALL = 0.75
"""The recall at which the linking must be precise."""


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
    for half in ("dev", "test", "fresh", "unseen", "last", "final"):
        for same, name, other in data[half]:
            one, two = terms_of(name), terms_of(other)
            met = bool(set(issues.blocks(one)) & set(issues.blocks(two)))
            yield Pair(half, same, issues.score(one, two) if met else 0.0, f"{name} | {other}")


def quality(pairs: list[Pair], enough: float) -> Quality:
    """Precision and recall of linking from ``enough`` on."""
    linked = [p for p in pairs if p.score >= enough]
    right = sum(p.same for p in linked)
    return Quality(len(pairs), right / max(1, len(linked)), right / max(1, sum(p.same for p in pairs)))


def at_recall(pairs: list[Pair], least: float) -> tuple[float, float]:
    """The best precision of linking at a recall of at least ``least``, and from what score on that is."""
    found = [(quality(pairs, score), score) for score in {p.score for p in pairs if p.score > 0}]
    return max(((q.precision, score) for q, score in found if q.recall >= least), default=(0.0, 0.0))


def links_of(path: Path, low: float, high: float) -> list[Pair]:
    """The names of issues in the records of a file that are linked with a score from ``low`` up to ``high``."""
    issues.ENOUGH = min(low, issues.ENOUGH)  # also those that aren't linked in use
    records = sorted(
        map(from_json, path.read_bytes().splitlines()), key=lambda r: (r.report.published or "", r.report.id)
    )
    with open_ledger(":memory:") as ledger:
        for record in records:
            ledger.add(record)
        one, other = linked_issues.alias(), linked_issues.alias()
        query = select(one.c.label, one.c.score, other.c.label.label("earlier")).join(other, one.c.parent == other.c.id)
        with ledger.reading() as connection:
            rows = connection.execute(query.where(one.c.score >= low, one.c.score < high).order_by(one.c.id)).all()
    return [Pair("record", False, row.score, f"{row.earlier} | {row.label}") for row in rows]


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


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="also the pairs of dev that are judged wrongly")
    parser.add_argument("--sample", type=Path, metavar="RECORDS.jsonl", help="print links of real names, to be judged")
    parser.add_argument(
        "--scores", type=float, nargs=2, default=(issues.ENOUGH, 9.0), help="of the sample: from, below"
    )
    parser.add_argument("--size", type=int, default=40, help="of the sample")
    given = parser.parse_args()
    if given.sample:
        links = links_of(given.sample, *given.scores)
        for pair in random.Random(5).sample(links, min(given.size, len(links))):
            print(f"{pair.score:.2f}  {pair.words}")
        return
    for what, pairs, enough in (
        ("tellings", list(act_pairs()), tellings.ENOUGH),
        ("issue names", list(issue_pairs()), issues.ENOUGH),
    ):
        for half in dict.fromkeys(p.half for p in pairs):
            of_half = [p for p in pairs if p.half == half]
            found, (precision, score) = quality(of_half, enough), at_recall(of_half, RECALL)
            in_use = f"from {enough:.2f}: precision {found.precision:.2f} recall {found.recall:.2f}"
            at_least = f"at recall {RECALL}: precision {precision:.2f} (from {score:.2f})"
            print(f"{what:12s} {half:6s} {found.pairs:3d} pairs   {in_use}   {at_least}")
        for pair in pairs if given.misses else ():
            if pair.half == "dev" and (pair.score >= enough) != pair.same:
                print(f"  {'missed' if pair.same else 'wrong '} {pair.score:.2f} {pair.words}")


if __name__ == "__main__":
    main()
