"""WARC (.warc, .warc.gz): one report a response that holds an article.

Records that are passed over on purpose (requests, revisits, pictures, pages without an article …) are counted by what
they are; records that aren't whole are named (see warc_records.py).
"""

from __future__ import annotations

import http.client
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from standoff.errors import InputError
from standoff.reading.article import LARGEST_PAGE, charset_of, extractor, page_to_report
from standoff.reading.expand import inflate
from standoff.reading.formats import Defaults, Format
from standoff.reading.warc_records import Entry, entries
from standoff.report import Report

PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


def read(source: str, stream: BinaryIO, defaults: Defaults) -> Iterator[Report | InputError]:
    """The reports of ``stream`` in order, an InputError in place of each record that can't be read.

    Raises InputError where the file holds no record at all, or is damaged too much to go on.
    """
    seen = False
    with extractor():
        for entry in entries(source, stream):
            seen = True
            if isinstance(entry, InputError):
                yield entry
                continue
            try:
                found = _report(entry, source, defaults)
            except InputError as error:
                yield error
                continue
            if isinstance(found, str):
                defaults.beside[f"WARC records: {found}"] += 1
            else:
                yield found
    if not seen:
        raise InputError(source, "holds no WARC record")


def _report(entry: Entry, source: str, defaults: Defaults) -> Report | str:
    """The report of a record, or what the record is instead."""
    kind = entry.head.get("warc-type", "")
    if kind != "response":
        return kind if kind.isalpha() and len(kind) < 20 else "of no known type"
    where = entry.head.get("warc-target-uri", "").strip("<>")
    if not where.startswith(("http://", "https://")):
        return "response of another protocol"
    if entry.content is None:
        return "response over the limit of size"
    status, media, headers, body = _answer(entry, source)
    if status != http.HTTPStatus.OK:
        return f"response with status {status}"
    if media not in PAGES:
        return "response that is no page"
    position = entry.position
    encoding = headers.get("content-encoding", "")
    body = inflate(body, encoding, source=source, limit=LARGEST_PAGE, position=position)
    charset = charset_of(headers.get("content-type", ""))
    report = page_to_report(body, source=source, where=where, defaults=defaults, charset=charset, position=position)
    return report if report is not None else "page without an article"


def _answer(entry: Entry, source: str) -> tuple[int, str, http.client.HTTPMessage, bytes]:
    """Status, media type, headers and body, without its chunks, of the response in a record."""
    stream = io.BytesIO(entry.content or b"")
    line = stream.readline(4096).split(None, 2)
    if len(line) < 2 or not line[0].startswith(b"HTTP/") or not line[1].isdigit():
        raise InputError(source, "is no HTTP response", position=entry.position)
    try:
        headers = http.client.parse_headers(stream)
    except http.client.HTTPException as error:
        raise InputError(source, f"its HTTP headers can't be read: {error}", position=entry.position) from None
    body = stream.read()
    if "chunked" in headers.get("transfer-encoding", "").lower():
        # archives often keep the header of what they have put together
        whole = _without_chunks(body)
        body = body if whole is None else whole
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    return int(line[1][:3]), media, headers, body


def _without_chunks(body: bytes) -> bytes | None:
    """``body`` put together from its chunks (RFC 9112, 7.1); None where it isn't made of chunks."""
    out, at = bytearray(), 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        at = size.end() + length
        if not length:
            return bytes(out)
        if at > len(body):
            return None
        out += body[size.end() : at]
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return None


FORMAT = Format(name="WARC", suffixes=(".warc",), kinds=("application/warc",), read=read, seeks=True)
