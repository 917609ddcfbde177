"""What a page, its feed and its server say of when it was published, each as found: text and kind of evidence.

Nothing is judged here; `published.py` reads, refuses and chooses. What tells of something else is left out: dates of
comments, of related articles, of the last change, the day on which the page was fetched.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
from lxml.html import HtmlElement

from musnad.arabic.dates import find_dates
from musnad.pages.surroundings import Surroundings

# In the order of trust: what is made for machines before what is made for eyes, the article before the server.
KINDS = ("json-ld", "meta", "time", "feed", "script", "text", "address", "http")


class Evidence(msgspec.Struct, frozen=True):
    """One statement of when the page was published: its kind (of `KINDS`) and the date as it stands there."""

    kind: str
    text: str


def collect(
    tree: HtmlElement | None, *, url: str | None = None, headers: Mapping[str, str] | None = None,
    listed: str | None = None, headline: HtmlElement | None = None,
    scripted: list[str] | None = None,
) -> list[Evidence]:  # fmt: skip
    """Collect all evidence, most trusted kind first, each kind in the order of the page.

    Args:
        tree: the page, None where it isn't HTML.
        headers: names in lower case; of them only Last-Modified says anything of the page.
        listed: the date that a feed or sitemap gives.
        headline: the element that holds it, where that is known.
        scripted: dates that a script's data gives of the article (`state.py`).
    """
    found: list[Evidence] = []
    if tree is not None:
        found += [Evidence("json-ld", text) for text in json_ld_dates(tree, url)]
        page = Surroundings(tree, headline)
        found += [Evidence("meta", text) for text in meta_dates(tree, page)]
        found += [Evidence("time", text) for text in time_dates(tree, page)]
    if listed and listed.strip():
        found.append(Evidence("feed", listed.strip()))
    if tree is not None:
        found += [Evidence("script", text) for text in scripted or ()]
        found += [Evidence("text", text) for text in text_dates(tree, page)]
    found += [Evidence("address", text) for text in address_dates(url or "")]
    modified = (headers or {}).get("last-modified", "").strip()
    return found + ([Evidence("http", modified)] if modified else [])


# -- JSON-LD -----------------------------------------------------------------------------------

_ARTICLES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
    "opinionnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle",
    "satiricalarticle", "scholarlyarticle", "techarticle", "blogposting", "liveblogposting", "socialmediaposting",
    "report", "webpage", "itempage", "videoobject",
})  # fmt: skip
_PAGES = frozenset({"webpage", "itempage", "videoobject"})  # say less than an article where both are there
_OF_OTHERS = frozenset({"comment", "review", "isrelatedto", "haspart", "itemlistelement", "citation", "mentions",
                        "relatedlink", "video", "associatedmedia", "author", "publisher", "image"})  # fmt: skip
MOST_NODES = 5_000  # of a page's JSON-LD that are looked at
LONGEST_SCRIPT = 2_000_000  # characters
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,60})"')


def json_ld_dates(tree: HtmlElement, url: str | None = None) -> list[str]:
    """Return `datePublished` of the articles in JSON-LD; that of the page's own address alone, where one has it."""
    own, articles, pages = list[str](), list[str](), list[str]()
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "")[:LONGEST_SCRIPT]
        for node in _nodes(text):
            dates = node.get("datePublished", node.get("datepublished"))
            kinds = {str(kind).rpartition("/")[2].lower() for kind in _listed(node.get("@type"))}
            if not kinds & _ARTICLES:
                continue
            texts = [date.strip() for date in _listed(dates) if isinstance(date, str) and date.strip()]
            (pages if kinds <= _PAGES else articles).extend(texts)
            if texts and url and _same_page(node, url) and not kinds <= _PAGES:
                own.extend(texts)
    return _once(own or articles or pages)


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD script, but for comments and related pages; of broken JSON what it can."""
    try:
        root: Any = json.loads(text.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        for date in _PUBLISHED.findall(text)[:1]:  # the first: the article's own stands before what it relates to
            yield {"@type": "Article", "datePublished": date}
        return
    waiting, seen = deque([root]), 0
    while waiting and seen < MOST_NODES:
        node, seen = waiting.popleft(), seen + 1
        if isinstance(node, list):
            waiting += node[:MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [v for k, v in node.items() if isinstance(v, (dict, list)) and k.lower() not in _OF_OTHERS]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _same_page(node: dict[str, Any], url: str) -> bool:
    main = node.get("mainEntityOfPage")
    names = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return any(isinstance(name, str) and _bare(name) == _bare(url) for name in names)


def _bare(url: str) -> str:
    try:
        parts = urlsplit(unquote(url.strip()))
    except ValueError:
        return url
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _once(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))


# -- meta and time -----------------------------------------------------------------------------

_META = (  # names of meta tags in lower case, the most telling first
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "rnews:datepublished", "dc.date.issued", "dcterms.issued", "dc.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "dc:date", "article_date_original", "publication_date",
    "publish_date", "publishdate", "published_date", "published-date", "publish-date", "pubdate", "sailthru.date",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "article.published", "originalpublicationdate",
    "displaydate", "citation_publication_date", "article:post_date", "date", "created",
)  # fmt: skip
_CHANGED = re.compile(r"modif|updat|edited|تحديث|تعديل", re.I)
_ALSO_PUBLISHED = re.compile(r"entry-date|publish", re.I)
_MARKS = frozenset({"datepublished", "schema:datepublished", "dc:date", "dc:created", "dcterms:created"})
MOST_TIMES = 2_000  # time tags of a page


def meta_dates(tree: HtmlElement, page: Surroundings) -> list[str]:
    """Return the dates of publication in meta tags, the most telling names first."""
    found: list[tuple[int, str]] = []
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        names = (meta.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        ranks = [_META.index(name.strip().lower()) for name in names if name and name.strip().lower() in _META]
        if content and ranks and not page.of_another(meta):
            found.append((min(ranks), content))
    return _once([text for _, text in sorted(found, key=lambda row: row[0])])


def time_dates(tree: HtmlElement, page: Surroundings) -> list[str]:
    """Return the dates of time tags and microdata that are the article's own.

    Marked ones (`itemprop=datePublished`, `pubdate`, the class `published`) before all; else the first behind the
    headline, or the only one.
    """
    marked, plain, headline = list[str](), list[tuple[bool, str]](), False
    for element in tree.iter("h1", "time", "abbr", "span", "div", "p"):
        if element is page.headline:
            headline = True
        if element.tag == "h1":
            continue
        classes = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}"
        names = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().split()
        says = bool(_MARKS & {*names}) or element.get("pubdate") is not None
        says = says or (element.tag in ("abbr", "time") and "published" in classes.split())
        if not (says or element.tag == "time") or len(plain) > MOST_TIMES:
            continue
        text = element.get("datetime") or element.get("content") or element.get("title") or _text_of(element, 80)
        # WordPress says «entry-date updated» of an article that was never changed, «updated» alone of a change
        changed = _CHANGED.search(classes) and not says and not _ALSO_PUBLISHED.search(classes)
        if not text.strip() or changed or page.of_another(element):
            continue
        if says:
            marked.append(text.strip())
        else:
            plain.append((headline, text.strip()))
    if marked:
        return _once(marked)
    behind = [text for after, text in plain if after][:1]
    texts = _once([text for _, text in plain])
    return behind or (texts if len(texts) == 1 else [])


def _text_of(element: HtmlElement, longest: int) -> str:
    parts: list[str] = []
    size = 0
    for text in element.itertext():
        parts.append(text)
        size += len(text)
        if size > longest:
            return ""
    return " ".join("".join(parts).split())


# -- visible text ------------------------------------------------------------------------------

_BLOCKS = frozenset({
    "p", "div", "span", "li", "td", "h2", "h3", "h4", "h5", "h6", "small", "em", "strong", "b", "i", "font", "a",
    "section", "header", "address",
})  # fmt: skip
_SKIPPED = frozenset(["script", "style", "noscript", "template", "select", "option", "button", "form", "svg", "iframe"])
LONGEST_BYLINE = 100  # characters: what is longer is a paragraph, and its dates are those of the news
BLOCKS_NEAR = 40  # blocks of text behind the headline among which the date stands
BLOCKS_ABOVE = 8  # lines of text before the headline: a date above it stands close to it
BLOCKS_FOOT = 4  # the last of the article
_HOUR_FIRST = re.compile(r"(\d:\d\d)\s*[-–—,،]?\s*(?=\d)")  # «23:54 – 20 أبريل»: no range of days
_DATELINE = re.compile(r"[(\[\-–—:/|]")
LONGEST_DATELINE = 60  # characters before the sign that ends it
_SAYS_CHANGED = re.compile("تحديث|تعديل|حُدّث|عدل|[Uu]pdated|[Mm]odified")


def text_dates(tree: HtmlElement, page: Surroundings) -> list[str]:
    """Return the dates in full (day, month, year) that a reader sees of the article.

    Those between the headline and the first paragraph, in its dateline, and closely above the headline; where there
    are none, those in the page's title, then all others of the byline's length, last what stands at the head of the
    page: a paper's issue, or today. A line that speaks of a change (آخر
    تحديث) is left out from that word to the next date, unless nothing else is said.
    """
    above, below = _blocks(tree, page)
    first = next((n for n, block in enumerate(below) if len(block) > LONGEST_BYLINE), BLOCKS_NEAR)
    title = next((" ".join((e.text or "").split()) for e in tree.iter("title")), "")
    rest = below[first + 1 : BLOCKS_NEAR]
    foot = below[BLOCKS_NEAR:][-BLOCKS_FOOT:]
    for group in ([*below[: first + 1], *above[-BLOCKS_ABOVE:]], [title], [*rest, *foot], above):
        for changed in (False, True):
            if found := _once([text for block in group for text in _dates_of(block, changed=changed)]):
                return found
    return []


def _dates_of(block: str, *, changed: bool) -> Iterator[str]:
    line = _HOUR_FIRST.sub(r"\1 | ", block if len(block) <= LONGEST_BYLINE else _dateline(block))
    if not any(char.isdigit() for char in line):
        return
    last = 0
    for expression in find_dates(line):
        if expression.full and (changed or not _SAYS_CHANGED.search(line, last, expression.start)):
            yield expression.text
        last = expression.end


def _dateline(block: str) -> str:
    """Return what a paragraph begins with, up to the sign behind place, date and agency; empty where there is none."""
    signs = [sign.start() for sign in _DATELINE.finditer(block, 0, LONGEST_DATELINE)]
    return block[: signs[-1]] if signs else ""


def _blocks(tree: HtmlElement, page: Surroundings) -> tuple[list[str], list[str]]:
    """Return the lines of text above and below the headline, an element's own words at a time."""
    above, below = list[str](), list[str]()
    side = above
    for element in tree.iter():
        if element is page.headline:
            side = below
            continue
        if not isinstance(element.tag, str) or element.tag not in _BLOCKS:
            continue
        words = " ".join((element.text or "").split())
        inline = [c for c in element if isinstance(c.tag, str)]
        if len(inline) <= 6 and all(len(c) == 0 and c.tag not in _SKIPPED for c in inline):
            words = _text_of(element, 4_000) or words
        if words and not page.of_another(element):
            side.append(words)
    return above, below


