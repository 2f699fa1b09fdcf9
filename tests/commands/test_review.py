"""`standoff review` and what `standoff show` makes of it."""

from __future__ import annotations

import pytest

from standoff.errors import ReviewError
from standoff.ledger import open_ledger, review


def test_a_correction_is_said_back_and_shown_beside_the_coders_version(run, names):
    done = run(
        "review", names["e1"], "--set", "modality=denied", "--set", "mode=meet", "--note", "a slip", "--by", "Ana"
    )
    assert done.exit_code == 0
    assert "modality: actual → denied; a slip" in done.stdout
    shown = run("show", names["e1"]).stdout
    assert "review             corrected" in shown
    assert "modality as coded  actual" in shown
    assert shown.index("coded") < shown.index("mode: change → meet")


@pytest.mark.parametrize("how", ["--accept", "--reject"])
def test_who_decides_is_the_login_where_nothing_else_is_said(run, names, record, monkeypatch, how):
    monkeypatch.setenv("LOGNAME", "ana")
    assert run("review", names["e1"], how).exit_code == 0
    with open_ledger(record) as ledger:
        assert [d.by for d in review.decisions(ledger, names["e1"])] == ["ana"]


def test_who_decides_may_be_a_setting(run, names, record, monkeypatch):
    monkeypatch.setenv("STANDOFF_BY", "Bo Lind")
    run("review", names["e1"], "--accept")
    with open_ledger(record) as ledger:
        assert [d.by for d in review.decisions(ledger, names["e1"])] == ["Bo Lind"]


def test_merge_split_and_undo(run, names, record):
    run("review", names["e1"], "--merge", names["e2"], "--by", "Ana")
    run("review", names["e1"], "--split", "0:5", "--by", "Ana")
    done = run("review", "--undo", "3", "--by", "Ana")
    assert "decision 3" in done.stdout
    with open_ledger(record) as ledger:
        taken = review.decisions(ledger, names["e1"])
    assert [(d.verdict, d.undone) for d in taken] == [("merge", True), ("split", False), ("undo", False)]


@pytest.mark.parametrize(
    "arguments",
    [["e-aaaa"], ["e-aaaa", "--accept", "--reject"], ["--accept"], ["e-aaaa", "--undo", "3"], ["e-aaaa", "--orphans"]],
    ids=" ".join,
)
def test_a_review_that_says_nothing_or_two_things_is_a_wrong_command(run, arguments):
    done = run("review", *arguments)
    assert done.exit_code == 2
    assert "--accept" in done.stderr


def test_a_value_that_is_none_is_an_error(run, names):
    done = run("review", names["e1"], "--set", "type=SHOUT")
    assert done.exit_code == 1 and isinstance(done.exception, ReviewError)
    assert isinstance(run("review", names["e1"], "--set", "type").exception, ReviewError)


def test_a_rejected_entry_leaves_the_views_and_is_still_shown_by_name(run, names):
    assert names["e1"] in run("timeline").stdout
    run("review", names["e1"], "--reject", "--by", "Ana")
    assert names["e1"] not in run("timeline").stdout
    assert "rejected" in run("show", names["e1"]).stdout
