"""Groups and offices that no list names, as the encoder finds them: "three villagers", "the striking dockers".

The encoder says that somebody is meant and of which sector; whose they are, the words around them tell, else the place
where the sentence is set.
"""

from __future__ import annotations

from standoff.coding.draft import Actors, Parsed
from standoff.coding.heads import heads
from standoff.record import Place

KIND = "mentions"
# States and bodies are found by name alone: the knowledge files hold them.
NAMED = {"STATE", "BODY"}


def read_sectors(parsed: Parsed) -> dict[int, str]:
    """The sector of each mention that the encoder finds, by the token that heads it."""
    out = {}
    for piece in parsed.pieces:
        for span, sector in heads().spans(piece, KIND):
            words = parsed.doc.char_span(*span, alignment_mode="expand")
            if words is not None and sector not in NAMED:
                out[words.root.i] = sector
    return out


def settle_whose(parsed: Parsed, actors: Actors, places: dict[int, Place]) -> None:
    """Give the groups that nobody is named as the owner of to the state that the words around them are about.

    The place in their own words ("police in Lahore"), else the one state that their sentence names, else that of the
    places in it, else the same of the sentence before ("Turkish police … the demonstrators").
    """
    # "Saudi-backed rebels" are not Saudi
    joined = {t.i - 1 for t in parsed.doc if t.text == "-"}
    named = {m.root: m.who.head for m in actors.mentions if m.who.type == "state" and m.last - 1 not in joined}
    where = {token: p.country for token, p in places.items() if p.country}
    for who in actors.whos:
        if who.sector is None or who.code != "UNK" or not who.mentions:
            continue
        mention = who.mentions[0]
        own = {t.i for t in parsed.doc[mention.root].subtree if t.i >= mention.first}
        first, last = parsed.sentence_of(mention.first)
        before = parsed.sentence_of(first - 1)[0] if first else first
        around = (
            [c for t, c in where.items() if t in own],
            [c for t, c in named.items() if first <= t < last],
            [c for t, c in where.items() if first <= t < last],
            [c for t, c in named.items() if before <= t < first],
            [c for t, c in where.items() if before <= t < first],
        )
        for countries in around:
            if len(set(countries)) == 1:
                who.code = f"{countries[0]}:{who.sector}"
                break
