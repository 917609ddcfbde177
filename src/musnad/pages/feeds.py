"""Feeds → the pages they list: RSS 0.9x to 2.0, Atom, JSON Feed 1 and 1.1; and OPML, which lists feeds.

A feed says where a page is and what it says of it (title, date as it stands there, outlet), never more. What is
malformed is read as far as it can be; an `InputError` stands where an entry can't.

feedparser reads the same feeds, but no limit can be set to it: it took minutes for one element with 400,000
attributes and 780 MB for 4 MB of nested elements.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.errors import InputError
from musnad.pages.feed_markup import Told, read_markup
from musnad.pages.limits import DEFAULT, Limits
from musnad.pages.lists import list_text, too_many, web_address
from musnad.pages.page import Listed, Page
from musnad.pages.xml_text import HEAD_BYTES, plain, printable, without_comments, without_prologue

# Some servers print warnings of their own before the feed; what looks like its root begins it.
_FEED_ROOT = re.compile(r"<(?:[A-Za-z][\w-]{0,20}:)?(?:rss|feed|RDF|channel)[\s>]", re.IGNORECASE)
_OUTLINE = re.compile(r"<(?:[\w-]{1,20}:)?outline(?=[\s/>])([^<>]{0,20000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]{0,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')")
_JSON_FEED = "jsonfeed.org/version/"


class Item(Listed, frozen=True, kw_only=True):
    """A page that a feed lists; `content_html` is its whole text where the feed carries it and it was asked for."""

    content_html: str | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed as it was read.

    Args:
        title: the feed's own, mostly the outlet's name.
        link: the address of the site it belongs to.
        items: in the order of the feed; an error stands where an entry gives no address.
        next: the address of the feed's next page, with older entries.
        source: the feed's address, or its name where it came from a file.
    """

    items: list[Item | InputError]
    source: str
    title: str | None = None
    link: str | None = None
    next: str | None = None


def read_feed(page: Page, *, contents: bool = False, limits: Limits = DEFAULT) -> Feed | InputError:
    """Read a feed; what is no feed at all comes back as an `InputError`.

    Args:
        page: the feed's bytes; `url` resolves relative links, the content type helps to tell the encoding.
        contents: keep the whole texts that some feeds carry in `Item.content_html`.
    """
    try:
        text = list_text(page, limits)
        if text.lstrip()[:1] == "{":
            return _read_json(text, page, contents, limits)
        rest, root = without_prologue(text)
        start = _FEED_ROOT.search(rest, 0, HEAD_BYTES)
        if root in ("opml", "urlset", "sitemapindex") or not start:
            return InputError(f"{page.name}: {_no_feed(root, text)}")
        return _read_xml(rest[start.start() :], page, contents, limits)
    except InputError as error:
        return InputError(f"{page.name}: {error}")
    except Exception as error:  # a parser's own failure on one feed must not end a run
        return InputError(f"{page.name}: the feed can't be read ({type(error).__name__}: {error}); please report it")


def _no_feed(root: str, text: str) -> str:
    known = {"opml": "a list of feeds (OPML)", "urlset": "a sitemap", "sitemapindex": "a sitemap", "html": "HTML"}
    if not text.strip():
        return "empty; expected RSS, Atom or JSON Feed"
    found = known.get(root, f"its first element is <{root}>" if root else "no XML")
    return f"{found}, not a feed; expected RSS, Atom or JSON Feed"


# -- RSS and Atom ------------------------------------------------------------------------------

_DATES = ("published", "pubdate", "issued", "date", "created", "updated", "modified")


def _read_xml(markup: str, page: Page, contents: bool, limits: Limits) -> Feed:
    head, entries, problem = read_markup(
        [markup], page.url or "", contents=contents, most_entries=limits.entries
    )  # fmt: skip
    source = page.url or page.name
    site = web_address([*_alternates(head), head.texts.get("link")], page.url or "")
    title = plain(head.texts.get("title"))
    items: list[Item | InputError] = []
    for number, entry in enumerate(entries, 1):
        if number > limits.entries:
            items.append(too_many(page, limits))
            break
        named = plain(entry.texts.get("title"))
        url = web_address(_addresses(entry), site or page.url or "")
        if url is None:
            items.append(_no_address(page, number, named))
            continue
        dates = [entry.texts[name] for name in _DATES if name in entry.texts]
        items.append(Item(
            url=url, title=named, published=plain(dates[0]) if dates else None, source=source,
            outlet=plain(entry.texts.get("source")) or title, content_html=entry.content,
        ))  # fmt: skip
    if problem:
        items.append(InputError(f"{page.name}: {problem}; what could be read is given"))
    following = [link.href for link in head.links if link.rel in ("next", "prev-archive")]
    return Feed(items=items, source=source, title=title, link=site, next=web_address(following, page.url or ""))


