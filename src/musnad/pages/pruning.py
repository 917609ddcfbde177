"""Takes out of a page's tree what is no article, before the main text is looked for.

Signs, each cheap: what is hidden (`take_out_hidden`, first of all); the name of a box (related, share, newsletter); a
box or a run that is mostly links (menus, lists of headlines); sisters of one make with several parts each (cards,
comments, galleries); what stands above the headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

# Names of boxes inside an article's text that are not its text, as whole words of class or id.
BOXES = re.compile(
    r"(?:^|[\s_-])(?:related|also-?read|read-?also|read-?more|readmore|inline-related|recommend(?:ed|ation)s?|newsletter|"
    r"subscribe|share|sharing|sharedaddy|addthis|social|adsbygoogle|advert(?:isement)?|ad-slot|promo|twitter-tweet|"
    r"instagram-media|fb-post|latest-posts|post-tags|tags-links|breadcrumbs?|author-box|about-author|cookie|"
    r"pullquote|pull-quote|wp-caption-text|print-only|video-list|most-read|trending|jp-relatedposts|mini-posts-box|"
    r"outbrain|taboola|report-error|correction|caption|image-?credit|poll|onair|player|schedule|hashtags|disqus|comments?-(?:area|list|form)|post-feeds|blog-pager|copyright)(?:$|[\s_-])",
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
TEASER_MOST = 420  # letters in one
TEASER_LINK = 18  # letters in the longest link of a teaser: a headline, not «المزيد»


LEAST_LEFT = 250  # letters of prose that must be left when repeated parts go: else they are the text (a live blog)
LEAST_BESIDE = 80  # the same where they are marked as others' words; the shortest news has a sentence or two
GROUP = 3  # sisters of one make
GROUP_SHARE = 1.5  # times the rest of the prose: a larger group goes only where its parts are marked as others' words
PART_MOST = 1_500  # letters in one part; comments are long, chapters of an article longer
MARK_MOST = 60  # letters of a part's first words that tell a comment: a name and a date, a number
BLOCK_TAGS = frozenset((
    "p", "div", "section", "article", "li", "ul", "ol", "dl", "dt", "dd", "td", "tr", "table", "tbody", "h1", "h2",
    "h3", "h4", "h5", "h6", "blockquote", "figure", "figcaption", "header", "footer", "main", "aside", "pre", "center",
    "form", "body",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_NAMES = "hidden|hide|d-none|visually-hidden|sr-only|screen-reader-text|print-only|visible-print(?:-block)?"
_HIDDEN_CLASS = re.compile(rf"(?:^|\s)(?:{_HIDDEN_NAMES})(?:$|\s)")
_NUMBER = re.compile(r"\d")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}[/-]\d{1,2}[/-]\d{1,2})(?!\d)")
_PROSE_LEAST = 40  # letters of a block outside links that count as prose


@dataclass(slots=True)
class _Size:
    """What stands in an element: letters, letters in links, links, the longest link, blocks of text, prose."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    longest: int = 0
    blocks: int = 0  # that hold words of their own
    prose: int = 0  # letters in blocks of some length, links left out


def prune(tree: HtmlElement, heading: HtmlElement | None = None) -> None:
    """Take out what is no article; what holds the page's words stays, whatever it looks like.

    Args:
        tree: of a page; changed by this.
        heading: the element that holds the headline, where it is known: what stands before it goes.
    """
    kept = set() if heading is None else {heading, *heading.iterancestors()}
    _take_out(_boxes(tree, measure(tree)), kept)
    sizes = measure(tree)
    _take_out(_link_runs(tree, sizes), kept)
    _take_out([e for e in _comment_lists(tree, sizes) if sizes[tree].prose - sizes[e].prose >= LEAST_LEFT], kept)
    if heading is not None:
        _take_out(_above(tree, heading, sizes), kept)
    _take_out_groups(tree, kept)


def _take_out(elements: list[HtmlElement], kept: set[HtmlElement]) -> None:
    for element in elements:
        if element not in kept and element.getparent() is not None:
            element.drop_tree()


def measure(tree: HtmlElement) -> dict[HtmlElement, _Size]:
    """Measure every element in one pass, children before their parents."""
    sizes: dict[HtmlElement, _Size] = {}
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "template"):
            continue
        size = _Size(letters=_letters(element.text))
        own = size.letters
        linked = 0
        for child in element:
            inner = sizes.get(child)
            if inner is not None:
                size.letters += inner.letters
                size.linked += inner.linked
                size.links += inner.links
                size.longest = max(size.longest, inner.longest)
                size.blocks += inner.blocks
                size.prose += inner.prose
                if child.tag not in BLOCK_TAGS and not inner.blocks:
                    own += inner.letters
                    linked += inner.linked
            tail = _letters(child.tail)
            size.letters += tail
            own += tail
        if element.tag == "a" and element.get("href") is not None:
            size.linked, size.links, size.longest = size.letters, 1, size.letters
        elif element.tag in BLOCK_TAGS and own:
            size.blocks += 1
            size.prose += own - linked if own - linked >= _PROSE_LEAST and linked < LINKED_SHARE * own else 0
        sizes[element] = size
    return sizes


def _letters(text: str | None) -> int:
    return len(text) - text.count(" ") - text.count("\n") if text else 0


# -- hidden, named, linked ---------------------------------------------------------------------


