"""``python -m tests.pin_floor [--lower REASON] [--show]``: score every gold set that is here and pin its floors.

Floors only rise; a figure that fell is refused unless --lower says why, and the reason is kept in floor.toml.
--show prints the figures, with each PLOVER type's, and pins nothing.
"""

from __future__ import annotations

import argparse
import sys

from tests.floors import GOLD_SETS, figures_of, pinned, read_floors, write_floors
from tests.scoring import Figure, by_type


def _row(name: str, figure: Figure) -> str:
    return (
        f"  {name:12s} f1 {figure.f1:.3f}  p {figure.precision:.3f}  r {figure.recall:.3f}"
        f"  right {figure.right} given {figure.given} wanted {figure.wanted}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Score and pin; 1 where a figure fell and no reason was given."""
    parser = argparse.ArgumentParser(prog="python -m tests.pin_floor", description=__doc__)
    parser.add_argument("--lower", metavar="REASON", help="why floors may be lowered this time")
    parser.add_argument("--show", action="store_true", help="print the figures and pin nothing")
    options = parser.parse_args(arguments)
    floors, status = read_floors(), 0
    for gold_set in GOLD_SETS:
        if not gold_set.here():
            print(f"{gold_set.name}: not here, its floors stay as they are")
            continue
        sheets = list(gold_set.sheets())
        figures = figures_of(sheets)
        print(gold_set.name, *(_row(name, figure) for name, figure in figures.items()), sep="\n")
        if options.show:
            print(*(_row(name, figure) for name, figure in by_type(sheets).items()), sep="\n")
            continue
        values = {name: figure.f1 for name, figure in figures.items()}
        try:
            old = floors.get(gold_set.name)
            floors[gold_set.name] = pinned(old, gold_set.digest(), values, reason=options.lower)
        except ValueError as problem:
            print(f"{gold_set.name}: {problem} (--lower REASON to pin it all the same)", file=sys.stderr)
            status = 1
    if not options.show and not status:
        write_floors(floors)
    return status


if __name__ == "__main__":
    sys.exit(main())
