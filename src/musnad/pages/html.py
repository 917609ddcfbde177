"""HTML → what is needed of it: parsed once, then headline, byline, outlet, date, main text.

The tree is made here and nowhere else, with entities, network and scripts out of reach.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple
from unicodedata import normalize

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from musnad.errors import InputError
from musnad.pages import schema_org
from musnad.pages.body import main_text
from musnad.pages.metadata import Metadata, read_metadata
from musnad.pages.page import Page
from musnad.pages.pruning import LEAST_LEFT, measure, take_out_hidden
from musnad.pages.published import find_published
from musnad.pages.state import STREAM, read_state, streamed_markup, streamed_rows

LARGEST = 20_000_000  # characters; the largest article pages of the press have some three million
_BLOCK = re.compile(r"display\s*:\s*block", re.IGNORECASE)
# Marks of direction and width, and where a word may be broken: no words. As characters and as HTML writes them.
_UNSEEN = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
    r"|&(?:shy|lrm|rlm|#(?:173|8203|820[67]|823[4-8]|65279)|#x(?:ad|200[bef]|202[a-e]|feff));",
    re.IGNORECASE,
)
# Letters in the shapes that they take in a line, as typesetting systems and PDF tools write them. Signs for whole
# phrases (U+FDFA to FDFD: ﷺ, ﷻ, ﷼, ﷽) stay: they are written as one on purpose.
_SHAPED = re.compile("[\ufb50-\ufdf9\ufe70-\ufefc]")
_CARRIERS = " \u0640"  # what Unicode puts below a vowel mark that stands alone
_LETTER = "\u0620-\u063f\u0641-\u0652"
_DRAWN_OUT = re.compile(f"(?<=[{_LETTER}])\u0640+(?=[{_LETTER}])")  # «الـــيوم»; not «هـ», «لـ«الشرق»»
_FRAMES = re.compile(r"</?(?:frameset|frame|noframes)\b[^>]*>", re.IGNORECASE)
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
    data = _ordinary(_UNSEEN.sub("", _UNWRITABLE.sub(" ", text))).encode("utf-8")
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"{name}: no HTML in it ({error})", code="no-article") from error
    for span in tree.iter("span"):
        if _BLOCK.search(span.get("style") or ""):
            span.tag = "p"  # which is what it is shown as
    _put_in_place(tree)
    return tree


def _ordinary(text: str) -> str:
    """Return a page with ordinary letters, undrawn, and what it has for browsers without frames in its body."""
    if _SHAPED.search(text):
        text = _SHAPED.sub(lambda m: _common(m.group()), text)
    if "\u0640" in text:
        text = _DRAWN_OUT.sub("", text)
    if "<noframes" in (lower := text.lower()) and "<frameset" in lower:
        text = _FRAMES.sub("", text)
    return text


@cache
def _common(char: str) -> str:
    common = normalize("NFKC", char)
    return common[1:] if len(common) > 1 and common[0] in _CARRIERS else common


def _put_in_place(tree: HtmlElement) -> None:
    """Put the parts of a streamed page where its script would: `<div hidden id="S:0">` for `<template id="B:0">`."""
    places = {e.get("id") or "": e for e in tree.iter("template")}
    if not any(name.startswith("B:") for name in places):
        return
    for part in [e for e in tree.iter("div") if e.get("hidden") is not None and (e.get("id") or "").startswith("S:")]:
        place = places.get(f"B:{(part.get('id') or '')[2:]}")
        if place is None or part in place.iterancestors("div") or (parent := place.getparent()) is None:
            continue
        del part.attrib["hidden"]
        part.tail = None  # blanks between scripts
        place.addprevious(part)
        part.tail = place.tail
        parent.remove(place)


def _add(tree: HtmlElement, markup: str) -> None:
    """Put markup at the end of a page's body."""
    body = tree.find("body")
    added = parse(f"<div>{markup}</div>").find("body") if markup.strip() else None
    if added is not None:
        added.tag = "div"
        (tree if body is None else body).append(added)


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
    streamed = streamed_rows(tree) if STREAM in text else {}
    if streamed and measure(tree)[tree].prose < LEAST_LEFT:
        _add(tree, streamed_markup(streamed))
    take_out_hidden(tree)
    article = article_of(tree)
    metadata = read_metadata(tree, article, url=page.url, listed=page.listed.title if page.listed else None)
    state = read_state(tree, metadata.headline, streamed)
    published = find_published(
        tree, url=page.url, headers=page.headers, listed=page.listed, now=page.fetched_at, headline=metadata.heading,
        scripted=state.dates,
    )  # fmt: skip
    paragraphs = main_text(tree, article, metadata, state=state.paragraphs, name=page.name)  # changes the tree
    return Extract(metadata, published, paragraphs)
