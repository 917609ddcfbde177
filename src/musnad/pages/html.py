"""HTML → what is needed of it: parsed once, then headline, byline, outlet, date, main text.

The tree is made here and nowhere else, with entities, network and scripts out of reach, and it is made what a browser
shows: frames, streamed parts and letters in their place, what is hidden out of it.
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
from musnad.pages.pruning import LEAST_BESIDE, LEAST_LEFT, LINKED_SHARE, Size, is_named, measure, take_out
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
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,7})|0*([0-9]{1,8}))(?![0-9a-fA-F]);?")
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
    text = _UNSEEN.sub("", _UNWRITABLE.sub(" ", text))
    if "&#" in text:
        text = _REFERENCE.sub(_writable, text)
    data = _ordinary(text).encode("utf-8")
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


def _writable(reference: re.Match[str]) -> str:
    """Return a reference as it is, a blank for one to a character that XML can't hold: the parser lets it through."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return " " if code > 0x10FFFF or _UNWRITABLE.match(chr(code)) else reference[0]


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


# -- what a browser does not show ---------------------------------------------------------------

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Words for search engines and screen readers alone
_OUT_OF_WINDOW = re.compile(r"(?:left|right|top|text-indent)\s*:\s*-\d{4,5}px", re.IGNORECASE)
_HIDDEN_NAMES = "hidden|hide|d-none|visually-hidden|sr-only|screen-reader-text|print-only|visible-print(?:-block)?"
_HIDDEN_CLASS = re.compile(rf"(?:^|\s)(?:{_HIDDEN_NAMES})(?:$|\s)")
_OTHER_HIDDEN = re.compile(
    r"modal|popup|overlay|dialog|menu|tab|lang|print|mobile|copy|comment|disqus|tooltip|form|sr-only|screen-reader|visually",
    re.IGNORECASE,
)
MOST_HIDDEN = 60  # boxes of a page among which the rest of its text is looked for; menus and dialogs are a dozen
NEW_SHARE = 0.3  # of the words of a text that are its own; a copy has next to none, another text more than half


def take_out_hidden(tree: HtmlElement) -> None:
    """Take out what a browser does not show (copies for printing or telephones), where enough prose is left.

    The rest of an article that is shown to subscribers, or after a touch, stays: see `_goes_on`.
    """
    hidden = {e for e in tree.iter() if isinstance(e.tag, str) and e.tag not in ("body", "html") and _is_hidden(e)}
    if not hidden:
        return
    sizes = measure(tree)
    outer = [e for e in hidden if e in sizes and not any(a in hidden for a in e.iterancestors())]
    going_on = [e for e in outer if _goes_on(e, hidden, sizes)] if len(outer) <= MOST_HIDDEN else []
    if going_on:
        shown = _shown_words(tree, hidden)
        outer = [e for e in outer if not (e in going_on and _is_new(e, shown))]
    prose = sum(sizes[e].prose for e in outer)
    if sizes[tree].prose - prose >= LEAST_LEFT:  # else the page is shown by a script only
        take_out(outer, set())


def _goes_on(element: HtmlElement, hidden: set[HtmlElement], sizes: dict[HtmlElement, Size]) -> bool:
    """Tell whether a hidden box may go on with the text that is shown before it in the same box.

    A sister of the same make that is shown says no: they are tabs, slides, one text in two languages.
    """
    parent = element.getparent()
    if parent is None or parent.tag in ("body", "html") or sizes[element].prose < LEAST_BESIDE or is_named(element):
        return False
    if _OUT_OF_WINDOW.search(element.get("style") or ""):
        return False
    if sizes[element].linked > LINKED_SHARE * sizes[element].letters or _OTHER_HIDDEN.search(_names(element)):
        return False
    before = [e for e in element.itersiblings(preceding=True) if e in sizes and e not in hidden]
    if any(e.tag == element.tag and set(_names(e).split()) & set(_names(element).split()) for e in before):
        return False
    return sum(sizes[e].prose for e in before) >= LEAST_BESIDE


def _shown_words(tree: HtmlElement, hidden: set[HtmlElement]) -> set[str]:
    """Return the words of what is shown."""
    words: list[str] = []
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        if element in hidden or not isinstance(element.tag, str) or element.tag in ("script", "style"):
            words += (element.tail or "").split()
            continue
        words += [*(element.text or "").split(), *(element.tail or "").split()]
        waiting += element
    return set(words)


def _is_new(element: HtmlElement, shown: set[str]) -> bool:
    """Tell a text of which a good part of the words is nowhere in what is shown."""
    words = set(element.text_content().split())
    return len(words - shown) > NEW_SHARE * len(words)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_hidden(element: HtmlElement) -> bool:
    style, names = element.get("style") or "", element.get("class") or ""
    return element.get("hidden") is not None or bool(
        (style and (_HIDDEN.search(style) or _OUT_OF_WINDOW.search(style))) or (names and _HIDDEN_CLASS.search(names))
    )
