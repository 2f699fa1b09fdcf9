"""How far raters agree beyond chance, for values without order (nominal data)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Pair = tuple[Hashable, Hashable]


def percent(pairs: Sequence[Pair]) -> float | None:
    """The share of pairs that agree, from 0 to 1; None where there are none."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def cohens_kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa (1960) of two raters; None where chance alone makes them agree: both use one value only."""
    observed = percent(pairs)
    if observed is None:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(first[value] * second[value] for value in first) / len(pairs) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorffs_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha (2011, nominal) of any number of raters, each of whom may have left units out.

    A unit is the values that it was given; those with fewer than two say nothing. None where only one value is used.
    """
    together: Counter[Pair] = Counter()
    for values in units:
        if len(values) < 2:
            continue
        for number, one in enumerate(values):
            for other in (*values[:number], *values[number + 1 :]):
                together[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[Hashable] = Counter()
    for (one, _), weight in together.items():
        totals[one] += weight
    number = sum(totals.values())
    agreed = sum(total * (total - 1) for total in totals.values())
    if not totals or number * (number - 1) == agreed:
        return None
    disagreed = sum(weight for (one, other), weight in together.items() if one != other)
    return 1 - (number - 1) * disagreed / (number * number - sum(t * t for t in totals.values()))
