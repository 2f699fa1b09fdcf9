"""`standoff doctor --verify`: the proof of a record, without the rest."""

from __future__ import annotations

import sqlite3

from standoff.ledger import open_ledger


def test_a_sound_record_is_proved_with_its_head(run, record):
    done = run("doctor", "--verify")
    assert done.exit_code == 0
    with open_ledger(record) as ledger:
        assert str(ledger.head()) in done.stdout
    assert "38 spans of 24 entries are the words of their reports" in done.stdout
    assert "Installed" not in done.stdout


def test_tampering_ends_with_status_1_and_a_line_of_what_is_wrong(run, record):
    with sqlite3.connect(record) as connection:
        connection.execute("UPDATE reports SET text = replace(text, 'Kenya', 'Cuba!')")
    done = run("doctor", "--verify")
    assert done.exit_code == 1
    assert done.stdout.count("its text, day or paper isn't what was read") == 2


def test_a_head_noted_earlier_is_looked_for(run, record, names):
    with open_ledger(record) as ledger:
        noted = str(ledger.head())
    run("review", names["e1"], "--accept", "--by", "Ana")
    assert run("doctor", "--verify", "--head", noted).exit_code == 0
    number, _, digest = noted.partition(":")
    assert run("doctor", "--verify", "--head", f"{number}:{digest[::-1]}").exit_code == 1
    assert run("doctor", "--verify", "--head", "nonsense").exit_code == 1


def test_a_record_that_is_not_there_is_a_fault(run, record):
    record.unlink()
    done = run("doctor", "--verify")
    assert done.exit_code == 1 and "no such record" in done.stdout


def test_what_is_linked_is_proved_unless_that_is_left_out(run, record):
    done = run("doctor", "--verify")
    assert "row by row, what linking everything again gives" in done.stdout
    with sqlite3.connect(record) as connection:
        connection.execute("UPDATE measures SET acts = acts + 1")
    done = run("doctor", "--verify")
    assert done.exit_code == 1 and "measures: " in done.stdout
    left_out = run("doctor", "--verify", "--no-linked")
    assert left_out.exit_code == 0 and "row by row" not in left_out.stdout


def test_what_another_version_linked_is_told_and_recode_links_it_anew(run, record):
    with sqlite3.connect(record) as connection:
        connection.execute("UPDATE linker SET id = 'another'")
    done = run("doctor", "--verify")
    assert done.exit_code == 0 and "NOT PROVED" in done.stdout
    assert "all linked anew" in run("recode").stderr
    assert "NOT PROVED" not in run("doctor", "--verify").stdout
