"""Reports dropped in by their address: fetched from a server of the tests' own, which no address rule would allow.

Only here one address of this machine may be asked, and only by a test that asks for ``site``.
"""

from __future__ import annotations

import functools
import time

import pytest

from standoff.reading import addresses, fetch
from tests.reading.hostile import item, page, rss, sentence
from tests.server import Page, serving
from tests.serving.browser import needs_chromium, running, watched
from tests.serving.conftest import filled
from tests.serving.test_jobs import finished

ALLOWED = "127.0.0.1"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def site(monkeypatch):
    """A web server on this machine that may be asked; all else inside still may not."""
    allowed = addresses.may_be_asked
    monkeypatch.setattr(addresses, "may_be_asked", lambda address: address == ALLOWED or allowed(address))
    with serving() as running_site:
        yield running_site


def post(client, url: str, **more: str) -> dict:
    answer = client.post("/api/v1/jobs/address", json={"url": url, **more})
    assert answer.status_code == 202, answer.text
    return answer.json()


def fetched(client, url: str, **more: str) -> dict:
    return finished(client, post(client, url, **more))


def test_a_page_is_fetched_coded_kept_and_found(client, site):
    site.pages["/a"] = Page(page(1), headers=HTML)
    job = fetched(client, f"{site.url}/a", published="2020-03-11", publisher="The Skua")
    assert (job["state"], len(job["added"]), job["errors"]) == ("done", 1, []), job
    report = client.get(f"/api/v1/reports/{job['added'][0]['id']}").json()
    assert report["source"] == f"{site.url}/a"
    assert (report["published"], report["publisher"]) == (
        "2022-03-02",
        "The Skua",
    )  # the page's own day, the paper that was given
    assert sentence(1) in report["text"] and "<" not in report["text"]
    assert client.get("/api/v1/search", params={"q": report["text"].split()[0], "field": "report"}).json()["total"] >= 1
    assert site.paths() == ["/a"]


def test_a_feed_brings_all_its_reports_and_says_how_far_it_is(client, site):
    site.pages["/feed"] = Page(rss([item(n) for n in range(1, 6)]), headers={"Content-Type": "application/rss+xml"})
    job = post(client, f"{site.url}/feed", published="2020-03-11")
    seen = []
    while job["state"] in {"waiting", "reading", "coding"}:
        job = client.get(f"/api/v1/jobs/{job['id']}").json()
        seen.append((job["state"], job["read"], len(job["added"])))
        time.sleep(0.01)
    assert (job["state"], job["read"], job["total"], len(job["added"])) == ("done", 5, 5, 5)
    assert [read for _, read, _ in seen] == sorted(read for _, read, _ in seen)


def test_the_same_address_again_is_known(client, site):
    site.pages["/a"] = Page(page(1), headers=HTML)
    fetched(client, f"{site.url}/a", published="2020-03-11")
    again = fetched(client, f"{site.url}/a", published="2020-03-11")
    assert (again["state"], again["added"], len(again["known"])) == ("done", [], 1)


@pytest.mark.parametrize(
    "inside", ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://127.0.0.2/"]
)
def test_a_redirect_to_an_address_inside_is_refused(client, site, inside):
    site.pages["/moved"] = Page(status=302, headers={"Location": inside})
    job = fetched(client, f"{site.url}/moved")
    assert (job["state"], job["added"]) == ("failed", [])
    assert "an address inside" in job["errors"][0]
    assert site.paths() == ["/moved"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)"])
def test_a_redirect_away_from_the_web_is_refused(client, site, to):
    site.pages["/moved"] = Page(status=301, headers={"Location": to})
    job = fetched(client, f"{site.url}/moved")
    assert job["state"] == "failed" and "only http and https" in job["errors"][0]


