"""Feeds are asked politely and only for what is new; nothing is lost or kept twice over restarts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from standoff.errors import InputError
from standoff.report import Report
from standoff.watching import manners
from standoff.watching import watch as watching
from standoff.watching.feeds_file import Feed, Feeds, load_feeds
from standoff.watching.manners import asked_to_wait
from standoff.watching.state import State
from tests.reading.hostile import item, page, rss, sentence
from tests.server import Page, serving

ROOT = Path(__file__).parents[2]
RSS = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def site():
    with serving() as running:
        running.pages["/feed"] = Page(rss([item(1), item(2)]), headers=RSS)
        yield running


@pytest.fixture
def clock(monkeypatch):
    """A clock that tests set: seconds since 1970."""
    now = [1_000_000.0]
    monkeypatch.setattr(watching, "clock", lambda: now[0])
    monkeypatch.setattr("standoff.watching.poll.clock", lambda: now[0])
    return now


class Round:
    """Polls the feeds once more each time, from a state that is read from its file as after a restart."""

    def __init__(self, folder: Path, *feeds: Feed) -> None:
        self.path, self.feeds = folder / "state.json", Feeds(feeds=list(feeds), interval=600)
        self.beside: Counter[str] = Counter()
        self.slept: list[float] = []
        self.said: list[str] = []

    def __call__(self, *, crash: bool = False) -> list[Report | InputError]:
        kept: list[Report | InputError] = []

        def keep(items):
            kept.extend(items)
            if crash:
                raise KeyboardInterrupt

        watching.watch(
            self.feeds, State(self.path), keep, self.said.append, private=True, beside=self.beside, once=True,
            sleep=self.slept.append,
        )  # fmt: skip
        return kept

    def state(self) -> dict:
        return next(iter(json.loads(self.path.read_text()).values()))


def test_only_what_is_new_or_has_changed_is_read(site, clock, tmp_path):
    poll = Round(tmp_path, Feed(url=site.url + "/feed"))
    assert [r.text for r in poll()] == [sentence(1), sentence(2)]
    clock[0] += 601
    changed = item(2).replace(sentence(2), sentence(22))
    site.pages["/feed"] = Page(rss([item(1), changed, item(3)]), headers=RSS)
    assert [r.text for r in poll()] == [sentence(22), sentence(3)]


def test_a_feed_is_not_asked_before_its_interval_is_over(site, clock, tmp_path):
    poll = Round(tmp_path, Feed(url=site.url + "/feed"))
    poll()
    clock[0] += 599
    assert poll() == [] and site.paths() == ["/feed"]
    clock[0] += 2
    poll()
    assert site.paths() == ["/feed", "/feed"]


def test_a_server_is_told_what_is_held_and_its_not_changed_is_believed(site, clock, tmp_path):
    def answer(headers):
        if (
            headers.get("if-none-match") == '"7"'
            and headers.get("if-modified-since") == "Fri, 28 Jan 2022 09:30:00 GMT"
        ):
            return Page(status=304)
        return Page(rss([item(1)]), headers={**RSS, "ETag": '"7"', "Last-Modified": "Fri, 28 Jan 2022 09:30:00 GMT"})

    site.pages["/feed"] = answer
    poll = Round(tmp_path, Feed(url=site.url + "/feed"))
    assert len(poll()) == 1
    for _ in range(2):
        clock[0] += 601
        assert poll() == []
    assert "not changed" in poll.said[-1]
    assert len(site.paths()) == 3


def test_what_robots_txt_forbids_is_not_asked(site, clock, tmp_path):
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /feed\n")
    poll = Round(tmp_path, Feed(url=site.url + "/feed"))
    (found,) = poll()
    assert isinstance(found, InputError) and "robots.txt" in str(found)
    assert site.paths() == []


def test_rules_for_us_go_before_those_for_all(site, clock, tmp_path):
    site.pages["/robots.txt"] = Page(b"User-agent: standoff\nAllow: /\n\nUser-agent: *\nDisallow: /\n")
    assert len(Round(tmp_path, Feed(url=site.url + "/feed"))()) == 2


def test_a_server_without_rules_forbids_nothing_and_a_broken_one_all(site, clock, tmp_path):
    site.pages["/robots.txt"] = Page(status=500)
    (found,) = Round(tmp_path, Feed(url=site.url + "/feed"))()
    assert "status 500" in str(found) and site.paths() == []


def test_pauses_are_kept_between_requests_to_one_server(site, clock, tmp_path):
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 7\n")
    site.pages["/other"] = site.pages["/feed"]
    poll = Round(tmp_path, Feed(url=site.url + "/feed"), Feed(url=site.url + "/other"))
    poll()
    (pause,) = poll.slept
    assert 2 < pause <= 7


def test_a_feed_that_fails_is_asked_less_and_less_often(site, clock, tmp_path):
    site.pages["/feed"] = Page(status=500)
    poll = Round(tmp_path, Feed(url=site.url + "/feed"))
    waits = []
    for _ in range(3):
        (found,) = poll()
        assert "status 500" in str(found)
        waits.append(poll.state()["due"] - clock[0])
        clock[0] = poll.state()["due"]
    assert waits == [1_200, 2_400, 4_800]
    site.pages["/feed"] = Page(rss([item(1)]), headers=RSS)
    assert len(poll()) == 1
    assert poll.state()["due"] - clock[0] == 600 and poll.state()["failures"] == 0


def test_a_server_that_asks_for_time_gets_it(site, clock, tmp_path):
    site.pages["/feed"] = Page(status=429, headers={"Retry-After": "5000"})
    poll = Round(tmp_path, Feed(url=site.url + "/feed"))
    poll()
    assert poll.state()["due"] - clock[0] == 5_000


def test_a_feed_that_is_gone_is_not_asked_again(site, clock, tmp_path):
    site.pages["/feed"] = Page(status=410)
    poll = Round(tmp_path, Feed(url=site.url + "/feed"))
    poll()
    clock[0] += 10**7
    assert poll() == [] and site.paths() == ["/feed"]


def test_what_was_not_kept_is_read_again(site, clock, tmp_path):
    poll = Round(tmp_path, Feed(url=site.url + "/feed"))
    with pytest.raises(KeyboardInterrupt):
        poll(crash=True)
    assert len(poll()) == 2


def test_the_page_behind_an_entry_is_read_where_that_is_wished(site, clock, tmp_path):
    entries = [item(n).replace("<guid>", f"<link>{site.url}/{n}</link><guid>") for n in (1, 2)]
    site.pages["/feed"] = Page(rss(entries), headers=RSS)
    site.pages["/1"] = Page(page(11), headers={"Content-Type": "text/html"})
    poll = Round(tmp_path, Feed(url=site.url + "/feed", publisher="Mine", pages=True))
    first, second = poll()
    assert sentence(11) in first.text and second.text == sentence(2)
    assert {first.publisher, second.publisher} == {"Mine"}
    assert poll.beside.total() == 1
    clock[0] += 601
    poll()
    assert site.paths() == ["/feed", "/1", "/2", "/feed"]


def test_a_feed_cannot_make_the_program_ask_inside(site, clock, tmp_path, monkeypatch):
    entry = item(1).replace("<guid>", f"<link>{site.url}/inside</link><guid>")
    site.pages["/feed"] = Page(rss([entry]), headers=RSS)
    answers = iter([True, True])  # robots.txt and the feed pass for public
    monkeypatch.setattr("standoff.reading.addresses.may_be_asked", lambda address: next(answers, False))
    feeds = Feeds(feeds=[Feed(url=site.url + "/feed", pages=True)])
    kept: list[Report | InputError] = []
    watching.watch(feeds, State(tmp_path / "s.json"), kept.extend, lambda line: None, once=True, sleep=lambda s: None)
    assert [r.text for r in kept] == [sentence(1)]
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"retry-after": "120"}, 120),
        ({"retry-after": "Fri, 28 Jan 2022 09:30:00 GMT"}, 1_643_362_200 - 1_643_362_000),
        ({"retry-after": "soon"}, 0),
        ({"retry-after": "9" * 40}, manners.LONGEST),
        ({"cache-control": "public, max-age=300"}, 300),
        ({"retry-after": "-5"}, 0),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone(headers, seconds):
    assert asked_to_wait(headers, now=1_643_362_000) == seconds


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "feeds"),
        ("feeds = []", "names no feed"),
        ("[[feeds]]\nurl = 'ftp://x.example/'", "only http and https"),
        ("[[feeds]]\nurl = 'http://x.example/'\ninterval = 5", "under 60 seconds"),
        ("[[feeds]]\nurl = 'http://x.example/'\nintervall = 500", "intervall"),
        ("[[feeds]]\nurl = 'http://x.example/'\n" * 2, "twice"),
        ("[[feeds", "is not TOML"),
    ],
)
def test_a_fault_in_the_file_of_feeds_is_named(tmp_path, content, said):
    path = tmp_path / "feeds.toml"
    path.write_text(content)
    with pytest.raises(InputError, match=said) as caught:
        load_feeds(path)
    assert "feeds.toml" in str(caught.value)


def test_a_state_that_is_damaged_is_named(tmp_path):
    (tmp_path / "s.json").write_text("{")
    with pytest.raises(InputError, match="is no state"):
        State(tmp_path / "s.json")


def test_the_command_keeps_what_is_new_and_goes_on_after_a_restart(site, tmp_path):
    (tmp_path / "feeds.toml").write_text(f"[[feeds]]\nurl = '{site.url}/feed'\n")

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.with_stub_coder", "watch", "feeds.toml", "--once", "--allow-private"]
        environ = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(  # noqa: PLW1510
            [*command, "--summary", "s.json"], cwd=tmp_path, env=environ, capture_output=True, text=True, timeout=120
        )

    first = run()
    assert first.returncode == 0, first.stderr
    assert "2 new of 2 entries" in first.stderr
    assert json.loads((tmp_path / "s.json").read_text())["coded"] == 2
    state = tmp_path / "feeds.state.json"
    state.unlink()
    second = run()
    assert second.returncode == 0, second.stderr
    assert json.loads((tmp_path / "s.json").read_text())["already_known"] == 2
    third = run()
    assert third.returncode == 0
    assert json.loads((tmp_path / "s.json").read_text())["reports_in"] == 0
