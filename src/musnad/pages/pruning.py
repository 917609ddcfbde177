"""Takes out of a page's tree what is no article, before the main text is looked for.

Signs, each cheap: the name of a box (related, share, newsletter), or the words at its head (اقرأ أيضا); a box or a run
that is mostly links (menus, lists of headlines); sisters of one make with several parts each (cards, comments,
galleries); what stands above the headline, or beside its box. What is hidden is out already (`html`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from musnad.pages.boilerplate import BOX_LABELS

# Names of boxes inside an article's text that are not its text, as whole words of class or id.
BOXES = re.compile(
    r"(?:^|[\s_]|(?<!\bno)(?<!\bhas)(?<!\bwith)-)(?:related|also-?read|read-?also|read-?more|readmore|inline-related|recommend(?:ed|ation)s?|newsletter|"
    r"subscribe|share|sharing|sharedaddy|addthis|social|adsbygoogle|advert(?:isement)?|ad-slot|promo|twitter-tweet|"
    r"instagram-media|fb-post|latest-posts|post-tags|tags-links|breadcrumbs?|author-box|about-author|cookie|"
    r"pullquote|pull-quote|wp-caption-text|print-only|video-list|most-read|trending|jp-relatedposts|mini-posts-box|"
    r"outbrain|taboola|report-error|correction|caption|image-?credit|poll|onair|player|schedule|hashtags|disqus|comments?-(?:area|list|form)|post-feeds|blog-pager|copyright|(?<!content-)sidebar(?!-(?:wrap|layout|content|page))|paywall|signup|footnotes|cta|line-?ups?|standings|scoreboard|match-(?:events|stats))(?:$|[\s_-])",
    re.IGNORECASE,
)
# Names that content systems give to the text itself, whole: what stands beside them in a class says less.
TEXT_NAMES = re.compile(
    r"(?:^|\s)(?:(?:entry|post|article|story|news)[-_]?(?:content|body|text)|article__(?:content|body|text))(?:$|\s)",
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
_NUMBER = re.compile(r"\d")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}[/-]\d{1,2}[/-]\d{1,2})(?!\d)")
_PROSE_LEAST = 40  # letters of a block outside links that count as prose


@dataclass(slots=True)
class Size:
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
    _take_out_notes(tree)
    take_out(_boxes(tree, measure(tree)), kept)
    sizes = measure(tree)
    take_out(_labelled(tree, sizes, kept), kept)
    sizes = measure(tree)
    take_out([*_link_runs(tree, sizes), *_cards(tree, sizes, heading)], kept)
    take_out([e for e in _comment_lists(tree, sizes) if sizes[tree].prose - sizes[e].prose >= LEAST_LEFT], kept)
    if heading is not None:
        take_out(_above(tree, heading, sizes), kept)
    _take_out_groups(tree, kept, heading)
    if heading is not None:
        take_out(_beside(tree, heading), kept)


def take_out(elements: list[HtmlElement], kept: set[HtmlElement]) -> None:
    """Take elements out of their tree, but for those that are kept."""
    for element in elements:
        if element not in kept and element.getparent() is not None:
            element.drop_tree()


def measure(tree: HtmlElement) -> dict[HtmlElement, Size]:
    """Measure every element in one pass, children before their parents."""
    sizes: dict[HtmlElement, Size] = {}
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript", "template"):
            continue
        size = Size(letters=_letters(element.text))
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
        if element.tag == "a" and (href := element.get("href")) is not None:
            size.linked, size.links, size.longest = size.letters, 1, 0 if href[:1] == "#" else size.letters
        elif element.tag in BLOCK_TAGS and own:
            size.blocks += 1
            size.prose += own - linked if own - linked >= _PROSE_LEAST and linked < LINKED_SHARE * own else 0
        sizes[element] = size
    return sizes


def _letters(text: str | None) -> int:
    return len(text) - text.count(" ") - text.count("\n") if text else 0


# -- notes -------------------------------------------------------------------------------------

_NOTE = re.compile(r"[\[(]?\s*(?:\d{1,3}|[٠-٩]{1,3}|[*†‡])\s*[\])]?")
LONGEST_NOTE = 1_000  # characters


def _take_out_notes(tree: HtmlElement) -> None:
    """Take out the numbers of notes and the notes that they lead to.

    A number in a link within the page is a note's where it is raised or bracketed, or where the other end leads back.
    """
    ends = {e.get("id") or e.get("name") or "": e for e in tree.iter("li", "p", "div", "dd", "td", "a")}
    for link in list(tree.iter("a")):
        href = link.get("href") or ""
        if len(href) < 2 or href[0] != "#" or not (number := _NOTE.fullmatch(link.text_content().strip())):
            continue
        over = link.getparent()
        raised = over is not None and over.tag == "sup"
        note = ends.pop(href[1:], None)
        if note is not None and note.tag == "a":
            note = next(note.iterancestors("li", "p", "div", "dd", "td"), None)
        back = note is not None and any((a.get("href") or "").startswith("#") for a in note.iter("a"))
        if not (raised or back or not number.group().isalnum()):
            continue
        for element in (over if raised and len(over) == 1 else link, note):
            if element is not None and element.getparent() is not None and _is_short(element):
                element.drop_tree()


def _is_short(element: HtmlElement) -> bool:
    return len(element.text_content()) <= LONGEST_NOTE


# -- named, linked -----------------------------------------------------------------------------


def _boxes(tree: HtmlElement, sizes: dict[HtmlElement, Size]) -> list[HtmlElement]:
    whole = max(sizes[tree].letters, 1)
    gone: list[HtmlElement] = []
    for element, size in sizes.items():
        if element is tree:
            continue
        if _linked(element, size) or (size.letters <= NAMED_SHARE * whole and is_named(element)):
            gone.append(element)
    return gone


def is_named(element: HtmlElement) -> bool:
    """Tell a box by its names: none of the text it stands in."""
    if element.tag not in NAMED_TAGS:
        return False
    names = element.get("class") or ""
    return bool((BOXES.search(names) or BOXES.search(element.get("id") or "")) and not TEXT_NAMES.search(names))


def _linked(element: HtmlElement, size: Size) -> bool:
    return (
        element.tag in LINKED_TAGS and size.links >= LINKED_LEAST and size.linked >= LINKED_SHARE * size.letters
        and size.letters - size.linked <= LINKED_MOST_PROSE
    )  # fmt: skip


def _link_runs(tree: HtmlElement, sizes: dict[HtmlElement, Size]) -> list[HtmlElement]:
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


def _cards(tree: HtmlElement, sizes: dict[HtmlElement, Size], heading: HtmlElement | None) -> list[HtmlElement]:
    """Boxes of a heading that is a link and a line or two below it: one other article, put into the text."""
    gone: list[HtmlElement] = []
    left = sizes[tree].prose
    for title in tree.iter("h2", "h3", "h4", "h5"):
        size = sizes.get(title)
        if size is None or title is heading or size.longest < TEASER_LINK or size.linked < size.letters:
            continue
        card, parent = title, title.getparent()
        while (
            parent is not None and parent.tag in TEASER_TAGS and sizes[parent].letters <= TEASER_MOST
            and not any(e in sizes and sizes[e].letters for e in card.itersiblings(preceding=True))
        ):  # fmt: skip
            card, parent = parent, parent.getparent()
        if card is not title and left - sizes[card].prose >= LEAST_BESIDE:
            left -= sizes[card].prose
            gone.append(card)
    return gone


# -- by the words at their head ----------------------------------------------------------------

LABELLED_TAGS = frozenset(("div", "section", "aside", "ul", "ol", "dl", "table", "td", "details", "blockquote", "nav"))
LONGEST_LABEL = 60  # characters
SMALL = 3  # times its prose must be left elsewhere when a labelled box stands before any text
_HEADING_TAGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_AROUND = ' \t\n\r\xa0:：؟?!.…-–•·«»"[]()|'


def _labelled(tree: HtmlElement, sizes: dict[HtmlElement, Size], kept: set[HtmlElement]) -> list[HtmlElement]:
    """Boxes whose first words say that they are none of the article (`boilerplate.BOX_LABELS`), the outermost ones.

    A heading that is a label takes along the list that follows it. Before any text a box may be the article itself,
    with a counter of comments or a share bar at its head: there only what is small goes.
    """
    found: list[HtmlElement] = []
    gone: set[HtmlElement] = set()
    left, passed = sizes[tree].prose, 0
    for element in tree.iter():
        size = sizes.get(element)
        if size is None:
            continue
        if element.getparent() in gone:
            gone.add(element)
            continue
        label = "" if element in kept or not 2 < size.letters <= NAMED_SHARE * sizes[tree].letters else _label(element)
        if label and BOX_LABELS.fullmatch(label):
            follower = element.getnext() if element.tag in _HEADING_TAGS else None
            boxes = [element] if follower is None or follower.tag not in ("ul", "ol") else [element, follower]
            prose = sum(sizes[e].prose for e in boxes if e in sizes)
            if left - prose >= max(LEAST_BESIDE, (1 if passed >= LEAST_BESIDE else SMALL) * prose):
                left -= prose
                gone.update(boxes)
                found += boxes
                continue
        passed += size.prose - sum(sizes[c].prose for c in element if c in sizes)
    return found


def _label(element: HtmlElement) -> str:
    """Return what may be a box's label: its first words; of a heading all of it."""
    if element.tag in LABELLED_TAGS or "-" in element.tag:
        return _first_words(element)
    return " ".join(element.text_content().split()).strip(_AROUND) if element.tag in _HEADING_TAGS else ""


