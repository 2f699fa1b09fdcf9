"""The own sentences as examples: acts with their roles, and marked pairs with and without an act between them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import get_args

from standoff.event_types import pages
from standoff.record import Act, EventType, Modality
from training.events.sentences import Entry
from training.examples import Anchor, Example, Pair, Span
from training.task import Task

NONE = "none"
TYPES: tuple[str, ...] = get_args(EventType)
MODALITIES: tuple[str, ...] = get_args(Modality)
ACTS: tuple[str, ...] = (NONE, *get_args(Act))
MODES: tuple[str, ...] = (NONE, *(f"{t}.{m.mode}" for t in TYPES for m in pages()[t].modes))
TASK = Task(
    "events",
    labels=TYPES,
    roles=("actor", "recipient", "issue", "condition", "trigger", "answers"),
    attributes={"modality": MODALITIES, "act": ACTS, "mode": MODES},
)
# Mentions of actors, named or not, by the sector that the actor is of.
MENTIONS = "mentions"
SECTORS = ("STATE", "GOV", "MIL", "REB", "OPP", "LEG", "JUD", "MED", "CVL", "BUS", "UAF", "BODY")
# The move that an act of a type is where the annotation names no other.
USUAL = {"REQUEST": "demand", "REJECT": "reject", "CONSULT": "consult", "THREATEN": "threaten", "CONCEDE": "concede"}
# What a pair is labelled: no act of the source on the target, or its type.
PAIR_LABELS = (NONE, *TYPES)
# How many pairs without an act are kept of one text, beside the reversed ones.
OTHERS_KEPT = 1


def example(entry: Entry) -> Example:
    """An entry with all its acts."""
    anchors = []
    for act in entry.acts:
        actors = [p.span for p in act.actors]
        recipients = [p.span for p in act.recipients]
        if act.mutual:
            actors = sorted({*actors, *recipients})
            recipients = []
        answered = entry.acts[act.reply].trigger if act.reply is not None else None
        roles: list[list[Span]] = [
            actors, recipients, _some(act.issue), _some(act.condition), [act.trigger], _some(answered),
        ]  # fmt: skip
        attributes = {
            "modality": MODALITIES.index(act.modality),
            "act": ACTS.index(act.act or USUAL.get(act.type, NONE)),
            "mode": MODES.index(f"{act.type}.{act.mode}" if act.mode else NONE),
        }
        anchors.append(Anchor(act.trigger, TYPES.index(act.type) + 1, roles, attributes))
    mentions = [(p.span, SECTORS.index(sector_of(p.code))) for p in entry.parties()]
    return Example(entry.text, {TASK.name: anchors}, {MENTIONS: mentions})


def sector_of(code: str) -> str:
    """The sector of an actor's code; BODY for international bodies and the like, STATE for a state and no sector."""
    head, _, sector = code.partition(":")
    if head in {"IGO", "NGO", "WEST"}:
        return "BODY"
    if head == "REB":
        return "REB"
    return sector if sector in SECTORS else "STATE"


def joined(examples: Iterable[Example], rng: random.Random, *, length: int = 600) -> list[Example]:
    """The examples, half of them joined at random to paragraphs of up to ``length`` characters, as articles have."""
    order = list(examples)
    rng.shuffle(order)
    out: list[Example] = []
    for one in order:
        if out and rng.random() < 0.5 and len(out[-1].text) + len(one.text) < length:
            out[-1] = out[-1].joined(one)
        else:
            out.append(one)
    return out


def pairs(entry: Entry, rng: random.Random | None) -> list[Pair]:
    """The ordered pairs of the actors named in an entry, each with the type of the act between them, or none.

    Pairs with an act, and the same pairs reversed, are all kept; of the others OTHERS_KEPT at random, or all where
    ``rng`` is None. Where two acts of different types join one pair, both types are right.
    """
    found: dict[tuple[Span, Span], list[int]] = {}
    for act in entry.acts:
        label = PAIR_LABELS.index(act.type)
        both = [*act.actors, *act.recipients]
        for a in both if act.mutual else act.actors:
            for b in both if act.mutual else act.recipients:
                if a.span != b.span:
                    found.setdefault((a.span, b.span), []).append(label)
    spans = [p.span for p in entry.parties()]
    reverse = [(b, a) for a, b in found if (b, a) not in found]
    other = [(a, b) for a in spans for b in spans if a != b and (a, b) not in found and (b, a) not in found]
    if rng is not None:
        other = rng.sample(other, min(OTHERS_KEPT, len(other)))
    out = [Pair(entry.text, a, b, tuple(sorted(set(labels)))) for (a, b), labels in found.items()]
    return out + [Pair(entry.text, a, b, (0,)) for a, b in (*reverse, *other)]


def _some(span: Span | None) -> list[Span]:
    return [span] if span is not None else []
