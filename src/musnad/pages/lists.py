"""What the readers of feeds, sitemaps and OPML have in common: the text of a list, addresses, its limit."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from musnad.errors import InputError
from musnad.pages.limits import Limits
from musnad.pages.page import Page
from musnad.pages.unpacking import GZIP_MAGIC, check_size, pieces, unpack
from musnad.pages.xml_text import decode_text

_URL_LENGTH = 4_096  # characters; servers mostly refuse requests past 8 kB, no article comes near


def list_text(page: Page, limits: Limits) -> str:
    """The text of a feed or a list of feeds, compression taken off.

    Raises:
        InputError: damaged compression, or past a limit.
    """
    body = page.body
    if body.startswith(GZIP_MAGIC):
        body = b"".join(unpack(pieces(body), "gzip", limits=limits, most_bytes=limits.list_bytes))
    check_size(len(body), len(body), limits.list_bytes, limits)
    return decode_text(body, page.headers.get("content-type", ""))


def web_address(candidates: Iterable[str | None], base: str = "") -> str | None:
    """The first candidate that is an address of the web, resolved against `base`; blanks in it are left out."""
    for candidate in candidates:
        if not candidate:
            continue
        url = "".join(candidate.split())
        try:
            if not urlsplit(url).scheme:
                url = urljoin(base, url)
            parts = urlsplit(url)
        except ValueError:  # such as http://[a
            continue
        if parts.scheme in ("http", "https") and parts.netloc and len(url) <= _URL_LENGTH:
            return url
    return None


def too_many(page: Page, limits: Limits) -> InputError:
    """The error that stands behind the last entry that a list may have."""
    return InputError(f"{page.name}: more than {limits.entries:,} entries; the rest is left out, raise the limit")
