"""When two tellings tell one act.

Two tellings are judged alone: by type and move, who acts on whom, when, and what the words share (terms.py). What is
told of different parties, at days that can't be the same, or as done by one and hardly thought of by another is never
one act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from standoff.ledger.linking import issues
from standoff.ledger.linking.sides import head_of as side_head
from standoff.ledger.linking.terms import LIGHT, Terms, alike, weight

# Tellings are of one act from this score on; chosen on the first half of tests/ledger/pairs.toml.
ENOUGH = 0.42
# What each part weighs: the words of the act, the issue, the parties.
WORDS, ISSUE, PARTIES = 0.5, 0.3, 0.2
# What the words count for where the issues' names don't meet.
OTHER_NAME = 0.85
# Days between two reports up to which both may mean the act of those days, where neither says when it was.
FRESH = 3
# Where the words say nothing of the day, the score falls to a half over so many days between the reports.
HALF_LIFE = 12
# What is lost where type or move differ but may tell one act, or where one telling denies or doubts what the other
# tells.
OTHER_TYPE, STAGE = 0.12, 0.08
# What is lost where both say in which way it was done, and differ.
OTHER_MODE = 0.15
# Types whose modes are acts of their own: who resigns withdraws no troops, and a ceasefire releases nobody.
BY_MODE = {"RETREAT"}
# What is gained where both tell the same single day; whoever met on it met once.
SAME_DAY, MEETING = 0.15, 0.4
# What the coder's own word is worth that two tellings of a report are one act.
CODER = 0.3
# What two tellings lose that name different things beside the parties: "from Syria", "from Afghanistan".
ELSEWHERE = 0.25

# Types that tell one act under two names: a strike and an arrest raid, an offer and the help it promises.
NEIGHBOURS = {
    frozenset(pair)
    for pair in (
        ("ASSAULT", "COERCE"), ("AGREE", "SUPPORT"), ("AGREE", "AID"), ("ACCUSE", "THREATEN"), ("MOBILIZE", "AID"),
        ("CONCEDE", "AGREE"), ("ACCUSE", "REJECT"), ("SANCTION", "COERCE"), ("COOPERATE", "AGREE"),
    )
}  # fmt: skip
# Types that are looked for together: those between which a chain of neighbours leads.
_FAMILIES = ({"ASSAULT", "COERCE", "SANCTION"}, {"AGREE", "SUPPORT", "AID", "CONCEDE", "MOBILIZE", "COOPERATE"},
             {"ACCUSE", "THREATEN", "REJECT"})  # fmt: skip
FAMILY = {kind: min(family) for family in _FAMILIES for kind in family}
# Moves that are told of one act: whoever offers promises.
SAME_MOVE = {frozenset(("offer", "promise")), frozenset(("threaten", "warn")), frozenset(("accept", "concede"))}
# What can be told of one act: as done, as said to be done, as denied; what is planned may be done later.
STAGES = {
    frozenset(pair)
    for pair in (("actual", "alleged"), ("actual", "denied"), ("alleged", "denied"), ("planned", "denied"),
                 ("planned", "alleged"), ("planned", "actual"))
}  # fmt: skip
# Concepts (terms.py) that a type says already: two assaults that share "attack" share nothing yet.
IMPLIED = {
    "ASSAULT": frozenset({"attack", "kill", "wound", "militant"}), "CONSULT": frozenset({"talks", "visit"}),
    "AID": frozenset({"aid", "supply", "support"}), "SANCTION": frozenset({"sanction"}),
    "MOBILIZE": frozenset({"deploy", "troops"}), "COERCE": frozenset({"arrest"}), "AGREE": frozenset({"treaty"}),
    "SUPPORT": frozenset({"support"}), "PROTEST": frozenset({"protest"}), "COOPERATE": frozenset({"support"}),
}  # fmt: skip
# Types whose parties stand on both sides: who met whom is the same either way round.
MUTUAL = {"CONSULT", "COOPERATE", "AGREE"}
# By how many words of the issue's name, and of the act beside them, tellings are looked for.
OF_LABEL, OF_WORDS = 4, 2
# How far two days of an act may lie apart and be one: a date line and the day itself.
SLACK = 1

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Told:
    """A telling as it is compared: days are ordinals; ``actors`` and ``recipients`` are sides, ``guessed`` those of
    them that the words don't name; ``words`` is what the sentence says, ``label`` the issue's name."""

    item: str
    place: str
    told: int
    type: str
    mode: str | None
    move: str | None
    modality: str
    actors: frozenset[str]
    recipients: frozenset[str]
    guessed: frozenset[str]
    first: int | None
    last: int | None
    words: Terms
    label: Terms | None
    same_as: str | None = None


def score(later: Told, earlier: Told) -> float:
    """How surely the two tell one act, 0 to 1."""
    if not _may_be(later, earlier):
        return 0.0
    parties = _parties(later, earlier)
    if parties is None:
        return 0.0
    when = _when(later, earlier)
    if when is None:
        return 0.0
    shared = alike(_own(later), _own(earlier), implied=IMPLIED.get(later.type, frozenset()))
    about = issues.score(later.label, earlier.label) if later.label and earlier.label else None
    # names of issues that don't meet say less against one act than words that do say for it
    made = PARTIES * parties + max(
        (WORDS + ISSUE) * shared * (1.0 if about is None else OTHER_NAME), WORDS * shared + ISSUE * (about or 0.0)
    )
    if (
        later.first is not None
        and (later.first, later.last) == (earlier.first, earlier.last)
        and later.first == later.last
    ):
        made += MEETING if later.type == "CONSULT" and parties == 1.0 else SAME_DAY
    if _elsewhere(later, earlier):
        made -= ELSEWHERE
    if later.type != earlier.type or later.move != earlier.move:
        made -= OTHER_TYPE
    if later.mode and earlier.mode and later.type == earlier.type and later.mode != earlier.mode:
        made -= OTHER_MODE
    if later.modality != earlier.modality:
        made -= STAGE
    if later.same_as == earlier.item:
        made += CODER
    return max(0.0, min(1.0, made * when))


def blocks(telling: Told) -> Iterator[str]:
    """What tellings of one act share at least one of: a party with another party, with a word of the issue or act, or
    with the day.
    """
    kind = FAMILY.get(telling.type, telling.type)
    sides = sorted(telling.actors | telling.recipients)
    both = sorted(telling.actors - telling.guessed), sorted(telling.recipients - telling.guessed)
    label = _heaviest(telling.label.words if telling.label else frozenset(), OF_LABEL)
    own = _heaviest(telling.words.words - set(label), OF_WORDS if label else OF_LABEL)
    words = label + own
    for one in both[0]:
        for other in both[1]:
            yield f"{kind}:{'|'.join(sorted((one, other)))}"
    dated = [f"{telling.first}"] if telling.first is not None and telling.first == telling.last else []
    for side in sides[:3]:
        for word in words + dated:
            yield f"{kind}:{side}:{word}"
    if not sides:
        for number, word in enumerate(words):
            for other in words[number + 1 :]:
                yield f"{kind}:{'+'.join(sorted((word, other)))}"


def _heaviest(words: frozenset[str], most: int) -> list[str]:
    """The words that say most."""
    return [w for w in sorted(words, key=lambda w: (-weight(w), w)) if weight(w) > LIGHT][:most]


def _may_be(one: Told, other: Told) -> bool:
    if one.type != other.type and frozenset((one.type, other.type)) not in NEIGHBOURS:
        return False
    if one.move and other.move and one.move != other.move and frozenset((one.move, other.move)) not in SAME_MOVE:
        return False
    if one.modality != other.modality and frozenset((one.modality, other.modality)) not in STAGES:
        return False
    if one.type == other.type and one.type in BY_MODE and one.mode and other.mode and one.mode != other.mode:
        return False
    # what is told as done was planned before: the plan can't be told after the deed, unless on the same days
    stages = {one.modality, other.modality}
    if stages == {"planned", "actual"}:
        plan, deed = (one, other) if one.modality == "planned" else (other, one)
        if one.type != other.type:  # a promise is the plan of what is promised
            return deed.move in {"promise", "offer"} and plan.move is None
        return plan.told <= deed.told + SLACK
    return True


def _parties(one: Told, other: Told) -> float | None:
    """How far the parties agree, 0 to 1; None where they can't be the same."""
    if one.type in MUTUAL and other.type in MUTUAL:
        here, there = one.actors | one.recipients, other.actors | other.recipients
        sure_here, sure_there = here - one.guessed, there - other.guessed
        if not here & there:
            return None
        if sure_here - there and sure_there - here:
            return None if len(here & there) < 2 else 0.5
        return 1.0 if len(here & there) > 1 else 0.6
    doers = _agree(one.actors, other.actors, one.guessed | other.guessed)
    sufferers = _agree(one.recipients, other.recipients, one.guessed | other.guessed)
    if doers is None or sufferers is None:
        return None
    if not (one.actors & other.actors or one.recipients & other.recipients):
        return None
    return (2 * doers + sufferers) / 3


