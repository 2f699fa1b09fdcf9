"""`standoff recode` with a coder made by hand."""

from __future__ import annotations

import msgspec
import pytest

from standoff import coder_pool, versions
from standoff.ledger import open_ledger, recode, review


@pytest.fixture
def newer_coder(monkeypatch):
    """newer_coder.py codes, and calls itself by another checksum."""
    other = msgspec.structs.replace(versions.maker(), code="0123456789abcdef")
    monkeypatch.setattr(coder_pool, "CODER", "tests.commands.newer_coder:code_batch")
    monkeypatch.setattr(recode, "maker", lambda: other)


def test_a_record_that_is_up_to_date_is_left_alone(run):
    done = run("recode")
    assert done.exit_code == 0
    assert "0 reports coded again" in done.stderr and done.stdout == ""


def test_what_changed_is_told_and_a_decision_holds(run, names, record, newer_coder):
    run("review", names["e1"], "--reject", "--by", "Ana")
    run("review", names["q1"], "--accept", "--by", "Ana")
    done = run("recode")
    assert "2 reports coded again" in done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["event", "2", "2", "2"] in lines and ["quantity", "0", "0", "4"] in lines
    assert any(line[:2] == ["moved", "decision"] and line[-4:] == ["reject", "of", "Ana", "(3)"] for line in lines)
    assert any(line[:3] == ["orphaned", "decision", names["q1"]] for line in lines)
    with open_ledger(record) as ledger:
        assert all("q1" not in filed.names for filed in ledger.filed())
        assert [d.entry for d in review.orphans(ledger)] == [names["q1"]]
    assert names["q1"] in run("review", "--orphans").stdout
    assert "0 reports" in run("recode").stderr


def test_a_dry_run_changes_nothing(run, record, newer_coder):
    before = run("timeline").stdout
    done = run("recode", "--dry-run")
    assert "2 reports would be coded again" in done.stderr and "withdrawn" in done.stdout
    assert run("timeline").stdout == before


def test_an_entry_tells_what_coding_again_did_to_it(run, names, newer_coder):
    run("recode")
    assert "reply_to" in run("show", names["e2"]).stdout.partition("history")[2]


def test_a_report_that_cant_be_coded_again_stays_as_it_was(run, monkeypatch, newer_coder):
    monkeypatch.setattr(coder_pool, "CODER", "tests.stub_coder:raises")
    before = run("timeline").stdout
    done = run("recode")
    assert done.exit_code == 1
    assert done.stderr.count("could not be coded") == 2 and "0 reports coded again" in done.stderr
    assert run("timeline").stdout == before
