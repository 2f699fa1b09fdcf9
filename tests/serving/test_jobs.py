"""Reports dropped in."""

from __future__ import annotations

import json
import time

import pytest

from tests.made import TEXT


def finished(client, job: dict) -> dict:
    until = time.monotonic() + 60
    while job["state"] in {"waiting", "reading", "coding"}:
        assert time.monotonic() < until, job
        time.sleep(0.05)
        job = client.get(f"/api/v1/jobs/{job['id']}").json()
    return job


def drop(client, body: bytes, **params: str) -> dict:
    answer = client.post("/api/v1/jobs/file", content=body, params=params)
    assert answer.status_code == 202, answer.text
    return finished(client, answer.json())


def test_a_pasted_text_is_coded_kept_and_found(client):
    job = drop(client, b"A gannet crossed the strait.", published="2020-03-11", publisher="The Skua")
    assert (job["state"], len(job["added"]), job["errors"]) == ("done", 1, [])
    report = client.get(f"/api/v1/reports/{job['added'][0]['id']}").json()
    assert report["text"] == "A gannet crossed the strait."
    assert (report["published"], report["publisher"]) == ("2020-03-11", "The Skua")
    assert client.get("/api/v1/search", params={"q": "gannets"}).json()["total"] == 1
    assert client.get("/api/v1/record").json()["last"] == "2020-03-11"


def test_the_same_report_again_is_known(client):
    again = {"published": "2020-03-03", "publisher": "Paper 0"}
    job = drop(client, TEXT.encode(), **again)
    assert (job["added"], len(job["known"])) == ([], 1)


def test_one_bad_report_costs_only_itself(client):
    lines = [{"text": "One."}, {"text": "no coder"}, {"nothing": 1}, {"text": "Two."}]
    body = "\n".join(json.dumps(line) for line in lines).encode()
    job = drop(client, body, name="../../etc/many.jsonl", published="2020-03-11")
    assert (job["state"], len(job["added"]), len(job["errors"])) == ("done", 2, 2)
    assert any("line 3" in error for error in job["errors"])
    assert not any("/tmp" in error for error in job["errors"])


@pytest.mark.parametrize("name", ["report.docx", "x.pdf", "report"])
def test_what_is_not_read_says_so(client, name):
    job = drop(client, b"\xff\xfe\x00\x01", name=name)
    assert job["state"] == "failed"
    assert job["errors"][0].startswith(name)


def test_nothing_too_large_and_nothing_empty_is_taken(client, monkeypatch):
    from standoff.serving.api import jobs

    monkeypatch.setattr(jobs, "LARGEST", 10)
    assert client.post("/api/v1/jobs/file", content=b"eleven bytes").status_code == 413
    assert client.post("/api/v1/jobs/file", content=b"").status_code == 422


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "//x", "ftp://x/y"])
def test_only_addresses_on_the_web_are_fetched(client, url):
    assert client.post("/api/v1/jobs/address", json={"url": url}).status_code == 422


def test_an_address_on_this_machine_is_refused(client):
    answer = client.post("/api/v1/jobs/address", json={"url": "http://127.0.0.1:1/secret"})
    job = finished(client, answer.json())
    assert job["state"] == "failed" and job["errors"]


def test_a_job_that_is_not_known(client):
    assert client.get("/api/v1/jobs/0123456789abcdef").status_code == 404
