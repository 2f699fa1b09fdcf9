"""An address of the web asked for what it holds, with limits on time, size, redirects and where it leads."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import IO
from urllib.parse import urljoin, urlsplit

import httpcore

from standoff.errors import InputError
from standoff.reading.addresses import CheckedNetwork
from standoff.reading.expand import inflate

AGENT = f"standoff/{version('standoff')} (news reader; one request at a time)"
# Seconds without a byte, and for everything with all redirects.
WAIT, WHOLE = 15.0, 120.0
MOST_REDIRECTS = 5
# Bytes as sent, and of what is held in memory before it goes to a temporary file.
LARGEST, IN_MEMORY = 200 << 20, 8 << 20
# What is sent encoded is expanded in memory.
LARGEST_EXPANDED = 64 << 20
LONGEST_URL = 2_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: ``headers`` with names in lower case; ``body`` stands at its beginning."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: IO[bytes]
    moved_for_good: bool = False

    @property
    def kind(self) -> str:
        """The media type, such as ``text/html``; empty where none is said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def fetch(
    url: str, *, private: bool = False, headers: Mapping[str, str] | None = None, largest: int = LARGEST
) -> Answer:
    """The answer of ``url``, after at most MOST_REDIRECTS redirects, each checked as the first was.

    ``private`` allows addresses of this machine and of private networks. Answers that are no success come back too.
    Raises InputError where there is none, or more than ``largest`` bytes.
    """
    ends = time.monotonic() + WHOLE
    at, for_good = url, True
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(at, source=url, private=private, headers=headers or {}, largest=largest, ends=ends)
        if answer.status not in _REDIRECTS or "location" not in answer.headers:
            moved = for_good and at != url
            return Answer(url=at, status=answer.status, headers=answer.headers, body=answer.body, moved_for_good=moved)
        answer.body.close()
        for_good = for_good and answer.status in {301, 308}
        try:
            at = urljoin(at, answer.headers["location"])
        except ValueError:
            raise InputError(url, "is redirected to no address") from None
    raise InputError(url, f"is redirected over {MOST_REDIRECTS} times")


def _ask(url: str, *, source: str, private: bool, headers: Mapping[str, str], largest: int, ends: float) -> Answer:
    check_url(url, source=source)
    network = CheckedNetwork(source, private=private, ends=ends)
    asked = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*", **headers}
    waits = dict.fromkeys(("connect", "read", "write", "pool"), WAIT)
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller reads and closes it
    try:
        with (
            httpcore.ConnectionPool(network_backend=network, max_connections=1) as pool,
            pool.stream("GET", _encoded(url), headers=list(asked.items()), extensions={"timeout": waits}) as response,
        ):
            got = 0
            for chunk in response.iter_stream():
                got += len(chunk)
                if got > largest:
                    raise InputError(source, f"answers with over {largest:,} bytes")
                body.write(chunk)
            said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            status = response.status
        encoding = said.get("content-encoding", "")
        # a 304 has the headers of what it doesn't send
        if encoding and got:
            body.seek(0)
            plain = inflate(body.read(LARGEST_EXPANDED + 1), encoding, source=source, limit=LARGEST_EXPANDED)
            body.truncate(0)
            body.seek(0)
            body.write(plain)
        body.seek(0)
    except InputError:
        body.close()
        raise
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        body.close()
        raise InputError(source, _reason(error)) from None
    except (OSError, ValueError) as error:
        body.close()
        raise InputError(source, f"can't be fetched: {error}") from None
    return Answer(url=url, status=status, headers=said, body=body)


def check_url(url: str, *, source: str) -> None:
    """InputError where ``url`` is no address of the web, or holds a name and password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError(source, f"is no address of the web: {error}") from None
    if parts.scheme not in {"http", "https"}:
        raise InputError(source, f"leads to {parts.scheme or 'no scheme'!r}; only http and https are read")
    if not parts.hostname or port == 0 or len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        raise InputError(source, "is no address of the web")
    if parts.username is not None:
        raise InputError(source, "holds a user name: addresses are kept in the record, so it isn't asked")


def _encoded(url: str) -> str:
    """``url`` with a name of other scripts as DNS writes it, and other letters as the web does."""
    from urllib.parse import quote

    parts = urlsplit(url)
    host = parts.hostname or ""
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    at = f"{host}:{parts.port}" if parts.port else host
    safe = "/%:=&?~#+!$,;'@()*[]"
    return (
        f"{parts.scheme}://{at}{quote(parts.path, safe) or '/'}{'?' + quote(parts.query, safe) if parts.query else ''}"
    )


def _reason(error: Exception) -> str:
    if isinstance(error, httpcore.TimeoutException):
        return "took too long to answer"
    return f"can't be fetched: {error or type(error).__name__}"