def take_out_hidden(tree: HtmlElement) -> None:
    """Take out what a browser does not show (copies for printing or telephones), where enough prose is left."""
    hidden = [e for e in tree.iter() if isinstance(e.tag, str) and e.tag not in ("body", "html") and _is_hidden(e)]
    if not hidden:
        return
    sizes = measure(tree)
    prose = sum(sizes[e].prose for e in hidden if e in sizes and not any(a in hidden for a in e.iterancestors()))
    if sizes[tree].prose - prose >= LEAST_LEFT:  # else the page is shown by a script only
        _take_out(hidden, set())


def _is_hidden(element: HtmlElement) -> bool:
    style, names = element.get("style"), element.get("class")
    return (
        element.get("hidden") is not None or (style is not None and bool(_HIDDEN.search(style)))
        or (names is not None and bool(_HIDDEN_CLASS.search(names)))
    )  # fmt: skip


def _boxes(tree: HtmlElement, sizes: dict[HtmlElement, _Size]) -> list[HtmlElement]:
    whole = max(sizes[tree].letters, 1)
    gone: list[HtmlElement] = []
    for element, size in sizes.items():
        if element is tree:
            continue
        if _linked(element, size) or (size.letters <= NAMED_SHARE * whole and _named(element)):
            gone.append(element)
    return gone


def _named(element: HtmlElement) -> bool:
    if element.tag not in NAMED_TAGS:
        return False
    return bool(BOXES.search(element.get("class") or "") or BOXES.search(element.get("id") or ""))


def _linked(element: HtmlElement, size: _Size) -> bool:
    return (
        element.tag in LINKED_TAGS and size.links >= LINKED_LEAST and size.linked >= LINKED_SHARE * size.letters
        and size.letters - size.linked <= LINKED_MOST_PROSE
    )  # fmt: skip


def _link_runs(tree: HtmlElement, sizes: dict[HtmlElement, _Size]) -> list[HtmlElement]:
    """Links of a headline's length that follow each other with nothing but breaks, marks and dates between."""
    gone: list[HtmlElement] = []
    for parent in {e.getparent() for e in tree.iter("a")} - {None}:
        run: list[HtmlElement] = []
        for child in [*parent, None]:
            size = sizes.get(child) if child is not None else None
            if size is not None and size.longest >= TEASER_LINK and size.letters <= size.linked + 4:
                run.append(child)
                if _letters(child.tail) <= 14:
                    continue
            elif size is not None and not size.letters and _letters(child.tail) <= 14:
                continue
            gone += run if len(run) >= GROUP else []
            run = []
    return gone


# -- above the headline ------------------------------------------------------------------------


def _above(tree: HtmlElement, heading: HtmlElement, sizes: dict[HtmlElement, _Size]) -> list[HtmlElement]:
    """What ends before the headline begins, where most of the page's prose stands behind it."""
    above: list[HtmlElement] = []
    node = heading
    while node is not tree and (parent := node.getparent()) is not None:
        above += [e for e in node.itersiblings(preceding=True) if e in sizes]
        node = parent
    prose = sum(sizes[e].prose for e in above)
    return above if sizes[tree].prose - prose > prose else []


# -- repeated parts ----------------------------------------------------------------------------


def _take_out_groups(tree: HtmlElement, kept: set[HtmlElement]) -> None:
    """Take out groups of sisters of one make, the last ones first, as long as enough prose is left."""
    sizes = measure(tree)
    left = sizes[tree].prose
    for parent in reversed(list(tree.iter())):
        if not isinstance(parent.tag, str) or len(parent) < GROUP:
            continue
        for group in _groups(parent, sizes):
            prose = sum(sizes[e].prose for e in group)
            links = sum(sizes[e].longest >= TEASER_LINK for e in group)
            leads_away = 2 * links > len(group)
            if left - prose < (LEAST_BESIDE if leads_away else LEAST_LEFT):
                continue
            if prose > GROUP_SHARE * (left - prose) and not (leads_away or _are_comments(group)):
                continue
            _take_out(group, kept)
            left -= prose


def _groups(parent: HtmlElement, sizes: dict[HtmlElement, _Size]) -> list[list[HtmlElement]]:
    makes: dict[str, list[HtmlElement]] = {}
    for child in parent:
        size = sizes.get(child)
        if size is None or not isinstance(child.tag, str) or size.letters > PART_MOST or not size.letters:
            continue
        leads = size.longest >= TEASER_LINK and size.letters <= TEASER_MOST and child.tag in TEASER_TAGS
        if size.blocks >= 2 or leads:
            makes.setdefault(f"{child.tag}.{(child.get('class') or '').split(' ')[0]}", []).append(child)
    return [group for group in makes.values() if len(group) >= GROUP]


def _are_comments(group: list[HtmlElement]) -> bool:
    """Tell comments: most of them begin with a number, or a name and a date."""
    firsts = (next((t for t in (" ".join(t.split()) for t in e.itertext()) if t), "") for e in group)
    return 2 * sum(len(t) <= MARK_MOST and bool(_NUMBER.search(t)) for t in firsts) > len(group)


def _comment_lists(tree: HtmlElement, sizes: dict[HtmlElement, _Size]) -> list[HtmlElement]:
    """Boxes whose parts are in turn a short line with a day in figures and something longer: comments, flat."""
    found: list[HtmlElement] = []
    for parent in sizes:
        if len(parent) >= 2 * GROUP:
            heads = [c for c in parent if c in sizes and 0 < sizes[c].letters <= MARK_MOST and _has_day(c)]
            if len(heads) >= GROUP and 3 * len(heads) >= len(parent):
                found.append(parent)
    return found


def _has_day(element: HtmlElement) -> bool:
    return bool(_DAY.search("".join(element.itertext())))
