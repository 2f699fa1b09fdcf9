"""When and where: the date and place of each act, from the words of its own clause and from nowhere else."""

from __future__ import annotations

from standoff.coding.draft import Actors, Deed, Parsed
from standoff.coding.find_dates import FoundDate, iso
from standoff.coding.reference_words import words
from standoff.knowledge import places
from standoff.record import EventDate, Place


def settle(parsed: Parsed, actors: Actors, deeds: list[Deed], dates: list[FoundDate]) -> None:
    """Give each deed the date and place that stand in its clause, if any."""
    where = _places(parsed, actors)
    for deed in deeds:
        span = parsed.span(*deed.evidence)
        trigger = parsed.doc[deed.root].idx
        inside = [d for d in dates if d.value is not None and d.span.begin >= span.begin and d.span.end <= span.end]
        if inside:
            found = min(inside, key=lambda d: (abs(d.span.begin - trigger), d.span.begin))
            end = found.end.isoformat() if found.end and found.end != found.value else None
            deed.date = EventDate(value=iso(found), precision=found.precision, span=found.span, end=end)
        near = [p for i, p in where if deed.evidence[0] <= i < deed.evidence[1]]
        if near:
            deed.place = min(near, key=lambda p: (abs(p.span.begin - trigger), p.span.begin))


def _places(parsed: Parsed, actors: Actors) -> list[tuple[int, Place]]:
    """The places named after a preposition that tells where, with the token each begins at."""
    out = []
    doc = parsed.doc
    for token in doc:
        if token.dep_ != "pobj" or token.head.lower_ not in words().place_prepositions or token.pos_ != "PROPN":
            continue
        first = token.i
        while first > 0 and doc[first - 1].dep_ in {"compound", "amod"} and doc[first - 1].head.i == token.i and doc[first - 1].text[0].isupper():
            first -= 1
        name = doc[first : token.i + 1].text
        mention = actors.at.get(token.i)
        known = places().get(name.casefold())
        if known is not None:
            place = Place(name=name, country=known.country, lat=known.lat, lon=known.lon, span=parsed.span(first, token.i + 1))
        elif mention is not None and mention.who.type == "state":
            place = Place(name=mention.who.name, country=mention.who.head, span=mention.span)
        else:
            continue
        out.append((first, place))
    return out
