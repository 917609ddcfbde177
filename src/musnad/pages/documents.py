"""A page → the text of its article and what is known of it, ready for the reader.

The room where encoding, HTML, outlet and date meet. Nothing is fetched here and nothing is read of who said what.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from musnad.document import Document
from musnad.errors import InputError
from musnad.model import PageRecord
from musnad.pages.encoding import Decoded, decode
from musnad.pages.languages import language_of
from musnad.pages.outlets import Outlets, outlet_of_name, outlet_of_url
from musnad.pages.page import Page
from musnad.pages.published import find_published
from musnad.pages.texts import TextInput

_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|title|meta|div|p|table|br|article|span|a|h1)\b", re.IGNORECASE)


def read_page(page: Page) -> Document:
    """Read who said what in a page.

    Raises:
        InputError: there is no article in it.
    """
    from musnad.inputs import read_item

    return read_item(page)


def text_of(page: Page, *, outlets: Outlets | None = None) -> TextInput:
    """Take the text of a page's article, its headline as the first paragraph, and what the page says of itself.

    Args:
        page: HTML, XHTML or plain text; `listed` and `headers` are evidence for its date.
        outlets: those that are known (`pages.outlets.load_outlets`); the ones that come with musnad by default.
    Raises:
        InputError: it is no text, or there is no article in it.
    """
    decoded = decode(page.body, content_type=page.headers.get("content-type", ""))
    if b"\0" in page.body[:200] and not decoded.encoding.startswith("utf-16"):
        raise InputError(f"{page.name}: not text (zero bytes in it); musnad reads HTML and plain text", code="not-text")
    if page.content_type == "text/plain" or not _MARKUP.search(decoded.text[:20_000]):
        return _plain(page, decoded, outlets)
    return _html(page, decoded, outlets)


def _plain(page: Page, decoded: Decoded, outlets: Outlets | None) -> TextInput:
    if not decoded.text.strip():
        raise InputError(f"{page.name}: the page is empty", code="empty")
    title = page.listed.title if page.listed else None
    outlet = _outlet(page, page.url, None, outlets)
    return TextInput(
        text=decoded.text, name=page.name, id=_id(page.url, decoded.text), title=title, url=page.url,
        outlet=outlet.name, outlet_id=outlet.id, language=language_of(decoded.text), page=_record(page, decoded),
        published=find_published(None, url=page.url, headers=page.headers, listed=page.listed, now=page.fetched_at),
        notes=decoded.notes, size_bytes=page.size_bytes,
    )  # fmt: skip


def _html(page: Page, decoded: Decoded, outlets: Outlets | None) -> TextInput:
    from musnad.pages.html import extract

    metadata, published, paragraphs = extract(decoded.text, page)
    text = "\n\n".join([*([metadata.headline] if metadata.headline else []), *paragraphs])
    outlet = _outlet(page, metadata.canonical, metadata.outlet, outlets)
    return TextInput(
        text=text, name=page.name, id=_id(metadata.canonical, text), title=metadata.headline, url=metadata.canonical,
        outlet=outlet.name, outlet_id=outlet.id, byline=metadata.byline, published=published,
        language=metadata.language or language_of(text), page=_record(page, decoded), notes=decoded.notes,
        size_bytes=page.size_bytes,
    )  # fmt: skip


class _Named(NamedTuple):
    name: str | None
    id: str | None


def _outlet(page: Page, url: str | None, named: str | None, outlets: Outlets | None) -> _Named:
    """Whose page it is: by its address, else by the name that it gives itself, else by the feed that lists it."""
    for address in (page.url, url):
        known = outlet_of_url(address, outlets=outlets) if address else None
        if known is not None:
            own = named if known.kind == "blog" and named else next(iter(known.forms), known.name)
            return _Named(own, known.id)
    listed = page.listed.outlet if page.listed else None
    for name in (named, listed):
        known = outlet_of_name(name, outlets=outlets) if name else None
        if known is not None:
            return _Named(name, known.id)
    return _Named(named or listed, None)


def _id(url: str | None, text: str) -> str | None:
    """The id of a page's document: of its address and its text, since the same text stands at many addresses."""
    if url is None:
        return None
    return "d" + hashlib.blake2b(f"{url}\n{text}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _record(page: Page, decoded: Decoded) -> PageRecord:
    return PageRecord(
        sha256=page.sha256, size_bytes=len(page.body), encoding=decoded.encoding, url=page.url,
        fetched_at=page.fetched_at,
    )  # fmt: skip
