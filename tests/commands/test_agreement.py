"""`standoff agreement` and `standoff sample`."""

from __future__ import annotations


def test_agreement_is_told_by_kind_and_field(run, names):
    assert run("agreement").stdout == ""
    run("review", names["e1"], "--accept", "--by", "Ana")
    run("review", names["e2"], "--set", "type=ACCUSE", "--by", "Ana")
    rows = [line.split() for line in run("agreement").stdout.splitlines()]
    assert ["event", "type", "2", "2", "1", "0.50", "0.33", "0.40"] in rows


def test_a_sample_is_drawn_from_what_is_not_reviewed(run, names):
    first = run("sample", "--size", 3, "--kind", "event").stdout
    assert len(first.splitlines()) == 4
    name = first.splitlines()[1].split()[0]
    run("review", name, "--accept", "--by", "Ana")
    assert name not in run("sample", "--size", 100).stdout
    assert run("sample", "--seed", "x").stdout == run("sample", "--seed", "x").stdout


def test_a_kind_that_is_none_is_a_wrong_command(run):
    assert run("sample", "--kind", "dream").exit_code == 2
