"""How the cost of coding grows with hostile and long texts, as ratios in one run.

usage: python benchmarks/growth.py

For each text: the processor time of coding it at four times the length, as a multiple of the time at its length; 4 is
linear, 16 quadratic.
"""

from __future__ import annotations

import time

TEXTS = {
    "plain sentences": "He said that it rained in Lima. ",
    "one sentence without end": "The minister said that Russia rejected the demand of the United States and ",
    "unbalanced quotation marks": "“Yes, he said. ",
    "nested quotation marks": "“‘",
    "apostrophes": "a’ ‘",
    "brackets": ")(.,;:",
}
LENGTH = 12_000
ROUNDS = 3


def main() -> None:
    """Measure and print."""
    from standoff.pipeline import Coder
    from standoff.report import Report

    coder = Coder()

    def seconds(text: str) -> float:
        begun = time.process_time()
        coder.code(Report(text=text, source="benchmark"))
        return time.process_time() - begun

    seconds("Warm up.")
    for name, unit in TEXTS.items():
        short, long = (unit * (LENGTH * times // len(unit)) for times in (1, 4))
        ratio = min(seconds(long) for _ in range(ROUNDS)) / min(seconds(short) for _ in range(ROUNDS))
        print(f"{name:30s} {ratio:6.1f}")


if __name__ == "__main__":
    main()
