"""Numbers as they are written: "125,000", "3.5 million", "$5bn", "two hundred", "thousands", "20 to 25"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standoff.coding.draft import Doc
from standoff.coding.number_words import number_words

# No figure of the news is longer; what is, is no number to us.
LONGEST_FIGURE = 20
_FIGURE = re.compile(r"(?P<currency>US\$|A\$|C\$|HK\$|[$€£¥₽₹₴₪])?(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<multiple>bn|bln|tn|trn|mn|mln|m|k)?(?P<unit>km|kg|km2)?(?P<percent>%)?(?:-strong)?", re.I)  # fmt: skip
_JOINERS = {"to", "and", "-", "–"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at tokens ``[first, last)``; ``value`` is None for "thousands"; ``high`` the upper end of a range.

    ``words`` is what a vague number says ("thousands of"); ``unit`` a currency, "percent" or measure written with it.
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
        scale = next((m for m in sorted(number_words().multiples.values(), reverse=True) if low.value * m <= high.value), 1)
    return Numeral(low.first, high.last, low.value * scale, high.value, low.unit or high.unit, None, low.spelled)


def _at(doc: Doc, at: int) -> Numeral | None:
    token = doc[at]
    low = token.lower_
    words = number_words()
    if low in words.currencies and not low.isalpha():
        inner = _figure(doc, at + 1) if at + 1 < len(doc) else None
        if inner is not None and inner.value is not None:
            return Numeral(at, inner.last, inner.value, None, words.currencies[low])
        return None
    if token.text[:1].isdigit() or (len(token.text) > 1 and token.text[0] in "$€£¥₽₹₴₪"):
        return _figure(doc, at)
    if low in words.vague.words and token.pos_ in {"NOUN", "NUM"}:
        return _vague(doc, at)
    return _spelled(doc, at)


def _figure(doc: Doc, at: int) -> Numeral | None:
    text = doc[at].text
    found = _FIGURE.fullmatch(text) if len(text) <= LONGEST_FIGURE else None
    if found is None:
        return None
    value = float(found["figure"].replace(",", "").rstrip("."))
    words, last = number_words(), at + 1
    multiple = (found["multiple"] or "").lower()
    unit = words.currencies.get((found["currency"] or "").lower())
    if multiple in {"m", "k"} and unit is None and multiple != "k":
        return None  # "500m" alone may be metres
    value *= words.multiples.get(multiple, 1)
    while last < len(doc) and doc[last].lower_ in words.multiples and (len(doc[last].lower_) > 1 or unit):
        if doc[last].lower_ == "m" and unit is None:
            break
        value *= words.multiples[doc[last].lower_]
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
    while last < len(doc):
        low = doc[last].lower_
        if low in words.numerals and not (low == "half" and seen):
            if seen and current and words.numerals[low] >= 10 > current:
                break
            current += words.numerals[low]
            seen = True
        elif low in words.multiples and len(low) > 3 and seen:
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
    if not seen or doc[at].lower_ == "half" and last == at + 1:
        return None
    return Numeral(at, last, total + current, None, None, None, spelled=True)
