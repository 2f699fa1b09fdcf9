"""`prove` finds a sound record sound, and shows whatever was changed behind its back."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import create_engine, text

from standoff.errors import LedgerError
from standoff.ledger import linking, open_ledger, recode, review
from standoff.ledger.engine import url_of
from tests.made import made


@pytest.fixture
def kept(address) -> str:
    """A record of two reports; its address."""
    with open_ledger(address) as ledger:
        ledger.add(made())
        ledger.add(made(publisher="The Wajir Gazette"))
    return address


def change(address: str, *statements: str) -> None:
    """Write behind the ledger's back, as somebody who tampers would."""
    engine = create_engine(url_of(address))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # whoever owns the server can do that, too
            connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def faults(address: str, **options: str) -> list[str]:
    with open_ledger(address, create=False) as ledger:
        return ledger.prove(**options).faults


def test_a_sound_record_is_proved_with_what_was_checked(kept):
    with open_ledger(kept) as ledger:
        proof = ledger.prove()
    assert proof.faults == []
    assert (proof.reports, proof.steps) == (2, 2)
    assert proof.entries == 2 * 12 and proof.spans > 2 * 12


TAMPERING = {
    "the text": ("UPDATE reports SET text = replace(text, 'Somalia', 'Ethiopi')", "isn't what was read"),
    "the paper": ("UPDATE reports SET publisher = 'Pravda'", "isn't what was read"),
    "the title": ("UPDATE reports SET title = 'Another'", "aren't those that were coded"),
    "a span beyond the text": ("UPDATE events SET evidence_end = 100000 WHERE local = 'e1'", "does not lie"),
    "a span within the text": ("UPDATE events SET evidence_end = evidence_end - 1 WHERE local = 'e1'", "coded"),
    "the type of an event": ("UPDATE events SET type = 'ASSAULT' WHERE local = 'e1'", "names"),
    "a type that is none": ("UPDATE events SET type = 'NONE' WHERE local = 'e1'", "can't be read"),
    "a modality": ("UPDATE events SET modality = 'denied' WHERE local = 'e1'", "coded"),
    "a confidence": ("UPDATE positions SET confidence = 0.99 WHERE number = 0", "coded"),
    "an entry left out": ("DELETE FROM quantities WHERE number = 1", "coded"),
    "a party left out": ("DELETE FROM parties WHERE side = 'recipient'", "coded"),
    "who coded it": ("UPDATE reports SET maker = NULL", "made by"),
    "the checksums of the coder": ("UPDATE makers SET content = '{}'", "checksums"),
    "a step of the history": ("UPDATE history SET at = '1999-01-01T00:00:00+00:00' WHERE number = 1", "step 1"),
    "a step left out": ("DELETE FROM history WHERE number = 1", "step 1 is missing"),
    "the last step left out": ("DELETE FROM history WHERE number = 2", "head stands at step 2"),
    "the head": ("DELETE FROM chain", "head stands at nowhere"),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_shows(kept, what):
    statement, said = TAMPERING[what]
    change(kept, statement)
    found = faults(kept)
    assert any(said in fault for fault in found), found


REVIEWS = {
    "a decision left out": ("DELETE FROM reviews WHERE number = 3", "not among the reviews"),
    "a decision that holds for another entry": ("UPDATE reviews SET attached = NULL", "isn't what the history says"),
    "a decision undone behind one's back": ("UPDATE reviews SET undone_by = 3", "isn't what the history says"),
    "what was decided": ("UPDATE history SET detail = replace(detail, 'denied', 'alleged')", "step 3"),
    "who decided": ("UPDATE history SET by = 'Somebody else' WHERE number = 3", "step 3"),
}


@pytest.mark.parametrize("what", REVIEWS)
def test_tampering_with_reviews_shows(kept, what):
    with open_ledger(kept) as ledger:
        filed = next(ledger.filed())
        review.correct(ledger, filed.names["e1"], {"modality": "denied"}, by="Ana Ruiz")
        assert ledger.verify() == []
    statement, said = REVIEWS[what]
    change(kept, statement.replace(" by =", ' "by" ='))
    assert any(said in fault for fault in faults(kept))


LINKED = {
    "a telling taken out of its act": "UPDATE tellings SET parent = NULL WHERE parent IS NOT NULL",
    "a voice": "UPDATE sources SET voice = 'Another'",
    "who tells": "UPDATE tellings SET voice = 'Another'",
    "a modality": "UPDATE tellings SET modality = 'denied'",
    "how sure a link is": "UPDATE tellings SET score = 0.99 WHERE parent IS NOT NULL",
    "whom words name": "UPDATE telling_sides SET named = NOT named",
    "a side": "UPDATE telling_sides SET side = 'ETH' WHERE side = 'SOM'",
    "the day of an act": "UPDATE linked_acts SET day = '1999-01-01'",
    "how often an act was told": "UPDATE act_days SET tellings = tellings + 1",
    "who told an act": "DELETE FROM act_voices",
    "what an answer says": "UPDATE answers SET how = 'accepted'",
    "a stand": "UPDATE stances SET stance = 'support'",
    "a figure": "UPDATE figure_values SET value = value + 1",
    "a unit": "UPDATE figures SET unit = 'lorries'",
    "a measure": "UPDATE measures SET acts = acts + 1",
    "a measure left out": "DELETE FROM measures",
    "the name of an issue": "UPDATE linked_issues SET label = 'Another'",
    "which issue an entry is": "UPDATE issue_entries SET place = '2020-03-04-00000000-0000'",
    "whose an entry is": "UPDATE appearances SET side = 'ETH'",
    "how often somebody speaks": "UPDATE actor_days SET statements = 7",
    "what is found where": "DELETE FROM blocks",
    "what people said": """INSERT INTO pins ("left", "right", together) VALUES ('e-a', 'e-b', true)""",
}


@pytest.mark.parametrize("what", LINKED)
def test_tampering_with_what_is_linked_shows(kept, what):
    change(kept, LINKED[what])
    table = re.search(r"(?:UPDATE|FROM|INTO) (\w+)", LINKED[what]).group(1)
    found = faults(kept)
    assert found and all(fault.startswith(f"{table}: ") for fault in found), found
    assert faults(kept, linked=False) == []


def test_what_another_version_linked_is_not_proved_until_it_is_linked_anew(kept):
    change(kept, "UPDATE linker SET id = 'another'", "UPDATE measures SET acts = 100")
    with open_ledger(kept) as ledger:
        proof = ledger.prove()
        assert (proof.faults, proof.linked, proof.stale) == ([], False, True)
        assert recode.link_anew(ledger)
        proof = ledger.prove()
        assert (proof.faults, proof.linked, proof.stale) == ([], True, False)
        assert not recode.link_anew(ledger)


def test_the_last_report_left_out_with_its_history_shows(kept):
    with open_ledger(kept) as ledger, ledger.writing() as connection:
        linking.unlink(connection, next(step.report for step in ledger.steps() if step.number == 2))
    last = "(SELECT report FROM history WHERE number = 2)"
    entries = ["positions", "quantities", "events", "statements", "issues", "actors"]
    parties = f"DELETE FROM parties WHERE event IN (SELECT id FROM events WHERE report = {last})"
    kept_last = [f"DELETE FROM {table} WHERE report = {last}" for table in entries]
    change(kept, "CREATE TABLE gone AS SELECT report FROM history WHERE number = 2", parties, *kept_last)
    change(kept, "DELETE FROM history WHERE number = 2")
    change(kept, "DELETE FROM reports WHERE id IN (SELECT report FROM gone)", "DROP TABLE gone")
    assert any("head" in fault for fault in faults(kept))


def test_a_head_noted_earlier_proves_that_the_history_was_only_added_to(kept):
    with open_ledger(kept) as ledger:
        noted = str(ledger.head())
        ledger.add(made(publisher="The Garissa Times"))
    assert faults(kept, head=noted) == []
    other = noted[:-1] + ("0" if noted[-1] != "0" else "1")
    assert any("doesn't contain the head" in fault for fault in faults(kept, head=other))


def test_a_head_that_is_none_is_an_error(kept):
    with pytest.raises(LedgerError, match="not the head"):
        faults(kept, head="12")
