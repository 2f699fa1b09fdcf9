"""RSS 0.9x, 1.0 and 2.0, and Atom (.xml, .rss, .atom, .rdf): one report an entry; a bad entry costs only itself.

The text of a report is the fullest that its entry holds, without markup; an entry with a headline only has that for its
text. Nothing that a feed points to is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from standoff.errors import InputError
from standoff.reading.article import extractor
from standoff.reading.days import parse_feed_day
from standoff.reading.fields import to_report
from standoff.reading.formats import Defaults, Format
from standoff.report import Report
from standoff.workers import TaskFailed, TaskLost

# No feed is larger, in bytes: most have under 1 MB.
LARGEST = 50_000_000
ENTRIES = ("item", "entry")
# Where the text may stand, the fullest first; names without their namespace. Media RSS has a "description" and a
# "content" of pictures, told by its namespace.
TEXTS = ("encoded", "content", "description", "summary")
DAYS = ("pubDate", "published", "date", "updated", "issued", "modified")
_PICTURES = "http://search.yahoo.com/mrss"
_ITEM = re.compile(rb"<(item|entry)(?=[\s>/])")
_ROOT = re.compile(rb"<(?:rss|feed|[A-Za-z]{1,8}:RDF|channel)\b[^>]{0,4000}>")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of a feed in order, an InputError in place of each entry that can't be read.

    Raises InputError where ``stream`` is no feed, is too large, or declares entities (which can expand without end).
    """
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(source, f"is a feed of over {LARGEST:,} bytes")
    if not data.strip():
        raise InputError(source, "holds no text")
    feed = _Feed(source, defaults)
    with extractor():
        try:
            for element in _elements(data, source):
                yield from feed.take(element)
        except _Broken as broken:
            yield from _piece_by_piece(data, feed, broken)
    if not feed.root:
        raise InputError(source, "is XML, but no feed (RSS, Atom)")
    if not feed.number:
        raise InputError(source, "is a feed without an entry")


