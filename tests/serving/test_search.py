"""Search over reports, statements and entries."""

from __future__ import annotations

import pytest

from standoff.serving.search.index import MOST_WORDS, Word, docs, parse
from tests.made import made


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
    ],
)
def test_each_kind_of_entry_is_found_by_its_words(client, query, field, total):
    found = client.get("/api/v1/search", params={"q": query, **({"field": field} if field else {})}).json()
    assert found["total"] == total
    assert all(item["field"] == field for item in found["items"])


def test_the_excerpt_marks_the_hit_and_names_its_entry(client):
    hit = client.get("/api/v1/search", params={"q": "yield", "field": "statement"}).json()["items"][0]
    assert hit["excerpt"][1::2] == ["yield"]
    assert "".join(hit["excerpt"]) == "We will not yield"
    assert client.get(f"/api/v1/entries/{hit['name']}").json()["kind"] == "statement"


def test_a_day_ends_the_search(client):
    assert (
        client.get("/api/v1/search", params={"q": "yield", "on": "2020-03-04", "field": "statement"}).json()["total"]
        == 2
    )


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE reports; --",
        'x" OR body MATCH "y',
        "NEAR(a b)",
        "body:x",
        "a AND OR NOT",
        "* ^ \x00",
        "\ud800" * 3,
    ],
)
def test_no_query_is_code(client, query):
    answer = client.get("/api/v1/search", params={"q": query.encode("utf-8", "replace").decode()})
    assert answer.status_code in {200, 422}
    assert client.get("/api/v1/reports").json()["total"] == 3


def test_a_document_begins_where_its_words_do():
    from standoff.ledger.rows import Filed, names_of

    made_record = made()
    filed = Filed(made_record, names_of(made_record))
    text = made_record.report.text
    for doc in docs(filed):
        if doc.field in {"event", "statement", "quantity"}:
            assert doc.begin is not None
            assert doc.body.startswith(text[doc.begin : doc.begin + 10])


def test_what_is_indexed_already_is_not_indexed_again(client):
    assert client.app.site.search.catch_up() == 0


def test_what_was_found_before_the_index_caught_up_is_not_given_again(client):
    from tests.serving.hostile import hostile

    def total() -> int:
        return client.get("/api/v1/search", params={"q": "eagles"}).json()["total"]

    client.app.site.ledger.add(hostile())
    assert total() == 0
    client.app.site.search.catch_up()
    assert total() > 0
