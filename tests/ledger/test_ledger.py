"""The ledger keeps records whole, once, and under names that come from their content."""

from __future__ import annotations

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from standoff.errors import LedgerError, SpanError
from standoff.ledger import open_ledger
from standoff.ledger.engine import url_of
from standoff.ledger.rows import names_of
from standoff.ledger.schema import HEAD, MIGRATIONS
from standoff.ledger.tables import metadata
from standoff.span import Span
from tests.made import made


def test_a_record_comes_back_as_it_went_in(ledger):
    record = made()
    assert ledger.add(record) is True
    (filed,) = ledger.filed()
    assert filed.record == record


def test_a_coded_report_comes_back_as_it_went_in(ledger, code):
    record = code("Kenya said on Monday that it would close the border with Somalia if the raids in Mandera went on.")
    ledger.add(record)
    (filed,) = ledger.filed()
    assert filed.record == record


def test_adding_a_report_again_changes_nothing(ledger):
    ledger.add(made())
    before = list(ledger.filed())
    assert ledger.add(made()) is False
    assert list(ledger.filed()) == before
    assert len(ledger) == 1


def test_the_same_text_in_another_paper_is_another_report(ledger):
    ledger.add(made())
    assert ledger.add(made(publisher="The Wajir Gazette")) is True
    assert len(ledger) == 2


def test_names_come_from_content_and_not_from_the_order_of_reading(tmp_path):
    one, other = made(), made(publisher="The Wajir Gazette")
    names = []
    for order in ((one, other), (other, one)):
        with open_ledger(tmp_path / f"{order[0].report.publisher}.db") as ledger:
            for record in order:
                ledger.add(record)
            names.append({f.record.report.id: dict(f.names) for f in ledger.filed()})
    assert names[0] == names[1]
    everything = [name for by_id in names[0].values() for name in by_id.values()]
    assert len(everything) == len(set(everything)) == 2 * len(names_of(one))


def test_an_entry_keeps_its_name_when_another_is_added_before_it():
    record, longer = made(), made()
    longer.events.insert(0, made().events[2])
    for number, event in enumerate(longer.events, 1):
        event.id = f"e{number}"
    assert names_of(longer)["e2"] == names_of(record)["e1"]


def test_a_record_with_a_span_outside_its_text_is_refused_whole(ledger):
    record = made()
    record.events[0].evidence = Span(0, 10_000)
    with pytest.raises(SpanError):
        ledger.add(record)
    assert len(ledger) == 0


def test_reports_come_by_day_and_only_up_to_the_day_asked_for(ledger):
    from datetime import date

    for day in ("2020-03-09", "2020-03-03", "2020-03-05"):
        ledger.add(made(published=day))
    assert [f.record.report.published for f in ledger.filed()] == ["2020-03-03", "2020-03-05", "2020-03-09"]
    assert len(list(ledger.filed(on=date(2020, 3, 5)))) == 2


def test_an_entry_is_found_by_the_beginning_of_its_name(ledger):
    ledger.add(made())
    (filed,) = ledger.filed()
    name = filed.names["e2"]
    entry = ledger.entry(name[:9])
    assert (entry.name, entry.kind, entry.local) == (name, "e", "e2")
    assert [step.what for step in entry.history] == ["coded"]


@pytest.mark.parametrize("name", ["", "e", "e-", "x-abcd", "e-%", "nonsense", "e-zzzzzzzzzzzzz"])
def test_what_names_no_entry_is_an_error(ledger, name):
    ledger.add(made())
    with pytest.raises(LedgerError):
        ledger.entry(name)


def test_a_record_that_is_not_there_is_not_made_where_it_is_only_asked(tmp_path):
    with pytest.raises(LedgerError, match="no such record"):
        open_ledger(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear minister, " * 200)
    with pytest.raises(LedgerError, match=r"letter\.txt"):
        open_ledger(path)
    assert path.read_text() == "Dear minister, " * 200


def test_a_database_of_something_else_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE customers (id INTEGER)")
    with pytest.raises(LedgerError, match="not a Standoff record"):
        open_ledger(path)


def test_a_record_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "test.db"
    open_ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer"):
        open_ledger(path)


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(LedgerError, match="doesn't exist"):
        open_ledger(tmp_path / "no" / "such" / "folder.db")


def test_the_migrations_lead_to_the_tables_and_to_the_version_that_the_program_knows(empty):
    open_ledger(empty).close()
    with create_engine(url_of(empty)).connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, metadata) == []
    newest = max(path.stem for path in (MIGRATIONS / "versions").glob("v*.py"))
    assert newest.startswith(f"v{HEAD}")


def test_text_on_a_server_has_the_order_of_its_code_points(empty):
    """Whatever language the database was made for: places and days are compared as text, and SQLite does it so."""
    if not empty.startswith("postgresql"):
        pytest.skip("SQLite has no other order")
    with open_ledger(empty) as ledger, ledger.reading() as connection:
        query = """SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
                   AND data_type IN ('text', 'character varying') AND table_name <> 'alembic_version'
                   AND collation_name IS DISTINCT FROM 'C'"""
        assert connection.execute(text(query)).all() == []
