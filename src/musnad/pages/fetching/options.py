"""What a fetcher may do: limits of one response, manners towards hosts, and what it needs of the outside world.

Every limit is listed in docs/fetching.md with its reason.
"""

from __future__ import annotations

import random
import socket
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from musnad._version import __version__

MIB = 1 << 20


class ResponseLimits(msgspec.Struct, frozen=True, kw_only=True):
    """ResponseLimits of one response; what goes beyond is cut off and named."""

    connect_s: float = 10.0  # for each address of a host
    read_s: float = 20.0  # without a byte
    total_s: float = 60.0  # from the look-up of the name to the last byte: a slow drip ends here
    header_bytes: int = 64 << 10  # the largest that common servers send is 32 KiB (nginx's large buffers)
    wire_bytes: int = 8 * MIB  # as it comes, compressed or not
    body_bytes: int = 16 * MIB  # decompressed; an article with everything inlined stays under 5 MiB
    redirects: int = 5  # as many as RFC 9309 asks for with robots.txt


PAGE_LIMITS = ResponseLimits()
# sitemaps.org: a sitemap has up to 50 MiB; RFC 9309: 500 KiB of robots.txt at least are read
LIST_LIMITS = ResponseLimits(total_s=120.0, wire_bytes=52 * MIB, body_bytes=52 * MIB)
ROBOTS_LIMITS = ResponseLimits(total_s=30.0, wire_bytes=512 << 10, body_bytes=500 << 10)


class FetchOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to behave towards hosts.

    Args:
        contact: an address or mail address that the user agent names, for those who run the hosts.
        delay_s: between the end of a request at a host and the next one there.
        attempts: requests for one page, the first one included, where the failure is a passing one.
        allow_private: lets addresses of private networks and any port through: for an intranet or a test.
        limits: of pages; lists and robots.txt have limits of their own.
    """

    contact: str | None = None
    delay_s: float = 2.0
    attempts: int = 3
    allow_private: bool = False
    limits: ResponseLimits = PAGE_LIMITS
    list_limits: ResponseLimits = LIST_LIMITS
    robots_limits: ResponseLimits = ROBOTS_LIMITS
    longest_crawl_delay_s: float = 60.0  # a longer Crawl-delay is taken for this
    longest_retry_after_s: float = 120.0  # a host that asks for more rest is left alone until then
    backoff_s: float = 2.0  # doubled with every attempt


class Stopped(Exception):
    """The run is being stopped; raised where a thread would wait."""


class Clock:
    """Time as it is, and sleep that `stop` ends."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait; raise `Stopped` as soon as the run is stopped."""
        if self._stopped.wait(max(seconds, 0.0)):
            raise Stopped

    def check(self) -> None:
        """Raise `Stopped` if the run is stopped."""
        if self._stopped.is_set():
            raise Stopped

    def stop(self) -> None:
        """Wake all that wait here, and all that will."""
        self._stopped.set()


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host in the order of the system's resolver, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def dial(ip: str, port: int, timeout_s: float) -> socket.socket:
    """Connect to an IP address; raise `OSError` where that fails."""
    sock = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.settimeout(timeout_s)
        sock.connect((ip, port))  # digits only: no name is looked up here
    except BaseException:
        sock.close()
        raise
    return sock


class Outside(msgspec.Struct, kw_only=True):
    """What a client takes from the world around it; tests give it other clocks, networks, dice, certificates."""

    clock: Clock = msgspec.field(default_factory=Clock)
    resolve: Callable[[str, int], list[str]] = resolve
    dial: Callable[[str, int, float], socket.socket] = dial
    dice: random.Random = msgspec.field(default_factory=random.Random)
    tls: ssl.SSLContext = msgspec.field(default_factory=ssl.create_default_context)


def user_agent(contact: str | None = None) -> str:
    """Return the one name under which musnad asks for pages: `musnad/VERSION (+docs; contact)`.

    Raises: ValueError: the contact holds what a header can't hold.
    """
    if contact is not None and not (contact.isascii() and contact.isprintable() and contact.strip()):
        raise ValueError(f"the contact {contact!r} is not printable ASCII; give a mail address or a web address")
    about = [part for part in (_docs_address(), contact and contact.strip()) if part]
    return f"musnad/{__version__}" + (f" ({'; '.join(about)})" if about else "")


def _docs_address() -> str | None:
    """The address of the documentation, from the package's metadata; None until it has one."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("musnad").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    named = dict(str(line).split(", ", 1) for line in urls if ", " in str(line))
    return f"+{named['Documentation']}" if "Documentation" in named else None
