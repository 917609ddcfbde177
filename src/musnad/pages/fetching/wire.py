"""The way to a host and back: a connection to the very IP address that was checked, every byte of it counted and timed.

urllib3 speaks HTTP and TLS here, and the two places where it would decide by itself are taken over: where to connect
(`_new_conn`: no name is resolved there), and how long and how much to read (every read goes through `_Metered`).
A connection serves one request: with seconds between two requests at a host there is little to gain from keeping it.
"""

from __future__ import annotations

import contextlib
import io
import socket
import time
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from musnad.pages.fetching.addresses import Address
from musnad.pages.fetching.failures import FetchError
from musnad.pages.fetching.options import Outside, ResponseLimits

_BUFFER = 64 << 10  # bytes that a buffered reader may take beyond the header it reads


class Budget:
    """What is left of the time and the bytes of one response. Time is real: sockets know no other."""

    def __init__(self, address: Address, limits: ResponseLimits) -> None:
        self.url = address.url
        self.limits = limits
        self._deadline = time.monotonic() + limits.total_s
        self._read = 0
        self._in_header = True

    def left_s(self) -> float:
        """Return the time that is left; raise `FetchError` where there is none."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise FetchError("timeout", f"not done after {self.limits.total_s:g} s in all", url=self.url)
        return left

    def end_header(self) -> None:
        """What comes now is body."""
        self._in_header = False

    def count(self, size_bytes: int) -> None:
        """Count what was read; raise `FetchError` where it is too much, or ends within the header."""
        self._read += size_bytes
        limits = self.limits
        if self._in_header:
            if not size_bytes:
                code, reason = ("half-header", "cut in the header") if self._read else ("reset", "no answer at all")
                raise FetchError(code, reason, url=self.url, again=True)
            if self._read > limits.header_bytes + _BUFFER:
                raise FetchError("headers", f"more than {limits.header_bytes} bytes of header", url=self.url)
        elif self._read > limits.wire_bytes + limits.header_bytes + _BUFFER:
            raise FetchError("too-large", f"more than {limits.wire_bytes} bytes came", url=self.url)


class _Metered(io.RawIOBase):
    """The reading end of a socket: waits no longer and reads no more than the budget has."""

    def __init__(self, sock: socket.socket, budget: Budget) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._budget.left_s()
        self._sock.settimeout(min(self._budget.limits.read_s, left))
        try:
            size = self._raw.readinto(buffer) or 0
        except TimeoutError:
            self._budget.left_s()  # raises where it was the total that ran out
            raise
        self._budget.count(size)
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Wire:
    """A connected socket, plain or TLS, whose `makefile` is metered; all else is the socket's own."""

    def __init__(self, sock: socket.socket, budget: Budget) -> None:
        self._sock = sock
        self._budget = budget

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        return io.BufferedReader(_Metered(self._sock, self._budget), _BUFFER // 4)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


def _connect(ips: list[str], port: int, budget: Budget, outside: Outside) -> socket.socket:
    """Connect to the first of the IP addresses that answers; none of them is looked up again."""
    last: OSError | None = None
    for ip in ips:
        try:
            sock = outside.dial(ip, port, min(budget.limits.connect_s, budget.left_s()))
        except OSError as error:
            last = error
            continue
        sock.settimeout(min(budget.limits.read_s, budget.left_s()))  # for the TLS handshake and the request
        return sock
    if isinstance(last, TimeoutError):
        raise FetchError("timeout", f"no connection within {budget.limits.connect_s:g} s", url=budget.url, again=True)
    raise last or OSError("no address to connect to")


class _Plain(HTTPConnection):
    """HTTP over a connection to given IP addresses."""

    def __init__(self, address: Address, ips: list[str], budget: Budget, outside: Outside) -> None:
        super().__init__(address.host, address.port, timeout=budget.limits.read_s)
        self._ips, self._budget, self._outside = ips, budget, outside

    def _new_conn(self) -> socket.socket:
        return _connect(self._ips, self.port, self._budget, self._outside)

    def connect(self) -> None:
        super().connect()
        self.sock = _Wire(self.sock, self._budget)


class _Secure(HTTPSConnection):
    """HTTPS over a connection to given IP addresses; certificate and server name are those of the host's name."""

    def __init__(self, address: Address, ips: list[str], budget: Budget, outside: Outside) -> None:
        super().__init__(address.host, address.port, timeout=budget.limits.read_s, ssl_context=outside.tls)
        self._ips, self._budget, self._outside = ips, budget, outside

    def _new_conn(self) -> socket.socket:
        return _connect(self._ips, self.port, self._budget, self._outside)

    def connect(self) -> None:
        try:
            super().connect()
        except BaseException:
            if isinstance(self.sock, socket.socket):  # a failed handshake leaves it open
                with contextlib.suppress(OSError):
                    self.sock.close()
            raise
        self.sock = _Wire(self.sock, self._budget)


def open_connection(address: Address, ips: list[str], budget: Budget, outside: Outside) -> _Plain | _Secure:
    """Return a connection, not yet connected, that will go to one of `ips` and nowhere else."""
    kind = _Secure if address.scheme == "https" else _Plain
    return kind(address, ips, budget, outside)
