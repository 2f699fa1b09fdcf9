"""Search over reports, statements and entries, in both databases."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from standoff.ledger import open_ledger
from standoff.record import Record, ReportInfo
from standoff.report import Report
from standoff.serving import make_app
from standoff.serving.search.index import MOST_WORDS, Word, docs, parse
from tests.made import made
from tests.postgres import NoServer, fresh_record
from tests.serving.conftest import DAYS, OWN


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("border", [Word("border", start=True)]),
        ("border ", [Word("border")]),
        ('"open the border" troops', [Word("open the border"), Word("troops", start=True)]),
        ("don't", [Word("don't", start=True)]),
        ('" OR 1=1 --', [Word("OR"), Word("1"), Word("1", start=True)]),
        ("(*){}:^", []),
        ("", []),
    ],
)
def test_a_query_is_words_and_phrases(query, words):
    assert parse(query) == words


def test_a_query_is_bounded():
    assert len(parse("a b " * 1000)) == MOST_WORDS


def only_text(text: str, published: str | None = "2020-03-05") -> Record:
    """A record of a report in which nothing was coded."""
    report = Report(text=text, source="made", published=date.fromisoformat(published) if published else None)
    info = ReportInfo(id=report.id, source="made", publisher=None, title=None, published=published, language="en",
                      text=text)  # fmt: skip
    return Record(report=info)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def searching(request, tmp_path_factory):
    """Asks an open server over three reports and some without entries, in each database."""
    try:
        where = str(tmp_path_factory.mktemp("search") / "made.db") if request.param == "sqlite" else fresh_record()
    except NoServer as error:
        pytest.skip(f"no PostgreSQL server: {error}")
    ledger = open_ledger(where)
    for number, day in enumerate(DAYS):
        ledger.add(made(publisher=f"Paper {number}", published=day, troops=3000 + 500 * number))
    ledger.add(only_text("Erdoğan and Sánchez were against it."))
    ledger.add(only_text("An avocet of no day.", None))
    ledger.add(only_text(" ".join(f"w{number}x" for number in range(120_000))))
    app = make_app(ledger)
    with TestClient(app, base_url="http://localhost", headers=OWN) as client:
        app.site.search.catch_up()
        yield client


def hits(client, query: str, **more: str) -> dict:
    answer = client.get("/api/v1/search", params={"q": query, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("query", "field", "total"),
    [
        ("border", "report", 3),
        ("demanded border", "event", 6),
        ("yield", "statement", 3),
        ("Hassan", "actor", 3),
        ('"opening border"', "issue", 3),
        ("troops", "quantity", 3),
        ("bord", "report", 3),
        ("nowhere", None, 0),
        # what other searches leave out changes what somebody says
        ("not yield", "statement", 3),
        ('"will not yield"', "statement", 3),
        ('"will yield"', "statement", 0),
        ("against", "report", 1),
        ("erdogan sanchez", "report", 1),
        ("ERDOĞAN", "report", 1),
        ("w7x", "report", 1),
    ],
)
def test_each_kind_of_entry_is_found_by_its_words(searching, query, field, total):
    found = hits(searching, query, **({"field": field} if field else {}))
    assert found["total"] == total
    assert all(item["field"] == field for item in found["items"])


def test_the_excerpt_marks_the_hit_and_names_its_entry(searching):
    hit = hits(searching, "yield", field="statement")["items"][0]
    assert hit["excerpt"][1::2] == ["yield"]
    assert "".join(hit["excerpt"]) == "We will not yield"
    assert searching.get(f"/api/v1/entries/{hit['name']}").json()["kind"] == "statement"


def test_the_excerpt_of_a_long_text_is_what_stands_around_the_hit(searching):
    hit = hits(searching, "w700x", field="report")["items"][0]
    assert hit["excerpt"][1::2] == ["w700x"]
    assert len("".join(hit["excerpt"])) < 400


def test_the_excerpt_has_the_accents_of_the_report(searching):
    hit = hits(searching, "erdogan", field="report")["items"][0]
    assert "".join(hit["excerpt"]) == "Erdoğan and Sánchez were against it."
    assert hit["excerpt"][1::2] == ["Erdoğan"]


def test_a_day_ends_the_search(searching):
    assert hits(searching, "yield", on="2020-03-04", field="statement")["total"] == 2
    assert hits(searching, "avocet")["total"] == 1
    assert hits(searching, "avocet", on="2020-03-04")["total"] == 0


def test_hits_come_by_pages(searching):
    first, second = (hits(searching, "border", limit="1", offset=str(n))["items"] for n in (0, 1))
    assert first[0]["name"] != second[0]["name"]


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE reports; --",
        'x" OR body MATCH "y',
        "NEAR(a b)",
        "body:x",
        "a AND OR NOT",
        "a & | ! <-> b:*",
        "* ^ \x00",
        "\ud800" * 3,
    ],
)
def test_no_query_is_code(searching, query):
    answer = searching.get("/api/v1/search", params={"q": query.encode("utf-8", "replace").decode()})
    assert answer.status_code in {200, 422}
    assert searching.get("/api/v1/reports").json()["total"] == 6


def test_a_correction_is_found(searching):
    name = hits(searching, "opening border", field="issue")["items"][0]["name"]
    corrected = {"verdict": "correct", "values": {"label": "Somalia opening the estuary"}}
    assert searching.post(f"/api/v1/entries/{name}/review", json=corrected).status_code == 201
    searching.app.site.search.catch_up()
    assert name in {item["name"] for item in hits(searching, "estuary", field="issue")["items"]}


def test_what_was_found_before_the_index_caught_up_is_not_given_again(searching):
    searching.app.site.ledger.add(only_text("Two eagles."))
    assert hits(searching, "eagles")["total"] == 0
    searching.app.site.search.catch_up()
    assert hits(searching, "eagles")["total"] == 1


def test_a_document_begins_where_its_words_do():
    from standoff.ledger.rows import Filed, names_of

    made_record = made()
    filed = Filed(made_record, names_of(made_record))
    text = made_record.report.text
    for doc in docs(filed):
        if doc.field in {"event", "statement", "quantity"}:
            assert doc.begin is not None
            assert doc.body.startswith(text[doc.begin : doc.begin + 10])


def test_what_is_indexed_already_is_not_indexed_again(searching):
    assert searching.app.site.search.catch_up() == 0
