"""A page → the text of its article and what is known of it, ready for the reader.

The room where encoding, HTML, outlet and date meet. Nothing is fetched here and nothing is read of who said what.
"""

from __future__ import annotations

import re

from musnad.document import Document
from musnad.errors import InputError
from musnad.model import PageRecord
from musnad.pages.encoding import Decoded, decode
from musnad.pages.page import Page
from musnad.pages.texts import TextInput

_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|title|meta|div|p|table|br|article|span|a|h1)\b", re.IGNORECASE)
_ARABIC = re.compile("[\u0621-\u064a]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")  # پ چ ژ ک گ ی: Persian, Urdu, Kurdish
_LETTER = re.compile(r"[^\W\d_]")
ARABIC_SHARE = 0.5  # of the letters; below it the text is in another language
PERSIAN_SHARE = 0.02  # of Arabic letters; loanwords in Arabic press stay far below, Persian has 8 to 12 %
SAMPLE = 4000  # letters of a text that tell its language


def read_page(page: Page) -> Document:
    """Read who said what in a page.

    Raises:
        InputError: there is no article in it.
    """
    from musnad.inputs import read_item

    return read_item(page)


def text_of(page: Page) -> TextInput:
    """Take the text of a page's article, its headline as the first paragraph, and what the page says of itself.

    Args:
        page: HTML, XHTML or plain text; `listed` and `headers` are evidence for its date.
    Raises:
        InputError: it is no text, or there is no article in it.
    """
    decoded = decode(page.body, content_type=page.headers.get("content-type", ""))
    if b"\0" in page.body[:200] and not decoded.encoding.startswith("utf-16"):
        raise InputError(f"{page.name}: not text (zero bytes in it); musnad reads HTML and plain text")
    if page.content_type == "text/plain" or not _MARKUP.search(decoded.text[:20_000]):
        return _plain(page, decoded)
    return _html(page, decoded)


def _plain(page: Page, decoded: Decoded) -> TextInput:
    if not decoded.text.strip():
        raise InputError(f"{page.name}: the page is empty")
    title = page.listed.title if page.listed else None
    return TextInput(
        text=decoded.text, name=page.name, title=title, url=page.url, language=language_of(decoded.text),
        page=_record(page, decoded), notes=decoded.notes, size_bytes=page.size_bytes,
    )  # fmt: skip


def _html(page: Page, decoded: Decoded) -> TextInput:
    from musnad.pages.html import extract, parse

    tree = parse(decoded.text, name=page.name)
    metadata, paragraphs = extract(tree, url=page.url, name=page.name)
    text = "\n\n".join([*([metadata.headline] if metadata.headline else []), *paragraphs])
    return TextInput(
        text=text, name=page.name, title=metadata.headline, url=metadata.canonical, outlet=metadata.outlet,
        byline=metadata.byline, language=metadata.language or language_of(text), page=_record(page, decoded),
        notes=decoded.notes, size_bytes=page.size_bytes,
    )  # fmt: skip


def _record(page: Page, decoded: Decoded) -> PageRecord:
    return PageRecord(
        sha256=page.sha256, size_bytes=len(page.body), encoding=decoded.encoding, url=page.url,
        fetched_at=page.fetched_at,
    )  # fmt: skip


def language_of(text: str) -> str | None:
    """Return `ar` for a text in Arabic, None for one in another script or in Persian, Urdu, Kurdish."""
    sample = text[:SAMPLE]
    letters, arabic = len(_LETTER.findall(sample)), len(_ARABIC.findall(sample))
    if not letters or arabic < ARABIC_SHARE * letters or len(_PERSIAN.findall(sample)) > PERSIAN_SHARE * arabic:
        return None
    return "ar"
