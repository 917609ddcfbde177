"""What the arguments and the sources hold: addresses in files, pages in feeds and sitemaps."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from musnad.errors import InputError
from musnad.pages.feeds import Feed, read_feed, read_opml
from musnad.pages.fetching.moments import parse_moment
from musnad.pages.page import Listed, Page
from musnad.pages.sitemaps import SitemapEntry, SitemapLink, read_sitemap
from musnad.pages.xml_text import HEAD_BYTES, decode_text, without_prologue

_FILE_BYTES = 50_000_000  # a file with more addresses than anybody fetches
_GZIP = b"\x1f\x8b"
_FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
_SITEMAPS = frozenset({"urlset", "sitemapindex"})


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What a source turned out to be.

    Args:
        kind: `page` for anything that is no list.
        pages: what it lists, in its order.
        sources: the sitemaps that an index names, the feeds that OPML names.
        errors: what in it can't be read.
    """

    kind: Literal["feed", "sitemap", "opml", "page"]
    pages: list[Listed] = []
    sources: list[SitemapLink] = []
    errors: list[InputError] = []


def read_listing(page: Page) -> Listing:
    """Tell what a source is, and read what it lists."""
    head = decode_text(page.body[:HEAD_BYTES], page.headers.get("content-type", ""))
    _, root = without_prologue(head.lstrip())
    text = head.lstrip()
    if root in _SITEMAPS or page.body.startswith(_GZIP) or _is_plain_list(page, text):
        return _sorted("sitemap", read_sitemap(page))
    if root == "opml":
        found = list(read_opml(page))
        sources = [SitemapLink(url=f.url, source=f.source) for f in found if isinstance(f, Listed)]
        return Listing(kind="opml", sources=sources, errors=[f for f in found if isinstance(f, InputError)])
    if root in _FEEDS or (text.startswith("{") and "jsonfeed.org/version/" in text) or _says_feed(page):
        feed = read_feed(page)
        if isinstance(feed, Feed):
            return _sorted("feed", feed.items)
        return Listing(kind="feed", errors=[feed])
    return Listing(kind="page")


def _sorted(kind: Literal["feed", "sitemap"], entries: Iterable[Listed | SitemapLink | InputError]) -> Listing:
    found = Listing(kind=kind, pages=[], sources=[], errors=[])
    for entry in entries:
        if isinstance(entry, InputError):
            found.errors.append(entry)
        elif isinstance(entry, SitemapLink):
            found.sources.append(entry)
        else:
            found.pages.append(entry)
    return found


def _is_plain_list(page: Page, text: str) -> bool:
    """A sitemap of the plain kind: a line an address."""
    return page.content_type == "text/plain" and text.startswith(("http://", "https://"))


def _says_feed(page: Page) -> bool:
    return page.content_type in ("application/rss+xml", "application/atom+xml", "application/feed+json")


def changed_at(listed: Listed) -> str | None:
    """Return the latest date that a list gives of a page, as it stands there; evidence, and often only of the day."""
    dates = [listed.published, listed.changed if isinstance(listed, SitemapEntry) else None]
    known = [(moment, date) for date in dates if (moment := parse_moment(date)) is not None]
    return max(known)[1] if known else None


# -- arguments -----------------------------------------------------------------------------------


def read_targets(arguments: Iterable[str]) -> Iterator[str | InputError]:
    """Give the addresses that arguments stand for, each once.

    Args:
        arguments: addresses, and files with addresses: one a line (# begins a comment), or OPML.
    """
    seen: set[str] = set()
    for argument in arguments:
        found = [argument] if "://" in argument and not os.path.exists(argument) else _in_file(argument)
        for target in found:
            if isinstance(target, str):
                if target in seen:
                    continue
                seen.add(target)
            yield target


def _in_file(path: str) -> Iterator[str | InputError]:
    try:
        with open(path, "rb") as file:
            body = file.read(_FILE_BYTES + 1)
    except OSError as error:
        hint = "; an address begins with https://" if isinstance(error, FileNotFoundError) else ""
        yield InputError(f"{path}: {error.strerror or error}{hint}")
        return
    if len(body) > _FILE_BYTES:
        yield InputError(f"{path}: more than {_FILE_BYTES:,} bytes; divide it")
        return
    text = decode_text(body)
    if without_prologue(text.lstrip())[1] == "opml":
        for found in read_opml(Page(body=body, name=path)):
            yield found if isinstance(found, InputError) else found.url
        return
    empty = True
    for number, line in enumerate(text.splitlines(), 1):
        address = line.partition("#")[0] if line.lstrip().startswith("#") else line.partition(" #")[0]
        if not (address := address.strip()):
            continue
        empty = False
        if "://" in address and not any(c.isspace() for c in address):
            yield address
        else:
            yield InputError(f"{path}:{number}: {address[:80]!r} is no address; expected one a line, with https://")
    if empty:
        yield InputError(f"{path}: no address in it")
