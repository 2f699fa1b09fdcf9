"""What is remembered of each feed between polls and over restarts, in one small JSON file."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from standoff.errors import InputError


class FeedState(msgspec.Struct, kw_only=True):
    """What is remembered of one feed.

    ``due`` is when it may be asked again (seconds since 1970, UTC); ``etag`` and ``modified`` are what it said of its
    last answer; ``seen`` holds the entries of that answer with a digest of their texts; ``failures`` counts polls in a
    row that failed; ``gone`` is set where the server said that it won't come back (410).
    """

    due: float = 0.0
    etag: str | None = None
    modified: str | None = None
    seen: dict[str, str] = {}
    failures: int = 0
    gone: bool = False


class State:
    """The file of what is remembered; each ``save`` replaces it whole, so that no crash leaves half of one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.feeds = msgspec.json.decode(path.read_bytes(), type=dict[str, FeedState])
        except FileNotFoundError:
            self.feeds = {}
        except OSError as error:
            raise InputError(str(path), (error.strerror or str(error)).lower()) from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(
                str(path), f"is no state of watched feeds: {error}; without it all is asked anew"
            ) from error

    def of(self, url: str) -> FeedState:
        """What is remembered of the feed ``url``."""
        return self.feeds.setdefault(url, FeedState())

    def save(self) -> None:
        """Write the file; InputError where that can't be done."""
        beside = self.path.with_name(self.path.name + ".new")
        try:
            with beside.open("wb") as out:
                out.write(msgspec.json.format(msgspec.json.encode(self.feeds), indent=1))
                out.flush()
                os.fsync(out.fileno())
            beside.replace(self.path)
        except OSError as error:
            raise InputError(str(self.path), f"can't be written: {(error.strerror or str(error)).lower()}") from error
