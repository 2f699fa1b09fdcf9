"""`standoff recode` with a coder made by hand."""

from __future__ import annotations

import msgspec
import pytest

from standoff import coder_pool, versions
from standoff.ledger import open_ledger, recode, review
from standoff.record import Record
from standoff.report import Report
from tests.made import at, made


def code_batch(batch: list[Report]) -> list[Record | str]:
    """A coder that finds no quantities and another trigger of the demand; reports of the Bad Paper are beyond it."""
    return [_code(report) for report in batch]


def _code(report: Report) -> Record | str:
    if report.publisher == "The Bad Paper":
        return "could not be coded: too bad"
    record = made(publisher=str(report.publisher))
    record.quantities = []
    record.events[0].trigger = at("demanded on Monday")
    return record


@pytest.fixture
def newer_coder(monkeypatch):
    """The coder above in the place of the real one; it calls itself by another checksum."""
    other = msgspec.structs.replace(versions.maker(), code="0123456789abcdef")
    monkeypatch.setattr(coder_pool, "CODER", "tests.commands.test_recode:code_batch")
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


def test_a_report_that_can_not_be_coded_any_more_stays_as_it_was(run, record, newer_coder):
    with open_ledger(record) as ledger:
        ledger.add(made(publisher="The Bad Paper"))
    done = run("recode")
    assert done.exit_code == 1
    assert "too bad" in done.stderr and "2 reports coded again" in done.stderr
    with open_ledger(record) as ledger:
        kept = {filed.record.report.publisher: filed.record for filed in ledger.filed()}
        assert kept["The Bad Paper"] == made(publisher="The Bad Paper")
        assert ledger.verify() == []
