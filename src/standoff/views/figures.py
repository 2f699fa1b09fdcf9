"""The values that reports give for one thing at one time, side by side and never averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from standoff.ledger import Ledger, tables
from standoff.ledger.linked_tables import figure_values, sources
from standoff.ledger.linking.features import sentence_of
from standoff.span import Span
from standoff.views.acts import until
from standoff.views.words import quote

# How many values of one thing are shown: the latest.
MOST = 12
# How many characters of the sentence a value is shown in.
WORDS = 160


@dataclass(frozen=True, slots=True)
class Value:
    """One value as one report gives it; ``day`` is that of the report."""

    value: float | int
    unit: str
    qualifier: str | None
    about: str
    words: str
    day: str
    paper: str
    entry: str
    report: str
    confidence: float

    @property
    def amount(self) -> str:
        """The value as the report words it: "more than 125,000 soldiers"."""
        return " ".join(part for part in (self.qualifier, f"{self.value:,}", self.unit) if part)


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing counted, with its values in the order in which they were told."""

    name: str
    unit: str
    about: str
    values: tuple[Value, ...]

    @property
    def contested(self) -> bool:
        """True where reports give different values."""
        return len({v.value for v in self.values}) > 1 and len({v.report for v in self.values}) > 1


def figures(
    ledger: Ledger, *, on: date | None = None, since: date | None = None, contested: bool | None = None,
    limit: int | None = None,
) -> list[Figure]:  # fmt: skip
    """The figures told by ``on`` and last told from ``since`` on; those with most different values first."""
    with ledger.reading() as connection:
        return told_figures(connection, until(on), since.isoformat() if since else "", contested, limit)


def told_figures(
    connection: Connection, day: str, since: str, contested: bool | None = None, limit: int | None = None
) -> list[Figure]:
    """The figures told up to ``day`` and last told from ``since`` on."""
    f = figure_values.c
    different = func.count(f.value.distinct())
    query = select(f.figure).where(f.told <= day).group_by(f.figure).having(func.max(f.told) >= since)
    if contested is not None:
        query = query.having(different > 1 if contested else different == 1)
    query = query.order_by(different.desc(), func.count().desc(), func.max(f.told).desc(), f.figure)
    if limit is not None:
        query = query.limit(limit)
    return of_names(connection, list(connection.execute(query).scalars()), day)


def of_names(connection: Connection, names: Sequence[str], day: str) -> list[Figure]:
    """The figures ``names`` in their order, with the values told up to ``day``."""
    values: dict[str, list[Value]] = defaultdict(list)
    units: dict[str, str] = {}
    for name in names:
        for row in reversed(connection.execute(_LATEST, {"name": name, "day": day}).all()):
            span = Span(row.evidence_begin, row.evidence_end)
            words = quote(row.text, sentence_of(row.text, span), span, longest=WORDS)
            units[name] = row.common
            values[name].append(Value(
                row.value, row.unit, row.qualifier, row.about, words, row.told, row.voice, row.entry,
                row.report, row.confidence
            ))  # fmt: skip
    return [
        Figure(n, units[n], max((v.about for v in values[n]), key=len), tuple(values[n])) for n in names if values[n]
    ]


# Put together once, for putting it together takes longer than asking.
_LATEST = (
    select(
        figure_values.c.told, figure_values.c.entry, figure_values.c.unit.label("common"), figure_values.c.report,
        tables.quantities.c.value, tables.quantities.c.unit, tables.quantities.c.qualifier, tables.quantities.c.about,
        tables.quantities.c.confidence, tables.quantities.c.evidence_begin, tables.quantities.c.evidence_end,
        tables.reports.c.text, sources.c.voice,
    )
    .join(tables.quantities, tables.quantities.c.id == figure_values.c.entry)
    .join(tables.reports, tables.reports.c.id == figure_values.c.report)
    .join(sources, sources.c.report == figure_values.c.report)
    .where(figure_values.c.figure == bindparam("name"), figure_values.c.told <= bindparam("day"))
    .order_by(figure_values.c.place.desc())
    .limit(MOST)
)  # fmt: skip
