"""How markets moved: a traded thing as the subject of a verb of movement, with its price or percentage if told."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.draft import Parsed, Token
from standoff.coding.number_words import number_words
from standoff.coding.numerals import Numeral, find_numerals
from standoff.record import Direction, Quantity

# How sure a move is: subject and verb are read off the parse, and either may be a figure of speech.
SURE = 0.8
# Nouns that make a price of what stands before them: "the oil price".
PRICES = {"price", "index", "future", "bond", "share"}
LONGEST_NAME = 10
# A clause of movement is read to this many tokens after its verb.
REACH = 22


def find_markets(parsed: Parsed) -> tuple[list[Quantity], set[int]]:
    """The market moves of a report, and the first tokens of the numbers that they have used up."""
    numerals = find_numerals(parsed.doc)
    out: list[Quantity] = []
    used: set[int] = set()
    for verb in parsed.doc:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        subject = _traded(verb)
        direction = _direction(verb) if subject is not None else None
        if subject is None or direction is None:
            continue
        first, last = subject.left_edge.i, min(verb.right_edge.i + 1, verb.i + REACH)
        later = [v for v in verb.conjuncts if v.i > verb.i and v.pos_ == "VERB" and not _own_subject(v)]
        for other in later:
            turned = _direction(other)
            if turned is not None and turned != direction:
                direction, last = "mixed", min(other.i + 2, verb.i + REACH, parsed.sentence_of(other.i)[1])
        figure = _figure(numerals, verb.i, last) or _rate(parsed, numerals, verb.i, last)
        while last > verb.i + 1 and (parsed.doc[last - 1].is_punct or parsed.doc[last - 1].is_space):
            last -= 1
        value, unit = _value(parsed, subject, figure)
        if figure is not None:
            used.add(figure.first)
        out.append(
            Quantity(
                value=value, unit=unit or _plain_unit(subject), about=_name(parsed, subject), qualifier=None,
                direction=direction, evidence=parsed.span(first, max(last, verb.i + 1)), confidence=SURE,
            )
        )  # fmt: skip
    return out, used


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _traded(verb: Token) -> Token | None:
    """The subject of ``verb`` if it is something traded."""
    assets = number_words().markets.assets
    for child in verb.children:
        if child.dep_ == "nsubj":
            for one in (child, *child.conjuncts):
                if one.lemma_.lower() in assets or one.lower_ in assets:
                    return child
                if one.lemma_.lower() in PRICES and any(
                    c.lemma_.lower() in assets and c.dep_ in {"compound", "nmod"} for c in one.children
                ):
                    return child
    return None


def _direction(verb: Token) -> Direction | None:
    markets = number_words().markets
    lemma = verb.lemma_.lower()
    if lemma in markets.up:
        return "up"
    if lemma in markets.down:
        return "down"
    if lemma in markets.touch:
        below = {t.lemma_.lower() for t in _below(verb)} | {t.lower_ for t in _below(verb)}
        if below & markets.highs:
            return "up"
        if below & markets.lows:
            return "down"
    return None


def _below(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"dobj", "acomp", "advmod", "attr", "prep", "oprd", "npadvmod"}:
            yield child
            yield from child.children


def _figure(numerals: list[Numeral], first: int, last: int) -> Numeral | None:
    """The price among the numbers after token ``first`` and before ``last``, else the percentage."""
    inside = [n for n in numerals if first < n.first < last and n.value is not None]
    money = [n for n in inside if n.unit not in {None, "percent"}]
    percent = [n for n in inside if n.unit == "percent"]
    return next(iter(money or percent), None)


def _rate(parsed: Parsed, numerals: list[Numeral], first: int, last: int) -> Numeral | None:
    """The bare number of "275 to the dollar" after token ``first`` and before ``last``."""
    bare = (n for n in numerals if first < n.first < last and n.value is not None and n.unit is None)
    return next((n for n in bare if _against(parsed, n) is not None), None)


def _against(parsed: Parsed, figure: Numeral) -> str | None:
    """The currency (ISO 4217) of "to the dollar" after a number."""
    after = parsed.doc[figure.last : figure.last + 3]
    if len(after) == 3 and after[0].lower_ in {"to", "against", "per"} and after[1].lower_ == "the":
        return number_words().currencies.get(after[2].lemma_.lower())
    return None


def _value(parsed: Parsed, subject: Token, figure: Numeral | None) -> tuple[float | int | None, str | None]:
    """The figure of a move with its unit: "percent", "USD", "USD/barrel" or, of a rate, "RUB/USD"."""
    if figure is None or figure.value is None:
        return None, None
    value = int(figure.value) if float(figure.value).is_integer() else figure.value
    if figure.unit is None:
        return value, f"{_plain_unit(subject)}/{_against(parsed, figure)}"
    doc = parsed.doc
    after = doc[figure.last : figure.last + 2]
    per = len(after) == 2 and after[0].lower_ in {"a", "an", "per"} and after[1].pos_ == "NOUN"
    if per and figure.unit != "percent":
        return value, f"{figure.unit}/{after[1].lemma_.lower()}"
    return value, figure.unit


def _plain_unit(subject: Token) -> str:
    return str(number_words().currencies.get(subject.lemma_.lower(), "price"))


def _name(parsed: Parsed, subject: Token) -> str:
    words = [t.text for t in parsed.doc[subject.left_edge.i : subject.right_edge.i + 1] if not t.is_space]
    return " ".join(words[:LONGEST_NAME])
