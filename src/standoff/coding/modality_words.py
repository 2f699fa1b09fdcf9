"""The words that set certainty and polarity, from languages/en_modality.toml."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

import msgspec

import standoff.languages
from standoff.errors import KnowledgeError


class ModalityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sets of lower-case lemmas by what they make of an act; the file says what each set is."""

    hedges: frozenset[str]
    future_words: frozenset[str]
    possible_words: frozenset[str]
    risk_words: frozenset[str]
    planning: frozenset[str]
    failing: frozenset[str]
    doubt: frozenset[str]
    conditional: frozenset[str]
    condition_marks: frozenset[str]
    allowing: frozenset[str]
    ending: frozenset[str]
    holding: frozenset[str]
    future_verbs: frozenset[str]
    will: frozenset[str]
    could: frozenset[str]
    alleging: frozenset[str]
    neg_raising: frozenset[str]
    light_verbs: frozenset[str]


@functools.cache
def modality_words() -> ModalityWords:
    """The English ones; KnowledgeError names a set that is missing or unknown."""
    path = Path(standoff.languages.__file__).parent / "en_modality.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), ModalityWords)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