def _agree(here: frozenset[str], there: frozenset[str], guessed: frozenset[str]) -> float | None:
    """1 for the same party, less where one telling doesn't say, None for two that are named and differ."""
    if here & there:
        return 1.0
    if here - guessed and there - guessed:
        return None
    return 0.5


def _when(one: Told, other: Told) -> float | None:
    """1 where the days agree, less the longer ago where no day is told, None where they can't agree."""
    apart = abs(one.told - other.told)
    if one.first is not None and other.first is not None:
        if one.first > _last(other) + SLACK or other.first > _last(one) + SLACK:
            return None
        wide = max(_last(one) - one.first, _last(other) - other.first)
        return 1.0 if wide <= 31 else 0.85
    dated = one if one.first is not None else other if other.first is not None else None
    if dated is None:
        return 1.0 if apart <= FRESH else 0.5 ** ((apart - FRESH) / HALF_LIFE)
    # the other says no day: news is mostly of the days before it is printed
    undated = other if dated is one else one
    gap = max(0, undated.told - _last(dated), (dated.first or 0) - undated.told)
    if undated.modality in {"planned", "conditional"} or dated.modality in {"planned", "conditional"}:
        gap = min(gap, apart)
    return 0.95 if gap <= FRESH else 0.95 * 0.5 ** ((gap - FRESH) / HALF_LIFE)


def _last(telling: Told) -> int:
    return telling.last if telling.last is not None else telling.first or 0


def _own(telling: Told) -> frozenset[str]:
    """The words of the act and its issue, and whom it names beside the parties."""
    label = telling.label
    sides = {side_head(s) for s in telling.actors | telling.recipients}
    names = telling.words.names | (label.names if label else frozenset())
    return telling.words.words | (label.words if label else frozenset()) | {f"@{n}" for n in names - sides}


def _elsewhere(one: Told, other: Told) -> bool:
    """True where both name others beside the parties, and none in common."""
    sides = {side_head(s) for t in (one, other) for s in t.actors | t.recipients}
    here, there = ({n for n in t.words.names if n not in sides} for t in (one, other))
    return bool(here and there and not here & there)


def ordinal(day: str) -> int:
    """The number of an ISO day."""
    return date.fromisoformat(day).toordinal()
