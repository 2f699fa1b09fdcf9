"""Coding again replaces what the coder said, tells what became of it, and never undoes what a person decided."""

from __future__ import annotations

import msgspec
import pytest

from standoff.errors import LedgerError
from standoff.ledger import recode, review
from standoff.ledger.rows import names_of
from standoff.record import Record
from standoff.span import Span
from standoff.versions import maker
from tests.made import at, made

ANA = {"by": "Ana Ruiz"}
NEWER = msgspec.structs.replace(maker(), coder="standoff 9.9", code="0123456789abcdef")


def newer(**changes) -> Record:
    """The report as a newer coder has it: without the quantities, the refusal surer, the demand's trigger longer."""
    record = made()
    record.quantities = []
    record.events[1].confidence = 0.95
    record.events[0].trigger = at("demanded on Monday")
    for field, value in changes.items():
        setattr(record.events[0], field, value)
    return record


@pytest.fixture
def names(ledger):
    ledger.add(made())
    (filed,) = ledger.filed()
    return dict(filed.names)


def test_what_was_added_changed_and_withdrawn_is_told_and_stands_in_the_history(ledger, names):
    told = recode.replace(ledger, newer(), made_by=NEWER)
    successor = names_of(newer())["e1"]
    assert told.added == [successor]
    assert told.changed == {
        names["e2"]: {"confidence": (0.8, 0.95), "reply_to": (names["e1"], successor)},
    }  # fmt: skip
    assert set(told.withdrawn) == {names["e1"], names["q1"], names["q2"]}
    assert told.withdrawn[names["q1"]]["value"] == 3000
    (filed,) = ledger.filed()
    assert filed.record == newer() and filed.maker == NEWER.id
    steps = review.history(ledger, names["e2"])
    assert [(s.what, s.by) for s in steps] == [("coded", maker().coder), ("recoded", "standoff 9.9")]
    assert ledger.verify() == []


def test_a_dry_run_tells_the_same_and_changes_nothing(ledger, names):
    head = ledger.head()
    told = recode.replace(ledger, newer(), made_by=NEWER, dry=True)
    assert ledger.head() == head
    assert recode.replace(ledger, newer(), made_by=NEWER).withdrawn == told.withdrawn


def test_only_reports_that_something_else_coded_are_outdated(ledger, names):
    assert recode.outdated(ledger) == []
    assert len(recode.outdated(ledger, everything=True)) == 1
    recode.replace(ledger, newer(), made_by=NEWER)
    (report,) = recode.outdated(ledger)
    assert (report.id, report.title, report.source) == (made().report.id, "Border shut", "made")


def test_a_report_that_is_not_kept_is_an_error(ledger):
    with pytest.raises(LedgerError, match="doesn't hold"):
        recode.replace(ledger, made())


def test_decisions_on_an_entry_that_keeps_its_name_hold(ledger, names):
    review.correct(ledger, names["e2"], {"modality": "denied"}, **ANA)
    told = recode.replace(ledger, newer(), made_by=NEWER)
    (filed,) = ledger.filed()
    assert next(e for e in filed.record.events if e.id == "e2").modality == "denied"
    assert (told.moved, told.orphaned) == ([], [])


def test_decisions_follow_an_entry_that_rests_on_the_same_words_and_says_the_same(ledger, names):
    decision = review.reject(ledger, names["e1"], **ANA)
    (moved,) = recode.replace(ledger, newer(), made_by=NEWER).moved
    successor = names_of(newer())["e1"]
    assert (moved.number, moved.entry) == (decision.number, successor)
    (filed,) = ledger.filed()
    assert successor not in filed.names.values()
    history = [(s.what, s.entry) for s in review.history(ledger, successor)]
    assert history == [("coded", None), ("reject", names["e1"]), ("recoded", None), ("moved", names["e1"])]
    assert ledger.verify() == []


def test_an_accepted_entry_does_not_vouch_for_another_type(ledger, names):
    review.accept(ledger, names["e1"], **ANA)
    told = recode.replace(ledger, newer(type="ACCUSE"), made_by=NEWER)
    assert [d.verdict for d in told.orphaned] == ["accept"]
    (filed,) = ledger.filed()
    assert filed.reviewed == {}


