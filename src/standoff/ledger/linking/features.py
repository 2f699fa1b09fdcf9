"""The events of a report as tellings: what of each is compared, and what is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from standoff.coding.find_dates import find_dates
from standoff.languages import load
from standoff.ledger.linking.places import place_of, told_of
from standoff.ledger.linking.sides import NOBODY, side_of
from standoff.ledger.linking.tellings import Told, ordinal
from standoff.ledger.linking.terms import disputes, terms_of
from standoff.ledger.rows import Filed
from standoff.record import Actor, Event, EventDate, Record
from standoff.span import Span

# Fewer telling words than this say too little by themselves: then the whole sentence is compared.
FEWEST_WORDS = 4
# How far a sentence is followed from the evidence, in characters.
FARTHEST = 240
# Where a sentence ends: a mark, then a space and a capital or a quotation mark; or a new paragraph.
_END = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z“\"‘])|\n\s*\n")
_WORD = re.compile(r"\w+(?:[’']\w+)?")
# Moves that are answered: what is asked, offered, promised or threatened.
ASKS = ("demand", "offer", "promise", "threaten", "warn")
# Moves that answer, and how.
ANSWERS = {"accept": "accepted", "concede": "accepted", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Telling:
    """An event entry: what is compared, its row in ``tellings`` without the link, and its sides with their roles."""

    told: Told
    row: dict[str, Any]
    sides: list[tuple[str, str, bool]]
    reply_to: str | None


def tellings_of(filed: Filed, issues: Mapping[str, str], voice: str) -> list[Telling]:
    """The tellings of a report; ``issues`` gives the linked issue of each local issue id."""
    record = filed.record
    actors = {a.id: a for a in record.actors}
    labels = {i.id: i.label for i in record.issues}
    speakers = {s.id: s.speaker for s in record.statements}
    return [
        _telling(filed, number, event, actors, labels, speakers, issues, voice)
        for number, event in enumerate(record.events)
    ]


def _telling(
    filed: Filed, number: int, event: Event, actors: Mapping[str, Actor], labels: Mapping[str, str],
    speakers: Mapping[str, str], issues: Mapping[str, str], voice: str,
) -> Telling:  # fmt: skip
    record, names = filed.record, filed.names
    text, info = record.report.text, record.report
    sentence = sentence_of(text, event.evidence)
    speaker = speakers.get(event.statement or "")
    sides: dict[tuple[str, str], bool] = {}
    for role, ids in (("actor", event.actors), ("recipient", event.recipients)):
        for local in ids:
            side = side_of(actors[local])
            if side is not None and side != NOBODY:
                # who acts may stand elsewhere in the sentence ("he accused … and demanded …"), whom it's done to not
                where = sentence if role == "actor" else event.evidence
                named = local == speaker or _names(actors[local], where, text)
                sides[role, side] = sides.get((role, side), False) or named
    words = terms_of(text[event.evidence[0] : event.evidence[1]])
    if len(words.words) < FEWEST_WORDS:
        words = terms_of(text[sentence[0] : sentence[1]])
    label = labels.get(event.issue or "")
    first, last = interval(event.date)
    place, told = place_of(info, number), told_of(info)
    item = names[event.id]
    same_as = names.get(event.same_as or "")
    compared = Told(
        item=item, place=place, told=ordinal(told), type=event.type, mode=event.mode, move=event.act,
        modality=event.modality,
        actors=frozenset(s for r, s in sides if r == "actor"),
        recipients=frozenset(s for r, s in sides if r == "recipient"),
        guessed=frozenset(s for (_, s), named in sides.items() if not named),
        first=ordinal(first) if first else None, last=ordinal(last) if last else None,
        words=words, label=terms_of(label) if label else None, same_as=same_as,
    )  # fmt: skip
    row = {
        "event": item, "report": info.id, "place": place, "told": told, "voice": voice, "type": event.type,
        "mode": event.mode, "move": event.act, "modality": event.modality, "issue": issues.get(event.issue or ""),
        "first": first, "last": last, "teller": side_of(actors[speaker]) if speaker else None,
        "words": str(words), "label": str(compared.label or ""), "same_as": same_as,
        "deadline": _deadline(event, record, sentence),
        "disputes": event.type in {"REJECT", "ACCUSE"} and disputes(text[event.trigger[0] : event.trigger[1]]),
        "unclear": _unclear(event, text), "confidence": event.confidence, "intensity": event.intensity,
    }  # fmt: skip
    listed = [(role, side, named) for (role, side), named in sides.items()]
    return Telling(compared, row, listed, names.get(event.reply_to or ""))


def sentence_of(text: str, span: Span) -> Span:
    """The sentence or sentences around ``span``, at most ``FARTHEST`` characters beyond it on either side."""
    first, last = max(0, span[0] - FARTHEST), min(len(text), span[1] + FARTHEST)
    begin, end = first, last
    for match in _END.finditer(text, first, last):
        if match.end() <= span[0]:
            begin = match.end()
        elif match.start() >= span[1] - 1:
            end = match.start() + 1
            break
    return Span(begin, max(end, span[1]))


def interval(when: EventDate | None) -> tuple[str | None, str | None]:
    """The first and last day of a date; a month, season or year is all of its days."""
    if when is None:
        return None, None
    parts = when.value.split("-")
    year = int(parts[0])
    if len(parts) == 3:
        first = when.value
        return first, when.end if when.end and len(when.end) == len(first) and when.end >= first else first
    month = int(parts[1]) if len(parts) == 2 else 1
    begun = date(year, month, 1)
    if when.end and len(when.end) == 10 and when.end >= begun.isoformat():
        return begun.isoformat(), when.end
    if len(parts) == 2:
        after = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else date.max
    else:
        after = date(year + 1, 1, 1) if year < 9999 else date.max
    return begun.isoformat(), (after - timedelta(days=1)).isoformat()


def _deadline(event: Event, record: Record, sentence: Span) -> str | None:
    """By when what is asked or offered is to be done: "by Friday", "within 48 hours"; the last day of it."""
    if event.act not in ASKS or record.report.published is None:
        return None
    published = date.fromisoformat(record.report.published)
    words = record.report.text[event.evidence[0] : max(event.evidence[1], sentence[1])]
    for found in find_dates(words, published):
        last = found.end if found.relation == "within" else found.end or found.value
        if found.relation in {"before", "within"} and last is not None and last >= published:
            return last.isoformat()
    return None


def _unclear(event: Event, text: str) -> bool:
    """True where the words are a question, or deny or doubt the act before they tell it, and the coder tells it as
    so.
    """
    words, before = text[event.evidence[0] : event.evidence[1]], text[event.evidence[0] : event.trigger[0]]
    if "?" in words or (event.modality != "denied" and denies(before)):
        return True
    hedged = event.act is None and event.modality in {"actual", "alleged"}
    return hedged and bool(words_of(before) & load("en").conditional)


def denies(words: str) -> bool:
    """True where the words hold a "not", by itself or as an ending."""
    found = words_of(words)
    return bool(found & load("en").negations) or any(word.endswith("n't") for word in found)


def words_of(text: str) -> set[str]:
    """The words of a text in lower case."""
    return {w.casefold().replace("’", "'") for w in _WORD.findall(text)}


def _names(actor: Actor, where: Span, text: str) -> bool:
    """True where the words at ``where`` mention the actor, by whatever words, or hold its name."""
    return actor.name in text[where[0] : where[1]] or any(_within(m, where) for m in actor.mentions)


def _within(span: Span, sentence: Span) -> bool:
    return span[0] < sentence[1] and sentence[0] < span[1]