def test_what_is_too_large_is_given_up(client, site, monkeypatch):
    monkeypatch.setattr(fetch, "fetch", functools.partial(fetch.fetch, largest=10_000))
    site.pages["/huge"] = Page(b"x" * 200_000, headers={"Content-Type": "text/plain"})
    job = fetched(client, f"{site.url}/huge")
    assert job["state"] == "failed" and "answers with over 10,000 bytes" in job["errors"][0]


def test_a_server_that_drips_is_given_up_and_the_next_job_runs(client, site, monkeypatch):
    monkeypatch.setattr(fetch, "WHOLE", 3.0)
    site.pages["/slow"] = Page(b"x" * 1000, headers={"Content-Type": "text/plain"}, drip=0.1)
    site.pages["/a"] = Page(page(1), headers=HTML)
    slow = post(client, f"{site.url}/slow")
    after = post(client, f"{site.url}/a", published="2020-03-11")
    assert after["state"] == "waiting"
    slow = finished(client, slow)
    assert slow["state"] == "failed" and "took too long" in slow["errors"][0]
    assert finished(client, after)["state"] == "done"


def test_a_job_that_waits_for_a_server_can_be_stopped(client, site, monkeypatch):
    monkeypatch.setattr(fetch, "WHOLE", 2.0)
    site.pages["/slow"] = Page(b"x" * 1000, headers={"Content-Type": "text/plain"}, drip=0.1)
    job = post(client, f"{site.url}/slow")
    while not site.asked:
        time.sleep(0.01)
    assert client.delete(f"/api/v1/jobs/{job['id']}").status_code == 200
    stopped = finished(client, client.get(f"/api/v1/jobs/{job['id']}").json())
    assert (stopped["state"], stopped["added"]) == ("stopped", [])


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Page(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", headers={"Content-Type": "image/png"}), ""),
        (Page(b"%PDF-1.7\n\xff\xff", headers={"Content-Type": "application/pdf"}), ""),
        (Page(b"<html><body></body></html>", headers=HTML), ""),
        (Page(b"", headers=HTML), ""),
        (Page(b"half", headers={"Content-Type": "text/plain", "Content-Length": "4000"}), "can't be fetched"),
        (Page(b"\x1f\x8bno", headers={"Content-Type": "text/plain", "Content-Encoding": "gzip"}), ""),
        (Page(status=404), "answers with status 404"),
        (Page(status=500), "answers with status 500"),
    ],
    ids=["picture", "pdf", "empty page", "nothing", "cut off", "broken gzip", "not there", "broken"],
)
def test_what_is_no_report_says_so(client, site, answer, says):
    site.pages["/x"] = answer
    job = fetched(client, f"{site.url}/x")
    assert (job["state"], job["added"], job["known"]) == ("failed", [], []), job
    assert job["errors"][0].startswith(f"{site.url}/x")
    assert says in job["errors"][0]
    assert client.get("/api/v1/reports").json()["total"] == 3


@needs_chromium
def test_an_address_is_added_from_the_page(browser, site, tmp_path):
    from standoff.ledger import open_ledger
    from standoff.serving import make_app

    site.pages["/a"] = Page(page(1), headers=HTML)
    app = make_app(open_ledger(filled(tmp_path / "made.db")), coder="tests.serving.conftest:stub")
    with running(app) as address, watched(browser, address) as one:
        one.go("#/drop")
        one.page.get_by_role("button", name="Address").click()
        one.page.get_by_label("Address", exact=True).fill(f"{site.url}/a")
        one.page.get_by_label("Day it was published").fill("2020-03-11")
        one.page.get_by_role("button", name="Code it").click()
        one.page.wait_for_selector(".job .tag.good", timeout=60_000)
        one.page.get_by_label("Address", exact=True).fill("http://10.0.0.1/secret")
        one.page.get_by_role("button", name="Code it").click()
        one.page.wait_for_selector(".job .tag.bad", timeout=60_000)
        assert "an address inside" in one.page.locator(".job .form-error").inner_text()
        one.page.locator(".job-reports a").first.click()
        one.page.wait_for_selector(".report-text")
        assert sentence(1) in one.page.locator(".text").inner_text()
