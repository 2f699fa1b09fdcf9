"""The trained weights of signs (`weights.json`), by what they decide; `training/events/weigh.py` makes them."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence

from standoff import models

# Log odds beyond this say no more.
SUREST = 5.0


def weighed(decision: str, signs: Sequence[str], values: Sequence[float]) -> float:
    """How much ``values``, one for each of ``signs``, speak for a candidate; 0 is as much as for nobody."""
    return sum(w * v for w, v in zip(_weights(decision, tuple(signs)), values, strict=True))


def log_odds(likely: float) -> float:
    """The log odds of a probability, between -SUREST and SUREST."""
    likely = min(max(likely, 1e-3), 1 - 1e-3)
    return min(max(math.log(likely / (1 - likely)), -SUREST), SUREST)


@functools.cache
def _weights(decision: str, signs: tuple[str, ...]) -> list[float]:
    described = json.loads(models.path("weights.json").read_text(encoding="utf-8"))[decision]
    return [float(described[sign]) for sign in signs]
