"""PolNeAR's articles as paragraphs with their attributions (Newell, Margolin and Ruths 2018)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.examples import Anchor, Example
from training.task import Task

TASK = Task("statements", labels=("cue",), roles=("source", "content", "cue"))


# One article in so many is left out of training, for the temperatures.
LEFT_OUT = 20


def paragraphs(path: Path, *, left_out: bool = False) -> Iterator[Example]:
    """Every paragraph of the articles in ``path`` that are trained on, or of those ``left_out``.

    An attribution belongs to the paragraph of its cue.
    """
    for number, line in enumerate(path.open(encoding="utf-8")):
        if (number % LEFT_OUT == 0) != left_out:
            continue
        article = json.loads(line)
        text = article["text"]
        for block in re.finditer(r"[^\n]+", text):
            begin, end = block.span()
            anchors = []
            for attribution in article["attributions"]:
                first = _first(attribution)
                if first is not None and begin <= first[0] < end:
                    roles = [_inside(attribution[role], begin, end) for role in TASK.roles]
                    anchors.append(Anchor((first[0] - begin, first[1] - begin), 1, roles))
            if block.group().strip():
                yield Example(block.group(), {TASK.name: anchors})


def _first(attribution: dict[str, list[list[int]]]) -> tuple[int, int] | None:
    spans = attribution["cue"] or attribution["content"]
    return tuple(min(spans)) if spans else None  # type: ignore[return-value]


def _inside(spans: list[list[int]] | None, begin: int, end: int) -> list[tuple[int, int]]:
    return [(max(b, begin) - begin, min(e, end) - begin) for b, e in spans or [] if b < end and begin < e]
