"""Numbers that matter: forces, casualties, money, prices, distances, votes, and how markets moved.

A number counts when the noun it stands with carries weight: persons, forces, weapons, money, measures always; other
things when the number is written in figures; time, order and the like never. What is counted is read off the parse.
"""

from __future__ import annotations

from standoff.coding.draft import Parsed, Token
from standoff.coding.find_dates import FoundDate
from standoff.coding.find_markets import find_markets
from standoff.coding.number_words import number_words
from standoff.coding.numerals import Numeral, find_numerals
from standoff.record import Quantity
from standoff.span import Span

# How far to the right of a number its noun may stand, and how many words tell what it is about.
REACH = 6
LONGEST_ABOUT = 10
LONGEST_QUALIFIER = 3
# Measured on the project's own sentences: money and measures are read off the sign, the rest off the parse.
SURE, LIKELY, LESS = 0.92, 0.85, 0.7
YEARS = range(1500, 2200)


def find_quantities(parsed: Parsed, dates: list[FoundDate]) -> list[Quantity]:
    """The quantities of a report in the order of the text; market moves among them."""
    markets, used = find_markets(parsed)
    in_dates = {i for d in dates for i in range(d.span.begin, d.span.end)}
    out = list(markets)
    for numeral in find_numerals(parsed.doc):
        if numeral.first in used or parsed.doc[numeral.first].idx in in_dates:
            continue
        out.extend(_quantities(parsed, numeral))
    out.sort(key=lambda q: (q.evidence, q.unit))
    return out


def _quantities(parsed: Parsed, numeral: Numeral) -> list[Quantity]:
    doc = parsed.doc
    noun = _noun(parsed, numeral)
    unit, sure = _unit(parsed, numeral, noun)
    if unit is None:
        return []
    first, qualifier = _qualifier(parsed, numeral)
    last = max(numeral.last, noun.i + 1 if noun is not None else 0)
    if numeral.words is not None:
        qualifier = numeral.words
    evidence = parsed.span(first, last)
    about = _about(parsed, numeral, noun, unit)
    values = [numeral.value] if numeral.high is None else [numeral.value, numeral.high]
    if numeral.high is not None:
        qualifier = "between"
    return [
        Quantity(
            value=None if v is None else int(v) if float(v).is_integer() else v, unit=unit, about=about,
            qualifier=qualifier, evidence=evidence, confidence=sure,
        )
        for v in values
    ]  # fmt: skip


def _noun(parsed: Parsed, numeral: Numeral) -> Token | None:
    """The noun that the number counts: the head it modifies, what follows "of", or the next noun of the phrase."""
    doc = parsed.doc
    _, end = parsed.sentence_of(numeral.first)
    token = doc[numeral.last - 1]
    for _ in range(REACH):
        if token.dep_ in {"nummod", "quantmod", "compound", "amod", "advmod", "npadvmod", "nmod", "punct", "pobj"} and token.head.i >= numeral.last and token.head.i < end:
            token = token.head
            if token.pos_ in {"NOUN", "PROPN"}:
                break
        else:
            break
    if token.i >= numeral.last and token.pos_ in {"NOUN", "PROPN"}:
        return _head_of_phrase(token)
    if numeral.last < end and doc[numeral.last].lower_ == "of":
        below = [c for c in doc[numeral.last].children if c.dep_ == "pobj"]
        if below:
            return below[0]
    for i in range(numeral.last, min(end, numeral.last + 4)):
        if doc[i].pos_ in {"NOUN", "PROPN"}:
            return _head_of_phrase(doc[i])
        if doc[i].pos_ not in {"ADJ", "PUNCT", "VERB", "ADV", "NUM"} and doc[i].lower_ not in {"-", "strong"}:
            return None
    return None


def _head_of_phrase(token: Token) -> Token:
    while token.dep_ == "compound" and token.head.i > token.i and token.head.i - token.i < REACH:
        token = token.head
    return token


