"""The linked record follows what people decide and what a new coding says."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, select, text

from standoff.errors import LedgerError
from standoff.ledger import linking, open_ledger, recode, review, tables
from standoff.ledger.linked_tables import (
    act_voices,
    appearances,
    figure_values,
    issue_entries,
    linked_acts,
    linked_issues,
    measures,
    sources,
    stances,
    tellings,
)
from standoff.ledger.relink import link_all
from standoff.ledger.schema import MIGRATIONS
from standoff.span import Span
from tests.made import TEXT, at, made

OTHER = (
    "Nairobi: Kenya demanded on Monday that Somalia open the border at once. Somalia rejected that demand outright. "
    "Some 4,000 troops wait near Mandera, officials say. “We will not yield,” Hassan Abdi said. Tea prices rose again."
)
TABLES = (
    tellings, linked_acts, act_voices, appearances, figure_values, issue_entries, linked_issues, measures, sources,
    stances,
)  # fmt: skip


def other():
    """Another paper's telling of the same day: the same acts in a report that is no copy."""
    record = made(publisher="The Wajir Gazette", text=OTHER, troops=4000)
    for event, words in zip(record.events, ("demanded", "rejected", "wait"), strict=True):
        event.trigger = at(words, OTHER)
    demand, refusal = at("Kenya demanded on Monday that Somalia open the border", OTHER), at("Somalia rejected", OTHER)
    troops = at("4,000 troops wait near Mandera", OTHER)
    for event, evidence in zip(record.events, (demand, refusal, troops), strict=True):
        event.evidence = evidence
    record.events[2].condition = at("We will not yield", OTHER)
    record.events[2].place.span = at("Mandera", OTHER)
    record.events[0].date.span = at("Monday", OTHER)
    for actor, words in zip(record.actors, ("Kenya", "Somalia", "Hassan Abdi"), strict=True):
        actor.mentions = [at(words, OTHER)]
    statement = record.statements[0]
    statement.source, statement.cue = at("Hassan Abdi", OTHER), at("said", OTHER)
    statement.content = [at("We will not yield", OTHER)]
    for position, evidence in zip(record.positions, (demand, refusal), strict=True):
        position.evidence = evidence
    record.quantities[0].evidence = at("4,000 troops", OTHER)
    record.quantities[1].evidence = at("Tea prices rose", OTHER)
    return record


@pytest.fixture
def two(ledger):
    """A ledger of two reports, and the names of the entries of each."""
    ledger.add(made())
    ledger.add(other())
    filed = {f.record.report.publisher: dict(f.names) for f in ledger.filed()}
    return ledger, filed["The Lamu Post"], filed["The Wajir Gazette"]


def acts(ledger) -> dict[str, str]:
    with ledger.reading() as connection:
        return {row.event: row.act for row in connection.execute(select(tellings))}


def everything(ledger) -> dict[str, list]:
    with ledger.reading() as connection:
        return {t.name: sorted(map(repr, connection.execute(select(t)).all())) for t in TABLES}


def test_the_fixture_holds_one_demand_told_twice(two):
    ledger, first, second = two
    assert acts(ledger)[first["e1"]] == acts(ledger)[second["e1"]]


def test_a_split_keeps_tellings_apart_until_it_is_undone(two):
    ledger, first, second = two
    before = everything(ledger)
    decision = review.split(ledger, second["e1"], first["e1"], by="Ana Ruiz")
    apart = acts(ledger)
    assert apart[first["e1"]] != apart[second["e1"]]
    review.undo(ledger, decision.number, by="Ana Ruiz")
    assert everything(ledger) == before


def test_a_merge_brings_tellings_together_whatever_their_words(two):
    ledger, first, second = two
    assert acts(ledger)[first["e3"]] != acts(ledger)[second["e2"]]
    review.merge(ledger, second["e2"], first["e3"], by="Ana Ruiz")
    assert acts(ledger)[first["e3"]] == acts(ledger)[second["e2"]]


