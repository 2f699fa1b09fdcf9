"""The own gold set: from the source form that people edit (sentences/*.toml) to gold records with offsets.

The source form quotes the words; offsets are worked out here, in code points of the passage's text, so that nobody
counts characters by hand. README.md beside this file describes the lines. Every fault of every file is reported
together, as one ValueError that names file, passage and line.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from standoff.record import Act, Direction, EventType, Modality, Stance

SOURCE = Path(__file__).parent / "sentences"
TYPES, ACTS, MODALITIES = (frozenset(get_args(x)) for x in (EventType, Act, Modality))
STANCES, DIRECTIONS = (frozenset(get_args(x)) for x in (Stance, Direction))
KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
SOURCINGS = {"n": "named", "r": "role", "a": "anonymous"}
CODE = re.compile(r"(?:[A-Z]{3}|UNK|WEST)(?::[A-Z]{3})?|(?:IGO|NGO|REB):[\w .’'-]+|MED|UNK")
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
# One passage in three is for testing only; the coder's authors work on the others.
TEST_SHARE = 3

Record = dict[str, Any]


@dataclass(frozen=True)
class Passage:
    """A passage with its gold record; ``split`` is "dev" or "test"."""

    record: Record
    split: str

    @property
    def text(self) -> str:
        return str(self.record["text"])


def split_of(passage_id: str) -> str:
    """ "test" for one id in three, "dev" for the others; depends on nothing but the id."""
    return "test" if int(hashlib.sha256(passage_id.encode()).hexdigest(), 16) % TEST_SHARE == 0 else "dev"


def source_digest(folder: Path = SOURCE) -> str:
    """The sha256 of all source files, in name order: changes when anything in the gold set does."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def passages(folder: Path = SOURCE) -> tuple[Passage, ...]:
    """All passages, in file and line order; ValueError with every fault where the source is malformed."""
    out, faults, seen = [], [], set()
    for path in sorted(folder.glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf-8")).get("passage", []):
            name = f"{path.name}, {raw.get('id', 'a passage without id')}"
            unknown = raw.keys() - {"id", "published", "text", "coded"}
            if unknown or raw.get("id") in seen:
                faults.append(f"{name}: {f'unknown keys {sorted(unknown)}' if unknown else 'this id is taken'}")
                continue
            seen.add(raw["id"])
            try:
                out.append(Passage(_record(raw), split_of(raw["id"])))
            except _Faults as problem:
                faults += [f"{name}: {one}" for one in problem.faults]
    if faults:
        raise ValueError("\n".join(faults))
    return tuple(out)


class _Faults(Exception):
    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class _Text:
    """A passage's text, one source line a sentence, with the finding of quotes in it."""

    def __init__(self, lines: list[str]) -> None:
        self.text = " ".join(lines)
        self.sentences, at = [], 0
        for line in lines:
            self.sentences.append([at, at + len(line)])
            at += len(line) + 1

    def find(self, quote: str, within: list[int] | None = None) -> list[int]:
        """The span of a quote: ``words``, ``words#2`` (second occurrence), ``first words … last words``, ``*2``."""
        if match := re.fullmatch(r"\*(\d*)", quote):
            number = int(match[1] or 1)
            if number > len(self.sentences):
                raise _Faults([f"there is no sentence {quote}"])
            return self.sentences[number - 1]
        if " … " in quote:
            first, last = quote.split(" … ", 1)
            begin = self.find(first, within)[0]
            return [begin, self.find(last, [begin, within[1] if within else len(self.text)])[1]]
        words, _, number_text = quote.partition("#")
        low, high = within or [0, len(self.text)]
        # whole words only, or "US" would be found in "USA" and "he" in "the"
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        hits = [m for m in pattern.finditer(self.text) if low <= m.start() and m.end() <= high]
        number = int(number_text or 1)
        if not words or len(hits) < number:
            raise _Faults([f"“{quote}” is not in the text{' there' if within else ''}"])
        return [hits[number - 1].start(), hits[number - 1].end()]


def _record(raw: dict[str, str]) -> Record:
    text = _Text([line.strip() for line in raw["text"].strip().splitlines()])
    record: Record = {"id": raw["id"], "published": raw["published"] or None, "text": text.text, "actors": []}
    record |= {"statements": [], "events": [], "positions": [], "quantities": []}
    faults = []
    for line in filter(None, map(str.strip, raw["coded"].splitlines())):
        try:
            _read_line(line, text, record)
        except (_Faults, ValueError, KeyError) as problem:
            faults += [f"{line}: {one}" for one in getattr(problem, "faults", [repr(problem)])]
    known = {event["id"] for event in record["events"]}
    for event in record["events"]:
        for field in ("reply_to", "same_as"):
            if event[field] and (event[field] not in known or event[field] == event["id"]):
                faults.append(f"{event['id']}: {field} names no other event: {event[field]}")
    if len(known) < len(record["events"]):
        faults.append("two events have the same id")
    record["actors"] = sorted({actor["code"] for actor in _all_actors(record)})
    if faults:
        raise _Faults(faults)
    return record


def _all_actors(record: Record) -> Iterator[Record]:
    for event in record["events"]:
        yield from event["actors"] + event["recipients"]
    for statement in record["statements"]:
        yield statement["speaker"]
    for position in record["positions"]:
        yield position["actor"]


def _read_line(line: str, text: _Text, record: Record) -> None:
    head, *rest = [part.strip() for part in line.split(" | ")]
    first, _, tail = head.partition(" ")
    if first == "s":
        record["statements"].append(_statement(tail, rest, text))
    elif first == "p":
        issue, stance, evidence = rest
        record["positions"].append(_position(_actor(tail, text), issue, stance, text.find(evidence)))
    elif first == "q":
        record["quantities"].append(_quantity(tail, rest, text))
    else:
        event, stance = _event(first, tail, rest, text)
        record["events"].append(event)
        if stance:
            for actor in event["actors"]:
                record["positions"].append(_position(actor, event["issue"], stance, event["evidence"]))


def _actor(source: str, text: _Text) -> Record:
    code_part, _, mention = source.strip().partition("@")
    code, _, name = code_part.partition("(")
    if not CODE.fullmatch(code):
        raise _Faults([f"no actor code: {code}"])
    return {"code": code, "name": name.rstrip(")") or None, "span": text.find(mention) if mention else None}


def _actors(source: str, text: _Text) -> list[Record]:
    return [] if source.strip() == "-" else [_actor(one, text) for one in source.split(" + ")]


def _one_of(value: str, allowed: frozenset[str], what: str) -> str:
    if value not in allowed:
        raise _Faults([f"{what} {value!r} is not one of {', '.join(sorted(allowed))}"])
    return value


def _event(event_id: str, tail: str, rest: list[str], text: _Text) -> tuple[Record, str | None]:
    kind, modality = tail.split()
    type_, _, act = kind.partition("/")
    who, trigger, evidence, *extras = rest
    actors, recipients = who.split(" > ")
    more = dict(extra.split(" ", 1) for extra in extras)
    unknown = more.keys() - {"issue", "if", "reply", "date", "place", "same", "stand"}
    if unknown:
        raise _Faults([f"unknown fields {sorted(unknown)}"])
    if "stand" in more and "issue" not in more:
        raise _Faults(["a stand without an issue"])
    if "date" in more and not DAY.fullmatch(more["date"]):
        raise _Faults([f"no date: {more['date']}"])
    span = text.find(evidence)
    return {
        "id": event_id,
        "type": _one_of(type_, TYPES, "type"),
        "act": _one_of(act, ACTS, "act") if act else None,
        "modality": _one_of(modality, MODALITIES, "modality"),
        "actors": _actors(actors, text),
        "recipients": _actors(recipients, text),
        "trigger": text.find(trigger, span),
        "evidence": span,
        "issue": more.get("issue"),
        "condition": text.find(more["if"]) if "if" in more else None,
        "reply_to": more.get("reply"),
        "date": more.get("date"),
        "place": more.get("place"),
        "same_as": more.get("same"),
    }, more.get("stand")


def _statement(tail: str, rest: list[str], text: _Text) -> Record:
    letters, speaker = tail.split(" ", 1)
    cue, content, *extras = rest
    return {
        "speaker": _actor(speaker, text),
        "cue": None if cue == "-" else text.find(cue),
        "content": [text.find(part) for part in content.split(" + ")],
        "kind": KINDS[letters[0]],
        "sourcing": SOURCINGS[letters[1]],
        "addressee": _actor(extras[0].removeprefix("to "), text) if extras else None,
    }


def _position(actor: Record, issue: str, stance: str, evidence: list[int]) -> Record:
    return {"actor": actor, "issue": issue, "stance": _one_of(stance, STANCES, "stance"), "evidence": evidence}


def _quantity(tail: str, rest: list[str], text: _Text) -> Record:
    value, unit = tail.split(" ", 1)
    about, qualifier, evidence, *extras = rest
    return {
        "value": None if value == "-" else float(value) if "." in value else int(value),
        "unit": unit,
        "about": about,
        "qualifier": None if qualifier == "-" else qualifier,
        "direction": _one_of(extras[0], DIRECTIONS, "direction") if extras else None,
        "evidence": text.find(evidence),
    }