def _first_words(element: HtmlElement) -> str:
    for text in element.itertext():
        if words := text.strip(_AROUND):
            return words if len(words) <= LONGEST_LABEL else ""
    return ""


# -- around the headline -----------------------------------------------------------------------

BESIDE_MOST = 3  # times the prose below the headline that boxes beside it may have: more, and they are the text


def _above(tree: HtmlElement, heading: HtmlElement, sizes: dict[HtmlElement, Size]) -> list[HtmlElement]:
    """What ends before the headline begins, where most of the page's prose stands behind it."""
    above: list[HtmlElement] = []
    node = heading
    while node is not tree and (parent := node.getparent()) is not None:
        above += [e for e in node.itersiblings(preceding=True) if e in sizes]
        node = parent
    prose = sum(sizes[e].prose for e in above)
    return above if sizes[tree].prose - prose > prose else []


def _beside(tree: HtmlElement, heading: HtmlElement) -> list[HtmlElement]:
    """Boxes that begin with headings of their own, behind the box that holds the headline and text below it.

    Where that text is one paragraph it may be the lead alone: then a box of several paragraphs is the text.
    """
    sizes = measure(tree)
    own = sizes[heading]
    box = heading.getparent()
    while box is not None and (box.tag == "header" or sizes[box].prose - own.prose < LEAST_BESIDE):
        box = box.getparent()
    if box is None:
        return []
    found: list[HtmlElement] = []
    node = box
    while node is not tree and (parent := node.getparent()) is not None:
        found += [e for e in node.itersiblings() if e in sizes and e.tag in LABELLED_TAGS and _is_headed(e, sizes)]
        node = parent
    if _paragraphs(box, sizes) - bool(own.prose) < 2 and any(
        _paragraphs(e, sizes) > 1 and not sizes[e].links for e in found
    ):
        return []
    prose = sum(sizes[e].prose for e in found)
    return found if prose <= BESIDE_MOST * (sizes[box].prose - own.prose) else []