def test_a_merge_of_issues_makes_one_topic(ledger):
    one, two = made(), other()
    two.issues[0].label = "price of tea in Mombasa"
    ledger.add(one)
    ledger.add(two)
    names = {f.record.report.publisher: dict(f.names) for f in ledger.filed()}
    first, second = names["The Lamu Post"]["i1"], names["The Wajir Gazette"]["i1"]

    def topics() -> set[str]:
        with ledger.reading() as connection:
            query = select(linked_issues.c.topic).join(issue_entries, issue_entries.c.issue == linked_issues.c.id)
            return set(connection.execute(query).scalars())

    assert len(topics()) == 2
    decision = review.merge(ledger, first, second, by="Ana Ruiz")
    assert len(topics()) == 1
    review.undo(ledger, decision.number, by="Ana Ruiz")
    assert len(topics()) == 2


def third():
    """The same told by a third paper, some days later."""
    return made(publisher="The Garissa Times", published="2020-03-06", text=f"{TEXT} More rain.")


def test_a_split_holds_where_a_third_telling_would_bring_the_two_together(two):
    ledger, first, second = two
    ledger.add(third())
    last = next(dict(f.names) for f in ledger.filed() if f.record.report.publisher == "The Garissa Times")
    assert len({acts(ledger)[names["e1"]] for names in (first, second, last)}) == 1
    review.split(ledger, last["e1"], first["e1"], by="Ana Ruiz")
    told = acts(ledger)
    assert told[last["e1"]] != told[first["e1"]] == told[second["e1"]]
    assert ledger.verify() == []


def test_a_split_holds_where_a_later_report_would_bring_the_two_together(ledger):
    ledger.add(made())
    ledger.add(third())
    names = {f.record.report.publisher: dict(f.names) for f in ledger.filed()}
    one, last = names["The Lamu Post"]["e1"], names["The Garissa Times"]["e1"]
    review.split(ledger, last, one, by="Ana Ruiz")
    ledger.add(other())
    assert acts(ledger)[one] != acts(ledger)[last]
    assert ledger.verify() == []


def whose(ledger) -> dict[str, str]:
    with ledger.reading() as connection:
        return {row.entry: row.actor for row in connection.execute(select(appearances))}


def test_actors_that_are_merged_are_one_in_every_report(two):
    ledger, first, second = two
    again = third()
    again.actors[2].name, again.actors[2].wikidata = "H. Abdi", None
    ledger.add(again)
    last = next(dict(f.names) for f in ledger.filed() if f.record.report.publisher == "The Garissa Times")
    before = everything(ledger)
    assert whose(ledger)[first["a3"]] == whose(ledger)[second["a3"]] != whose(ledger)[last["a3"]]
    decision = review.merge(ledger, first["a3"], last["a3"], by="Ana Ruiz")
    assert len({whose(ledger)[names["a3"]] for names in (first, second, last)}) == 1
    assert ledger.verify() == []
    review.undo(ledger, decision.number, by="Ana Ruiz")
    assert everything(ledger) == before and ledger.verify() == []


def test_an_actor_that_is_split_off_is_one_of_its_own(two):
    ledger, first, second = two
    assert whose(ledger)[first["a3"]] == whose(ledger)[second["a3"]]
    decision = review.split(ledger, second["a3"], first["a3"], by="Ana Ruiz")
    ledger.add(third())
    last = next(dict(f.names) for f in ledger.filed() if f.record.report.publisher == "The Garissa Times")
    found = whose(ledger)
    assert found[first["a3"]] == found[last["a3"]] != found[second["a3"]]
    assert ledger.verify() == []
    review.undo(ledger, decision.number, by="Ana Ruiz")
    assert len({whose(ledger)[names["a3"]] for names in (first, second, last)}) == 1
    assert ledger.verify() == []


