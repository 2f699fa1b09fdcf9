"""``python -m training.events.measure``: how well the package codes the held-back own sentences.

- pairs, in single sentences: "no event" against event, whether a swapped pair changes the answer, whether other names
  change it;
- the raw sentence: right type, and right type with the countries of all actors and recipients, an act.
Intervals are 95 % by the bootstrap over entries (1,000 draws).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from standoff.coding.heads import heads
from standoff.pipeline import Coder
from standoff.record import Record
from standoff.report import Report
from standoff.span import Span
from training.events import acts
from training.events.sentences import Deed, Entry, Party, entries
from training.examples import Pair

# The files of whole paragraphs are named so.
PARAGRAPHS = "paras-"
DRAWS = 1_000
# Triggers further apart than this many characters tell different acts.
NEAR = 30
# One name each of states that no text names twice, to put in place of others.
NAMES = ("Norway", "Peru", "Kenya", "Thailand", "Morocco", "Canada", "Vietnam", "Chile")


def main() -> None:
    """Print every figure with its interval."""
    held = [e for e in entries() if e.held]
    print(f"{len(held)} held-back entries, {sum(len(e.acts) for e in held)} acts")
    sentences = [e for e in held if not e.source.startswith(PARAGRAPHS)]
    print(f"single sentences: {len(sentences)} entries")
    _pairs(sentences)
    _raw(sentences)
    print(f"paragraphs: {len(held) - len(sentences)} entries")
    _raw([e for e in held if e.source.startswith(PARAGRAPHS)])


# ---- pairs ----------------------------------------------------------------------------------------------------------


def _pairs(held: list[Entry]) -> None:
    pairs = [(n, p) for n, e in enumerate(held) for p in acts.pairs(e, None)]
    answers = _asked([p for _, p in pairs])
    none = [(n, answer == acts.NONE, p.labels == (0,)) for (n, p), answer in zip(pairs, answers, strict=True)]
    _show("no event, precision", none, lambda rows: _share([w for _, a, w in rows if a]))
    _show("no event, recall", none, lambda rows: _share([a for _, a, w in rows if w]))
    typed = [
        (n, answer in {acts.PAIR_LABELS[k] for k in p.labels})
        for (n, p), answer in zip(pairs, answers, strict=True)
        if p.labels != (0,)
    ]
    _show("type of a pair with an act", typed, lambda rows: _share([r for _, r in rows]))
    one_way = [(n, p) for n, p in pairs if p.labels != (0,) and not _mutual(held[n], p)]
    there = _asked([p for _, p in one_way])
    back = _asked([Pair(p.text, p.target, p.source, p.labels) for _, p in one_way])
    turned = [(n, a != b) for (n, _), a, b in zip(one_way, there, back, strict=True)]
    _show("a swapped pair answers otherwise", turned, lambda rows: _share([r for _, r in rows]))
    renamed = [(n, r) for n, p in one_way if (r := _renamed(p, random.Random(n))) is not None]
    same = _asked([q for _, (p, q) in renamed]), _asked([p for _, (p, q) in renamed])
    kept = [(n, a == b) for (n, _), a, b in zip(renamed, *same, strict=True)]
    _show("other names answer the same", kept, lambda rows: _share([r for _, r in rows]))


def _asked(pairs: Sequence[Pair]) -> list[str]:
    rows = [(p.text, Span(*p.source), Span(*p.target)) for p in pairs]
    return [max(answer, key=lambda one: answer[one]) for answer in heads().pairs(rows)]


def _mutual(entry: Entry, pair: Pair) -> bool:
    """Whether there is an act of the target on the source as well."""
    return any(p.labels != (0,) and (p.source, p.target) == (pair.target, pair.source) for p in acts.pairs(entry, None))


def _renamed(pair: Pair, rng: random.Random) -> tuple[Pair, Pair] | None:
    """The pair, and the same with other states' names where source and target are capitalised single words."""
    words = [pair.text[b:e] for b, e in (pair.source, pair.target)]
    if not all(w.isalpha() and w[0].isupper() and not w.isupper() for w in words):
        return None
    new = rng.sample([n for n in NAMES if n not in pair.text], 2)
    text, spans, at = "", {}, 0
    for key, (begin, end), name in sorted(
        zip(("source", "target"), (pair.source, pair.target), new, strict=True), key=lambda row: row[1]
    ):
        text += pair.text[at:begin]
        spans[key] = (len(text), len(text) + len(name))
        text, at = text + name, end
    return pair, Pair(text + pair.text[at:], spans["source"], spans["target"], pair.labels)


