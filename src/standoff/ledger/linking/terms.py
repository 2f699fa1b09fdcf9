"""Words of reports brought to a common form, so that what is worded differently can be compared.

Names of states, bodies and groups become their codes ("Kyiv", "Ukrainian" → ``@UKR``), words that name the same thing
on the table one concept (languages/en_concepts.toml: "accession", "membership" → ``join``), the rest their stems
(Porter's English stemmer, by snowballstemmer). Small words are left out. No model, and the same words always give the
same terms.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import snowballstemmer

from standoff.errors import KnowledgeError
from standoff.knowledge import bodies, groups, states
from standoff.knowledge.holders import holders
from standoff.knowledge.offices import offices
from standoff.knowledge.tables import read_table
from standoff.languages import FOLDER

# What a term counts for: a name or number sets two texts apart, a light word hardly.
LIGHT, PLAIN, CONCEPT, NUMBER, NAME = 0.25, 1.0, 1.1, 1.3, 1.4

_WORD = re.compile(r"\d[\d,.]*\d|\d|\w+(?:[-’']\w+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
# How many words may stand between a verb and its particle, and the particles.
BETWEEN = 4
PARTICLES = {"out", "over", "down", "off", "back", "up", "away", "home"}
# Words that change nothing about a phrase they stand in, as stems; the longest phrase without them.
DETERMINERS = frozenset(
    ["the", "a", "an", "their", "it", "his", "her", "our", "your", "my", "this", "that", "these", "those", "all", "ani"]
)
LONGEST = 4
# Letters of more than one capital that are no words: "US" is a name and "us" is none.
_LONGEST_NAME = 5


class _Directed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    concepts: frozenset[str]
    patient: frozenset[str]
    agent: frozenset[str]


class _Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    concepts: frozenset[str]


class _Pairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pairs: tuple[tuple[str, str], ...]


class _Disputing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: frozenset[str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stop: frozenset[str]
    light: frozenset[str]
    concepts: dict[str, tuple[str, ...]]
    names: dict[str, str]
    disputing: _Disputing
    directed: _Directed
    common: _Common
    deeds: _Common
    opposed: _Pairs
    near: _Pairs


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of a language: ``of`` gives the concept of a stem, ``phrases`` those of several stems.

    ``near`` gives the concepts that often name what a concept names, ``common`` those that alone name nothing,
    ``deeds`` those that say what is done.
    """

    stop: frozenset[str]
    light: frozenset[str]
    of: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    known: frozenset[str]
    names: dict[str, str]
    disputing: frozenset[str]
    directed: _Directed
    opposed: frozenset[frozenset[str]]
    near: dict[str, frozenset[str]]
    common: frozenset[str]
    deeds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text is about: ``names`` are codes, ``words`` concepts and stems, ``order`` all of them as they come."""

    names: frozenset[str]
    words: frozenset[str]
    order: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.order)


@functools.cache
def concepts(path: Path = FOLDER / "en_concepts.toml") -> Concepts:
    """The concepts of the file; KnowledgeError where it is malformed or a word stands in two concepts."""
    table = read_table(path)
    try:
        file = msgspec.convert(table, _File)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    of: dict[str, str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for name, words in file.concepts.items():
        for word in words:
            parts = tuple(root for root in map(stem, word.split()) if root not in DETERMINERS)
            if len(parts) > 1:
                other = phrases.setdefault(parts, name)
            else:
                other = of.setdefault(parts[0], name)
            if other != name:
                raise KnowledgeError(f"{path.name}: {word!r} is in {other} and in {name}")
    unknown = {c for pair in (*file.opposed.pairs, *file.near.pairs) for c in pair}
    unknown |= file.directed.concepts | file.common.concepts | file.deeds.concepts
    if unknown - file.concepts.keys():
        raise KnowledgeError(f"{path.name}: no concept {sorted(unknown - file.concepts.keys())}")
    light = frozenset(stem(w) for w in file.light)
    opposed = frozenset(frozenset(pair) for pair in file.opposed.pairs)
    near: dict[str, set[str]] = {}
    for one, other in file.near.pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return Concepts(
        file.stop, light - of.keys(), of, phrases, frozenset(file.concepts), file.names,
        frozenset(map(stem, file.disputing.words)), file.directed, opposed,
        {name: frozenset(others) for name, others in near.items()}, file.common.concepts,
        file.deeds.concepts,
    )  # fmt: skip


@functools.lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one lower-case word."""
    return str(_stemmer().stemWord(word))


