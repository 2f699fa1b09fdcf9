"""Debian's Chromium, driven by Playwright, over a server that runs here; without it the tests skip with a reason."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import uvicorn

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# How long something may take, in seconds, on a machine that has much else to do.
PATIENCE = 40
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")


@contextlib.contextmanager
def running(app) -> Iterator[str]:
    """The address of ``app``, served in a thread."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started:
        assert time.monotonic() < until, "the server doesn't start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@dataclass
class Watched:
    """A page of the browser, with what went wrong on it and every address that it asked for."""

    page: object
    address: str
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answered: dict[str, int] = field(default_factory=dict)

    def go(self, where: str = "") -> None:
        """Open a view and wait until it has what it asks for."""
        self.page.goto(f"{self.address}/{where}")
        self.page.wait_for_selector("main h1, main .search-head, .alone h1, main .empty h3")
        self.settle()

    def until(self, holds: str) -> None:
        """Wait until the expression holds; Playwright's own way would evaluate a string, which the policy forbids."""
        until = time.monotonic() + PATIENCE
        while not self.page.evaluate(f"() => Boolean({holds})"):
            assert time.monotonic() < until, holds
            self.page.wait_for_timeout(30)

    def settle(self) -> None:
        """Wait until nothing is being loaded."""
        self.page.wait_for_load_state("networkidle")
        self.until("!document.querySelector('.spinner, .stale, [aria-busy=\"true\"], .feedback[role=status]')")


@contextlib.contextmanager
def chromium() -> Iterator[object]:
    """A browser with a fresh profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def watched(browser, address: str, **options) -> Iterator[Watched]:
    """A new page; at its end nothing may have gone wrong, and nothing may have been asked of another host."""
    context = browser.new_context(viewport=options.pop("viewport", WIDE), **options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    one = Watched(page, address)
    page.on("console", lambda message: one.wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: one.wrong.append(str(error)))
    page.on("dialog", lambda dialog: (one.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: one.asked.append(request.url))
    yield one
    context.close()
    assert one.wrong == []
    assert [url for url in one.asked if not url.startswith(address)] == []
