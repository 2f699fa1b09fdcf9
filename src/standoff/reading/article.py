"""The article in a web page: its text, title, day, publisher and language, by trafilatura.

Runs in a process that is killed at a deadline: trafilatura takes over 40 s on some hostile pages of 2 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from standoff.errors import InputError
from standoff.reading.days import parse_feed_day
from standoff.reading.fields import LONGEST_FIELD, to_report
from standoff.reading.formats import Defaults
from standoff.report import Report
from standoff.workers import TaskFailed, TaskLost, Worker

# No page of news is larger, in bytes; the largest of a large crawl are under 5 MB.
LARGEST_PAGE = 10_000_000
# Seconds an extraction may take; an honest page takes 0.05. Loading the libraries takes 1.
DEADLINE, DEADLINE_LOADING = 10.0, 60.0
# After so many pages that were stopped, the input means it, and the next are given less.
MANY_LOSSES, DEADLINE_THEN = 10, 2.0
MEMORY = 1 << 30
# An element with more attributes than this, looked for in tags over so many characters (a picture written into its tag
# may be long): the work on them is quadratic.
MOST_ATTRIBUTES, LONG_TAG = 2_000, 20_000
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# How far into a page its character set may be named (HTML standard, 4.2.5.4), and some more for long comments.
_META_WITHIN = 4_096
# The character sets of the web (Encoding standard): Python knows others, some slow and some no character sets.
_WEB = re.compile(
    r"utf-?8|utf-16(le|be)?|(windows-|cp)(125\d|874)|iso-8859-\d+|koi8-[ru]|gb2312|gbk|gb18030|big5(-?hkscs)?|euc-(jp|kr)"
    r"|shift[-_]jis|iso-2022-jp|macintosh|mac-?roman|ibm866|tis-620"
)
# What browsers take these names for (Encoding standard).
_SAME_AS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says; None where it doesn't."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None


class Extractor:
    """Takes articles out of pages and text out of scraps of HTML, in a process of its own."""

    def __init__(self) -> None:
        self._worker = Worker("standoff.reading.article:work", memory=MEMORY)
        self._fresh = True
        self._losses = 0

    def article(self, page: str) -> Article | None:
        """The article of a page; None where it holds none. Raises TaskLost or TaskFailed."""
        found = self._run(("article", page))
        return None if found is None else msgspec.convert(found, Article)

    def scrap(self, html: str) -> str:
        """The text of a scrap of HTML, such as the summary of a feed's entry. Raises TaskLost or TaskFailed."""
        return str(self._run(("scrap", html)))

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def _run(self, task: tuple[str, str]) -> Any:
        patience = DEADLINE if self._losses < MANY_LOSSES else DEADLINE_THEN
        try:
            if self._fresh:
                self._worker.run(("article", "<p>One."), deadline=DEADLINE_LOADING)
                self._fresh = False
            return self._worker.run(task, deadline=patience)
        except TaskLost:
            self._fresh = True
            self._losses += 1
            raise


_open: list[Extractor] = []


@contextmanager
def extractor() -> Iterator[Extractor]:
    """The extractor of this run: one process however many pages, ended with the outermost ``with``."""
    if _open:
        yield _open[-1]
        return
    made = Extractor()
    _open.append(made)
    try:
        yield made
    finally:
        _open.remove(made)
        made.close()


