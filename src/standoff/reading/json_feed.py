"""JSON Feed 1 and 1.1 (.json): one report an item; a bad item costs only itself.

A list of objects with the members of JSON Lines is read too, and JSON Lines under this suffix.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

import msgspec

from standoff.errors import InputError
from standoff.reading import json_lines
from standoff.reading.article import extractor
from standoff.reading.days import parse_feed_day
from standoff.reading.fields import kind_of, to_report
from standoff.reading.formats import Defaults, Format
from standoff.reading.normalise import decode
from standoff.report import FIELDS, Report
from standoff.workers import TaskFailed, TaskLost

LARGEST = 50_000_000
_FEED = "jsonfeed.org/version/"


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of ``stream`` in order, an InputError in place of each item that is none.

    Raises InputError where it is no JSON Feed, list or JSON Lines, or is too large.
    """
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(source, f"is over {LARGEST:,} bytes; JSON Lines (.jsonl) may have any size")
    if not data.strip():
        raise InputError(source, "holds no text")
    try:
        whole = msgspec.json.decode(decode(data, source=source).lstrip("\ufeff"))
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        first = data.strip().partition(b"\n")[0]
        if b"\n" in data.strip() and first.startswith(b"{") and first.rstrip().endswith(b"}"):
            yield from json_lines.read(source, BytesIO(data), defaults)
            return
        raise InputError(source, f"is not JSON: {error}") from None
    if isinstance(whole, dict) and _FEED in str(whole.get("version", "")):
        yield from _items(whole, source, defaults)
    elif isinstance(whole, dict) and defaults.columns.get("text", "text") in whole:
        yield from _objects([whole], source, defaults)
    elif isinstance(whole, list):
        yield from _objects(whole, source, defaults)
    else:
        raise InputError(source, "is JSON, but neither a JSON Feed nor reports")


def _objects(objects: list[Any], source: str, defaults: Defaults) -> Iterator[Report | InputError]:
    if not objects:
        raise InputError(source, "is an empty list")
    for number, members in enumerate(objects, 1):
        position = f"item {number}"
        try:
            if not isinstance(members, dict):
                raise InputError(source, f"is not a report: it is {kind_of(members)}", position=position)
            fields = {field: members.get(defaults.columns.get(field, field)) for field in FIELDS}
            yield to_report(fields, source=source, where=f"{source}#{number}", defaults=defaults, position=position)
        except InputError as error:
            yield error


def _items(feed: Mapping[str, Any], source: str, defaults: Defaults) -> Iterator[Report | InputError]:
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise InputError(source, "is a feed without an entry")
    with extractor():
        for number, item in enumerate(items, 1):
            position = f"entry {number}"
            try:
                if not isinstance(item, dict):
                    raise InputError(source, f"is no report: it is {kind_of(item)}", position=position)
                fields = _fields(item, feed, source, position)
                yield to_report(fields, source=source, where=f"{source}#{number}", defaults=defaults, position=position)
            except InputError as error:
                yield error


def _fields(item: Mapping[str, Any], feed: Mapping[str, Any], source: str, position: str) -> dict[str, Any]:
    texts = [item.get("content_text"), item.get("summary"), item.get("title")]
    html = item.get("content_html")
    if isinstance(html, str) and html.strip():
        try:
            with extractor() as made:
                texts.insert(1, made.scrap(html))
        except (TaskLost, TaskFailed) as error:
            raise InputError(source, f"no text could be taken out of it: {error}", position=position) from None
    day = item.get("date_published") or item.get("date_modified")
    url = item.get("url") or item.get("external_url")
    return {
        "text": next((text for text in texts if isinstance(text, str) and text.strip()), None),
        "id": item.get("id"), "title": item.get("title"), "publisher": feed.get("title"),
        "published": parse_feed_day(day, source=source, position=position) if isinstance(day, str) and day else day,
        "url": url if isinstance(url, str) and url.startswith(("http://", "https://")) else None,
        "language": item.get("language") or feed.get("language"),
    }  # fmt: skip


FORMAT = Format(name="JSON Feed", suffixes=(".json",), kinds=("application/feed+json", "application/json"), read=read)
