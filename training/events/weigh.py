"""``python -m training.events.weigh``: how much each sign counts for who is a party of an act, and what answers what.

Conditional logit (McFadden 1974) on texts that the encoder hasn't learned from: the passages of the gold set that are
for developing, and every second held-back text of our own; the others are for measuring.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from tests.gold.convert import passages

from standoff.coding import weigh_acts, weigh_answers, weigh_parties
from standoff.coding.bind_speakers import bind_speakers
from standoff.coding.draft import Actors, Deed, Parsed, Said
from standoff.coding.find_actors import find_actors
from standoff.coding.find_events import find_events, propose_events
from standoff.coding.find_issues import name_issues
from standoff.coding.find_places import find_places
from standoff.coding.find_statements import find_statements
from standoff.coding.parse import parse
from standoff.coding.read_mentions import settle_whose
from standoff.languages import load
from standoff.record import Place
from standoff.report import Report
from training.events.measure import NEAR, head_of, heads_of
from training.events.sentences import Deed as Annotated
from training.events.sentences import entries

STEPS, RATE, RIDGE = 400, 0.03, 1.0
# The signs of an act's candidates, which of them are right, and whether nobody is.
Group = tuple[numpy.ndarray, numpy.ndarray, bool]


SIGNS = {"act": weigh_acts.SIGNS, **dict.fromkeys(weigh_parties.ROLES, weigh_parties.SIGNS)}


@dataclass(frozen=True)
class Truth:
    """An annotated act: ``sides`` the states and bodies of its actors and recipients, None where a rule fills them;
    ``reply`` is the number of the act that it answers."""

    type: str
    trigger: tuple[int, int]
    sides: dict[str, frozenset[str] | None]
    reply: int | None


def main() -> None:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(prog="python -m training.events.weigh", description=__doc__)
    parser.add_argument("--models", type=Path, default=Path("src/standoff/models"))
    path = parser.parse_args().models / "weights.json"
    texts = [*_held(), *_passages()]
    groups: dict[str, list[Group]] = {name: [] for name in SIGNS}
    for text, truths in texts:
        for name, group in _acts(text, truths):
            groups[name].append(group)
    found = {name: _weights(name, SIGNS[name], found) for name, found in groups.items()}
    # what answers what is judged among acts whose parties are settled, with the weights just found
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    answers = [group for text, truths in texts for group in _answers(text, truths)]
    found["answer"] = _weights("answer", weigh_answers.SIGNS, answers)
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _weights(name: str, signs: tuple[str, ...], groups: list[Group]) -> dict[str, float]:
    weights = fitted(groups)
    right = sum(_right(weights, *g) for g in groups)
    some = [g for g in groups if g[1].any()]
    print(f"{name}: {right} of {len(groups)} right; {sum(_right(weights, *g) for g in some)} of {len(some)} with one")
    return dict(zip(signs, (round(float(w), 3) for w in weights), strict=True))


def fitted(groups: list[Group]) -> numpy.ndarray:
    """The weights under which the right candidates, or nobody where there is none, are likeliest."""
    groups = [g for g in groups if g[1].any() or g[2]]
    weights = numpy.zeros(groups[0][0].shape[1])
    first, second = numpy.zeros_like(weights), numpy.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = -RIDGE * weights
        for values, right, nobody in groups:
            likely = _softmax(numpy.append(values @ weights, 0.0))
            good = likely * numpy.append(right, nobody)
            slope += values.T @ (good / good.sum() - likely)[:-1]
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights += RATE * (first / (1 - 0.9**step)) / (numpy.sqrt(second / (1 - 0.999**step)) + 1e-9)
    return weights


def _softmax(scores: numpy.ndarray) -> numpy.ndarray:
    raised = numpy.exp(scores - scores.max())
    return raised / raised.sum()


def _right(weights: numpy.ndarray, values: numpy.ndarray, right: numpy.ndarray, nobody: bool) -> bool:
    scores = values @ weights
    return bool(right[scores.argmax()]) if scores.max() > 0 else nobody


def _acts(text: str, truths: list[Truth]) -> Iterator[tuple[str, Group]]:
    """For all that may be acts whether they are; for those that are, and each role, the candidates."""
    parsed, actors, statements, places = _prepared(text)
    deeds = propose_events(parsed, actors, statements, places)
    matched = _matched(parsed, deeds, truths)
    for deed, truth in zip(deeds, matched, strict=True):
        yield "act", (numpy.array([weigh_acts.signs(deed)], float), numpy.array([truth is not None]), truth is None)
    # of the acts that are told; the others would only blur who faces whom
    there = {id(d): truths[n] for d, n in zip(deeds, matched, strict=True) if n is not None}
    for one in weigh_parties.undecided(parsed, actors, [d for d in deeds if id(d) in there]):
        side = there[id(one.deed)].sides[one.role]
        known = [c for c in one.candidates if c.who.head != "UNK"]
        if side is not None and known:
            values = numpy.array([c.values for c in known], float)
            yield one.role, (values, numpy.array([head_of(c.who.code) in side for c in known]), not side)


def _answers(text: str, truths: list[Truth]) -> Iterator[Group]:
    """For each act found that is annotated, the other acts."""
    parsed, actors, statements, places = _prepared(text)
    deeds = find_events(parsed, actors, statements, places)
    name_issues(parsed, actors, deeds)
    matched = _matched(parsed, deeds, truths)
    found = weigh_answers.Answers(deeds)
    for number, truth in enumerate(matched):
        rows = found.candidates(number) if truth is not None else []
        if rows and truth is not None:
            reply = truths[truth].reply
            right = numpy.array([reply is not None and matched[other] == reply for other, _ in rows])
            yield numpy.array([values for _, values in rows], float), right, reply is None


def _prepared(text: str) -> tuple[Parsed, Actors, list[Said], dict[int, Place]]:
    parsed = parse(Report(text=text, source="training"))
    actors = find_actors(parsed)
    statements = find_statements(parsed, actors, load("en"))
    bind_speakers(parsed, actors, statements)
    places = find_places(parsed, actors)
    settle_whose(parsed, actors, places)
    return parsed, actors, statements, places


def _matched(parsed: Parsed, deeds: Sequence[Deed], truths: list[Truth]) -> list[int | None]:
    """For each deed the number of the annotated act that it is, if any."""
    ranked = []
    for number, deed in enumerate(deeds):
        begin, end = parsed.span(deed.tokens[0], deed.tokens[-1] + 1)
        for n, truth in enumerate(truths):
            away = max(begin, truth.trigger[0]) - min(end, truth.trigger[1])
            if truth.type == deed.type and away <= NEAR:
                ranked.append((away, number, n))
    out: list[int | None] = [None] * len(deeds)
    for _, number, n in sorted(ranked):
        if out[number] is None and n not in out:
            out[number] = n
    return out


def _held() -> Iterator[tuple[str, list[Truth]]]:
    for entry in [e for e in entries() if e.held][::2]:
        yield entry.text, [_deed(act) for act in entry.acts]


def _deed(act: Annotated) -> Truth:
    # of those who meet in "the two sides" a rule makes both parties
    recipients = None if act.mutual and not act.recipients else heads_of(act.recipients)
    return Truth(act.type, act.trigger, {"actor": heads_of(act.actors), "recipient": recipients}, act.reply)


def _passages() -> Iterator[tuple[str, list[Truth]]]:
    for passage in passages():
        if passage.split == "dev":
            events = passage.record["events"]
            number = {e["id"]: n for n, e in enumerate(events)}
            yield passage.text, [_event(e, number.get(e["reply_to"])) for e in events]


def _event(event: dict[str, Any], reply: int | None) -> Truth:
    sides = {role: frozenset(head_of(a["code"]) for a in event[f"{role}s"]) - {"UNK"} for role in weigh_parties.ROLES}
    recipients = None if sides["recipient"] == sides["actor"] else sides["recipient"]
    begin, end = event["trigger"] or event["evidence"]
    return Truth(event["type"], (begin, end), {"actor": sides["actor"], "recipient": recipients}, reply)


if __name__ == "__main__":
    main()