class _Broken(Exception):
    """The parser stopped: ``line`` and ``reason`` say where and why."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason


class _Feed:
    """A feed being read: what its head has said so far, and how many entries have gone by."""

    def __init__(self, source: str, defaults: Defaults) -> None:
        self.source, self.defaults = source, defaults
        self.root = ""
        self.number = 0
        self.title: str | None = None
        self.language: str | None = None
        self.seen: dict[str, str] = {}

    def take(self, element: Any) -> Iterator[Report | InputError]:
        """Learn from an element that has ended, and yield its report where it is an entry."""
        name = _name(element)
        if not self.root:
            self.root = _name(element.getroottree().getroot())
            if self.root not in {"rss", "feed", "RDF", "channel"}:
                raise InputError(self.source, "is XML, but no feed (RSS, Atom)")
        if name in ENTRIES:
            self.number += 1
            try:
                yield self.report(element)
            except InputError as error:
                yield error
            # what has been read is let go of, so that memory stays that of one entry
            element.clear()
        elif name == "title" and self.title is None and _name(element.getparent()) in {"channel", "feed"}:
            self.title = _words(element)
        elif name == "language" and self.language is None:
            self.language = (element.text or "").strip()[:20] or None

    def report(self, entry: Any) -> Report:
        """The report of one entry; InputError where it isn't one."""
        position = f"entry {self.number}"
        members: dict[str, Any] = {}
        for child in entry:
            if isinstance(child.tag, str) and not child.tag.startswith(f"{{{_PICTURES}}}"):
                members.setdefault(_name(child), child)
        text = max((self._text(members[name], position) for name in TEXTS if name in members), key=len, default="")
        title = self._text(members["title"], position) if "title" in members else None
        told = next((members[name] for name in ("guid", "id") if name in members), None)
        day = next((_words(members[name]) for name in DAYS if name in members and _words(members[name])), None)
        lang = entry.get("{http://www.w3.org/XML/1998/namespace}lang") or self.language
        fields = {
            "text": text or title, "title": title, "id": _words(told) if told is not None else None,
            "published": parse_feed_day(day, source=self.source, position=position) if day else None,
            "publisher": self.title, "url": _link(entry), "language": lang,
        }  # fmt: skip
        where = f"{self.source}#{self.number}"
        return to_report(fields, source=self.source, where=where, defaults=self.defaults, position=position)

    def _text(self, element: Any, position: str) -> str:
        from lxml import etree

        if len(element):
            content = (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
        else:
            content = element.text or ""
        try:
            with extractor() as made:
                return made.scrap(content).strip()
        except (TaskLost, TaskFailed) as error:
            reason = f"no text could be taken out of it: {error}"
            raise InputError(self.source, reason, position=position) from None


def _elements(data: bytes, source: str) -> Iterator[Any]:
    """The elements of ``data`` as they end. Raises InputError where entities are declared, _Broken where XML ends."""
    from lxml import etree

    guarded = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    events = etree.iterparse(BytesIO(data), events=("start", "end"), **guarded)
    first = True
    try:
        for event, element in events:
            if first:
                first = False
                declared = element.getroottree().docinfo.internalDTD
                if declared is not None and any(True for _ in declared.iterentities()):
                    raise InputError(source, "declares XML entities, which can expand without end: refused")
            if event == "end" and isinstance(element.tag, str):
                yield element
    except etree.XMLSyntaxError as error:
        logged = next(iter(events.error_log.filter_from_errors()), None)
        line, words = (logged.line, logged.message) if logged else (error.lineno or 1, error.msg or "")
        raise _Broken(line, words.strip().splitlines()[0][:200] if words.strip() else "is not XML") from None


def _piece_by_piece(data: bytes, feed: _Feed, broken: _Broken) -> Iterator[Report | InputError]:
    """The entries from the one at which the parser stopped, each parsed alone: the whole ones are read."""
    position, reason = f"line {broken.line}", f"is not well-formed XML: {broken.reason}"
    starts = [(found.start(), found[1]) for found in _ITEM.finditer(data)]
    root = _ROOT.search(data)
    if root is None or len(starts) <= feed.number:
        yield InputError(feed.source, reason, position=position)
        feed.root, feed.number = feed.root or "feed", max(feed.number, 1)
        return
    head = (_DECLARATION.match(data) or re.match(b"", data))[0]  # type: ignore[index]
    tag = re.match(rb"<([\w:]+)", root[0])[1]  # type: ignore[index]
    named = False
    for number in range(feed.number, len(starts)):
        begin, name = starts[number]
        until = starts[number + 1][0] if number + 1 < len(starts) else len(data)
        end = data.find(b"</" + name + b">", begin, until)
        piece = data[begin : end + len(name) + 3] if end >= 0 else data[begin:until]
        try:
            for element in _elements(head + root[0] + piece + b"</" + tag + b">", feed.source):
                yield from feed.take(element)
        except _Broken as fault:
            feed.number += 1
            line = data.count(b"\n", 0, begin) + 1
            cut = "it is cut off" if end < 0 else fault.reason
            yield InputError(
                feed.source, f"is not well-formed XML: {cut}", position=f"entry {number + 1} (line {line})"
            )
            named = True
    if not named:
        # every entry is whole: the fault lies around them
        yield InputError(feed.source, reason, position=position)


def _name(element: Any) -> str:
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _words(element: Any) -> str | None:
    return " ".join("".join(element.itertext()).split())[:1000] or None


def _link(entry: Any) -> str | None:
    """The address of an entry: RSS has it as the text of ``link``, Atom in ``href`` of the alternate one."""
    for child in entry:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            found = (child.get("href") or child.text or "").strip()
            if found.startswith(("http://", "https://")):
                return str(found)
    return None


FORMAT = Format(
    name="RSS and Atom",
    suffixes=(".xml", ".rss", ".atom", ".rdf"),
    kinds=("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
    read=read,
)
