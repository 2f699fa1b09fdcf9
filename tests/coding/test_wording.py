"""Word forms for the labels of issues."""

from __future__ import annotations

import pytest

from standoff.coding.wording import gerund, stem


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("join", "joining"), ("stop", "stopping"), ("lie", "lying"), ("make", "making"), ("agree", "agreeing"),
        ("withdraw", "withdrawing"), ("permit", "permitting"), ("deploy", "deploying"), ("fix", "fixing"),
        ("invade", "invading"), ("cut", "cutting"), ("be", "being"), ("end", "ending"), ("veto", "vetoing"),
    ],
)  # fmt: skip
def test_gerund(lemma, form):
    assert gerund(lemma) == form


def test_forms_of_one_word_share_a_stem():
    assert len({stem(w) for w in ("join", "joins", "joined", "joining")}) == 1
    assert stem("deployment") == stem("deployed") == stem("deploy")
