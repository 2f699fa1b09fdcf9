"""First persons in what is said: "we" and "our" inside a statement are its speaker, who is known only then."""

from __future__ import annotations

from bisect import bisect_left

from standoff.coding.draft import Actors, Mention, Parsed, Said
from standoff.coding.reference_words import words


def bind_speakers(parsed: Parsed, actors: Actors, statements: list[Said]) -> None:
    """Add to ``actors`` a mention of the speaker for each first person in the content of a statement."""
    begins = [t.idx for t in parsed.doc]
    pronouns = words().pronouns
    for said in statements:
        if said.speaker is None:
            continue
        for span in said.content:
            for i in range(bisect_left(begins, span.begin), bisect_left(begins, span.end)):
                token = parsed.doc[i]
                if pronouns.get(token.lower_) == "speaker" and i not in actors.at and token.text != "US":
                    made = Mention(parsed.span(i, i + 1), i, i + 1, i, said.speaker, "pronoun")
                    actors.at[i] = made
                    actors.mentions.append(made)
                    said.speaker.mentions.append(made)
    actors.mentions.sort(key=lambda m: (m.first, m.last))
