"""The words of number, money and markets, from languages/en_numbers.toml."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

import msgspec

import standoff.languages
from standoff.errors import KnowledgeError


class Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell no number: "thousands"."""

    words: frozenset[str]


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas of what is counted, by weight; ``idle`` ones make no quantity."""

    forces: frozenset[str]
    people: frozenset[str]
    weapons: frozenset[str]
    things: frozenset[str]
    idle: frozenset[str]


class Markets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas of what is traded and of how prices move."""

    assets: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    touch: frozenset[str]
    highs: frozenset[str]
    lows: frozenset[str]


class NumberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sections of the file; keys are lower case."""

    numerals: dict[str, float]
    multiples: dict[str, int]
    vague: Vague
    currencies: dict[str, str]
    measures: dict[str, str]
    qualifiers: dict[str, str]
    nouns: Nouns
    markets: Markets


@functools.cache
def number_words() -> NumberWords:
    """The English ones; KnowledgeError names a section that is missing or unknown."""
    path = Path(standoff.languages.__file__).parent / "en_numbers.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), NumberWords)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
