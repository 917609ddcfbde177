"""Sitemaps → the pages they list, one after the other: urlset, news sitemaps, indexes, plain lists of addresses.

The bytes are taken apart piece by piece, so that 50,000 addresses need no more memory than ten. What is
broken is read as far as it can be, and an `InputError` at the end says where it is broken.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain

import msgspec

from musnad.errors import InputError
from musnad.pages.limits import DEFAULT, Limits
from musnad.pages.lists import too_many, web_address
from musnad.pages.page import Listed, Page
from musnad.pages.unpacking import CHUNK_BYTES, GZIP_MAGIC, check_size, pieces, unpack
from musnad.pages.xml_events import XmlEvents
from musnad.pages.xml_text import HEAD_BYTES, encoding_of, plain, printable, without_prologue

# Some servers print warnings of their own before it.
_SITEMAP_ROOT = re.compile(r"<(?:[A-Za-z][\w-]{0,20}:)?(?:urlset|sitemapindex)[\s>/]", re.IGNORECASE)
_BLOCKS = ("url", "sitemap")
_KEPT = ("loc", "lastmod", "publication_date", "title", "name", "language")
_ASIDE = frozenset(["image", "video"])  # they have a loc and a title of their own
_TEXT_LENGTH = 10_000  # characters kept of an element; addresses end at 2,048 by the protocol, titles are shorter


class SitemapEntry(Listed, frozen=True, kw_only=True):
    """A page that a sitemap lists; `published` and `outlet` only where it is a news sitemap.

    `changed` is the `lastmod` as it stands there: many sites set it to the time of the sitemap.
    """

    changed: str | None = None
    language: str | None = None


class SitemapLink(msgspec.Struct, frozen=True, kw_only=True):
    """A sitemap that an index names; `changed` as it stands there."""

    url: str
    changed: str | None = None
    source: str = ""


Entry = SitemapEntry | SitemapLink | InputError


def read_sitemap(page: Page, *, limits: Limits = DEFAULT) -> Iterator[Entry]:
    """Give what a sitemap lists, in its order; errors stand where something can't be read.

    Args:
        page: the bytes, gzip or not; `url` resolves relative addresses.
    Source: sitemaps.org/protocol.html; the news extension, schemas/sitemap-news/0.9.
    """
    given = 0
    try:
        for entry in _entries(page, limits):
            given += 1
            if given > limits.entries:
                yield too_many(page, limits)
                return
            yield entry
        if not given:
            yield InputError(f"{page.name}: no address in this sitemap")
    except InputError as error:
        yield InputError(f"{page.name}: {error}")
    except Exception as error:  # a parser's own failure on one sitemap must not end a run
        yield InputError(f"{page.name}: the sitemap can't be read ({type(error).__name__}: {error}); please report it")


def _entries(page: Page, limits: Limits) -> Iterator[Entry]:
    chunks = _text_chunks(page, limits)
    head = ""
    for chunk in chunks:
        head += chunk
        if len(head) >= HEAD_BYTES:
            break
    rest, root = without_prologue(head)
    start = _SITEMAP_ROOT.search(rest)
    if start:
        yield from _parse(chain([rest[start.start() :]], chunks), page)
    elif head.lstrip()[:1] == "<":
        found = f"its first element is <{root}>" if root else "no element begins in it"
        raise InputError(f"not a sitemap: {found}; expected urlset or sitemapindex")
    else:
        yield from _plain_lines(head, chunks, page)


def _text_chunks(page: Page, limits: Limits) -> Iterator[str]:
    body = page.body
    encoding = encoding_of(_first_bytes(body, limits), page.headers.get("content-type", ""))
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    packed = body.startswith(GZIP_MAGIC)
    if not packed:
        check_size(len(body), len(body), limits.list_bytes, limits)
    chunks = pieces(body)
    for chunk in unpack(chunks, "gzip", limits=limits, most_bytes=limits.list_bytes) if packed else chunks:
        yield printable(decoder.decode(chunk)).replace("\ufeff", "")
    yield printable(decoder.decode(b"", final=True))


def _first_bytes(body: bytes, limits: Limits) -> bytes:
    if not body.startswith(GZIP_MAGIC):
        return body[:HEAD_BYTES]
    try:
        return next(unpack(pieces(body), "gzip", limits=limits, most_bytes=limits.list_bytes), b"")
    except InputError:
        return b""  # it comes up again, in its place


# -- XML ---------------------------------------------------------------------------------------


def _parse(text: Iterator[str], page: Page) -> Iterator[Entry]:
    events = XmlEvents(text)
    values: dict[str, str] = {}
    block = ""  # the element that is read: url, sitemap
    parents: list[str] = []
    kept = ""  # the text of the element that is read
    for event in events:
        if event.kind == "text":
            if len(kept) < _TEXT_LENGTH:
                kept += event.text[:_TEXT_LENGTH]
            continue
        inner = parents[-1] if parents else ""
        ended = event.name if event.kind == "end" else inner  # a start ends the text of an element left open, too
        if ended in _KEPT and kept and block and not _ASIDE.intersection(parents):
            values.setdefault(ended, kept)
        kept = ""
        if event.kind == "start":
            if event.name in _BLOCKS:
                if values:  # the one before was left open
                    yield _entry(block, values, page)
                block, values = event.name, {}
            parents.append(event.name)
        else:
            parents.pop()
            if event.name in _BLOCKS and block:
                yield _entry(block, values, page)
                block, values = "", {}
    if values.get("loc"):
        yield _entry(block, values, page)
    if events.problem:
        yield InputError(f"{page.name}: {events.problem}; what could be read is given")


def _entry(kind: str, values: dict[str, str], page: Page) -> Entry:
    stated = values.get("loc", "")
    url = web_address([stated], page.url or "")
    if url is None:
        found = f"{stated[:80]!r} is no address of the web" if stated else f"a <{kind}> without <loc>"
        return InputError(f"{page.name}: {found}; it is left out")
    source = page.url or page.name
    changed = values.get("lastmod", "").strip() or None
    if kind == "sitemap":
        return SitemapLink(url=url, changed=changed, source=source)
    return SitemapEntry(
        url=url, source=source, changed=changed, title=plain(values.get("title")), outlet=plain(values.get("name")),
        published=values.get("publication_date", "").strip() or None, language=plain(values.get("language")),
    )  # fmt: skip


# -- a line an address -------------------------------------------------------------------------


def _plain_lines(head: str, chunks: Iterator[str], page: Page) -> Iterator[Entry]:
    waiting, number = head, 0
    while True:
        *lines, waiting = waiting.split("\n")
        following = next(chunks, None)
        if following is None:
            lines.append(waiting)
        for line in lines:
            number += 1
            if line.strip():
                yield _line(line.strip(), number, page)
        if following is None:
            return
        if len(waiting) > CHUNK_BYTES:
            raise InputError(f"line {number + 1} has more than {CHUNK_BYTES:,} characters; no list of addresses")
        waiting += following


def _line(line: str, number: int, page: Page) -> Entry:
    url = web_address([line])
    if url is None or " " in line:
        return InputError(f"{page.name}:{number}: {line[:80]!r} is no address of the web; expected one a line")
    return SitemapEntry(url=url, source=page.url or page.name)
