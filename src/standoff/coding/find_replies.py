"""Which telling repeats an earlier one, and which act answers which.

An answer names what it answers ("rejected Moscow's demand"), or else is linked to the latest act of the other side on
the same issue. A repeated telling has the same type and actors, and the same word or issue.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from standoff.coding.draft import Deed, Doc
from standoff.coding.wording import stem

# What each act may answer, by the act or type of the other.
ANSWERS: dict[str, set[str]] = {
    "reject": {"demand", "offer", "promise", "threaten"},
    "accept": {"demand", "offer", "promise"},
    "concede": {"demand", "threaten"},
    "promise": {"demand", "offer"},
    "concern": {"offer", "promise", "reject", "threaten"},
}

# How many acts of a type are looked back at for an earlier telling: more than any article holds.
REMEMBERED = 100
# An answer that doesn't say what it answers follows it closely: within so many tokens, about two sentences.
ANSWER_REACH = 60


def link(deeds: list[Deed], doc: Doc) -> None:
    """Set ``same_as`` and ``reply_to`` of the deeds, and the recipient of an answer where only the link tells it."""
    by_root = {d.root: d for d in deeds}
    by_token = {t: d for d in deeds for t in d.tokens}
    told: dict[str, deque[Deed]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
    for deed in deeds:
        earlier = told[deed.type]
        _take_up(deed, earlier, doc)
        deed.same_as = deed.same_as or _earlier_telling(deed, earlier, doc)
        earlier.appendleft(deed)
    for deed in deeds:
        deed.reply_to = _read_answer(deed, by_token)
        if deed.act in ANSWERS:
            deed.reply_to = deed.reply_to or _answered(deed, deeds, by_root)
            if deed.reply_to is None and not deed.recipients:
                deed.reply_to = _last_addressed(deed, deeds)
            if deed.reply_to is not None and not deed.recipients:
                deed.recipients = [w for w in deed.reply_to.actors if w not in deed.actors]
            if deed.reply_to is not None and not deed.reply_to.recipients:  # who answers was asked
                deed.reply_to.recipients = [w for w in deed.actors if w not in deed.reply_to.actors]

    for deed in [*deeds, *deeds]:  # twice: a link may point forward
        for other in (deed.same_as, deed.reply_to):
            if deed.label is None and other is not None and other.label is not None:
                deed.label, deed.against = other.label, other.against


def _take_up(deed: Deed, earlier: Iterable[Deed], doc: Doc) -> None:
    """ "The offensive" of nobody in particular is the one told before: it has its actors and recipients."""
    root = doc[deed.root]
    definite = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these"} for c in root.children)
    if deed.part != "noun" or deed.actors or not definite:
        return
    for other in earlier:  # the latest first
        if other.actors and stem(doc[other.root].lemma_) == stem(root.lemma_):
            if not deed.recipients or _meet(deed.recipients, other.recipients):
                deed.actors, deed.recipients = list(other.actors), deed.recipients or list(other.recipients)
                deed.same_as = other.same_as or other
            return


def _earlier_telling(deed: Deed, earlier: Iterable[Deed], doc: Doc) -> Deed | None:
    for other in earlier:
        if not _meet(deed.actors, other.actors):
            continue
        if deed.recipients and other.recipients and not _meet(deed.recipients, other.recipients):
            continue
        same_issue = deed.label is not None and deed.label == other.label
        same_word = stem(doc[deed.root].lemma_) == stem(doc[other.root].lemma_)
        if same_issue or (same_word and (deed.act is None or deed.label is None or other.label is None)):
            return other.same_as or other
    return None


def _read_answer(deed: Deed, by_token: dict[int, Deed]) -> Deed | None:
    """The act whose trigger the encoder takes for what this one answers."""
    ranges = deed.read.words("answers") if deed.read is not None else []
    found = (by_token.get(token) for first, last in ranges for token in range(first, last))
    return next((other for other in found if other is not None and other is not deed), None)


def _answered(deed: Deed, deeds: list[Deed], by_root: dict[int, Deed]) -> Deed | None:
    wanted = ANSWERS[deed.act or ""]
    for head in deed.about:
        other = by_root.get(head)
        if other is not None and other is not deed and other.act in wanted:
            return other
    best, best_rank = None, None
    for other in deeds:
        if other is deed or other.act not in wanted or not other.actors or _meet(deed.actors, other.actors):
            continue
        same_issue = deed.label is not None and deed.label == other.label and deed.label is not None
        facing = _meet(deed.recipients, other.actors)
        if not same_issue:
            continue
        rank = (not facing, other.root > deed.root, abs(other.root - deed.root))
        if best_rank is None or rank < best_rank:
            best, best_rank = other, rank
    return best.same_as or best if best is not None else None


def _last_addressed(deed: Deed, deeds: list[Deed]) -> Deed | None:
    """The latest act towards who answers, if the answer names nothing: "Washington blamed Iran, which denied"."""
    near = [d for d in deeds if 0 < deed.root - d.root <= ANSWER_REACH and _meet(d.recipients, deed.actors)]
    fitting = [d for d in near if d.act in ANSWERS[deed.act or ""] or (deed.act == "reject" and d.type == "ACCUSE")]
    return fitting[-1] if fitting and fitting[-1].actors else None


def _meet(a: list, b: list) -> bool:  # type: ignore[type-arg]
    return not {w.head for w in a}.isdisjoint(w.head for w in b)
