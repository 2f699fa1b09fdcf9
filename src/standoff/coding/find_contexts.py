"""Which fields of life an act belongs to (military, economic, territory …), from the words of its clause."""

from __future__ import annotations

import functools
import tomllib
from collections import defaultdict
from pathlib import Path

import standoff.languages
from standoff.coding.draft import Deed, Parsed
from standoff.errors import KnowledgeError


@functools.cache
def context_words() -> dict[str, tuple[str, ...]]:
    """The contexts that each lemma shows, from languages/en_contexts.toml; KnowledgeError where it is malformed."""
    path = Path(standoff.languages.__file__).parent / "en_contexts.toml"
    shows: dict[str, list[str]] = defaultdict(list)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    for context, lemmas in table.items():
        if not isinstance(lemmas, list) or not all(isinstance(w, str) and w == w.lower() for w in lemmas):
            raise KnowledgeError(f"{path.name}: {context} is not a list of lower-case words")
        for lemma in lemmas:
            shows[lemma].append(context)
    return {lemma: tuple(contexts) for lemma, contexts in shows.items()}


def find_contexts(parsed: Parsed, deeds: list[Deed]) -> None:
    """Give each deed its contexts in the order of the file, from the tokens of its evidence."""
    shows = context_words()
    order = {context: n for n, context in enumerate(dict.fromkeys(c for row in shows.values() for c in row))}
    for deed in deeds:
        lemmas = {t.lemma_.lower() for t in parsed.doc[deed.evidence[0] : deed.evidence[1]]}
        found = {context for lemma in lemmas for context in shows.get(lemma, ())}
        deed.contexts = sorted(found, key=order.__getitem__)
