"""Whom an actor of a report is and stands for, over all reports."""

from __future__ import annotations

import base64
import hashlib

from standoff.ledger.ids import LENGTH
from standoff.ledger.linked_tables import SIDE
from standoff.record import Actor

# The sectors that act for the state as a whole: a minister's word and a division's march are the state's.
STATE = {"GOV", "MIL", ""}
# Codes that name one party by themselves.
WHOLE = {"IGO", "NGO", "REB"}
NOBODY = "UNK"
# Nobody is who these words are: they are one person in each report at most.
LONGEST = SIDE.length or 0


def side_of(actor: Actor) -> str | None:
    """The side that an actor stands for, None for a source without a name.

    ``RUS`` for a state's government and forces and all who speak for them; ``IGO:NATO`` for bodies and their officers;
    else the code with the name: one senator isn't the Senate, one armed group not another of its country.
    """
    head, _, sector = actor.code.partition(":")
    if actor.type == "anonymous":
        return None
    if head == NOBODY:
        return f"{NOBODY}/{actor.name}"[:LONGEST] if actor.type == "person" else None
    if head in WHOLE:
        return actor.code
    if sector in STATE:
        return head
    if actor.type == "state":
        return actor.code
    return f"{actor.code}/{actor.name}"[:LONGEST]


def head_of(side: str) -> str:
    """The state or body that a side belongs to: ``USA`` for ``USA:LEG/…``."""
    code = side.partition("/")[0]
    head = code.partition(":")[0]
    return code if head in WHOLE else head


def key_of(actor: Actor, report: str) -> str:
    """What makes two actor entries one actor: a person's Wikidata id, else code and name; a nameless source is
    itself.
    """
    if actor.type == "anonymous":
        return f"{report}/{actor.id}"
    if actor.type == "person" and actor.wikidata:
        return actor.wikidata
    return f"{actor.code}/{' '.join(actor.name.casefold().split())}"


def name_of(kind: str, key: str) -> str:
    """The name of a linked actor or issue: a capital letter and a digest of its key."""
    digest = hashlib.sha256(f"{kind}\x1f{key}".encode()).digest()
    return f"{kind}-{base64.b32encode(digest).decode('ascii').lower()[:LENGTH]}"