def test_a_rejected_event_is_no_telling_and_counts_nowhere(two):
    ledger, first, second = two
    decision = review.reject(ledger, first["e1"], by="Ana Ruiz")
    assert first["e1"] not in acts(ledger) and acts(ledger)[second["e1"]] == second["e1"]
    with ledger.reading() as connection:
        voices = connection.execute(select(act_voices.c.voice).where(act_voices.c.act == second["e1"])).scalars().all()
    assert voices == ["The Wajir Gazette"]
    review.undo(ledger, decision.number, by="Ana Ruiz")
    assert acts(ledger)[second["e1"]] == acts(ledger)[first["e1"]]


def test_a_correction_is_what_is_linked(two):
    ledger, first, _ = two
    review.correct(ledger, first["e1"], {"modality": "denied"}, by="Ana Ruiz")
    with ledger.reading() as connection:
        query = select(tellings.c.modality).where(tellings.c.event == first["e1"])
        assert connection.execute(query).scalar() == "denied"


def test_what_a_person_split_off_is_linked_too(two):
    ledger, first, _ = two
    words = at("Somalia open the border")
    decision = review.split(ledger, first["e1"], Span(words.begin, words.end), by="Ana Ruiz")
    assert decision.made in acts(ledger)
    assert ledger.verify() == []


def test_an_actor_that_a_person_added_is_linked(two):
    ledger, first, _ = two
    review.correct(ledger, first["e1"], {"recipients": "ETH:GOV"}, by="Ana Ruiz")
    with ledger.reading() as connection:
        recipients = set(connection.execute(select(measures.c.recipient).where(measures.c.type == "REQUEST")).scalars())
    assert any(side.startswith("ETH") for side in recipients)


def test_a_new_coding_replaces_what_was_linked(two):
    ledger, first, second = two
    again = made()
    del again.events[1:]
    again.positions = again.positions[:1]
    recode.replace(ledger, again)
    assert first["e1"] in acts(ledger) and first["e2"] not in acts(ledger)
    assert acts(ledger)[second["e1"]] == acts(ledger)[first["e1"]]


def test_linking_all_at_once_is_linking_one_by_one(two, tmp_path):
    ledger, first, second = two
    review.split(ledger, second["e2"], first["e2"], by="Ana Ruiz")
    review.reject(ledger, first["q1"], by="Ana Ruiz")
    before = everything(ledger)
    with ledger.writing() as connection:
        from standoff.ledger import linking

        for filed in list(ledger.filed()):
            linking.unlink(connection, filed.record.report.id)
        assert connection.execute(select(tellings)).first() is None
        link_all(connection)
    assert everything(ledger) == before


@pytest.mark.parametrize("version", ["0002", "0003", "0004", "0005"])
def test_a_record_of_an_older_version_is_linked_anew_when_it_is_opened(tmp_path, version):
    """The tables of 0002 hold entries and decisions and nothing linked, those after it what was linked then."""
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with open_ledger(new) as ledger:
        ledger.add(made())
        ledger.add(other())
        ledger.add(third())
        names = {f.record.report.publisher: dict(f.names) for f in ledger.filed()}
        first, second, last = (names[f"The {paper}"] for paper in ("Lamu Post", "Wajir Gazette", "Garissa Times"))
        if version != "0002":  # where the tables hold entries as they were coded
            review.correct(ledger, first["e1"], {"modality": "denied"}, by="Ana Ruiz")
        review.split(ledger, last["e1"], second["e1"], by="Ana Ruiz")
        review.merge(ledger, first["a3"], last["a2"], by="Ana Ruiz")
        before = everything(ledger)
    older(old, version)
    copy_rows(new, old)
    if version != "0002":
        with sqlite3.connect(old) as connection:
            connection.executescript("UPDATE tellings SET voice = 'of then'; DELETE FROM measures; DELETE FROM pins;")
    with open_ledger(old, create=False) as ledger:
        assert everything(ledger) == before
        proof = ledger.prove()
        assert (proof.faults, proof.linked) == ([], True)


