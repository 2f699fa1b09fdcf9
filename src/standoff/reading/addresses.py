"""Which addresses of the web may be asked: none of this machine or of private networks, unless that is allowed.

A name is looked up once, each address that it has is checked, and the connection is made to a checked address, not to
the name: what the name server answers a second later (DNS rebinding) doesn't matter.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from standoff.errors import InputError

# Ports that a web server may have beside all over 1023: others are mail, name or file services.
WEB_PORTS = frozenset({80, 443})
_V4_IN_V6 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def may_be_asked(address: str) -> bool:
    """True where ``address``, an IP address as written, is one of the public internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is None and any(found in network for network in _V4_IN_V6):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None and not may_be_asked(str(inner)):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to checked addresses only, and lets everything together take no longer than until ``ends``.

    ``ends`` is a reading of time.monotonic; ``url`` is what errors name. Raises InputError.
    """

    def __init__(self, url: str, *, private: bool, ends: float) -> None:
        self._url, self._private, self._ends = url, private, ends
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of ``host`` that answers, all of them checked before any is tried."""
        if not self._private and port < 1024 and port not in WEB_PORTS:
            raise InputError(self._url, f"port {port} is none of the web's")
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise InputError(self._url, f"the name {host!r} has no address ({error})") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._private:
            inside = [address for address in addresses if not may_be_asked(address)]
            if inside:
                reason = f"{host} is {inside[0]}, an address inside: refused (--allow-private allows it)"
                raise InputError(self._url, reason)
        fault: Exception | None = None
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(address, port, left(self._url, self._ends, timeout), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
                continue
            return _Timed(stream, self._url, self._ends)
        raise InputError(self._url, f"no connection to {host}: {fault}")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refused: no address of the web is a socket of this machine."""
        raise InputError(self._url, "is a socket of this machine")

    def sleep(self, seconds: float) -> None:
        """Wait; httpcore asks for it between attempts."""
        time.sleep(seconds)


class _Timed(httpcore.NetworkStream):
    """A connection whose every wait ends when the time of the whole has run out, so that no drip holds it open."""

    def __init__(self, stream: httpcore.NetworkStream, url: str, ends: float) -> None:
        self._stream, self._url, self._ends = stream, url, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, left(self._url, self._ends, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, left(self._url, self._ends, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, left(self._url, self._ends, timeout))
        return _Timed(inner, self._url, self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def left(url: str, ends: float, timeout: float | None) -> float:
    """The seconds that may still be waited, at most ``timeout``; InputError where the time has run out."""
    rest = ends - time.monotonic()
    if rest <= 0:
        raise InputError(url, "took too long to answer")
    return rest if timeout is None else min(rest, timeout)
