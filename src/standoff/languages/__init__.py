"""The words by which a language attributes, denies and doubts: one TOML a language, read strictly and once.

``load("en")`` reads ``en.toml`` (its head says what each key is) and, for the words of certainty that the modality step
keeps in ``en_modality.toml``, that file; a fault in either is a KnowledgeError that names the file and the key.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from standoff.errors import KnowledgeError
from standoff.record import Standing

FOLDER = Path(__file__).parent

# Where content may stand, beside the words after a preposition (any single lower-case word).
FRAMES = frozenset({"clause", "object", "infinitive", "own infinitive", "raised"})


class CueGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"kind": "class"}):
    """Cue words that act alike: class, whether they tell an attitude only, and where their content stands."""

    kind: str
    takes: tuple[str, ...]
    words: tuple[str, ...]
    attitude: bool = False
    voiced: bool = False
    needs: tuple[str, ...] = ()


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"kind": "class"}):
    """A sentence with the statement in it as words of the sentence; ``none`` where there is no statement."""

    text: str
    kind: str = "say"
    cue: str | None = None
    source: str | None = None
    content: tuple[str, ...] = ()
    attitude: bool = False
    none: bool = False


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    quotation_marks: tuple[tuple[str, str], ...]
    whole_words: tuple[str, ...]
    anonymous: frozenset[str]
    negations: frozenset[str]
    as_words: frozenset[str]
    not_said: frozenset[str]
    still_said: frozenset[str]
    cue_phrases: tuple[str, ...]
    quoting: frozenset[str]
    voicing: frozenset[str]
    standing: dict[Standing, tuple[str, ...]]
    verbs: tuple[CueGroup, ...]
    nouns: tuple[CueGroup, ...]
    examples: tuple[Example, ...] = ()


class _Certainty(msgspec.Struct, frozen=True):
    """What is read of the modality file; its own step reads the whole and is strict about it."""

    hedges: frozenset[str]
    light_verbs: frozenset[str]
    planning: frozenset[str]
    conditional: frozenset[str]
    doubt: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One way a cue is used: its class, where the content stands, and if that tells an attitude only.

    ``needs`` are the prepositions one of which, if no object complement, must follow the object ("called X" alone is no
    statement, "called X a traitor" and "described X as one" are); ``voiced`` where a noun counts only as the object of
    a verb such as "express".
    """

    kind: str
    takes: str
    attitude: bool
    voiced: bool
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, all lower-case lemmas; ``verbs`` and ``nouns`` give the uses of each cue in order."""

    code: str
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    cue_phrases: tuple[tuple[str, ...], ...]
    quotation_marks: tuple[tuple[str, str], ...]
    whole_words: tuple[str, ...]
    anonymous: frozenset[str]
    negations: frozenset[str]
    as_words: frozenset[str]
    not_said: frozenset[str]
    still_said: frozenset[str]
    quoting: frozenset[str]
    voicing: frozenset[str]
    hedges: frozenset[str]
    light_verbs: frozenset[str]
    planning: frozenset[str]
    conditional: frozenset[str]
    doubt: frozenset[str]
    standing: dict[Standing, tuple[str, ...]]
    examples: tuple[Example, ...]

    @property
    def cues(self) -> dict[str, str]:
        """Each cue verb with the class of its first use."""
        return {word: frames[0].kind for word, frames in self.verbs.items()}

    @property
    def cue_nouns(self) -> dict[str, str]:
        """Each cue noun with the class of its first use."""
        return {word: frames[0].kind for word, frames in self.nouns.items()}


@functools.cache
def load(code: str) -> Language:
    """The language with this ISO 639-1 code; KnowledgeError where there is no such file or it is malformed."""
    return read(FOLDER / f"{code}.toml", FOLDER / f"{code}_modality.toml")


def read(words: Path, certainty: Path) -> Language:
    """The language of these two files; all faults are KnowledgeErrors that name the file and the key."""
    data = _convert(words, _Words)
    sure = _convert(certainty, _Certainty)
    return Language(
        code=data.code,
        verbs=_index(words, "verbs", data.verbs),
        nouns=_index(words, "nouns", data.nouns),
        cue_phrases=tuple(tuple(phrase.split()) for phrase in data.cue_phrases),
        quotation_marks=_pairs(words, data.quotation_marks),
        whole_words=data.whole_words,
        anonymous=data.anonymous,
        negations=data.negations,
        as_words=data.as_words,
        not_said=data.not_said,
        still_said=data.still_said,
        quoting=data.quoting,
        voicing=data.voicing,
        hedges=sure.hedges,
        light_verbs=sure.light_verbs,
        planning=sure.planning,
        conditional=sure.conditional,
        doubt=sure.doubt,
        standing=data.standing,
        examples=data.examples,
    )


def _convert(path: Path, shape: Any) -> Any:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path.name}: is not UTF-8 ({error.reason})") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error


def _index(path: Path, key: str, groups: tuple[CueGroup, ...]) -> dict[str, tuple[Frame, ...]]:
    """The uses of each word in the order of the file; a word twice with one use, or an unknown use, is refused."""
    found: dict[str, dict[str, Frame]] = {}
    for number, group in enumerate(groups):
        where = f"{path.name}: `$.{key}[{number}]` ({group.kind})"
        for takes in group.takes:
            if takes not in FRAMES and not (takes.isalpha() and takes.islower() and len(takes) <= 8):
                raise KnowledgeError(f"{where}: takes {takes!r}, which is neither {sorted(FRAMES)} nor a preposition")
        for word in group.words:
            if word != word.strip().lower() or not word:
                raise KnowledgeError(f"{where}: {word!r} is not a lower-case lemma")
            for takes in group.takes:
                held = found.setdefault(word, {})
                name = takes + ("+" if group.needs or group.voiced else "")
                if name in held:
                    raise KnowledgeError(f"{where}: {word!r} takes {takes!r} twice")
                held[name] = Frame(group.kind, takes, group.attitude, group.voiced, group.needs)
    return {word: tuple(frames.values()) for word, frames in found.items()}


def _pairs(path: Path, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    for pair in pairs:
        if any(len(mark) != 1 for mark in pair):
            raise KnowledgeError(f"{path.name}: `$.quotation_marks`: {pair!r} is not a pair of single marks")
    return pairs