@functools.cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def disputes(words: str) -> bool:
    """True where the words of an act say that what another tells isn't so."""
    return any(stem(m.group().casefold()) in concepts().disputing for m in _WORD.finditer(words))


def weight(term: str) -> float:
    """What ``term`` counts for in a comparison."""
    if term[:1].isdigit():
        return NUMBER
    if term[:1].isupper():
        return NAME
    known = concepts()
    if term in known.light:
        return LIGHT
    return CONCEPT if term in known.known else PLAIN


@functools.lru_cache(maxsize=20_000)
def terms_of(text: str) -> Terms:
    """The terms of ``text``."""
    order = tuple(_terms(text))
    names = frozenset(t[1:] for t in order if t.startswith("@"))
    return Terms(names, frozenset(t for t in order if not t.startswith(("@", "<"))), order)


def from_order(order: Iterable[str]) -> Terms:
    """The terms that were kept as a text."""
    kept = tuple(order)
    return Terms(
        frozenset(t[1:] for t in kept if t.startswith("@")),
        frozenset(t for t in kept if not t.startswith(("@", "<"))),
        kept,
    )


def _terms(text: str) -> Iterator[str]:
    """The terms in order; prepositions that turn an act round stand as ``<on``, ``<by``."""
    known = concepts()
    words = list(_words(unicodedata.normalize("NFC", text), known))
    plain = [_POSSESSIVE.sub("", w) for w in words]
    lower = [w.casefold().replace("’", "'") for w in plain]
    stems = [stem(w) for w in lower]
    at = 0
    while at < len(words):
        if lower[at] == "the" and _phrase_at(stems, at + 1, known)[1] > 1:
            at += 1  # "the West Bank" isn't the West
            continue
        code, length = _name_at(plain, lower, at)
        phrase, longer = _phrase_at(stems, at, known)
        if code is not None and length >= longer:
            if code:
                yield f"@{code}"
            at += length
            continue
        if phrase is not None:
            yield phrase
            at += longer
            continue
        word, root = lower[at], stems[at]
        at += 1
        if word[0].isdigit():
            yield word.replace(",", "").rstrip(".")
        elif word in known.directed.patient or word in known.directed.agent:
            yield f"<{word}"
        elif word not in known.stop and root not in known.stop and len(root) > 1:
            named = plain[at - 1][0].isupper() and root not in known.light
            yield known.of.get(root) or (root.capitalize() if named else root)


def _words(text: str, known: Concepts) -> Iterator[str]:
    """The words of a text; those joined by a hyphen one by one ("white-owned"), unless they are known as they are."""
    for match in _WORD.finditer(text):
        word = match.group()
        whole = word.casefold()
        if "-" in word and stem(whole) not in known.of and whole not in _names():
            yield from (part for part in word.split("-") if part)
        else:
            yield word


def _phrase_at(stems: list[str], at: int, known: Concepts) -> tuple[str | None, int]:
    """The concept of the phrase that begins at this word, and how many words of it stand here.

    Determiners within it are passed over ("laying down their arms"), and what is thrown out may stand between verb and
    particle ("shutting the banks out").
    """
    if at >= len(stems) or stems[at] in DETERMINERS:
        return None, 0
    places = [n for n in range(at, min(at + 2 * LONGEST, len(stems))) if stems[n] not in DETERMINERS][:LONGEST]
    for length in range(len(places), 1, -1):
        found = known.phrases.get(tuple(stems[n] for n in places[:length]))
        if found is not None:
            return found, places[length - 1] + 1 - at
    for after in range(at + 2, min(at + 2 + BETWEEN, len(stems))):
        if stems[after] in PARTICLES:
            return known.phrases.get((stems[at], stems[after])), 1
    return None, 0