def test_a_corrected_type_holds_whatever_the_newer_coder_says(ledger, names):
    review.correct(ledger, names["e1"], {"type": "THREATEN"}, **ANA)
    recode.replace(ledger, newer(type="ACCUSE"), made_by=NEWER)
    (filed,) = ledger.filed()
    assert filed.record.events[0].type == "THREATEN"


def test_a_decision_does_not_pass_to_another_entry_that_was_there_before(ledger):
    record = made()
    record.events[2].type = "REQUEST"
    record.events[2].evidence = record.events[0].evidence
    record.events[2].trigger = at("open")
    ledger.add(record)
    names = names_of(record)
    review.reject(ledger, names["e1"], **ANA)
    later = made()
    later.events = [record.events[1], record.events[2]]
    later.events[0].reply_to = None
    told = recode.replace(ledger, later, made_by=NEWER)
    assert [d.entry for d in told.orphaned] == [names["e1"]]
    (filed,) = ledger.filed()
    assert names["e3"] in filed.names.values()


def test_an_orphaned_decision_is_kept_and_takes_hold_again(ledger, names):
    review.correct(ledger, names["q1"], {"value": "3500"}, **ANA)
    told = recode.replace(ledger, newer(), made_by=NEWER)
    assert [d.entry for d in told.orphaned] == [names["q1"]]
    assert [d.entry for d in review.orphans(ledger)] == [names["q1"]]
    assert ledger.verify() == []
    recode.replace(ledger, made())
    (filed,) = ledger.filed()
    assert filed.record.quantities[0].value == 3500
    assert review.orphans(ledger) == []
    assert ledger.verify() == []


def test_a_reference_in_a_correction_follows_its_entry(ledger, names):
    review.correct(ledger, names["e2"], {"reply_to": names["e3"]}, **ANA)
    later = newer()
    later.events[2].trigger = at("troops wait")
    recode.replace(ledger, later, made_by=NEWER)
    (filed,) = ledger.filed()
    assert filed.record.events[1].reply_to == "e3"


def test_a_merge_over_two_reports_follows_the_entry_of_either(ledger, names):
    other = made(publisher="The Wajir Gazette")
    ledger.add(other)
    review.merge(ledger, names["e1"], names_of(other)["e1"], **ANA)
    later = newer()
    recode.replace(ledger, later, made_by=NEWER)
    assert review.pairs(ledger) == ([(names_of(later)["e1"], names_of(other)["e1"])], [])
    later.report = other.report
    recode.replace(ledger, later, made_by=NEWER)
    (pair,) = review.pairs(ledger)[0]
    assert pair[1] == names_of(later)["e1"]
    assert ledger.verify() == []


def test_what_was_split_off_stays_with_the_entry_it_was_split_off_from(ledger, names):
    decision = review.split(ledger, names["e1"], at("Somalia open the border"), **ANA)
    review.correct(ledger, decision.made, {"type": "CONCEDE"}, **ANA)
    recode.replace(ledger, newer(), made_by=NEWER)
    assert ledger.entry(decision.made).filed.record.events[-1].type == "CONCEDE"
    assert review.orphans(ledger) == []


def test_coding_again_alike_leaves_everything_as_it_was(ledger, names):
    review.correct(ledger, names["e1"], {"modality": "denied"}, **ANA)
    (before,) = ledger.filed()
    told = recode.replace(ledger, made())
    assert (told.added, told.changed, told.withdrawn) == ([], {}, {})
    (after,) = ledger.filed()
    assert (after.record, after.names, after.reviewed) == (before.record, before.names, before.reviewed)


def test_a_new_coding_with_a_span_outside_its_text_is_refused_whole(ledger, names):
    record = newer()
    record.events[0].evidence = Span(0, 100_000)
    with pytest.raises(Exception, match="does not lie"):
        recode.replace(ledger, record)
    assert next(ledger.filed()).record == made()