@pytest.mark.parametrize("version", ["0002", "0004"])
def test_a_record_that_cannot_be_linked_anew_is_left_as_it_was(tmp_path, monkeypatch, version):
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with open_ledger(new) as ledger:
        ledger.add(made())
    older(old, version)
    copy_rows(new, old)
    with monkeypatch.context() as patched, pytest.raises(LedgerError, match="full"):
        patched.setattr(linking, "link", _fail)
        open_ledger(old, create=False)
    with sqlite3.connect(old) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(version,)]
    with open_ledger(old, create=False) as ledger:
        assert ledger.verify() == []


def _fail(*_):
    raise LedgerError("the disk is full")


def older(path: Path, version: str) -> None:
    """An empty record with the tables of an earlier version."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()


def copy_rows(new: Path, old: Path) -> None:
    """Put into the tables of ``old`` what ``new`` holds in them."""
    with sqlite3.connect(old) as connection:
        connection.execute("ATTACH ? AS new", [str(new)])
        tables = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in tables:
            there = {row[1] for row in connection.execute(f"PRAGMA new.table_info({table})")}
            if table != "alembic_version":
                known = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
                own = [name for name in known if name in there]
                columns = ", ".join(f'"{name}"' for name in own)
                connection.execute(f"DELETE FROM main.{table}")
                if table == "linked_actors" and "key" in known:  # it had the key of each, too
                    connection.execute(f"INSERT INTO main.{table} (id, key) SELECT id, id FROM new.{table}")
                    continue
                connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")


def shown_rows(ledger, table) -> dict[str, dict]:
    with ledger.reading() as connection:
        return {row.id: dict(row._mapping) for row in connection.execute(select(table))}


def test_the_tables_that_views_ask_hold_what_people_decided(two):
    ledger, first, _ = two
    review.correct(ledger, first["e1"], {"modality": "denied", "date": "2020-02"}, by="Ana Ruiz")
    review.correct(ledger, first["q1"], {"value": "2500"}, by="Ana Ruiz")
    review.reject(ledger, first["e2"], by="Ana Ruiz")
    events, quantities = shown_rows(ledger, tables.events), shown_rows(ledger, tables.quantities)
    assert (events[first["e1"]]["modality"], events[first["e1"]]["date_value"]) == ("denied", "2020-02")
    assert quantities[first["q1"]]["value"] == 2500
    assert first["e2"] not in events
    assert ledger.verify() == []
    coded = next(f for f in ledger.filed(as_coded=True) if f.record.report.publisher == "The Lamu Post")
    assert coded.record == made() and dict(coded.names) == first


def test_when_all_is_undone_the_tables_hold_what_was_coded(two):
    ledger, first, _ = two
    before = shown_rows(ledger, tables.events)
    decision = review.reject(ledger, first["e2"], by="Ana Ruiz")
    review.undo(ledger, decision.number, by="Ana Ruiz")
    assert shown_rows(ledger, tables.events) == before
    assert ledger.verify() == []
    with ledger.reading() as connection:
        assert connection.execute(select(tables.as_coded)).first() is None


def test_what_is_no_longer_shown_is_found_by_a_part_of_its_name(two):
    ledger, first, _ = two
    review.reject(ledger, first["e2"], by="Ana Ruiz")
    assert ledger.entry(first["e2"][:8]).rejected
    assert ledger.entry(first["e2"]).name == first["e2"]


@pytest.mark.parametrize("statement", ["UPDATE events SET modality = 'planned'", "DELETE FROM as_coded"])
def test_tampering_with_what_is_shown_shows(two, statement):
    ledger, first, _ = two
    review.correct(ledger, first["e1"], {"modality": "denied"}, by="Ana Ruiz")
    assert ledger.verify() == []
    with ledger.writing() as connection:
        connection.execute(text(statement))
    assert ledger.verify()
