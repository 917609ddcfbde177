"""HTML → what is needed of it: parsed once, then headline, byline, outlet, date, main text.

The tree is made here and nowhere else, with entities, network and scripts out of reach.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from musnad.errors import InputError
from musnad.pages import schema_org
from musnad.pages.body import main_text
from musnad.pages.metadata import Metadata, read_metadata
from musnad.pages.page import Page
from musnad.pages.pruning import take_out_hidden
from musnad.pages.published import find_published
from musnad.pages.state import read_state

LARGEST = 20_000_000  # characters; the largest article pages of the press have some three million
_BLOCK = re.compile(r"display\s*:\s*block", re.IGNORECASE)
# Marks of direction and width: no words
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # XML can't hold them


class Extract(NamedTuple):
    """What a page of HTML gives: its own account of itself, when it was published, its paragraphs."""

    metadata: Metadata
    published: dict[str, Any] | None
    paragraphs: list[str]


def parse(text: str, *, name: str = "") -> HtmlElement:
    """Parse a page of HTML.

    Raises:
        InputError: there is no element in it, or it is too large.
    """
    if len(text) > LARGEST:
        size = f"{len(text):,} characters of HTML, more than {LARGEST:,}"
        raise InputError(f"{name}: {size}; it is no article", code="too-large")
    data = _UNSEEN.sub("", _UNWRITABLE.sub(" ", text)).encode("utf-8")
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"{name}: no HTML in it ({error})", code="no-article") from error
    for span in tree.iter("span"):
        if _BLOCK.search(span.get("style") or ""):
            span.tag = "p"  # which is what it is shown as
    return tree


def article_of(tree: HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD node of a page's article; empty where there is none."""
    return schema_org.article(schema_org.nodes(tree))


def extract(text: str, page: Page) -> Extract:
    """Take headline, byline, outlet, date and text from a page.

    Args:
        text: the page's body, decoded.
        page: its address, headers and what lists it are evidence.
    Raises:
        InputError: the page has no text that could be an article.
    """
    tree = parse(text, name=page.name)
    take_out_hidden(tree)
    article = article_of(tree)
    metadata = read_metadata(tree, article, url=page.url, listed=page.listed.title if page.listed else None)
    state = read_state(tree, metadata.headline)
    published = find_published(
        tree, url=page.url, headers=page.headers, listed=page.listed, now=page.fetched_at, headline=metadata.heading,
        scripted=state.dates,
    )  # fmt: skip
    paragraphs = main_text(tree, article, metadata, state=state.paragraphs, name=page.name)  # changes the tree
    return Extract(metadata, published, paragraphs)
