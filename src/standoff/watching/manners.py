"""What servers ask of programs: robots.txt (RFC 9309), pauses between requests, and when to come back."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from standoff.errors import InputError
from standoff.reading.fetch import fetch

# The name under which robots.txt may speak of us.
NAME = "standoff"
# robots.txt is asked for again after a day, and no more of it is read than RFC 9309 demands.
LASTS = 86_400.0
LARGEST = 512_000
# Seconds between two requests to a server where it doesn't ask for more, and the most that is waited.
PAUSE, LONGEST_PAUSE = 1.0, 30.0
# No server is left alone for longer than this because of what it says, in seconds.
LONGEST = 86_400.0


class Manners:
    """Remembers, server by server, what may be asked and when it was asked last.

    ``private`` allows addresses of this machine and of private networks; ``sleep`` waits.
    """

    def __init__(self, *, private: bool = False, sleep: Callable[[float], None] = time.sleep) -> None:
        self._private, self._sleep = private, sleep
        self._rules: dict[str, tuple[float, RobotFileParser]] = {}
        self._asked: dict[str, float] = {}

    def wait_for(self, url: str) -> None:
        """Wait until ``url`` may be asked; InputError where its server forbids that."""
        server = _server(url)
        rules = self._rules_of(server, url)
        if not rules.can_fetch(NAME, url):
            raise InputError(url, "robots.txt of its server forbids it")
        pause = min(max(float(rules.crawl_delay(NAME) or 0), PAUSE), LONGEST_PAUSE)
        rest = self._asked.get(server, -LONGEST) + pause - time.monotonic()
        if rest > 0:
            self._sleep(rest)
        self._asked[server] = time.monotonic()

    def _rules_of(self, server: str, url: str) -> RobotFileParser:
        read, rules = self._rules.get(server, (-LASTS, RobotFileParser()))
        if time.monotonic() - read < LASTS:
            return rules
        rules = RobotFileParser()
        try:
            answer = fetch(f"{server}/robots.txt", private=self._private, largest=LARGEST)
        except InputError as error:
            raise InputError(url, f"robots.txt of its server can't be read: {error.reason}") from None
        with answer.body:
            if answer.status >= 500:
                raise InputError(url, f"robots.txt of its server can't be read: status {answer.status}")
            # RFC 9309, 2.3.1.3: a server without the file forbids nothing
            words = answer.body.read().decode("utf-8", "replace") if answer.status == 200 else ""
        rules.parse(words.splitlines())
        self._rules[server] = (time.monotonic(), rules)
        return rules


def asked_to_wait(headers: Mapping[str, str], *, now: float) -> float:
    """The seconds that a server asks to be left alone (Retry-After, Cache-Control: max-age), at most LONGEST."""
    after = headers.get("retry-after", "").strip()
    seconds = 0.0
    if after.isascii() and after.isdigit():
        seconds = float(after[:9])
    elif after:
        try:
            seconds = parsedate_to_datetime(after).replace(tzinfo=UTC).timestamp() - now
        except (ValueError, TypeError, IndexError, OverflowError):
            seconds = 0.0
    for part in headers.get("cache-control", "").split(","):
        name, _, value = part.strip().lower().partition("=")
        if name == "max-age" and value.isascii() and value.isdigit():
            seconds = max(seconds, float(value[:9]))
    return min(max(seconds, 0.0), LONGEST)


def clock() -> float:
    """This moment in seconds since 1970, UTC."""
    return datetime.now(UTC).timestamp()


def _server(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