def _alternates(told: Told) -> list[str]:
    return [link.href for link in told.links if link.rel == "alternate" and (not link.type or "html" in link.type)]


def _addresses(entry: Told) -> Iterator[str | None]:
    """The addresses of an entry, the likeliest one of its page first."""
    texts = entry.texts
    yield texts.get("origlink")  # the article behind a counter's redirection
    yield from _alternates(entry)
    yield texts.get("link")
    yield from (link.href for link in entry.links if "html" in link.type)
    yield from (name for name in (texts.get("guid"), texts.get("id"), texts.get("about")) if _is_web(name))
    yield from (link.href for link in entry.links if link.rel != "self")  # a recording without a page


def _is_web(name: str | None) -> bool:
    """An identifier such as `12` is no address, though it could be resolved to one."""
    return name is not None and name.lower().startswith(("http://", "https://"))


def _no_address(page: Page, number: int, title: str | None) -> InputError:
    named = f" ({title[:60]!r})" if title else ""
    return InputError(f"{page.name}: entry {number}{named} has no address of a page; it is left out")


# -- JSON Feed ---------------------------------------------------------------------------------


def _read_json(text: str, page: Page, contents: bool, limits: Limits) -> Feed:
    """Source: jsonfeed.org, versions 1 and 1.1."""
    try:
        found = json.loads(text.strip(), strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError(f"neither XML nor JSON ({error or type(error).__name__}); expected a feed") from None
    feed = _mapping(found)
    if _JSON_FEED not in str(feed.get("version")) and not isinstance(feed.get("items"), list):
        raise InputError(f"JSON, but no JSON Feed; expected `version` with {_JSON_FEED!r} and `items`")
    source = page.url or page.name
    base = web_address([_string(feed.get("feed_url")), page.url, _string(feed.get("home_page_url"))]) or ""
    title = plain(_string(feed.get("title")))
    listed = feed.get("items")
    items: list[Item | InputError] = []
    for number, entry in enumerate(listed if isinstance(listed, list) else [], 1):
        if number > limits.entries:
            items.append(too_many(page, limits))
            break
        items.append(_json_item(_mapping(entry), number, base, title, page, contents))
    return Feed(
        items=items, source=source, title=title, link=web_address([_string(feed.get("home_page_url"))], base),
        next=web_address([_string(feed.get("next_url"))], base),
    )  # fmt: skip


def _json_item(
    entry: dict[str, Any], number: int, base: str, title: str | None, page: Page, contents: bool
) -> Item | InputError:
    named = plain(_string(entry.get("title")))
    own_id = _string(entry.get("id")) or ""
    candidates = [_string(entry.get("url")), own_id if own_id.startswith("http") else None]
    url = web_address([*candidates, _string(entry.get("external_url"))], base)
    if url is None:
        return _no_address(page, number, named)
    content = _string(entry.get("content_html"))
    if content is None and isinstance(entry.get("content_text"), str):
        content = html.escape(printable(entry["content_text"]), quote=False)
    return Item(
        url=url, title=named, outlet=title, source=page.url or page.name, content_html=content if contents else None,
        published=_string(entry.get("date_published")) or _string(entry.get("date_modified")),
    )  # fmt: skip


def _string(value: object) -> str | None:
    return printable(value) if isinstance(value, str) else None


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


# -- OPML --------------------------------------------------------------------------------------


def read_opml(page: Page, *, limits: Limits = DEFAULT) -> Iterator[Listed | InputError]:
    """Give the feeds that an OPML list names, however deep they are nested, each address once.

    Outlines are found as they stand: an unclosed one costs nothing, and no depth is too great.

    Returns: `Listed` with the feed's address, its title, and the list as source.
    Source: OPML 2.0, opml.org/spec2.opml, `outline` of the type `rss`.
    """
    try:
        text, root = without_prologue(list_text(page, limits))
    except InputError as error:
        yield InputError(f"{page.name}: {error}")
        return
    if root != "opml" and "<outline" not in text:
        yield InputError(f"{page.name}: no list of feeds; expected OPML with <outline xmlUrl=…>")
        return
    seen: set[str] = set()
    for outline in _OUTLINE.finditer(without_comments(text)):
        values = {name.lower(): html.unescape(a or b) for name, a, b in _ATTRIBUTE.findall(outline[1])}
        is_feed = values.get("type", "").lower() in ("rss", "atom")
        stated = values.get("xmlurl") or (values.get("url") if is_feed else "")
        if not stated:
            continue
        url = web_address([printable(stated)], page.url or "")
        if url is None:
            yield InputError(f"{page.name}: {stated[:80]!r} is no address of a feed; it is left out")
        elif url not in seen:
            if len(seen) >= limits.entries:
                yield too_many(page, limits)
                return
            seen.add(url)
            title = plain(values.get("title") or values.get("text"))
            yield Listed(url=url, title=title, source=page.url or page.name)