# ---- raw sentences --------------------------------------------------------------------------------------------------


def _raw(held: list[Entry]) -> None:
    coder = Coder()
    found: list[tuple[int, bool, bool]] = []
    given = 0
    for number, entry in enumerate(held):
        record = coder.code(Report(text=entry.text, source="held back"))
        given += len(record.events)
        left = list(record.events)
        for act in entry.acts:
            near = [e for e in left if e.type == act.type and _near(e.trigger, act.trigger)]
            full = [e for e in near if _full(_countries(record, e.actors, e.recipients), act)]
            hit = (full or near or [None])[0]
            if hit is not None:
                left.remove(hit)
            found.append((number, hit is not None, bool(full)))
    _show("raw: type found", found, lambda rows: _share([t for _, t, _ in rows]))
    _show("raw: type and both countries", found, lambda rows: _share([f for _, _, f in rows]))
    _show("raw: both countries, of the typed", found, lambda rows: _share([f for _, t, f in rows if t]))
    print(f"raw: events given {given}, of which {sum(t for _, t, _ in found)} are of the right type at the right words")


def _near(a: Span, b: tuple[int, int]) -> bool:
    return max(a[0], b[0]) - min(a[1], b[1]) <= NEAR


def _full(given: tuple[frozenset[str], ...], act: Deed) -> bool:
    """Whether actors and recipients are right; of a mutual act, whether those who take part are, on whichever side."""
    sides = heads_of(act.actors), heads_of(act.recipients)
    return given == sides or (act.mutual and given[0] | given[1] == sides[0] | sides[1])


def heads_of(parties: Sequence[Party]) -> frozenset[str]:
    """What the codes of ``parties`` name; nothing for those of unknown states."""
    return frozenset(head_of(p.code) for p in parties) - {"UNK"}


def head_of(code: str) -> str:
    """The state, body or kind of actor that a code names.

    Armed groups stand under their own name or their country's code, and count as one kind; the annotation counts the
    Soviet Union as Russia.
    """
    first, _, sector = code.partition(":")
    if "REB" in {first, sector}:
        return "REB"
    if first in {"IGO", "NGO"}:
        return code.replace(" ", "").upper()
    return {"SUN": "RUS"}.get(first, first)


def _countries(record: Record, *sides: Sequence[str]) -> tuple[frozenset[str], ...]:
    codes = {a.id: a.code for a in record.actors}
    return tuple(frozenset(head_of(codes[i]) for i in side) - {"UNK"} for side in sides)


# ---- figures --------------------------------------------------------------------------------------------------------


def _share(values: Sequence[bool]) -> float:
    return sum(values) / max(1, len(values))


def _show(name: str, rows: list[Any], figure: Callable[[list[Any]], float]) -> None:
    by_entry: dict[object, list[Any]] = {}
    for row in rows:
        by_entry.setdefault(row[0], []).append(row)
    groups, rng = list(by_entry.values()), random.Random(1)
    drawn = sorted(figure([r for g in rng.choices(groups, k=len(groups)) for r in g]) for _ in range(DRAWS))
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS) - 1]
    print(f"{name:36s} {figure(rows):.3f}  [{low:.3f}, {high:.3f}]  n {len(rows)}")


if __name__ == "__main__":
    main()
