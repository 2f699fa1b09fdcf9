"""One poll of one feed: asked only for what has changed, its new entries given as reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from standoff.errors import InputError
from standoff.reading.article import LARGEST_PAGE, charset_of, page_to_report
from standoff.reading.fetch import Answer, fetch
from standoff.reading.formats import Defaults
from standoff.reading.inputs import read_answer
from standoff.report import Report
from standoff.watching.feeds_file import Feed
from standoff.watching.manners import LONGEST, Manners, asked_to_wait, clock
from standoff.watching.state import FeedState

# No feed is larger, in bytes as sent.
LARGEST = 20_000_000
# After this many failures in a row the pause doesn't grow any more (it doubles with each).
MOST_DOUBLINGS = 6
_GONE = 410
_NOT_CHANGED = 304


@dataclass(slots=True)
class Poll:
    """A poll under way: iterate over ``reports``, then call ``done`` when they are kept; only then is it remembered.

    ``said`` is one line about it once the feed has answered.
    """

    feed: Feed
    state: FeedState
    interval: int
    manners: Manners
    defaults: Defaults
    said: str = ""
    _answer: Answer | None = None
    _seen: dict[str, str] = field(default_factory=dict)

    def reports(self) -> Iterator[Report | InputError]:
        """The reports of entries that are new or have changed; an InputError where something can't be read."""
        url = self.feed.url
        headers = {"If-None-Match": self.state.etag, "If-Modified-Since": self.state.modified}
        try:
            self.manners.wait_for(url)
            asked = {name: value for name, value in headers.items() if value}
            answer = fetch(url, private=self.defaults.private, headers=asked, largest=LARGEST)
        except InputError as error:
            self.said = f"{url}: {error.reason}"
            yield error
            return
        self._answer = answer
        with answer.body:
            if answer.status == _NOT_CHANGED:
                self._seen = self.state.seen
                self.said = f"{url}: not changed"
            elif answer.status != 200:
                self.said = f"{url}: answers with status {answer.status}"
                yield InputError(url, f"answers with status {answer.status}")
            else:
                moved = f" (it has moved for good to {answer.url}: change its address)" if answer.moved_for_good else ""
                new = 0
                for item in self._new(answer):
                    new += isinstance(item, Report)
                    yield item
                self.said = f"{url}: {new} new of {len(self._seen)} entries{moved}"

    def done(self, *, now: float | None = None) -> None:
        """Remember what was answered, and when the feed may be asked again."""
        now = clock() if now is None else now
        answer, state = self._answer, self.state
        if answer is None or answer.status not in {200, _NOT_CHANGED}:
            state.failures += 1
            state.gone = answer is not None and answer.status == _GONE
            wait = min(self.interval * 2.0 ** min(state.failures, MOST_DOUBLINGS), LONGEST)
        else:
            state.failures = 0
            state.seen = self._seen
            if answer.status == 200:
                state.etag = answer.headers.get("etag")
                state.modified = answer.headers.get("last-modified")
            wait = float(self.interval)
        state.due = now + max(wait, asked_to_wait(answer.headers, now=now) if answer is not None else 0.0)

    def _new(self, answer: Answer) -> Iterator[Report | InputError]:
        for item in read_answer(self.feed.url, answer, self.defaults):
            if isinstance(item, InputError):
                yield item
                continue
            key = item.given_id or item.source
            digest = hashlib.sha256(item.text.encode()).hexdigest()[:16]
            self._seen[key] = digest
            if self.state.seen.get(key) == digest:
                continue
            report = self._page(item) if self.feed.pages else item
            yield replace(report, publisher=self.feed.publisher or report.publisher)

    def _page(self, entry: Report) -> Report:
        """The article of the page behind an entry; the entry itself where there is none to be read."""
        if not entry.source.startswith(("http://", "https://")):
            return entry
        try:
            self.manners.wait_for(entry.source)
            answer = fetch(entry.source, private=self.defaults.private, largest=LARGEST_PAGE)
            with answer.body:
                page = answer.body.read() if answer.status == 200 else b""
            charset = charset_of(answer.headers.get("content-type", ""))
            found = page_to_report(
                page, source=entry.source, where=entry.source, charset=charset,
                defaults=replace(self.defaults, published=entry.published, publisher=entry.publisher, ids={}),
            ) if page else None  # fmt: skip
        except InputError:
            found = None
        if found is None:
            self.defaults.beside["pages that can't be read: the feed's own words kept"] += 1
            return entry
        return replace(found, title=found.title or entry.title, language=found.language, given_id=entry.given_id)
