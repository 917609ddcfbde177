"""A kept page for eyes: what it looked like, without anything that runs, fetches, sends or leads away by itself.

The policy of the answer forbids scripts and fetching already; what is taken out here are the things that a policy
doesn't reach (preconnect, refresh, base) and those that would only leave holes. The bytes as they came stay.
"""

from __future__ import annotations

import re

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from musnad.pages.encoding import decode
from musnad.pages.page import Page

_GONE = ("script", "template", "frame", "frameset", "embed", "link", "base", "source", "track")
# What stands in these is shown where they don't work; left open, they hold the rest of the page.
_OPENED = ("noscript", "iframe", "object", "applet", "portal", "audio", "video", "dialog", "form")
_FETCHING = {
    "src", "srcset", "background", "poster", "data", "action", "formaction", "ping", "manifest", "longdesc", "cite",
    "profile", "classid", "codebase", "usemap", "lowsrc", "dynsrc", "xlink:href", "href",
}  # fmt: skip
_IMPORT = re.compile(r"@import\b[^;]*;?|url\(\s*(?!['\"]?data:)[^)]*\)|expression\s*\(", re.IGNORECASE)
LONGEST_VALUE = 100_000  # characters of an attribute; a picture within the page may have as many, no other has


def harmless(page: Page) -> str:
    """Return a kept page as HTML that shows and does nothing."""
    text = decode(page.body, content_type=page.headers.get("content-type", "")).text
    if page.content_type == "text/plain":
        return _plain(text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return _plain(text)
    for element in [*tree.iter()]:
        if not isinstance(element.tag, str):
            _drop(element)
        else:
            _disarm(element)
    made = html.tostring(tree, encoding="unicode")
    return f"<!doctype html><meta charset=utf-8>{made}"


def _disarm(element: HtmlElement) -> None:
    tag = element.tag.rpartition("}")[2].lower()
    refreshes = tag == "meta" and "http-equiv" in element.attrib
    if tag in _GONE or refreshes:
        _drop(element)
        return
    if tag in _OPENED and element.getparent() is not None:
        element.drop_tag()
        return
    for name, value in [*element.attrib.items()]:
        low = str(name).lower()
        inside = low in ("src", "href") and tag == "img" and str(value).lstrip().startswith("data:image/")
        if low.startswith("on") or (low in _FETCHING and not inside) or len(value) > LONGEST_VALUE:
            del element.attrib[name]
        elif low == "style":
            element.attrib[name] = _IMPORT.sub("", str(value))
    if tag == "style" and element.text:
        element.text = _IMPORT.sub("", element.text)


def _drop(element: HtmlElement) -> None:
    """Take an element out with all in it; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _plain(text: str) -> str:
    from html import escape

    return f"<!doctype html><meta charset=utf-8><pre dir=auto style='white-space:pre-wrap'>{escape(text)}</pre>"
