"""The digest of a record: it changes with every value, and never with the version of the format."""

from __future__ import annotations

import msgspec
import pytest

from standoff.ledger.content import digest
from standoff.record import from_json, to_json
from standoff.span import Span
from tests.made import made

# Taken when the history began to vouch for records: whatever the format gains, records of then keep it.
OF_THEN = "6eb11773171bf084da944ef109164d89737a95f16166b28083bdf69a56e89ce5"


def test_a_record_of_the_first_days_has_the_digest_it_had_then():
    assert digest(made()) == OF_THEN


def test_a_field_that_later_versions_add_changes_no_digest_until_it_says_something():
    record = made()
    assert record.statements[0].standing == "claimed"
    record.statements[0].standing = "confirmed"
    assert digest(record) != OF_THEN


def test_a_record_that_went_through_json_has_the_same_digest():
    assert digest(from_json(to_json(made()))) == OF_THEN


def change(record, kind, field, value):
    setattr(getattr(record, kind)[0], field, value)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("events", "modality", "denied"), ("events", "mode", None), ("events", "actors", []),
        ("events", "evidence", Span(0, 5)), ("events", "date", None), ("events", "confidence", 0.81),
        ("actors", "wikidata", "Q2"), ("positions", "stance", "oppose"), ("quantities", "value", 3001),
        ("statements", "content", [Span(0, 5)]), ("issues", "label", "else"),
    ],
    ids=str,
)  # fmt: skip
def test_every_value_counts(kind, field, value):
    record = made()
    change(record, kind, field, value)
    assert digest(record) != OF_THEN


def test_the_report_and_the_order_of_entries_count():
    record = made()
    record.report = msgspec.structs.replace(record.report, title="Another")
    turned = made()
    turned.events.reverse()
    assert len({OF_THEN, digest(record), digest(turned)}) == 3
