"""The trained weights of signs (`weights.json`), by what they decide; `training/events/weigh.py` makes them."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence

from standoff import models


def weighed(decision: str, signs: Sequence[str], values: Sequence[float]) -> float:
    """How much ``values``, one for each of ``signs``, speak for a candidate; 0 is as much as for nobody."""
    return sum(w * v for w, v in zip(_weights(decision, tuple(signs)), values, strict=True))


@functools.cache
def _weights(decision: str, signs: tuple[str, ...]) -> list[float]:
    described = json.loads(models.path("weights.json").read_text(encoding="utf-8"))[decision]
    return [float(described[sign]) for sign in signs]
