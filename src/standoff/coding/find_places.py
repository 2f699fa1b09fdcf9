"""The places that a report names: where acts are done, and, for an attack, whose soil is hit."""

from __future__ import annotations

from standoff.coding.draft import Actors, Parsed
from standoff.knowledge import places
from standoff.record import Place

LONGEST_NAME = 4


def find_places(parsed: Parsed, actors: Actors) -> dict[int, Place]:
    """Each place named, by the number of the last token of its name; states and capitals named as places included."""
    out: dict[int, Place] = {}
    doc, at = parsed.doc, 0
    while at < len(doc):
        token = doc[at]
        mention = actors.at.get(at)
        if (
            mention is not None
            and mention.who.type == "state"
            and mention.kind in {"name", "place"}
            and mention.first == at
        ):
            head = mention.who.head
            known = places().get(doc[mention.first : mention.last].text.casefold())
            where = known if known is not None and known.country == head else None
            out[mention.last - 1] = Place(
                name=mention.who.name, country=head, span=mention.span,
                lat=where.lat if where else None, lon=where.lon if where else None,
            )  # fmt: skip
            at = mention.last
            continue
        if mention is None and token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "ADV", "X"}:
            length = _longest(parsed, at)
            if length:
                name = doc[at : at + length].text
                found = places()[name.casefold()]
                span = parsed.span(at, at + length)
                out[at + length - 1] = Place(name=name, country=found.country, lat=found.lat, lon=found.lon, span=span)
                at += length
                continue
        at += 1
    return out


def _longest(parsed: Parsed, at: int) -> int:
    """How many tokens the longest place name that begins at ``at`` has; 0 where none does."""
    doc = parsed.doc
    for length in range(min(LONGEST_NAME, len(doc) - at), 0, -1):
        piece = doc[at : at + length]
        if not piece[-1].text[:1].isupper():
            continue
        # a single word may be somebody's name; the parser's guess does not count against "Strait of Hormuz"
        if length == 1 and piece[0].ent_type_ == "PERSON":
            continue
        if piece.text.casefold() in places() and not (
            at + length < len(doc)
            and doc[at + length].tag_ == "NNP"
            and length == 1
            and doc[at + length].ent_type_ in {"PERSON", "ORG"}
        ):
            return length
    return 0
