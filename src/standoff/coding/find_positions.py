"""Where each actor stands on each issue at the end of the report, from its acts on that issue."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.coding.draft import Deed, Who
from standoff.record import Stance

# What an act of this type says of its actor's stand on the issue that it names.
FOR = {"REQUEST", "AGREE", "SUPPORT", "RETREAT"}
AGAINST = {"REJECT", "ACCUSE", "PROTEST"}
# What is done is no longer at stake; what is only planned, or denied, is.
AT_STAKE = {"AID", "SANCTION", "MOBILIZE", "CONSULT"}


@dataclass(frozen=True, slots=True)
class Stand:
    """An actor's stance on an issue, resting on the words of ``deed``."""

    who: Who
    label: str
    stance: Stance
    deed: Deed


def find_positions(deeds: list[Deed]) -> list[Stand]:
    """One stand for each actor and issue: the latest clear one; a condition makes it conditional."""
    out: dict[tuple[str, str], Stand] = {}
    for deed in deeds:
        if deed.label is None:
            continue
        stance = stance_of(deed)
        if stance is None:
            continue
        for who in deed.actors:
            if who.head == "UNK":
                continue
            key = (who.head, deed.label)
            if stance != "undecided" or key not in out:
                out[key] = Stand(who, deed.label, stance, deed)
    return list(out.values())


def stance_of(deed: Deed) -> Stance | None:
    """The stance that one act shows; None where it shows none."""
    if deed.type in FOR or (deed.type in AT_STAKE and deed.modality in {"planned", "denied"}):
        positive = True
    elif deed.type in AGAINST or deed.breaks_off:
        positive = False
    else:
        return None
    if deed.against:
        positive = not positive
    if deed.modality == "denied":
        positive = not positive
    if deed.condition is not None and deed.act in {"threaten", "offer", "promise", "accept"}:
        return "conditional"
    if deed.modality == "conditional":
        return "undecided" if deed.act == "accept" else None
    return "support" if positive else "oppose"
