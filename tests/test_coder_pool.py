"""Reports coded in their order; one that kills or holds its process is set aside by name, those beside it are coded."""

from __future__ import annotations

import json

import pytest

from standoff import coder_pool
from standoff.books import Books
from standoff.coder_pool import coded_reports
from standoff.errors import InputError
from standoff.report import Report
from standoff.settings import Settings


@pytest.fixture(autouse=True)
def stub(monkeypatch):
    monkeypatch.setattr(coder_pool, "CODER", "tests.stub_coder:code_batch")


def report(text: str, number: int = 0, language: str = "en") -> Report:
    return Report(text=text, source=f"r{number}", language=language)


def run(items, *, jobs: int = 1, known=None):
    books = Books()
    outcomes = []
    for outcome in coded_reports(items, Settings(jobs=jobs), books, known=known):
        books.enter(outcome)
        outcomes.append(outcome)
    return outcomes, books


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_order_of_the_input_is_kept(jobs):
    items = [report(f"Report number {n} of many.", n) for n in range(50)]
    items.insert(7, InputError("bad", "is bad"))
    outcomes, books = run(items, jobs=jobs)
    assert [o.source for o in outcomes] == [i.source for i in items]
    assert (books.went["coded"], books.went["failed"], books.balance) == (50, 1, True)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("DIES", "crashed the process"),
        ("HANGS", "took over"),
        ("EATS", "of memory"),
        ("RAISES", "could not be coded: ValueError"),
    ],
)
def test_the_guilty_report_is_set_aside_by_name_and_the_batch_is_coded(monkeypatch, word, reason):
    monkeypatch.setattr(coder_pool, "DEADLINE", 3.0)
    items = [report(f"Report number {n} {word if n == 3 else 'works'}.", n) for n in range(6)]
    outcomes, books = run(items)
    assert [o.kind for o in outcomes] == ["coded"] * 3 + ["failed"] + ["coded"] * 2
    (failure,) = books.failures
    assert failure.source == "r3" and reason in failure.reason
    assert books.balance


def test_a_batch_is_bounded_by_its_characters(monkeypatch):
    sizes = []
    real = coder_pool.CoderPool._code
    monkeypatch.setattr(
        coder_pool.CoderPool,
        "_code",
        lambda self, batch: sizes.append([len(r.text) for r in batch]) or real(self, batch),
    )
    lengths = [10, 30_000, 30_000, 90_000, 10, 10, *[10] * 9]
    run([report(str(n) * length, n) for n, length in enumerate(lengths)])
    assert sum(map(len, sizes)) == len(lengths)
    assert all(len(batch) <= coder_pool.BATCH_REPORTS for batch in sizes)
    assert all(sum(batch) <= coder_pool.BATCH_CHARACTERS or len(batch) == 1 for batch in sizes)


def test_a_report_that_is_not_english_is_kept_marked_and_not_coded():
    (outcome,), books = run([report("Moskau hat abgelehnt. DIES", 1, "de")])
    assert outcome.kind == "not English" and books.balance
    assert outcome.record.report.text and not outcome.record.events
    assert "'de'" in outcome.record.notes[0]


def test_what_is_known_or_came_before_in_the_run_is_not_coded_again():
    items = [report("One.", 1), report("Two.", 2), report("One.", 3)]
    outcomes, books = run(items, known=lambda key: key == items[1].id)
    assert [o.kind for o in outcomes] == ["coded", "already known", "already known"]
    assert books.balance


def test_copies_are_coded_and_counted_as_such():
    text = " ".join(f"word{n}" for n in range(200))
    outcomes, books = run([report(text, 1), report(f"Also printed: {text}", 2), report(text[::-1], 3)])
    assert [o.kind for o in outcomes] == ["coded", "near-duplicate", "coded"]
    assert outcomes[1].copy_of == report(text).id and outcomes[1].record is not None
    assert books.copies == [("r2", report(text).id)]


def test_many_settled_items_behind_one_that_waits_are_not_all_held():
    items = [report("One.", 1), *(InputError("bad", str(n)) for n in range(2_000))]
    outcomes, books = run(items)
    assert [o.kind for o in outcomes] == ["coded"] + ["failed"] * 2_000
    assert books.balance


def test_the_summary_has_every_number_and_failure():
    _, books = run([report("One.", 1), InputError("a.txt", "is bad", position="line 2")])
    books.beside["files of other kinds"] += 3
    whole = json.loads(books.to_json())
    assert whole["reports_in"] == 2
    assert [whole[k] for k in ("coded", "already_known", "near_duplicate", "not_english", "failed")] == [1, 0, 0, 0, 1]
    assert whole["failures"] == [{"source": "a.txt", "position": "line 2", "reason": "is bad"}]
    lines = list(books.lines())
    assert lines[0].startswith("2 reports in: 1 coded") and "1 × is bad" in lines[1]
    assert "files of other kinds 3" in lines[-1]


def test_books_that_do_not_balance_say_so():
    _, books = run([report("One.", 1)])
    books.came += 1
    assert not books.balance
    assert "don't balance: 2 reports came in, 1 were done with" in books.fault()