# -- address -----------------------------------------------------------------------------------

_YEAR, _MONTH, _DAY = r"(19[89]\d|20\d\d)", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_M2, _D2 = r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_ADDRESSES = (
    re.compile(rf"/{_YEAR}/{_MONTH}/{_DAY}(?=[/_.\-]|$)"),  # /2018/04/05/
    re.compile(rf"(?<!\d){_YEAR}-{_M2}-{_D2}(?!\d)"),  # 2018-04-05
    re.compile(rf"(?<=[/=_\-]){_YEAR}{_M2}{_D2}(?!\d)"),  # /20180405/
    re.compile(rf"(?<=[A-Za-z]){_YEAR}{_M2}{_D2}(?=\d{{4,9}}(?:\D|$))"),  # Con20180405123456
    re.compile(rf"(?<=/)(?:{_D2}-{_M2}-{_YEAR})(?=[/_.\-]|$)"),  # /05-04-2018
)
_MONTH_ADDRESS = re.compile(rf"/{_YEAR}/{_M2}(?=/|$)")
LONGEST_ADDRESS = 4_000  # characters


def address_dates(url: str) -> list[str]:
    """Return the date in an address as ISO text: a day, or else the month of /2018/04/."""
    try:
        parts = urlsplit(url[:LONGEST_ADDRESS])
    except ValueError:
        return []
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for pattern in _ADDRESSES:
        found = pattern.search(path)
        if found is not None:
            year, month, day = found.groups() if len(found[1]) == 4 else reversed(found.groups())
            return [f"{year}-{int(month):02}-{int(day):02}"]
    found = _MONTH_ADDRESS.search(path)
    return [f"{found[1]}-{found[2]}"] if found is not None else []
