"""Numbers as they are written: "125,000", "3.5 million", "$5bn", "two hundred", "thousands", "20 to 25"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standoff.coding.draft import Doc, Token
from standoff.coding.number_words import number_words

# No figure of the news is longer; what is, is no number to us.
LONGEST_FIGURE = 20
_FIGURE = re.compile(
    r"""
    (?P<currency> US\$ | A\$ | C\$ | HK\$ | [$€£¥₽₹₴₪] )?
    (?P<figure> [0-9][0-9,]* (?:\.[0-9]+)? )
    (?P<multiple> bn | bln | tn | trn | mn | mln | m | k )?
    (?P<unit> km2 | km | kg )?
    (?P<percent> % )?
    (?: -strong )?
    """,
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
_SIGNS = "$€£¥₽₹₴₪"
# Before "hundred", "thousand" or "dozen" these tell no number.
_VAGUE_COUNTS = {"several", "few", "many"}
_JOINERS = {"to", "and", "-", "–"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at tokens ``[first, last)``; ``value`` is None for "thousands"; ``high`` the upper end of a range.

    ``unit`` is a currency (ISO 4217), "percent" or a measure that is written with the number; ``words`` what a vague
    number says ("thousands of"); ``spelled`` is True for one in words.
    """

    first: int
    last: int
    value: float | None
    high: float | None = None
    unit: str | None = None
    words: str | None = None
    spelled: bool = False


def find_numerals(doc: Doc) -> list[Numeral]:
    """The numbers in a parsed text, in order, none overlapping."""
    out: list[Numeral] = []
    at = 0
    while at < len(doc):
        found = _at(doc, at)
        if found is None:
            at += 1
            continue
        high = _range(doc, found)
        out.append(high or found)
        at = out[-1].last
    return out


def _range(doc: Doc, low: Numeral) -> Numeral | None:
    """ "20 to 25", "60-100", "between 3,200 and 5,000": one numeral with both ends."""
    join = low.last
    if low.value is None or join + 1 >= len(doc) or doc[join].lower_ not in _JOINERS:
        return None
    if doc[join].lower_ == "and" and not (low.first > 0 and doc[low.first - 1].lower_ == "between"):
        return None
    high = _at(doc, join + 1)
    if high is None or high.value is None or high.value <= low.value or high.spelled != low.spelled:
        return None
    scale = 1.0
    if low.value < 1000 <= high.value and high.value / low.value >= 1000:
        multiples = sorted(number_words().multiples.values(), reverse=True)
        scale = next((m for m in multiples if low.value * m <= high.value), 1)
    return Numeral(low.first, high.last, low.value * scale, high.value, low.unit or high.unit, None, low.spelled)


def _at(doc: Doc, at: int) -> Numeral | None:
    """The number that begins at token ``at``, without the other end of a range."""
    token = doc[at]
    low = token.lower_
    words = number_words()
    if low in words.currencies and not low.isalpha():
        inner = _figure(doc, at + 1, words.currencies[low]) if at + 1 < len(doc) else None
        return Numeral(at, inner.last, inner.value, None, inner.unit) if inner is not None else None
    if token.text[:1].isdigit() or (len(token.text) > 1 and token.text[0] in _SIGNS):
        return _figure(doc, at, None)
    if low in _VAGUE_COUNTS and at + 1 < len(doc) and _multiplies(doc[at + 1]):
        return Numeral(at, at + 2, None, None, None, doc[at : at + 2].text.lower())
    if low in words.vague.words and token.pos_ in {"NOUN", "NUM"}:
        return _vague(doc, at)
    return _spelled(doc, at)


def _multiplies(token: Token) -> bool:
    """True for "hundred", "thousand", "dozen" and so on, written out."""
    return len(token.lower_) > 3 and token.lower_ in number_words().multiples


def _millions(doc: Doc, at: int) -> bool:
    """True where the "m" at token ``at`` stands for millions: "1.5m refugees"; else it may stand for metres."""
    nouns = number_words().nouns
    return at + 1 < len(doc) and doc[at + 1].lemma_.lower() in nouns.people | nouns.forces | {"barrel", "tonne", "ton"}


def _figure(doc: Doc, at: int, currency: str | None) -> Numeral | None:
    """The number in figures at token ``at``, after a sign of ``currency`` if one is given."""
    text = doc[at].text
    found = _FIGURE.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if found is None:
        return None
    value = float(found["figure"].replace(",", ""))
    words, last = number_words(), at + 1
    multiple = (found["multiple"] or "").lower()
    unit = words.currencies.get((found["currency"] or "").lower(), currency)
    if multiple == "m" and unit is None and not _millions(doc, at):
        return None
    value *= words.multiples.get(multiple, 1)
    # the tokenizer leaves the full stop of a sentence at "m.", and at no other multiple
    while last < len(doc) and (said := doc[last].lower_.rstrip(".")) in words.multiples:
        if said == "m" and unit is None and not _millions(doc, last):
            return None
        value *= words.multiples[said]
        last += 1
    if found["percent"]:
        unit = "percent"
    elif found["unit"]:
        unit = found["unit"].lower()
    elif last < len(doc) and doc[last].lower_ in {"%", "percent"}:
        unit, last = "percent", last + 1
    elif last + 1 < len(doc) and doc[last].lower_ == "per" and doc[last + 1].lower_ == "cent":
        unit, last = "percent", last + 2
    return Numeral(at, last, value, None, unit)


def _vague(doc: Doc, at: int) -> Numeral:
    """ "thousands of", "tens of thousands of", "hundreds of thousands of"."""
    last = at + 1
    while last + 1 < len(doc) and doc[last].lower_ == "of" and doc[last + 1].lower_ in number_words().vague.words:
        last += 2
    return Numeral(at, last, None, None, None, doc[at:last].text.lower() + " of")


def _spelled(doc: Doc, at: int) -> Numeral | None:
    """ "two", "twenty-five", "half a million", "ten thousand", "a dozen"."""
    words = number_words()
    total, current, last, seen = 0.0, 0.0, at, False
    if doc[at].lower_ in {"a", "an"} and at + 1 < len(doc) and _multiplies(doc[at + 1]):
        current, last, seen = 1.0, at + 1, True
    elif doc[at].lower_ == "dozen":
        current, seen = 1.0, True
    while last < len(doc):
        low = doc[last].lower_
        if low in words.numerals and not (low == "half" and seen):
            if seen and current and words.numerals[low] >= 10 > current:
                break
            current += words.numerals[low]
            seen = True
        elif _multiplies(doc[last]) and seen:
            current *= words.multiples[low]
            if words.multiples[low] >= 1000:
                total, current = total + current, 0.0
        elif low in {"-", "and", "a", "an"} and seen and last + 1 < len(doc):
            following = doc[last + 1].lower_
            links = following in words.multiples if low in {"a", "an"} else following in words.numerals
            if low in {"a", "an"} and doc[last - 1].lower_ != "half":
                break
            if low == "and" and not (total or current >= 100):
                break
            if not links:
                break
        else:
            break
        last += 1
    if not seen or (doc[at].lower_ == "half" and last == at + 1):
        return None
    return Numeral(at, last, total + current, None, None, None, spelled=True)
