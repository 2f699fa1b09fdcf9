"""The acts in the order of their days: the day the report gives, else the day it was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from standoff.ledger import Filed
from standoff.views.told import Telling, tellings


@dataclass(frozen=True, slots=True)
class Dated:
    """An act with its day: ISO 8601, cut to the precision that is known, an interval as "first to last".

    ``told`` is True where the words of the report give the day, False where only its publication does; ``day`` is
    empty where neither is known.
    """

    day: str
    told: bool
    telling: Telling


def timeline(filed: Iterable[Filed]) -> list[Dated]:
    """The acts of all reports by day; within a day in the order of the reports; those of no known day last."""
    dated = []
    for telling in tellings(filed):
        if not (telling.actors or telling.recipients):
            continue
        date = telling.date
        if date is not None:
            dated.append(Dated(f"{date.value} to {date.end}" if date.end else date.value, True, telling))
        else:
            dated.append(Dated(telling.published or "", False, telling))
    return sorted(dated, key=lambda d: d.day or "9999")
