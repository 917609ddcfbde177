"""robots.txt, obeyed: fetched like any page, kept for a day, and in doubt a no (RFC 9309).

4xx means that a host has no rules; 5xx, 429 or no answer that nothing may be fetched for now.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

from protego import Protego

from musnad.pages.fetching.addresses import Address
from musnad.pages.fetching.exchange import Response
from musnad.pages.fetching.failures import OF_THE_HOST, FetchError
from musnad.pages.fetching.options import Clock, Stopped

NAME = "musnad"  # the product token that rules are looked up for
_KEPT_S = 24 * 3600.0  # RFC 9309: no longer than a day
_KEPT_MISSING_S = 600.0  # then it is asked for again: the host may be back
_USER_AGENT = re.compile(r"[ \t]*user[ -]?agent[ \t]*:?(?P<names>[^#\r\n]*)", re.I)


class _Rules:
    """The rules of one origin: parsed, or none, or code and reason of their being missing."""

    def __init__(self, until: float, *, parsed: Protego | None = None, missing: tuple[str, str] | None = None) -> None:
        self.until = until
        self.parsed = parsed
        self.missing = missing


class Robots:
    """The rules of every origin that was asked.

    Args:
        fetch: gets robots.txt of an origin: a response of whatever status (redirects followed), or a `FetchError`.
        longest_delay_s: a Crawl-delay beyond it is taken for it.
    """

    def __init__(self, fetch: Callable[[Address], Response], clock: Clock, longest_delay_s: float) -> None:
        self._fetch = fetch
        self._clock = clock
        self._longest_delay_s = longest_delay_s
        self._rules: dict[str, _Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, address: Address) -> float:
        """Return the pause that the host wishes for, in seconds; it is 0 where it has no wish.

        Raises:
            FetchError: `robots` where the rules forbid the address, `robots-unreachable` where they can't be had.
        """
        rules = self._rules_of(address)
        if rules.missing is not None:
            code, reason = rules.missing
            raise FetchError(code, reason, url=address.url)
        if rules.parsed is None:
            return 0.0
        if not rules.parsed.can_fetch(address.url, NAME):
            raise FetchError("robots", f"{address.origin}/robots.txt forbids it", url=address.url)
        return min(rules.parsed.crawl_delay(NAME) or 0.0, self._longest_delay_s)

    def _rules_of(self, address: Address) -> _Rules:
        with self._lock:
            lock = self._locks.setdefault(address.origin, threading.Lock())
        with lock:
            rules = self._rules.get(address.origin)
            if rules is None or self._clock.monotonic() >= rules.until:
                rules = self._rules[address.origin] = self._asked(address)
            return rules

    def _asked(self, address: Address) -> _Rules:
        try:
            response = self._fetch(address)
        except Stopped:
            raise
        except FetchError as error:
            # The page would fail in the same way, so it is named in the same way.
            if error.code in OF_THE_HOST and error.url == f"{address.origin}/robots.txt":
                return self._missing(error.code, error.reason)
            return self._missing("robots-unreachable", f"robots.txt: {error.code}: {error.reason}")
        now = self._clock.monotonic()
        if response.status in (200, 203):
            text = response.body.decode("utf-8-sig", errors="replace")
            return _Rules(now + _KEPT_S, parsed=Protego.parse(_own_groups(text)))
        if 400 <= response.status < 500 and response.status != 429:
            return _Rules(now + _KEPT_S)
        return self._missing("robots-unreachable", f"robots.txt has status {response.status}; run again later")

    def _missing(self, code: str, reason: str) -> _Rules:
        return _Rules(self._clock.monotonic() + _KEPT_MISSING_S, missing=(code, reason))


def _own_groups(text: str) -> str:
    """Give all other robots one name: their rules don't matter, and 10,000 names with 10,000 rules fill the memory."""
    lines = []
    for line in text.splitlines():
        found = _USER_AGENT.match(line)
        other = found and NAME not in found["names"].lower() and found["names"].strip() != "*"
        lines.append("User-agent: another" if other else line)
    return "\n".join(lines)
