"""How long the page's views take on a record of 10,000 reports with 20 users at once.

usage: python benchmarks/page.py [--reports 10000] [--users 20] [--seconds 60] [--think 1.0] [--record FILE]

Makes the record from stub reports (nothing is coded), serves it, and lets each user open view after view on days chosen
at random, each view with all the requests that the page makes for it, some thought between two views. Prints for each
view the median and the 99th percentile of the time that the server took for its slowest request, as it says itself in
Server-Timing, and of the time that the user waited for the whole view; how much of a processor all requests of a view
took on the mean, which other programs on the machine don't change; then the first paint in Chromium, where that is
installed.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parent.parent))

FIRST, LAST = date(2018, 1, 1), date(2019, 12, 31)
STATES = {
    "RUS": "Russia", "UKR": "Ukraine", "USA": "the United States", "CHN": "China", "IRN": "Iran", "ISR": "Israel",
    "TUR": "Turkey", "SYR": "Syria", "FRA": "France", "DEU": "Germany", "GBR": "Britain", "SAU": "Saudi Arabia",
    "IND": "India", "PAK": "Pakistan", "JPN": "Japan", "KOR": "South Korea",
}  # fmt: skip
VERBS = ("open", "close", "guard", "leave", "share", "inspect", "rebuild", "patrol")
THINGS = (
    "border", "strait", "canal", "pipeline", "harbour", "airfield", "refinery", "corridor", "observatory", "mine",
    "railway", "bridge", "archive", "reactor", "dam", "embassy", "camp", "market", "fishery", "island",
)  # fmt: skip
PLACES = (("Mandera", 3.94, 41.86), ("Lviv", 49.84, 24.03), ("Idlib", 35.93, 36.63), ("Basra", 30.51, 47.78))
PAPERS = tuple(f"The {name}" for name in ("Courier", "Ledger", "Despatch", "Skua", "Gannet", "Plover", "Knot", "Ruff"))
MARKETS = ("Tea", "Copper", "Wheat", "Oil")
DAYS = (LAST - FIRST).days


def stub(number: int) -> object:
    """The record of a stub report: a demand and its refusal, troops, a statement, a market, from the number alone."""
    from standoff import record as r
    from standoff.report import Report
    from standoff.span import Span

    chance = random.Random(number)
    a, b = chance.sample(sorted(STATES), 2)
    asks, refuses = STATES[a], STATES[b]
    issue = (
        f"{chance.choice(VERBS)} the {chance.choice(('old', 'new', 'northern', 'southern'))} {chance.choice(THINGS)}"
    )
    troops, (place, lat, lon) = chance.randrange(500, 40_000, 500), chance.choice(PLACES)
    market, moved = chance.choice(MARKETS), chance.choice(("rose", "fell"))
    first = f"{asks} demanded that {refuses} {issue}"
    second, third = f"{refuses} rejected the demand", f"Some {troops:,} troops of {asks} moved near {place}"
    said, fourth = f"We shall not {chance.choice(VERBS)} it {number}", f"{market} prices {moved}"
    text = (
        f"{first}. {second}. {third}. “{said},” a minister said. {fourth}. " + f"Nothing else was told, {number}. " * 12
    )
    day = FIRST + timedelta(days=round(DAYS * chance.random() ** 0.8))
    report = Report(text=text, source=f"stub-{number}", published=day, publisher=chance.choice(PAPERS))

    def at(words: str, within: str = "") -> Span:
        begin = text.index(words, text.index(within) if within else 0)
        return Span(begin, begin + len(words))

    def state(own: str, code: str) -> r.Actor:
        return r.Actor(id=own, code=f"{code}:GOV", name=STATES[code].removeprefix("the "), type="state", country=code,
                       sector="GOV", mentions=[at(STATES[code])], confidence=0.9)  # fmt: skip

    def event(own: str, kind: str, words: str, trigger: str, actor: str, other: str, **more: object) -> r.Event:
        fields = {"modality": "actual", "confidence": 0.8, "intensity": -4.0, **more}
        return r.Event(id=own, type=kind, actors=[actor], recipients=[other], trigger=at(trigger, words),
                       evidence=at(words), **fields)  # fmt: skip

    return r.Record(
        report=r.ReportInfo(id=report.id, source=report.source, publisher=report.publisher, title=first,
                            published=day.isoformat(), language="en", text=text),
        actors=[
            state("a1", a), state("a2", b),
            r.Actor(id="a3", code=f"{b}:GOV", name="a minister", type="person", role="minister", country=b,
                    sector="GOV", mentions=[at("a minister")], confidence=0.7),
        ],
        issues=[r.Issue(id="i1", label=f"{refuses} to {issue}")],
        statements=[r.Statement(id="s1", speaker="a3", source=at("a minister"), cue=at("said", "a minister"),
                                content=[at(said)], kind="direct", sourcing="role", confidence=0.9)],
        events=[
            event("e1", "REQUEST", first, "demanded", "a1", "a2", act="demand", issue="i1"),
            event("e2", "REJECT", second, "rejected", "a2", "a1", act="reject", issue="i1", reply_to="e1"),
            event("e3", "MOBILIZE", third, "moved", "a1", "a2",
                  place=r.Place(name=place, country=None, lat=lat, lon=lon, span=at(place))),
        ],
        positions=[
            r.Position(actor="a1", issue="i1", stance="support", evidence=at(first), confidence=0.8),
            r.Position(actor="a2", issue="i1", stance="oppose", evidence=at(second), confidence=0.8),
        ],
        quantities=[
            r.Quantity(value=troops, unit="troops", about=f"troops of {asks} near {place}", qualifier="some",
                       evidence=at(f"Some {troops:,} troops"), confidence=0.9),
            r.Quantity(value=None, unit="price", about=market.lower(), direction="up" if moved == "rose" else "down",
                       evidence=at(fourth), confidence=0.8),
        ],
    )  # fmt: skip


def make(path: Path, reports: int) -> None:
    """A record of ``reports`` stub reports; one that is there is added to."""
    from standoff.ledger import open_ledger

    with open_ledger(path) as ledger:
        begun, kept = time.perf_counter(), len(ledger)
        for number in range(kept, reports):
            ledger.add(stub(number))
            if (number + 1) % 500 == 0:
                pace = (time.perf_counter() - begun) / (number + 1 - kept)
                print(f"\r{number + 1} reports, {pace * 1000:.1f} ms each", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def views(on: str, chance: random.Random, report: str) -> dict[str, list[str]]:
    """The requests of each view on the day ``on``, as the page makes them."""
    month = (date.fromisoformat(on) - timedelta(days=30)).isoformat()
    quarter = (date.fromisoformat(on) - timedelta(days=90)).isoformat()
    week = (date.fromisoformat(on) - timedelta(days=7)).isoformat()
    a, b = chance.sample(sorted(STATES), 2)
    word = chance.choice(THINGS)
    return {
        "standing": [f"positions?on={on}&limit=60", f"negotiation?on={on}&state=open&limit=60",
                     f"changes?on={on}&since={week}&limit=60", f"figures?on={on}&contested=true&limit=60"],
        "timeline": [f"acts/days?on={on}&since={FIRST}&until={on}",
                     f"acts?on={on}&since={FIRST}&until={on}&order=-day&limit=50", f"markets?on={on}&since={FIRST}",
                     f"measures?on={on}&actor={a}&recipient={b}&by=week&since={FIRST}", f"sides?on={on}&limit=300",
                     f"measures?on={on}&actor={b}&recipient={a}&by=week&since={FIRST}",
                     f"positions?on={on}&limit=60"],
        "crisis map": [f"acts?on={on}&since={month}&until={on}&towards=true&limit=150", f"positions?on={on}&limit=60",
                       f"sides?on={on}&limit=300"],
        "network": [f"network?on={on}&since={quarter}&until={on}", f"sides?on={on}&limit=300"],
        "places": [f"places?on={on}&since={quarter}&until={on}"],
        "brief": [f"brief?on={on}", f"positions?on={on}&limit=10"],
        "reports": [f"reports?on={on}&limit=50"],
        "report": [f"reports/{report}"],
        "search": [f"search?q={word}&limit=30"],
    }  # fmt: skip


class Times:
    """What was measured, by view: seconds of the server and of the user."""

    def __init__(self) -> None:
        self.server: dict[str, list[float]] = defaultdict(list)
        self.user: dict[str, list[float]] = defaultdict(list)
        self.processor: dict[str, list[float]] = defaultdict(list)
        self.lock = threading.Lock()

    def note(self, view: str, server: float, user: float, processor: float) -> None:
        """One view opened."""
        with self.lock:
            self.server[view].append(server)
            self.user[view].append(user)
            self.processor[view].append(processor)


def user(
    address: str, number: int, until: float, think: float, times: Times, reports: list[str], without: list[str]
) -> None:
    """One user: opens views at random until it is time to go."""
    chance = random.Random(number)
    with httpx.Client(base_url=address, timeout=60, headers={"Accept-Encoding": "gzip"}) as client:
        time.sleep(chance.random() * think)
        while time.monotonic() < until:
            on = (FIRST + timedelta(days=chance.randrange(60, DAYS))).isoformat()
            wanted = views(on, chance, chance.choice(reports))
            view = chance.choice(sorted(wanted.keys() - set(without)))
            begun, slowest, processor = time.perf_counter(), 0.0, 0.0
            for request in wanted[view]:
                answer = client.get(f"/api/v1/{request}")
                answer.raise_for_status()
                told = dict(re.findall(r"(app|processor);dur=([\d.]+)", answer.headers["server-timing"]))
                slowest = max(slowest, float(told["app"]) / 1000)
                processor += float(told.get("processor", 0)) / 1000
            times.note(view, slowest, time.perf_counter() - begun, processor)
            time.sleep(chance.expovariate(1 / think) if think else 0)


@contextlib.contextmanager
def serving(record: Path, *, searched: bool) -> Iterator[str]:
    """The address of `standoff serve` over ``record``, once its search has caught up where it is ``searched``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "standoff", "serve", "--record", str(record), "--port", str(port), "--quiet"]
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen(command, cwd=folder) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                with contextlib.suppress(httpx.TransportError):
                    if httpx.get(f"{address}/api/v1/record").status_code == 200:
                        break
                time.sleep(0.1)
            kept = httpx.get(f"{address}/api/v1/record").json()["reports"]
            found = f"{address}/api/v1/search?q=told&limit=1&field=report"
            while searched and httpx.get(found, timeout=60).json()["total"] < kept:
                time.sleep(1)
            yield address
        finally:
            server.terminate()