def _paragraphs(element: HtmlElement, sizes: dict[HtmlElement, Size]) -> int:
    """Return the number of blocks of prose in an element."""
    held = [e for e in element.iter() if e in sizes and sizes[e].prose]
    return sum(not any(c in sizes and sizes[c].prose for c in e) for e in held)


def _is_headed(element: HtmlElement, sizes: dict[HtmlElement, Size]) -> bool:
    """Tell a box whose first words are a heading, and that no content system calls the text."""
    if TEXT_NAMES.search(element.get("class") or ""):
        return False
    for inner in element.iterdescendants():
        if inner.tag in _HEADING_TAGS:
            return inner in sizes and sizes[inner].letters > 0
        if _letters(inner.text):
            return False
    return False


# -- repeated parts ----------------------------------------------------------------------------


def _take_out_groups(tree: HtmlElement, kept: set[HtmlElement], heading: HtmlElement | None) -> None:
    """Take out groups of sisters of one make, the last ones first, as long as enough prose is left.

    Of answers to a text that is one of them (a topic of a forum) the first stays.
    """
    sizes = measure(tree)
    left = sizes[tree].prose
    before: dict[HtmlElement, int] = {}
    for parent in reversed(list(tree.iter())):
        if not isinstance(parent.tag, str) or len(parent) < GROUP:
            continue
        for group in _groups(parent, sizes, kept):
            prose = sum(sizes[e].prose for e in group)
            links = sum(sizes[e].longest >= TEASER_LINK for e in group)
            leads_away = 2 * links > len(group)
            if left - prose < (LEAST_BESIDE if leads_away else LEAST_LEFT):
                if leads_away or not _are_answers(group):
                    continue
                before = before or _prose_before(tree, heading, sizes)
                if before[group[0]] < LEAST_BESIDE:
                    prose -= sizes[group.pop(0)].prose
            elif prose > GROUP_SHARE * (left - prose) and not (leads_away or _are_comments(group)):
                continue
            take_out(group, kept)
            left -= prose


