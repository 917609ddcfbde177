"""The client: an address in, a page out, or a failure with a name.

Each request, also each hop of a redirect, goes the same way: address taken apart, robots.txt asked, turn at the host
waited for, name resolved and checked, connected to what was checked, read within limits. There is no way around one of
them. Proxies of the environment are not used: a proxy would connect to an address that nobody has checked.
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from functools import cache

import msgspec

from musnad.pages.fetching.addresses import Address, parse_address
from musnad.pages.fetching.bodies import ENCODINGS
from musnad.pages.fetching.exchange import Asked, Response, exchange
from musnad.pages.fetching.failures import OF_THE_HOST, FetchError
from musnad.pages.fetching.options import Clock, FetchOptions, Outside, ResponseLimits, user_agent
from musnad.pages.fetching.robots import Robots
from musnad.pages.fetching.turns import Turn, Turns
from musnad.pages.page import Page

_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml, */*;q=0.1"
_REDIRECTS = (301, 302, 303, 307, 308)
_OF_THE_WIRE = frozenset({
    "connection", "content-encoding", "content-length", "keep-alive", "trailer", "transfer-encoding", "upgrade",
})  # fmt: skip  # they speak of the bytes as they were sent, which a page no longer has


class Validators(msgspec.Struct, frozen=True, kw_only=True):
    """What a host gave to ask whether a page has changed; they belong to `url`, the address after redirects."""

    url: str
    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, page: Page) -> Validators | None:
        """Return the validators that came with a page; None where none did."""
        etag, modified = page.headers.get("etag"), page.headers.get("last-modified")
        if page.url is None or not (etag or modified):
            return None
        return cls(url=page.url, etag=etag, last_modified=modified)


class Client:
    """Fetches pages, politely. Threads may share one; it remembers hosts and their rules for as long as it lives.

    Args:
        options: manners and limits.
        outside: clock, resolver, dice and certificates; for tests.
    """

    def __init__(self, options: FetchOptions | None = None, *, outside: Outside | None = None) -> None:
        self.options = options or FetchOptions()
        self.outside = outside or Outside()
        self.turns = Turns(self.outside.clock, self.options.delay_s)
        self.robots = Robots(self._fetch_robots, self.outside.clock, self.options.longest_crawl_delay_s)
        self._headers = {
            "User-Agent": user_agent(self.options.contact),
            "Accept": _ACCEPT,
            "Accept-Encoding": ENCODINGS,
            "Accept-Language": "ar, *;q=0.5",
        }

    @property
    def clock(self) -> Clock:
        """The clock that all waiting goes by; `clock.stop()` ends it."""
        return self.outside.clock

    def parse(self, url: str, *, base: Address | None = None) -> Address:
        """Take an address apart under the client's options; raise `FetchError` where it may not be asked for."""
        return parse_address(url, base=base, any_port=self.options.allow_private)

    def fetch(self, url: str) -> Page:
        """Fetch a page.

        Raises:
            FetchError: it could not be had; `code` says why.
        """
        page = self._fetch(url, None, self._asked(self.options.limits))
        assert page is not None  # without validators there is no 304
        return page

    def fetch_list(self, url: str) -> Page:
        """Fetch what may be a feed or a sitemap: larger, and a gzip file too; raise as `fetch` does."""
        page = self._fetch(url, None, self._asked(self.options.list_limits, packed=True))
        assert page is not None
        return page

    def fetch_changed(self, url: str, validators: Validators | None, *, listing: bool = False) -> Page | None:
        """Fetch a page, or a list, if it has changed.

        Args:
            validators: of the last time; without them the page counts as changed.
            listing: it is a feed or a sitemap.
        Returns: None where the host says that it is as it was (304).
        Raises:
            FetchError: as `fetch` does.
        """
        limits = self.options.list_limits if listing else self.options.limits
        return self._fetch(url, validators, self._asked(limits, packed=listing))

    # -- a page --------------------------------------------------------------------------------

    def _asked(self, limits: ResponseLimits, *, packed: bool = False) -> Asked:
        return Asked(limits=limits, packed=packed, allow_private=self.options.allow_private)

    def _fetch(self, url: str, validators: Validators | None, asked: Asked) -> Page | None:
        response = self._follow(self.parse(url), asked, validators=validators, obey=True)
        found = response.address.url
        if response.status == 304 and validators is not None:
            return None
        if response.status not in (200, 203):
            raise FetchError(f"http-{response.status}", _STATUSES.get(response.status, "no page"), url=found)
        headers = {name: value for name, value in response.headers.items() if name not in _OF_THE_WIRE}
        at = self.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        return Page(
            body=response.body, name=url, url=found, fetched_at=at, headers=headers, size_bytes=len(response.body)
        )  # fmt: skip

    def _fetch_robots(self, address: Address) -> Response:
        asked = Asked(
            limits=self.options.robots_limits, allow_private=self.options.allow_private, any_type=True, cut=True
        )  # fmt: skip
        return self._follow(self.parse(address.origin + "/robots.txt"), asked, validators=None, obey=False)

    def _follow(self, address: Address, asked: Asked, *, validators: Validators | None, obey: bool) -> Response:
        """Ask for an address and for those it redirects to; each of them is checked like the first."""
        seen: set[str] = set()
        while True:
            if address.url in seen:
                raise FetchError("redirect-loop", "it redirects to itself in a circle", url=address.url)
            seen.add(address.url)
            delay_s = self.robots.check(address) if obey else 0.0
            conditions = _conditions(validators) if validators and validators.url == address.url else {}
            response = self._ask(address, asked, conditions, delay_s)
            if response.status not in _REDIRECTS:
                return response
            if len(seen) > asked.limits.redirects:
                raise FetchError("redirects", f"more than {asked.limits.redirects} redirects", url=address.url)
            if not (target := response.headers.get("location")):
                raise FetchError("redirects", f"status {response.status} without a Location", url=address.url)
            address = self.parse(target, base=address)

    def _ask(self, address: Address, asked: Asked, conditions: dict[str, str], delay_s: float) -> Response:
        """Ask once, and again where it may help, always in turn at the host."""
        attempts = max(self.options.attempts, 1)
        for attempt in range(attempts):
            last = attempt == attempts - 1
            with self.turns.at(address.host, url=address.url, delay_s=delay_s) as turn:
                try:
                    response = exchange(address, {**self._headers, **conditions}, asked, self.outside)
                except FetchError as error:
                    if last or not error.again:
                        self.turns.note(address.host, answered=error.code not in OF_THE_HOST)
                        raise
                    turn.rest_s = self._backoff_s(attempt)
                    continue
                self.turns.note(address.host, answered=True)
                if response.status not in (429, 503):
                    return response
                self._rest(response, turn, attempt)
                if last:
                    return response
        raise AssertionError("the last attempt returns or raises")

    def _rest(self, response: Response, turn: Turn, attempt: int) -> None:
        """Give a host that has too much to do the rest it asks for; raise where that is longer than a run waits."""
        asked_s = self._retry_after_s(response.headers.get("retry-after", ""))
        if asked_s is not None and asked_s > self.options.longest_retry_after_s:
            self.turns.close(response.address.host, asked_s)
            reason = f"the host asks for {asked_s:.0f} s of rest; run again later"
            raise FetchError(f"http-{response.status}", reason, url=response.address.url)
        turn.rest_s = max(asked_s or 0.0, self._backoff_s(attempt))

    def _retry_after_s(self, value: str) -> float | None:
        """Read a Retry-After header: seconds or an HTTP date; None where it is neither."""
        value = value.strip()
        if value.isdecimal() and value.isascii() and len(value) < 10:
            return float(value)
        try:
            return max((parsedate_to_datetime(value) - self.clock.now()).total_seconds(), 0.0)
        except (TypeError, ValueError, OverflowError):  # no date, or one without a zone
            return None

    def _backoff_s(self, attempt: int) -> float:
        """Exponential, and never in step with others who failed at the same moment."""
        return float(self.options.backoff_s * 2**attempt * self.outside.dice.uniform(0.5, 1.5))


@cache
def _shared_client() -> Client:
    return Client()


def fetch_page(url: str, *, client: Client | None = None) -> Page | FetchError:
    """Fetch one page; what goes wrong comes back as the error that stands in its place.

    Args:
        client: without one, all calls share a client with the default options, so that each waits its turn at a host.
    """
    try:
        return (client or _shared_client()).fetch(url)
    except FetchError as error:
        return error


_STATUSES = {
    401: "it wants a login", 402: "it wants payment", 403: "forbidden", 404: "not found", 410: "gone",
    429: "too many requests", 451: "blocked for legal reasons", 500: "the host failed",
    503: "the host is not available",
}  # fmt: skip


def _conditions(validators: Validators) -> dict[str, str]:
    found = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in found.items() if value and value.isascii() and value.isprintable()}
