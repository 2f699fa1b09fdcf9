"""What every request passes: the host it names, where it comes from, and what the answer forbids the browser.

The host is checked because a page of another site can have its own name point at 127.0.0.1 and then read whatever a
server on this machine answers (DNS rebinding). The origin is checked because a browser sends cookies, and reaches
loopback, whoever made the page that asks (cross-site request forgery).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from time import perf_counter
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# A page of another site can't send a header of its own without asking first, which is never granted.
OWN_HEADER = b"x-standoff"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS = [
    (name.encode(), value.encode())
    for name, value in {
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }.items()
]


class Guard:
    """ASGI middleware around ``app``; ``hosts`` are the names that a request may give as its host, without the port.

    ``site`` is what the application serves, for whoever holds the application.
    """

    def __init__(self, app: App, hosts: frozenset[str], site: object = None) -> None:
        self._app = app
        self._hosts = hosts
        self.site = site

    def openapi(self) -> dict[str, Any]:
        """The description of the API that the application gives."""
        told: dict[str, Any] = self._app.openapi()  # type: ignore[attr-defined]
        return told

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on and add the headers to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reason = self._wrong(scope)
        if reason:
            await _refuse(send, *reason)
            return

        begun = perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = f"app;dur={(perf_counter() - begun) * 1000:.1f}".encode()
                message["headers"] = [*message["headers"], *HEADERS, (b"server-timing", took)]
            await send(message)

        await self._app(scope, receive, sending)

    def _wrong(self, scope: Message) -> tuple[int, str] | None:
        given: dict[bytes, bytes] = {name.lower(): value for name, value in scope["headers"]}
        host = given.get(b"host", b"").decode("latin-1").lower()
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name not in self._hosts:
            return 421, "this server doesn't go by that name; `standoff serve --name` adds one"
        if scope["method"] in SAFE or b"authorization" in given:
            return None
        origin = given.get(b"origin", b"").decode("latin-1").lower()
        if origin and origin.partition("://")[2] != host:
            return 403, "the request comes from another site"
        if given.get(b"sec-fetch-site", b"none") not in {b"same-origin", b"none"}:
            return 403, "the request comes from another site"
        if OWN_HEADER not in given:
            return 403, "a request that changes something needs the header X-Standoff: 1, or a token"
        return None


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = b'{"detail":"%s"}' % reason.encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