def _name_at(plain: list[str], lower: list[str], at: int) -> tuple[str | None, int]:
    """The code of the longest name that begins at this word, and its length in words; names are capitalised."""
    if not (plain[at][0].isupper() or lower[at] == "the"):
        return None, 0
    first = _names().get(lower[at])
    if first is None:
        return None, 0
    for words, code, upper in first:
        if tuple(lower[at : at + len(words)]) == words and not (upper and not plain[at].isupper()):
            return code, len(words)
    return None, 0


@functools.cache
def _names() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Names by their first word, the longest first: words, side, and whether it is written in capitals only."""
    found: dict[tuple[str, ...], tuple[str, bool]] = {}

    def put(name: str, code: str) -> None:
        words = tuple(w.casefold().replace("’", "'") for w in _WORD.findall(name))
        if words and len(words) <= _LONGEST_NAME:
            found.setdefault(words, (code, name.isupper() and len(name) <= 3))

    for state in states().values():
        if state.until is None:
            for name in (*state.names, *state.adjectives, *state.people, *state.capital):
                put(name, state.code)
            for seat in (*state.seats, *state.organs):
                put(seat.name, state.code)
    for body in bodies().values():
        for name in (body.name, *body.names, *body.organs, *body.adjectives, *body.nominals):
            put(name, body.code)
    for name, code in concepts().names.items():
        put(name, code)
    named = [
        (name, group) for group in groups() if group.kind in {"armed", "people"} for name in (group.name, *group.names)
    ]
    for name, group in sorted(named, key=lambda pair: len(pair[0].split())):
        # "Syrian Kurds" are Kurds, of Syria: what is compared knows both
        if not (group.kind == "people" and _of_parts(name, found)):
            put(name, group.code if group.code.split(":")[0] in {"REB", "NGO"} else "-".join(group.name.split()))
    for surname, owner in _heads().items():
        put(surname, owner)
    by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for words, (code, upper) in found.items():
        by_first.setdefault(words[0], []).append((words, code, upper))
    for rows in by_first.values():
        rows.sort(key=lambda row: -len(row[0]))
    return by_first


def _of_parts(name: str, found: dict[tuple[str, ...], tuple[str, bool]]) -> bool:
    """True for the name of a people that is a state's and a people's: "Syrian Kurds"."""
    words = tuple(w.casefold().replace("’", "'") for w in _WORD.findall(name))
    return len(words) > 1 and words[:1] in found and words[1:] in found


def _heads() -> dict[str, str]:
    """The states that surnames of heads of state and government mean: "Assad", "Putin"; none that two states had."""
    found: dict[str, set[str]] = {}
    for holder in holders():
        if offices()[holder.office].head and not holder.needs_title:
            for surname in holder.surnames:
                found.setdefault(surname, set()).add(holder.state)
    return {surname: min(owners) for surname, owners in found.items() if len(owners) == 1}


def alike(
    one: Iterable[str], other: Iterable[str], *, least: float = 2.0, implied: frozenset[str] = frozenset()
) -> float:
    """How much of the words is shared, 0 to 1: the mean of the share of the shorter and of both together.

    ``least`` is what a text must weigh for its share to count in full: one shared word proves little. ``implied`` are
    words that say hardly anything here.
    """
    first, second = set(one), set(other)
    shared = sum(LIGHT if t in implied else weight(t) for t in first & second)
    if not shared:
        return 0.0
    here, there = (sum(LIGHT if t in implied else weight(t) for t in terms) for terms in (first, second))
    return (shared / max(min(here, there), least) + shared / max(here + there - shared, least)) / 2
