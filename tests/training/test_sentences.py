"""The own training sentences: well formed, many, and covering what the heads are to learn."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import product

import pytest
from training.events.sentences import ACTS, HELD_BACK, MODALITIES, TYPES, Malformed, entries

from standoff.event_types import pages
from tests.gold.convert import passages


def test_there_are_thousands_and_each_is_there_once():
    found = entries()
    assert len(found) >= 5_000
    assert len({e.text for e in found}) == len(found)


def test_every_type_in_every_modality_every_act_and_every_mode():
    acts = [a for e in entries() for a in e.acts]
    cells = Counter((a.type, a.modality) for a in acts)
    assert [cell for cell in product(TYPES, MODALITIES) if cells[cell] < 10] == []
    assert {a.act for a in acts} >= ACTS
    modes = {(a.type, a.mode) for a in acts}
    assert [(t, m.mode) for t in TYPES for m in pages()[t].modes if (t, m.mode) not in modes] == []


def test_a_tenth_is_held_back_by_its_text_alone():
    found = entries()
    held = [e for e in found if e.held]
    assert 0.08 < len(held) / len(found) < 0.12
    for entry in found[::50]:
        assert entry.held == (int(hashlib.sha256(entry.text.encode()).hexdigest(), 16) % HELD_BACK == 0)


def test_no_sentence_of_the_gold_set_is_trained_on():
    gold = " ".join(p.text for p in passages())
    assert [e.source for e in entries() if e.text in gold or any(p.text in e.text for p in passages())] == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("Lima met Quito.\n1 MEET actual | PER:GOV@Lima > - | met", "type 'MEET'"),
        ("Lima met Quito.\n1 CONSULT actual | PER:GOV@Lima > - | talked", "not in the text"),
        ("Lima met Quito.\n1 CONSULT actual | PERU@Lima > - | met", "no actor"),
        ("Lima met Quito.\n2 CONSULT actual | PER:GOV@Lima > - | met", "expected act 1"),
        ("Lima met Quito.\n1 CONSULT actual | PER:GOV@Lima > - | met | reply 4", "names no act"),
    ],
    ids=["type", "words", "code", "number", "reply"],
)
def test_a_malformed_entry_is_refused_by_file_and_line(tmp_path, entry, fault):
    (tmp_path / "a.txt").write_text(f"Nothing happened.\n\n{entry}\n", encoding="utf-8")
    with pytest.raises(Malformed, match=r"a\.txt:3: ") as raised:
        entries(tmp_path)
    assert fault in str(raised.value)
