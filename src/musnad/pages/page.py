"""The `Page`: what was fetched or kept, bytes as they came, before anything is read in it.

It is what files, archives, feeds and the network give, and what `documents.py` makes texts of.
"""

from __future__ import annotations

import hashlib

import msgspec


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed or a news sitemap says of a page it lists; evidence, never more."""

    url: str
    title: str | None = None
    published: str | None = None  # as it stands there; `pages.published` reads it
    outlet: str | None = None  # the feed's own title, the sitemap's publication name
    source: str = ""  # the feed or sitemap that lists it


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes from an address at a time.

    Args:
        body: as they came, content encodings (gzip) taken off, nothing else.
        name: where it stands, for messages: a path, `news.zip!a.html`, `news.warc.gz@1234`, an address.
        url: the address after redirects; None where it isn't known.
        fetched_at: ISO 8601 in UTC, to the second (`2026-04-05T06:07:08Z`); None where it isn't known.
        headers: of the HTTP response, names in lower case.
        listed: what the feed or sitemap that led here says of it.
        size_bytes: what it took up where it was read (compressed, in an archive), for progress.
    """

    body: bytes
    name: str
    url: str | None = None
    fetched_at: str | None = None
    headers: dict[str, str] = {}
    listed: Listed | None = None
    size_bytes: int = 0

    @property
    def sha256(self) -> str:
        """The SHA-256 of the body, in hexadecimal digits."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def content_type(self) -> str:
        """The media type that the headers declare, in lower case without parameters; empty where they don't."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()
