"""FEEDS.toml: which feeds are watched, and how often.

::

    interval = 900                      # seconds, for feeds that don't say theirs

    [[feeds]]
    url = "https://news.example/world/rss.xml"
    publisher = "The Post"              # where the feed doesn't name itself, or not as you do
    interval = 3600
    pages = true                        # read the page behind each new entry, not only what the feed says
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from standoff.errors import InputError
from standoff.reading.fetch import check_url

# No feed is asked more often than this, in seconds.
SHORTEST = 60
USUAL = 900


class Feed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One feed: its address, and how it is read; ``interval`` in seconds, None for that of the file."""

    url: str
    publisher: str | None = None
    interval: int | None = None
    pages: bool = False


class Feeds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a file says."""

    feeds: list[Feed]
    interval: int = USUAL

    def interval_of(self, feed: Feed) -> int:
        """Seconds between two polls of ``feed``."""
        return feed.interval or self.interval


def load_feeds(path: Path) -> Feeds:
    """The feeds of the file; InputError names the file and what is wrong in it."""
    source = str(path)
    try:
        feeds = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Feeds)
    except OSError as error:
        raise InputError(source, (error.strerror or str(error)).lower()) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(source, f"is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise InputError(source, str(error)) from error
    if not feeds.feeds:
        raise InputError(source, "names no feed")
    for number, feed in enumerate(feeds.feeds, 1):
        position = f"feed {number}"
        try:
            check_url(feed.url, source=source)
        except InputError as error:
            raise InputError(source, f"{feed.url!r} {error.reason}", position=position) from None
        if feeds.interval_of(feed) < SHORTEST:
            raise InputError(source, f"its interval is under {SHORTEST} seconds", position=position)
    twice = [feed.url for feed in feeds.feeds]
    for url in twice:
        if twice.count(url) > 1:
            raise InputError(source, f"names {url} twice")
    return feeds
