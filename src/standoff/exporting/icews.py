"""ICEWS's tab-separated rows (Boschee et al., 2015): an actor towards a recipient, 20 columns, CAMEO codes as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from standoff.exporting.shared import TOLD_AS_DONE, Kept, Told
from standoff.knowledge import states
from standoff.record import Actor

ABOUT = "ICEWS's tab-separated rows: what is told as done, each actor towards each recipient"
SUFFIX = ".tab"
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
# The CAMEO root that each PLOVER type took over, as the root's own code with what the CAMEO codebook (1.1b3) calls it;
# ASSAULT took in CAMEO's 18 to 20, RETREAT is CAMEO's 087.
CAMEO = {
    "AGREE": ("030", "Express intent to cooperate"),
    "CONSULT": ("040", "Consult"),
    "SUPPORT": ("050", "Engage in diplomatic cooperation"),
    "COOPERATE": ("060", "Engage in material cooperation"),
    "AID": ("070", "Provide aid"),
    "CONCEDE": ("080", "Yield"),
    "RETREAT": ("087", "De-escalate military engagement"),
    "REQUEST": ("100", "Demand"),
    "ACCUSE": ("110", "Disapprove"),
    "REJECT": ("120", "Reject"),
    "THREATEN": ("130", "Threaten"),
    "PROTEST": ("140", "Engage in political dissent"),
    "MOBILIZE": ("150", "Demonstrate military or police power"),
    "SANCTION": ("160", "Reduce relations"),
    "COERCE": ("170", "Coerce"),
    "ASSAULT": ("180", "Use unconventional violence"),
}
# ICEWS writes what happens between two as two rows, one in each direction.
RECIPROCAL = {"CONSULT"}


def write(kept: Kept, out: BinaryIO) -> None:
    """A header and a row for each pair of actor and recipient; an empty cell where nothing is known.

    Left out is what the format can't tell from what happened (plans, conditions, denials), and acts with only one side.
    """
    out.write(_line(COLUMNS))
    for told in kept.events():
        if told.event.modality in TOLD_AS_DONE:
            for number, (source, target) in enumerate(pairs(told), 1):
                row = row_of(told, source, target) | {"Event ID": f"{told.name}-{number}"}
                out.write(_line(row.get(column) for column in COLUMNS))


def pairs(told: Told) -> Iterator[tuple[Actor, Actor]]:
    """Who acts towards whom; all who consult, each towards each other."""
    if told.event.type in RECIPROCAL:
        sides = {a.id: a for a in (*told.actors, *told.recipients)}
        acting = [a.id for a in told.actors]
        for one in sides.values():
            for other in sides.values():
                # two on the receiving side meet the first, but needn't meet each other
                if one is not other and (one.id in acting or other.id in acting):
                    yield one, other
    else:
        yield from ((a, r) for a in told.actors for r in told.recipients if a is not r)


def row_of(told: Told, source: Actor, target: Actor) -> dict[str, Any]:
    """The known columns of one pair."""
    code, text = CAMEO[told.event.type]
    place = told.event.place
    row: dict[str, Any] = {
        "Event Date": told.first_day,
        **_side("Source", source),
        "Event Text": text,
        "CAMEO Code": code,
        "Intensity": told.event.intensity,
        **_side("Target", target),
        "Story ID": told.report.id,
        "Sentence Number": told.sentence,
        "Publisher": told.report.publisher or told.report.source,
    }
    if place is not None:
        row |= {
            "City": place.name,
            "Country": _country(place.country),
            "Latitude": place.lat,
            "Longitude": place.lon,
        }
    return row


def _side(side: str, actor: Actor) -> dict[str, Any]:
    return {
        f"{side} Name": actor.name,
        f"{side} Sectors": actor.sector,
        f"{side} Country": _country(actor.country),
    }


def _country(code: str | None) -> str | None:
    state = states().get(code or "")
    return state.name if state is not None else code


def _line(values: Iterable[Any]) -> bytes:
    cells = ("" if value is None else " ".join(str(value).split()) for value in values)
    return ("\t".join(cells) + "\n").encode("utf-8")