def _unit(parsed: Parsed, numeral: Numeral, noun: Token | None) -> tuple[str | None, float]:
    """The unit of a number and how sure the reading is; None where the number carries no weight."""
    words = number_words()
    doc = parsed.doc
    follows = doc[numeral.last].lower_ if numeral.last < len(doc) else ""
    after = doc[numeral.last].lemma_.lower() if numeral.last < len(doc) else ""
    if numeral.unit is not None:
        return _per(parsed, numeral, numeral.unit), SURE
    if after in words.currencies and follows != "mark" and not (after in {"won", "real", "pound"} and follows != after and False):
        return words.currencies[after], SURE
    if after in words.measures:
        return words.measures[after], SURE
    if after == "-" and numeral.last + 1 < len(doc) and doc[numeral.last + 1].lemma_.lower() in words.measures:
        return words.measures[doc[numeral.last + 1].lemma_.lower()], LIKELY
    if noun is None:
        return _casualties(parsed, numeral)
    lemma = noun.lemma_.lower()
    nouns = words.nouns
    if _is_age_or_order(parsed, numeral) or lemma in nouns.idle:
        return None, 0.0
    weighty = lemma in nouns.forces or lemma in nouns.people or lemma in nouns.weapons or noun.ent_type_ == "NORP"
    if numeral.value is not None and numeral.spelled and numeral.value == 1:
        return None, 0.0
    if weighty or strong(parsed, numeral):
        unit = noun.lower_ if noun.ent_type_ != "NORP" else "people"
        return unit, LIKELY
    small = numeral.value is not None and numeral.value < 13 and numeral.spelled
    year = numeral.value is not None and not numeral.spelled and numeral.value in YEARS and "," not in doc[numeral.first].text
    if small and lemma not in nouns.things:
        return None, 0.0
    if year or noun.ent_type_ in {"DATE", "TIME", "PERSON", "LAW", "EVENT"} or noun.pos_ == "PROPN":
        return None, 0.0
    if small:
        return None, 0.0
    return noun.lower_, LESS


def strong(parsed: Parsed, numeral: Numeral) -> bool:
    """ "30,000-strong": the number of those in the force that follows."""
    return any(t.lower_ in {"strong", "-strong"} for t in parsed.doc[numeral.last : numeral.last + 2])


def _casualties(parsed: Parsed, numeral: Numeral) -> tuple[str | None, float]:
    """ "killed 14", "at least 30 dead": a bare number beside a word of killing."""
    verb = parsed.doc[numeral.last - 1].head
    near = parsed.doc[numeral.last : numeral.last + 2]
    if any(t.lower_ in {"dead", "killed", "wounded", "injured", "missing"} for t in near):
        return next(t.lower_ for t in near if t.lower_ in {"dead", "killed", "wounded", "injured", "missing"}), LIKELY
    if verb.lemma_ in {"kill", "wound", "injure", "arrest", "detain"} and parsed.doc[numeral.last - 1].dep_ in {"dobj", "nsubjpass"}:
        return "people", LIKELY
    return None, 0.0


def _is_age_or_order(parsed: Parsed, numeral: Numeral) -> bool:
    after = parsed.doc[numeral.last : numeral.last + 4].text.lower()
    before = parsed.doc[max(0, numeral.first - 2) : numeral.first].text.lower()
    if after.startswith(("-year", "year", "-month", "-day", "-hour", "-week", "-point", "-party", "-nation", "-way", "-man")):
        return True
    return before.endswith(("resolution", "article", "number", "no.", "chapter", "aged", "at", "group of", "one of", "g", "page", "paragraph"))


def _per(parsed: Parsed, numeral: Numeral, unit: str) -> str:
    """ "$90 a barrel" is USD/barrel."""
    doc = parsed.doc
    if unit == "percent" or numeral.last + 1 >= len(doc) or doc[numeral.last].lower_ not in {"a", "an", "per"}:
        return unit
    return f"{unit}/{doc[numeral.last + 1].lemma_.lower()}" if doc[numeral.last + 1].pos_ == "NOUN" else unit


def _qualifier(parsed: Parsed, numeral: Numeral) -> tuple[int, str | None]:
    """The words before a number that say how sure it is, with the token they begin at."""
    doc, table = parsed.doc, number_words().qualifiers
    for length in range(LONGEST_QUALIFIER, 0, -1):
        first = numeral.first - length
        if first >= 0 and (found := table.get(doc[first : numeral.first].text.lower())):
            return first, found
    return numeral.first, None


def _about(parsed: Parsed, numeral: Numeral, noun: Token | None, unit: str) -> str:
    """What the number is about: its noun with its modifiers and the first words after it."""
    doc = parsed.doc
    if noun is None:
        head = doc[numeral.last - 1].head
        noun = head if head.i != numeral.last - 1 and head.pos_ in {"NOUN", "PROPN"} else None
        if noun is None:
            verb = doc[numeral.last - 1].head
            subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and c.i != numeral.last - 1), None)
            return " ".join(t.text for t in (subject.subtree if subject is not None else [verb]) if not t.is_space)[:80] or unit
    left = [t for t in noun.subtree if t.i < noun.i and not numeral.first <= t.i < numeral.last and t.dep_ in {"amod", "compound", "nmod", "poss"}]
    right = [t for t in noun.subtree if noun.i < t.i <= noun.i + LONGEST_ABOUT and not t.is_punct and not t.is_space]
    words = [t.text for t in (*left, noun, *right)]
    return " ".join(words[: LONGEST_ABOUT + 2])


def span_of(parsed: Parsed, first: int, last: int) -> Span:
    """The characters of tokens ``[first, last)``."""
    return parsed.span(first, last)
