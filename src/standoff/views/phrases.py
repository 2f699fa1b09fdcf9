"""An act in a few plain words: who did what to whom, and how sure that is.

The past tense and "will" need no agreement in number with names that may be one or many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from standoff.ledger.linking.sides import head_of
from standoff.ledger.linking.terms import terms_of
from standoff.views.acts import Act

# By move, else by type: the verb in the past and in its base form, and the word that leads to the recipient; None where
# the recipient is told too seldom rightly to be named in few words.
VERBS: dict[str, tuple[str, str, str | None]] = {
    "demand": ("asked", "ask", ""),
    "offer": ("made an offer", "make an offer", "to "),
    "promise": ("made a promise", "make a promise", "to "),
    "accept": ("agreed", "agree", None),
    "reject": ("refused or opposed", "refuse or oppose", None),
    "threaten": ("threatened or warned", "threaten or warn", ""),
    "warn": ("warned", "warn", "of "),
    "concede": ("gave way", "give way", None),
    "concern": ("voiced concern or regret", "voice concern or regret", "about "),
    "AGREE": ("agreed", "agree", None),
    "CONSULT": ("talked", "talk", "with "),
    "SUPPORT": ("backed or praised", "back or praise", ""),
    "CONCEDE": ("gave way", "give way", None),
    "COOPERATE": ("worked", "work", "with "),
    "AID": ("gave help", "give help", "to "),
    "RETREAT": ("pulled back or let go", "pull back or let go", None),
    "REQUEST": ("asked", "ask", ""),
    "ACCUSE": ("criticised or accused", "criticise or accuse", ""),
    "REJECT": ("refused or opposed", "refuse or oppose", None),
    "THREATEN": ("threatened or warned", "threaten or warn", ""),
    "PROTEST": ("protested", "protest", "against "),
    "SANCTION": ("imposed penalties or broke off", "impose penalties or break off", "against "),
    "MOBILIZE": ("moved forces", "move forces", "towards "),
    "COERCE": ("used coercion", "use coercion", "against "),
    "ASSAULT": ("attacked", "attack", ""),
}
# The sectors of those who only speak for themselves.
PRIVATE = {"UNK", "CVL", "MED", "BUS"}
# Parties that a share of the acts name, and so many at least, are those that the reports are about.
SHARE, FEW = 0.04, 3
# Modes that say more than their type.
MODES: dict[str, tuple[str, str, str | None]] = {
    "withdraw": ("withdrew", "withdraw", None),
    "resign": ("resigned", "resign", None),
    "ceasefire": ("held fire", "hold fire", None),
    "arrest": ("arrested", "arrest", ""),
    "phone": ("spoke by telephone", "speak by telephone", "with "),
    "visit": ("visited", "visit", ""),
}


def verb(act: Act) -> str:
    """What is done, with how sure the reports are: "asked", "will ask", "would ask", "reportedly asked"."""
    past, base, _ = _words(act)
    match act.modality:
        case "planned":
            return f"will {base}"
        case "conditional":
            return f"would {base}"
        case "alleged":
            return f"reportedly {past}"
        case "denied":
            return f"did not {base}"
    return past


def whom(act: Act) -> str:
    """The recipients after the word that leads to them; empty where there are none, or the words don't name them."""
    lead = _words(act)[2]
    own = set(act.actor_sides)
    named = [
        name
        for name, side in zip(act.recipients, act.recipient_sides, strict=True)
        if name not in act.guessed and side not in own
    ]
    return lead + ", ".join(named) if named and lead is not None else ""


def sentence(act: Act) -> str:
    """ "Russia asked the United States"; without the words that it rests on."""
    named = [name for name in act.actors if name not in act.guessed]
    return " ".join(part for part in (", ".join(named) or "Somebody", verb(act), whom(act)) if part)


def about(act: Act) -> str:
    """What the act is about, where its sentence doesn't say that in the same words; empty otherwise."""
    label = act.issue_label or ""
    return label if label.casefold() not in act.sentence.casefold() and not circular(label) else ""


def circular(label: str) -> bool:
    """True for the name of an issue in which one party does something to itself: who is meant was mistaken."""
    named = [term for term in terms_of(label).order if term.startswith("@")]
    return len(named) > 1 and len(set(named)) == 1


def over(act: Act, day: str) -> bool:
    """True for what was over before ``day``, by the day that is told: "in October they released a pastor"."""
    last = act.day_end or act.day
    return act.dated and last < day[: len(last)]


def telling(act: Act) -> bool:
    """True where the few words tell something: not "they asked", of nobody, about nothing."""
    return act.move is None or bool(act.issue_label or whom(act))


def private(side: str) -> bool:
    """True for a side that speaks for nobody but itself: a private person, a paper, a firm."""
    return side.partition("/")[0].rpartition(":")[2] in PRIVATE


def public(act: Act) -> bool:
    """True where it isn't only private people, papers and firms that act or are acted on."""
    return any(not private(side) for side in (*act.actor_sides, *act.recipient_sides) if side)


def central(acts: Iterable[Act]) -> frozenset[str]:
    """Whom ``acts`` are about: the states, bodies and groups that many of them name."""
    told = [heads(act) for act in acts]
    counts = Counter(head for named in told for head in named)
    return frozenset(head for head, count in counts.items() if count >= max(FEW, SHARE * len(told)))


def between(act: Act, parties: frozenset[str]) -> bool:
    """True where two of ``parties`` at least act, are acted on or are named: it is no state's own affair."""
    return len(heads(act) & parties) > 1


def heads(act: Act) -> frozenset[str]:
    """The states, bodies and groups that act, are acted on or are named in the sentence that tells it."""
    return frozenset(head_of(s) for s in (*act.actor_sides, *act.recipient_sides) if s) | terms_of(act.sentence).names


def sure(act: Act, least: float) -> bool:
    """True where the coder believes the act, its words name who acts (or is acted on), and don't say the opposite."""
    if act.actors:
        named = any(name not in act.guessed for name in act.actors)
    else:
        named = any(name not in act.guessed for name in act.recipients)
    return act.confidence >= least and named and not act.unclear


def _words(act: Act) -> tuple[str, str, str | None]:
    if (act.move is None and act.mode in MODES) or act.mode in {"phone", "visit"}:
        return MODES[str(act.mode)]
    return VERBS.get(act.move or "") or VERBS[act.type]
