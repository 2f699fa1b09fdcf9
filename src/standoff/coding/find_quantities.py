"""Numbers that matter: forces, casualties, money, prices, distances, votes, and how markets moved.

A number counts when the noun it stands with carries weight: persons, forces, weapons, money, measures always; other
things when the number is written in figures; time, order and the like never. What is counted is read off the parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from standoff.coding.draft import Parsed, Token
from standoff.coding.find_dates import FoundDate
from standoff.coding.find_markets import find_markets
from standoff.coding.number_words import number_words
from standoff.coding.numerals import Numeral, find_numerals
from standoff.record import Quantity
from standoff.span import Span

# How many steps and words to the right of a number its noun may stand, and how many words tell what it is about.
REACH = 6
LONGEST_ABOUT = 10
LONGEST_QUALIFIER = 3
# How sure a reading is: money and measures are read off the sign, weighty nouns off the parse, other things by default.
SURE, LIKELY, LESS = 0.92, 0.85, 0.7
# Figures without a comma in this range are years where no weighty noun stands with them.
YEARS = range(1500, 2200)
# Smaller numbers in words count nothing that matters unless the noun is weighty: "three reasons".
SMALL = 13
MODIFIERS = {"nummod", "quantmod", "compound", "amod", "advmod", "npadvmod", "nmod", "punct", "pobj"}
# Words that lead from a noun to something else than what it is.
LEADING_AWAY = {"conj", "cc", "appos", "relcl", "punct", "parataxis"}
FATE = {"dead", "killed", "wounded", "injured", "missing"}
HARM = {"kill", "wound", "injure", "arrest", "detain"}
# After these a number tells age, size or membership, not how many: "a 12-year ban", "the 30-nation alliance".
NOT_COUNTED = (
    "-year", "year", "-month", "-day", "-hour", "-week", "-point", "-party", "-nation", "-way", "-man", "-member",
)  # fmt: skip
# After these a number names one of a row: "Resolution 2202". After the others it may: "at 45", "the Group of 20".
ORDER = {"resolution", "article", "number", "no.", "chapter", "aged", "page", "paragraph"}
MAYBE_ORDER = {"at", "group of", "one of", "g"}


def find_quantities(parsed: Parsed, dates: list[FoundDate]) -> list[Quantity]:
    """The quantities of a report in the order of the text; market moves among them."""
    markets, used = find_markets(parsed)
    in_dates = {i for d in dates for i in range(d.span.begin, d.span.end)}
    out = list(markets)
    numerals = [n for n in find_numerals(parsed.doc) if parsed.doc[n.first].idx not in in_dates]
    votes = _votes(parsed, numerals)
    out.extend(votes.values())
    for numeral in numerals:
        if numeral.first not in used and numeral.first not in votes:
            out.extend(_quantities(parsed, numeral))
    out.sort(key=lambda q: (q.evidence, q.unit))
    return out


def _votes(parsed: Parsed, numerals: list[Numeral]) -> dict[int, Quantity]:
    """ "voted by 12 to 2", "ten votes to one": the votes for and against, by the first token of their number."""
    out: dict[int, Quantity] = {}
    for one, other in pairwise(numerals):
        between = [t.lower_ for t in parsed.doc[one.last : other.first]]
        begin, end = parsed.sentence_of(one.first)
        if between not in (["to"], ["votes", "to"]) or other.last > end or one.unit or other.unit:
            continue
        if between == ["to"] and "vote" not in {t.lemma_.lower() for t in parsed.doc[begin:end]}:
            continue
        evidence = parsed.span(one.first, other.last)
        for numeral, about in ((one, "votes for"), (other, "votes against")):
            if numeral.value is not None and numeral.high is None:
                out[numeral.first] = Quantity(
                    value=int(numeral.value), unit="votes", about=about, evidence=evidence, confidence=LIKELY
                )
    return out


def _quantities(parsed: Parsed, numeral: Numeral) -> list[Quantity]:
    """The quantity of a number, or the two of a range; none where it carries no weight."""
    noun = _noun(parsed, numeral)
    unit, sure = _unit(parsed, numeral, noun)
    if unit is None:
        return []
    first, qualifier = _qualifier(parsed, numeral)
    last = max(_end(parsed, numeral), noun.i + 1 if noun is not None else 0)
    if numeral.words is not None:
        qualifier = numeral.words
    values = [numeral.value] if numeral.high is None else [numeral.value, numeral.high]
    if numeral.high is not None:
        qualifier = "between"
    evidence = parsed.span(first, last)
    if parsed.doc[last - 1].text in {"m.", "M."}:  # the full stop of the sentence
        evidence = Span(evidence.begin, evidence.end - 1)
    about = _about(parsed, numeral, noun, first) or unit
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
        if token.dep_ not in MODIFIERS or not numeral.last <= token.head.i < end:
            break
        token = token.head
        if token.pos_ in {"NOUN", "PROPN"}:
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
    """The noun that ``token`` is compounded with: "launchers" of "rocket launchers"."""
    while token.dep_ == "compound" and 0 < token.head.i - token.i < REACH:
        token = token.head
    return token


def _unit(parsed: Parsed, numeral: Numeral, noun: Token | None) -> tuple[str | None, float]:
    """The unit of a number and how sure the reading is; None where the number carries no weight."""
    words, doc = number_words(), parsed.doc
    if numeral.unit is not None:
        return _per(parsed, numeral.last, numeral.unit), SURE
    if _is_currency(parsed, numeral.last):
        return words.currencies[doc[numeral.last].lemma_.lower()], SURE
    after = _lemma(parsed, numeral.last)
    if after in words.measures:
        return _per(parsed, numeral.last + 1, words.measures[after]), SURE
    if after == "-" and _lemma(parsed, numeral.last + 1) in words.measures:
        return words.measures[_lemma(parsed, numeral.last + 1)], LIKELY
    if noun is None:
        return _casualties(parsed, numeral)
    lemma, nouns = noun.lemma_.lower(), words.nouns
    weighty = lemma in nouns.forces or lemma in nouns.people or lemma in nouns.weapons or noun.tag_ == "NNPS"
    if _is_age_or_order(parsed, numeral, weighty=weighty) or lemma in nouns.idle:
        return None, 0.0
    if numeral.spelled and numeral.value == 1:
        return None, 0.0
    if _strong(parsed, numeral) or (weighty and noun.tag_ == "NNPS"):
        return "people", LIKELY
    if weighty:
        return noun.lower_, LIKELY
    if numeral.spelled and numeral.value is not None and numeral.value < SMALL:
        return None, 0.0
    year = not numeral.spelled and numeral.value in YEARS and "," not in doc[numeral.first].text
    if year or noun.ent_type_ in {"DATE", "PERSON"} or noun.pos_ == "PROPN":
        return None, 0.0
    return noun.lower_, LESS


def _lemma(parsed: Parsed, at: int) -> str:
    return str(parsed.doc[at].lemma_).lower() if at < len(parsed.doc) else ""


def _is_currency(parsed: Parsed, at: int) -> bool:
    """True for "euros" after a number, not for the adjective in "two real threats" or "17 euro zone countries"."""
    if _lemma(parsed, at) not in number_words().currencies:
        return False
    token = parsed.doc[at]
    return token.pos_ in {"NOUN", "PROPN", "SYM"} and token.dep_ != "compound" and token.lower_ != "mark"


def _strong(parsed: Parsed, numeral: Numeral) -> bool:
    """ "30,000-strong": the number of those in the force that follows."""
    return any(t.lower_ in {"strong", "-strong"} for t in parsed.doc[numeral.last : numeral.last + 2])


def _casualties(parsed: Parsed, numeral: Numeral) -> tuple[str | None, float]:
    """ "killed 14", "at least 30 dead": a bare number beside a word of killing."""
    fate = _fate(parsed, numeral)
    if fate is not None:
        return fate, LIKELY
    token = _out_of(parsed, numeral)
    if token.head.lemma_ in HARM and token.head.i < numeral.first and token.dep_ in {"dobj", "prep", "nummod"}:
        return "people", LIKELY
    if token.head.lemma_ in HARM and token.dep_ == "nsubjpass":
        return "people", LIKELY
    return None, 0.0


def _fate(parsed: Parsed, numeral: Numeral) -> str | None:
    """ "dead" of "30 dead", "wounded" of "50 were wounded"; None in "14 and injured 30"."""
    near = parsed.doc[numeral.last : numeral.last + 2]
    if numeral.unit is not None or not len(near) or near[0].lower_ in {"and", "or", ","}:
        return None
    return next((t.lower_ for t in near if t.lower_ in FATE), None)


def _out_of(parsed: Parsed, numeral: Numeral) -> Token:
    """The token by which a number hangs in its sentence: itself, or the preposition or adverb that it hangs from."""
    token = parsed.doc[numeral.last - 1]
    for _ in range(REACH):
        inside = numeral.first <= token.head.i < numeral.last
        if token.head.i == token.i or not (inside or token.head.pos_ in {"ADP", "ADV", "PART", "SCONJ", "ADJ"}):
            break
        token = token.head
    return token


def _is_age_or_order(parsed: Parsed, numeral: Numeral, *, weighty: bool) -> bool:
    """True for a number that tells age, time or place in a row; ``weighty``: its noun is one that is counted."""
    if str(parsed.doc[numeral.last : numeral.last + 4].text).lower().startswith(NOT_COUNTED):
        return True
    before = str(parsed.doc[max(0, numeral.first - 2) : numeral.first].text).lower().strip()
    last = before.split()[-1] if before else ""
    return last in ORDER or (not weighty and (last in MAYBE_ORDER or before in MAYBE_ORDER))


def _per(parsed: Parsed, at: int, unit: str) -> str:
    """ "$90 a barrel" is USD/barrel, "two million barrels a day" is barrels/day; ``at`` is the token of "a"."""
    return f"{unit}/{_lemma(parsed, at + 1)}" if unit != "percent" and _is_per(parsed, at) else unit


def _is_per(parsed: Parsed, at: int) -> bool:
    doc = parsed.doc
    return at + 1 < len(doc) and doc[at].lower_ in {"a", "an", "per"} and doc[at + 1].pos_ == "NOUN"


def _end(parsed: Parsed, numeral: Numeral) -> int:
    """The token after the number and its unit: after "barrel" in "$90 a barrel"."""
    end = numeral.last
    if numeral.unit is None and (_is_currency(parsed, end) or _lemma(parsed, end) in number_words().measures):
        end += 1
    elif _fate(parsed, numeral) is not None:
        return end + 1 if parsed.doc[end].lower_ in FATE else end + 2
    elif numeral.unit is None or numeral.unit == "percent":
        return end
    return end + 2 if _is_per(parsed, end) else end


def _qualifier(parsed: Parsed, numeral: Numeral) -> tuple[int, str | None]:
    """The words before a number that say how sure it is, with the token they begin at."""
    doc, table = parsed.doc, number_words().qualifiers
    if numeral.high is not None and numeral.first > 0 and doc[numeral.first - 1].lower_ in {"between", "from"}:
        return numeral.first - 1, None
    for length in range(LONGEST_QUALIFIER, 0, -1):
        first = numeral.first - length
        if first >= 0 and (found := table.get(doc[first : numeral.first].text.lower())):
            return first, found
    return numeral.first, None


def _about(parsed: Parsed, numeral: Numeral, noun: Token | None, first: int) -> str:
    """What the number is about: its noun with its modifiers and the first words after it; "" where nothing tells.

    ``first`` is the token at which the number's qualifier begins. Where no noun is counted, the number tells of the
    noun or of the subject of the verb that it hangs from: "Inflation" in "Inflation reached 7%".
    """
    if noun is None or noun.lemma_.lower() in number_words().currencies:
        noun = _out_of(parsed, numeral if noun is None else replace(numeral, last=noun.i + 1)).head
        if noun.pos_ in {"VERB", "AUX"}:
            noun = _subject(noun) or noun
    own = range(first, numeral.last)
    words = [t for t in _phrase(noun) if t.i not in own and t.lower_ not in {"-", "strong", "-strong"}]
    words = [t for t in words if not t.is_space and noun.i - LONGEST_ABOUT < t.i <= noun.i + LONGEST_ABOUT]
    return " ".join(t.text for t in words[:LONGEST_ABOUT])


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is joined to."""
    for one in (verb, *verb.conjuncts):
        for child in one.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return child
    return None


def _phrase(noun: Token) -> Iterator[Token]:
    """``noun`` with what describes it, in the order of the text, without what is joined to it."""
    yield from (t for t in noun.subtree if not any(_leads_away(up, noun) for up in _path(t, noun)))


def _path(token: Token, top: Token) -> Iterator[Token]:
    """``token`` and its heads below ``top``."""
    while top.i != token.i != token.head.i:
        yield token
        token = token.head


def _leads_away(token: Token, noun: Token) -> bool:
    left = token.head.i == noun.i and token.i < noun.i and token.dep_ not in {"amod", "compound", "nmod", "poss"}
    return left or token.dep_ in LEADING_AWAY
