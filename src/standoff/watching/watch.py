"""The round of the feeds: each polled when it is due, its state saved when its reports are kept."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable

from standoff.errors import InputError
from standoff.reading.article import extractor
from standoff.reading.formats import Defaults
from standoff.report import Report
from standoff.watching.feeds_file import Feeds
from standoff.watching.manners import Manners, clock
from standoff.watching.poll import Poll
from standoff.watching.state import State

# The longest sleep between two looks at the clock, in seconds: a machine that was suspended catches up.
LONGEST_SLEEP = 60.0


def watch(
    feeds: Feeds,
    state: State,
    keep: Callable[[Iterable[Report | InputError]], None],
    say: Callable[[str], None],
    *,
    private: bool = False,
    beside: Counter[str] | None = None,
    once: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Poll every feed that is due, for ever, or ``once``.

    ``keep`` takes the reports of a poll and keeps them before it comes back; ``say`` gets a line a poll. What is
    remembered is saved after each: whatever ends the program, nothing is lost and nothing kept twice.
    """
    manners = Manners(private=private, sleep=sleep)
    while True:
        for feed in feeds.feeds:
            known = state.of(feed.url)
            if known.gone or known.due > clock():
                continue
            defaults = Defaults(private=private, beside=beside if beside is not None else Counter())
            poll = Poll(feed, known, feeds.interval_of(feed), manners, defaults)
            with extractor():
                keep(poll.reports())
            poll.done()
            state.save()
            say(poll.said)
        waiting = [state.of(feed.url).due for feed in feeds.feeds if not state.of(feed.url).gone]
        if once or not waiting:
            return
        try:
            sleep(min(max(min(waiting) - clock(), 0.0), LONGEST_SLEEP))
        except KeyboardInterrupt:
            return  # between two polls nothing is under way
