"""How long the page's views take on a record of 10,000 reports with 20 users at once.

usage: python benchmarks/page.py [--reports 10000] [--users 20] [--seconds 60] [--think 1.0] [--record FILE]

Makes the record from reports made up (stub_reports.py; nothing is coded), serves it, and lets each user open view after
view, half of them on the newest day and the others on days chosen at random, each with all the requests that the page
makes for it, some thought between two views. Prints for each view the median and the 99th percentile of the time that
the server took for its slowest request, as it says itself in Server-Timing, and of the time that the user waited for
the whole view: of views for which some answer had to be made, and of those whose answers were all kept from before;
then how much of a processor making took on the mean, which other programs on the machine change least; then the first
paint in Chromium, where that is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx
from stub_reports import DAYS, FIRST, LAST, STATES, THINGS, stub

sys.path.insert(0, str(Path(__file__).parent.parent))

# How many of the views are opened on the newest day, as most are; the others on any.
NEWEST = 0.5
HOWS = ("made", "kept")


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
    choices = [f"sides?on={on}&limit=300", f"issues?on={on}&limit=60"]
    return {
        "standing": [f"positions?on={on}&limit=60", f"negotiation?on={on}&state=open&limit=60",
                     f"changes?on={on}&since={week}&limit=60", f"figures?on={on}&contested=true&limit=12"],
        "timeline": [f"acts/days?on={on}&since={FIRST}&until={on}",
                     f"acts?on={on}&since={FIRST}&until={on}&order=-day&limit=50", f"markets?on={on}&since={FIRST}",
                     f"measures?on={on}&actor={a}&recipient={b}&by=week&since={FIRST}",
                     f"measures?on={on}&actor={b}&recipient={a}&by=week&since={FIRST}", *choices],
        "crisis map": [f"acts?on={on}&since={month}&until={on}&towards=true&limit=150", *choices],
        "network": [f"network?on={on}&since={quarter}&until={on}", f"sides?on={on}&limit=300"],
        "places": [f"places?on={on}&since={quarter}&until={on}"],
        "brief": [f"brief?on={on}", f"positions?on={on}&limit=8"],
        "reports": [f"reports?on={on}&limit=50"],
        "report": [f"reports/{report}"],
        "search": [f"search?q={word}&limit=30"],
    }  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """One view opened: seconds that the server took for its slowest request, that the user waited, of making."""

    server: float
    user: float
    making: float


# What was measured, by view and whether anything had to be made for it.
Times = dict[tuple[str, str], list[Opened]]


async def opened(client: httpx.AsyncClient, asked: list[str]) -> Opened:
    """Open a view: all its requests at once, as a browser sends them."""
    begun = time.perf_counter()
    answers = await asyncio.gather(*(client.get(f"/api/v1/{one}") for one in asked))
    waited = time.perf_counter() - begun
    slowest, making = 0.0, 0.0
    for answer in answers:
        answer.raise_for_status()
        took = dict(re.findall(r"(app|made);dur=([\d.]+)", answer.headers["server-timing"]))
        slowest = max(slowest, float(took["app"]) / 1000)
        making += float(took.get("made", 0)) / 1000
    return Opened(slowest, waited, making)


async def use(
    address: str, number: int, until: float, wanted: argparse.Namespace, times: Times, reports: list[str]
) -> None:
    """One user: opens views at random until it is time to go."""
    chance = random.Random(number)
    async with httpx.AsyncClient(base_url=address, timeout=60, headers={"Accept-Encoding": "gzip"}) as client:
        await asyncio.sleep(chance.random() * wanted.think)
        while time.monotonic() < until:
            on = LAST if chance.random() < NEWEST else FIRST + timedelta(days=chance.randrange(60, DAYS))
            offered = views(on.isoformat(), chance, chance.choice(reports))
            view = chance.choice(sorted(offered.keys() - set(wanted.without)))
            one = await opened(client, offered[view])
            times[view, HOWS[not one.making]].append(one)
            await asyncio.sleep(chance.expovariate(1 / wanted.think) if wanted.think else 0)


async def all_use(address: str, wanted: argparse.Namespace, reports: list[str]) -> Times:
    """The users at once; what was measured."""
    times: Times = defaultdict(list)
    until = time.monotonic() + wanted.seconds
    await asyncio.gather(*(use(address, number, until, wanted, times, reports) for number in range(wanted.users)))
    return times


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
            reports = [one["id"] for one in httpx.get(f"{address}/api/v1/reports?limit=200").json()["items"]]
            times = asyncio.run(all_use(address, wanted, reports))
            print(f"{wanted.reports} reports, {wanted.users} users, {wanted.think:.1f} s of thought between views")
            print("view        answers  opened  server median      p99  waited median      p99  making")
            for (view, how), found in sorted(times.items()):
                server, waited = [x.server for x in found], [x.user for x in found]
                print(
                    f"{view:11} {how:7}  {len(found):6}  {told(statistics.median(server), 13)}  {told(p99(server), 7)}"
                    f"  {told(statistics.median(waited), 13)}  {told(p99(waited), 7)}"
                    f"  {told(statistics.mean(x.making for x in found), 6)}"
                )
            paints = first_paint(address)
            if paints:
                print(f"first paint {statistics.median(paints):.2f} s (median of {len(paints)})")


def told(seconds: float, wide: int) -> str:
    """Milliseconds, in so many places."""
    return f"{seconds * 1000:{wide - 3}.0f} ms"


def p99(values: list[float]) -> float:
    """The 99th percentile, the greatest of few."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


if __name__ == "__main__":
    main()