def page_to_report(
    data: bytes, *, source: str, where: str, defaults: Defaults, charset: str | None = None, position: str | None = None
) -> Report | None:
    """The report of the article in the page ``data``; None where it holds none.

    ``charset`` is what the server said. Raises InputError where the page can't be read; ``source``, ``where`` and
    ``position`` as in ``to_report``.
    """
    if len(data) > LARGEST_PAGE:
        raise InputError(source, f"is a page of over {LARGEST_PAGE:,} bytes", position=position)
    page = decode_page(data, source=source, charset=charset, position=position)
    if not page.strip():
        raise InputError(source, "holds no text", position=position)
    if "\0" in page:
        raise InputError(source, f"holds a NUL character at offset {page.index(chr(0))}", position=position)
    if any(len(tag) > LONG_TAG and tag.count("=") > MOST_ATTRIBUTES for tag in page.split(">")):
        raise InputError(source, f"has an element with over {MOST_ATTRIBUTES:,} attributes", position=position)
    try:
        with extractor() as made:
            found = made.article(page)
    except (TaskLost, TaskFailed) as error:
        raise InputError(source, f"no article could be taken out of it: {error}", position=position) from None
    if found is None or not found.text.strip():
        return None
    return to_report(
        {
            "text": found.text,
            "title": _cut(found.title),
            "published": _day(found.published, source),
            "publisher": _cut(found.publisher),
            "language": found.language if found.language and len(found.language) < 20 else None,
        },
        source=source, where=where, defaults=defaults, position=position,
    )  # fmt: skip


def charset_of(content_type: str) -> str | None:
    """The character set in the header Content-Type, or None."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def decode_page(data: bytes, *, source: str, charset: str | None = None, position: str | None = None) -> str:
    """A page as text: by its byte order mark, else as UTF-8 where it is that, else as the server or the page says.

    A page that says nothing and isn't UTF-8 is taken for windows-1252, as browsers do. InputError where the bytes
    aren't what the page says they are.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codes = ["utf-16"]
    else:
        found = _META.search(data[:_META_WITHIN])
        said = (charset or (found[1].decode("ascii") if found else "cp1252")).strip().lower()
        codes = ["utf-8-sig", _SAME_AS.get(said, said)]
    fault = ""
    for code in codes:
        if code != "utf-8-sig" and not _WEB.fullmatch(code):
            fault = f"{fault}, and {code!r} is no character set of the web"
            continue
        try:
            return data.decode(code)
        except UnicodeDecodeError as error:
            fault = f"is not {code.removesuffix('-sig')} (byte 0x{data[error.start]:02x} at offset {error.start})"
        except (LookupError, UnicodeError) as error:
            fault = f"is not {code}: {error}"
    raise InputError(source, fault, position=position)


def _cut(words: str | None) -> str | None:
    """Metadata of pages is guessed by others: what is too long or holds odd characters is left out."""
    if not words or len(words) > LONGEST_FIELD or not words.replace("\n", " ").isprintable():
        return None
    return words


def _day(words: str | None, source: str) -> object:
    try:
        return parse_feed_day(words, source=source) if words else None
    except InputError:
        return None


# ---- in the worker -----------------------------------------------------------------------------------------------


def work(task: tuple[str, str]) -> Any:
    """What the worker runs: ("article", page) gives an article's members or None, ("scrap", html) its text."""
    what, html = task
    return _article(html) if what == "article" else _scrap(html)


def _article(page: str) -> dict[str, Any] | None:
    from copy import deepcopy

    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    # with more, a short article falls to a method that runs headline, caption and paragraphs together
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "10"
    days = {"extensive_search": False, "original_date": True}
    found: Any = bare_extraction(
        page, with_metadata=True, include_comments=False, date_extraction_params=days, config=config
    )
    if found is None or not found.text:
        return None
    return {
        "text": found.text, "title": found.title, "published": found.date, "publisher": found.sitename,
        "language": found.language,
    }  # fmt: skip


# Elements that begin a line of their own.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "title"})


def _scrap(html: str) -> str:
    from lxml import html as parser

    if "<" not in html and "&" not in html:
        return html
    root = parser.fragment_fromstring(html, create_parent="div")
    pieces: list[str] = []
    # by hand, not by recursion: scraps nest as deep as the parser lets them
    pending: list[Any] = [root]
    while pending:
        at = pending.pop()
        if isinstance(at, str):
            pieces.append(at)
            continue
        tail = at.tail or "" if at is not root else ""
        block = at.tag in _BLOCKS
        pending.append(("\n" if block else "") + " ".join(tail.split("\n")))
        if isinstance(at.tag, str) and at.tag not in _UNREAD:
            pending.extend(reversed(at))
            pending.append(("\n" if block else "") + " ".join((at.text or "").split("\n")))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