def _prose_before(
    tree: HtmlElement, heading: HtmlElement | None, sizes: dict[HtmlElement, Size]
) -> dict[HtmlElement, int]:
    """Return for each element the letters of prose that stand behind the headline and before it."""
    before, passed = dict[HtmlElement, int](), 0
    for element in tree.iter():
        before[element] = passed
        if element is heading:
            passed = 0
        elif element in sizes:
            passed += sizes[element].prose - sum(sizes[c].prose for c in element if c in sizes)
    return before


def _groups(parent: HtmlElement, sizes: dict[HtmlElement, Size], kept: set[HtmlElement]) -> list[list[HtmlElement]]:
    makes: dict[str, list[HtmlElement]] = {}
    for child in parent:
        size = sizes.get(child)
        if size is None or child in kept or not isinstance(child.tag, str) or not size.letters:
            continue
        leads = size.longest >= TEASER_LINK and size.letters <= TEASER_MOST and child.tag in TEASER_TAGS
        pictured = child.find(".//img") is not None and child.find(".//b") is not None  # a card, its parts in one line
        if size.blocks >= 2 or leads or pictured:
            makes.setdefault(f"{child.tag}.{(child.get('class') or '').split(' ')[0]}", []).append(child)
    return [found for group in makes.values() if len(found := _parts(group, sizes)) >= GROUP]


def _parts(group: list[HtmlElement], sizes: dict[HtmlElement, Size]) -> list[HtmlElement]:
    """Return the sisters that are short enough; answers with what they answer, however long that is."""
    short = [e for e in group if sizes[e].letters <= PART_MOST]
    return group if len(short) == len(group) - 1 and group[0] not in short and _are_answers(group) else short


def _are_answers(group: list[HtmlElement]) -> bool:
    """Tell the parts of a discussion by their names, or by what forums tell of each of their writers."""
    marked = sum(
        bool(_ANSWER.search(f"{e.get('class')} {e.get('id')}") or _MEMBER.search(e.text_content()[:MEMBER_WITHIN]))
        for e in group
    )  # fmt: skip
    return 4 * marked >= 3 * len(group)


_ANSWER = re.compile(r"comment|repl(?:y|ies)|message|postbit", re.IGNORECASE)
_MEMBER = re.compile(r"(?:ال)?مشاركات\s*:|تاريخ التسجيل|\bعضو\b|\d مشاركة|رقم العضوية|\b(?:Posts|Joined|Member)\b")
MEMBER_WITHIN = 400  # characters at the head of a part


def _are_comments(group: list[HtmlElement]) -> bool:
    """Tell comments: most of them begin with a number, or a name and a date."""
    firsts = (next((t for t in (" ".join(t.split()) for t in e.itertext()) if t), "") for e in group)
    if _are_answers(group):
        return True
    return 2 * sum(len(t) <= MARK_MOST and bool(_NUMBER.search(t)) for t in firsts) > len(group)


def _comment_lists(tree: HtmlElement, sizes: dict[HtmlElement, Size]) -> list[HtmlElement]:
    """Boxes whose parts are in turn a short line and something longer: comments, flat.

    The line has a day in figures, or in a list of terms a picture: a writer's.
    """
    found: list[HtmlElement] = []
    for parent in sizes:
        if len(parent) >= 2 * GROUP:
            short = [c for c in parent if c in sizes and 0 < sizes[c].letters <= MARK_MOST]
            heads = [c for c in short if _has_day(c) or (c.tag == "dt" and c.find(".//img") is not None)]
            if len(heads) >= GROUP and 3 * len(heads) >= len(parent):
                found.append(parent)
    return found


def _has_day(element: HtmlElement) -> bool:
    return bool(_DAY.search("".join(element.itertext())))
