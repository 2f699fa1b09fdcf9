"""Tokens, sessions and roles."""

from __future__ import annotations

import pytest

from standoff.errors import InputError
from standoff.serving.access import COOKIE
from standoff.serving.people import People
from tests.serving.conftest import OWN


def test_the_file_holds_no_token_and_only_its_owner_may_read_it(tmp_path):
    people = People(tmp_path / "tokens.json")
    token = people.add("Ana", "reviewer")
    assert token not in people.path.read_text()
    assert people.path.stat().st_mode & 0o077 == 0
    person = people.of(token)
    assert person is not None and (person.name, person.role) == ("Ana", "reviewer")
    assert people.of(token[:-1]) is None


def test_a_new_token_ends_the_old_one_and_removing_ends_both(tmp_path):
    people = People(tmp_path / "tokens.json")
    first = people.add("Ana", "reader")
    second = people.add("Ana", "reviewer")
    assert people.of(first) is None and people.of(second) is not None
    assert People(people.path).remove("Ana") and not people.remove("Ana")
    assert people.of(second) is None


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 61, "\x1b[31m"])
def test_a_name_has_to_print(tmp_path, name):
    with pytest.raises(InputError):
        People(tmp_path / "tokens.json").add(name, "reader")


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "tokens.json").write_text('[{"name": 3}]')
    with pytest.raises(InputError, match=r"tokens\.json"):
        People(tmp_path / "tokens.json").all()


@pytest.mark.parametrize("path", ["/api/v1/reports", "/api/v1/record", "/api/v1/search?q=border", "/api/v1/jobs"])
def test_nothing_is_given_before_signing_in(shared, path):
    assert shared(None).get(path).status_code == 401
    assert shared("reader").get(path).status_code == 200


def test_a_wrong_token_is_no_token(shared):
    assert shared(None).get("/api/v1/reports", headers={"Authorization": "Bearer standoff_x"}).status_code == 401


def test_a_reader_changes_nothing(shared):
    answer = shared("reader").post("/api/v1/jobs/file", content=b"A report.")
    assert answer.status_code == 403
    assert shared("reader").get("/api/v1/jobs").json() == []


def test_signing_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use(shared):
    token = shared("reviewer").headers["Authorization"].removeprefix("Bearer ")
    browser = shared(None)
    assert browser.post("/api/v1/session", json={"token": "wrong"}, headers=OWN).status_code == 401
    answer = browser.post("/api/v1/session", json={"token": token}, headers=OWN)
    assert answer.json() == {"name": "Reviewer", "role": "reviewer", "sign_in": True}
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and token.lower() not in cookie
    assert browser.get("/api/v1/reports").status_code == 200
    secret = browser.cookies[COOKIE]
    assert browser.delete("/api/v1/session", headers=OWN).status_code == 204
    browser.cookies.set(COOKIE, secret)
    assert browser.get("/api/v1/reports").status_code == 401


def test_a_session_ends_with_its_token(shared, tmp_path):
    token = shared("reader").headers["Authorization"].removeprefix("Bearer ")
    browser = shared(None)
    browser.post("/api/v1/session", json={"token": token}, headers=OWN)
    assert browser.get("/api/v1/reports").status_code == 200
    People(tmp_path / "tokens.json").remove("Reader")
    assert browser.get("/api/v1/reports").status_code == 401


def test_the_local_person_is_a_reviewer(client):
    assert client.get("/api/v1/session").json() == {"name": "local", "role": "reviewer", "sign_in": False}
