"""When and where: the date and place of each act, from the words of its own clause and from nowhere else."""

from __future__ import annotations

from standoff.coding.draft import Deed, Parsed
from standoff.coding.find_dates import FoundDate, iso
from standoff.coding.reference_words import words
from standoff.record import EventDate, Place


def settle(parsed: Parsed, deeds: list[Deed], dates: list[FoundDate], places: dict[int, Place]) -> None:
    """Give each deed the date and place that stand in its clause, if any."""
    where = {i: p for i, p in places.items() if _tells_where(parsed, i)}
    for deed in deeds:
        span = parsed.span(*deed.evidence)
        trigger = parsed.doc[deed.root].idx
        inside = [d for d in dates if d.value is not None and d.span.begin >= span.begin and d.span.end <= span.end]
        if inside:
            found = min(inside, key=lambda d: (abs(d.span.begin - trigger), d.span.begin))
            end = found.end.isoformat() if found.end and found.end != found.value else None
            deed.date = EventDate(value=iso(found), precision=found.precision, span=found.span, end=end)
        near = [p for i, p in where.items() if deed.evidence[0] <= i < deed.evidence[1]]
        if near:
            deed.place = min(near, key=lambda p: (abs(p.span.begin - trigger), p.span.begin))


def _tells_where(parsed: Parsed, last: int) -> bool:
    """True for a place named after a preposition that tells where: "in Lviv", not "the Lviv accord"."""
    token = parsed.doc[last]
    while token.dep_ in {"appos", "compound"} and token.head.i != token.i:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in words().place_prepositions
