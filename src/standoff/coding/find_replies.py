"""Which telling repeats an earlier one, and which act answers which.

A repeated telling has the same type and actors, and the same word or issue; what answers what, `weigh_answers.py`
decides.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from standoff.coding.draft import Deed, Doc
from standoff.coding.weigh_answers import Answers, meet
from standoff.coding.wording import stem

# How many acts of a type are looked back at for an earlier telling: more than any article holds.
REMEMBERED = 100


def link(deeds: list[Deed], doc: Doc) -> None:
    """Set ``same_as`` and ``reply_to`` of the deeds, and the recipient of an answer where only the link tells it."""
    told: dict[str, deque[Deed]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
    for deed in deeds:
        earlier = told[deed.type]
        _take_up(deed, earlier, doc)
        deed.same_as = deed.same_as or _earlier_telling(deed, earlier, doc)
        earlier.appendleft(deed)
    answers = Answers(deeds)
    for number, deed in enumerate(deeds):
        deed.reply_to = answers.answered(number)
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
            if not deed.recipients or meet(deed.recipients, other.recipients):
                deed.actors, deed.recipients = list(other.actors), deed.recipients or list(other.recipients)
                deed.same_as = other.same_as or other
            return


def _earlier_telling(deed: Deed, earlier: Iterable[Deed], doc: Doc) -> Deed | None:
    for other in earlier:
        if not meet(deed.actors, other.actors):
            continue
        if deed.recipients and other.recipients and not meet(deed.recipients, other.recipients):
            continue
        same_issue = deed.label is not None and deed.label == other.label
        same_word = stem(doc[deed.root].lemma_) == stem(doc[other.root].lemma_)
        if same_issue or (same_word and (deed.act is None or deed.label is None or other.label is None)):
            return other.same_as or other
    return None
