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
    """Give the groups that nobody is named as the owner of to the state in which their first sentence is set.

    "Police in Lahore", "farmers blocked roads across Punjab": the one state of the places in the sentence, or in the
    one before it.
    """
    for who in actors.whos:
        if who.sector is None or who.code != "UNK" or not who.mentions:
            continue
        first, last = parsed.sentence_of(who.mentions[0].first)
        before = parsed.sentence_of(first - 1)[0] if first else first
        for begin, end in ((first, last), (before, first)):
            found = {p.country for token, p in places.items() if begin <= token < end and p.country}
            if len(found) == 1:
                who.code = f"{found.pop()}:{who.sector}"
                break
