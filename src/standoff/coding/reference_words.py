"""The words that refer back, from languages/en_reference.toml."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

import standoff.languages


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """Sets of lower-case words by what they can stand for; ``pronouns`` maps each pronoun to its class."""

    pronouns: dict[str, str]
    state_nouns: frozenset[str]
    pair_nouns: frozenset[str]
    group_nouns: frozenset[str]
    body_nouns: frozenset[str]
    definite: frozenset[str]
    pair_words: frozenset[str]
    courtesy: frozenset[str]
    masculine_titles: frozenset[str]
    feminine_titles: frozenset[str]
    place_prepositions: frozenset[str]
    personal: frozenset[str]


@functools.cache
def words() -> ReferenceWords:
    """The English ones."""
    path = Path(standoff.languages.__file__).parent / "en_reference.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return ReferenceWords(
        pronouns={word: kind for kind, row in data["pronouns"].items() for word in row},
        state_nouns=frozenset(data["definite"]["state"]),
        pair_nouns=frozenset(data["definite"]["pair"]),
        group_nouns=frozenset(data["definite"]["group"]),
        body_nouns=frozenset(data["definite"]["body"]),
        definite=frozenset(data["articles"]["definite"]),
        pair_words=frozenset(data["articles"]["pair"]),
        courtesy=frozenset(data["titles"]["courtesy"]),
        masculine_titles=frozenset(data["titles"]["masculine"]),
        feminine_titles=frozenset(data["titles"]["feminine"]),
        place_prepositions=frozenset(data["places"]["prepositions"]),
        personal=frozenset(data["adjectives"]["personal"]),
    )
