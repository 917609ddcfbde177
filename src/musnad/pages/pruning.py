"""Takes out of a page's tree what is no article, before the main text is looked for.

Three signs, each cheap: the name of a box (related, share, newsletter), a box that is mostly links (menus, lists of
headlines, cells of a table), and three or more sisters that each lead to another page (teasers).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml.html import HtmlElement

# Names of boxes inside an article's text that are not its text, as whole words of class or id.
BOXES = re.compile(
    r"(?:^|[\s_-])(?:related|also-?read|read-?also|read-?more|readmore|inline-related|recommend(?:ed|ation)s?|newsletter|"
    r"subscribe|share|sharing|sharedaddy|addthis|social|adsbygoogle|advert(?:isement)?|ad-slot|promo|twitter-tweet|"
    r"instagram-media|fb-post|latest-posts|post-tags|tags-links|breadcrumbs?|author-box|about-author|cookie|"
    r"pullquote|pull-quote|wp-caption-text|print-only|video-list|most-read|trending|jp-relatedposts|mini-posts-box|"
    r"outbrain|taboola|disqus|comments?-(?:area|list|form)|post-feeds|blog-pager|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
NAMED_TAGS = frozenset(("div", "section", "aside", "ul", "figure", "blockquote", "nav", "p", "span", "table", "footer"))
LINKED_TAGS = frozenset((
    "div", "section", "aside", "ul", "ol", "nav", "table", "tbody", "tr", "td", "p", "center", "form", "header",
))  # fmt: skip
TEASER_TAGS = frozenset(("div", "li", "article", "section", "td", "tr", "table"))
NAMED_SHARE = 0.5  # of the page's text: a box that holds more than this is no box, whatever its name
LINKED_SHARE = 0.55  # of a box's letters stand in links: menus have nearly all there, articles below a third
LINKED_LEAST = 3  # links in it; one linked name is no menu
LINKED_MOST_PROSE = 400  # letters outside links that a box of links can have; an article with many links has more
TEASERS = 3  # sisters of one make
TEASER_MOST = 420  # letters in one
TEASER_LINK = 18  # letters in the longest link of a teaser: a headline, not «المزيد»
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))


@dataclass(slots=True)
class _Size:
    """What stands in an element: letters, letters in links, links, the longest link, whether a heading is one."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    longest: int = 0


def prune(tree: HtmlElement) -> None:
    """Take out boxes that are no article; what holds half of the page's words stays, whatever it looks like."""
    sizes = _measure(tree)
    whole = max(sizes[tree].letters, 1)
    gone: list[HtmlElement] = []
    for element in tree.iter():
        size = sizes.get(element)
        if size is None or element is tree or (size.letters > NAMED_SHARE * whole and not _linked(element, size)):
            continue
        if _named(element) or _linked(element, size):
            gone.append(element)
    gone += _teasers(tree, sizes, whole)
    for element in gone:
        if element.getparent() is not None and not any(True for _ in element.iter("h1")):
            element.drop_tree()


def _measure(tree: HtmlElement) -> dict[HtmlElement, _Size]:
    """Measure every element in one pass, children before their parents."""
    sizes: dict[HtmlElement, _Size] = {}
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "template"):
            continue
        size = _Size(letters=_letters(element.text))
        for child in element:
            inner = sizes.get(child)
            if inner is not None:
                size.letters += inner.letters
                size.linked += inner.linked
                size.links += inner.links
                size.longest = max(size.longest, inner.longest)
            size.letters += _letters(child.tail)
        if element.tag == "a" and element.get("href") is not None:
            size.linked, size.links, size.longest = size.letters, 1, size.letters
        sizes[element] = size
    return sizes


def _letters(text: str | None) -> int:
    return len(text) - text.count(" ") - text.count("\n") if text else 0


def _named(element: HtmlElement) -> bool:
    if element.tag not in NAMED_TAGS:
        return False
    return bool(BOXES.search(element.get("class") or "") or BOXES.search(element.get("id") or ""))


def _linked(element: HtmlElement, size: _Size) -> bool:
    return (
        element.tag in LINKED_TAGS and size.links >= LINKED_LEAST and size.linked >= LINKED_SHARE * size.letters
        and size.letters - size.linked <= LINKED_MOST_PROSE
    )  # fmt: skip


def _teasers(tree: HtmlElement, sizes: dict[HtmlElement, _Size], whole: int) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    for parent in tree.iter("div", "ul", "section", "tbody", "table", "tr", "aside", "main", "body"):
        rows = [(f"{c.tag}.{c.get('class')}", c) for c in parent if c.tag in TEASER_TAGS]
        if len(rows) < TEASERS:
            continue
        rows = [(make, c) for make, c in rows if _is_teaser(sizes.get(c))]
        many = {make for make, n in Counter(make for make, _ in rows).items() if n >= TEASERS}
        listed = [c for make, c in rows if make in many]
        if sum(sizes[c].letters for c in listed) <= NAMED_SHARE * whole or len(listed) > 2 * TEASERS:
            found += listed
    return found


def _is_teaser(size: _Size | None) -> bool:
    return size is not None and size.longest >= TEASER_LINK and size.letters <= TEASER_MOST