def first_paint(address: str) -> list[float]:
    """Seconds to the first contentful paint in fresh profiles of Chromium; nothing where there is none."""
    from tests.serving.browser import CHROMIUM, chromium

    if CHROMIUM is None:
        return []
    found = []
    with chromium() as browser:
        for _ in range(5):
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{address}/")
            page.wait_for_selector("main h1")
            paint = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
            found.append(page.evaluate(paint) / 1000)
            context.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1.0, help="mean seconds between two views of a user")
    parser.add_argument("--record", type=Path)
    parser.add_argument("--without", action="append", default=[], metavar="VIEW", help="a view to leave out")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = wanted.record or Path(folder) / "stub.db"
        make(path, wanted.reports)
        with serving(path, searched="search" not in wanted.without) as address:
            newest = httpx.get(f"{address}/api/v1/reports?limit=200").json()["items"]
            times = Times()
            until = time.monotonic() + wanted.seconds
            told = (address, until, wanted.think, times, [one["id"] for one in newest], wanted.without)
            users = [threading.Thread(target=user, args=(told[0], number, *told[1:])) for number in range(wanted.users)]
            for one in users:
                one.start()
            for one in users:
                one.join()
            print(f"{wanted.reports} reports, {wanted.users} users, {wanted.think:.1f} s of thought between views")
            print("view         opened  server median  server p99  waited median  waited p99  processor mean")
            for view in sorted(times.server):
                told_times = (times.server[view], times.user[view])
                used = statistics.mean(times.processor[view]) * 1000
                cells = [
                    f"{value * 1000:10.0f} ms" for one in told_times for value in (statistics.median(one), p99(one))
                ]
                print(f"{view:12} {len(times.server[view]):6}  {'  '.join(cells)}  {used:10.0f} ms")
            paints = first_paint(address)
            if paints:
                print(f"first paint {statistics.median(paints):.2f} s (median of {len(paints)})")


def p99(values: list[float]) -> float:
    """The 99th percentile, the greatest of few."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


if __name__ == "__main__":
    main()
