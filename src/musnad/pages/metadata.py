"""What a page says of itself besides its text: headline, byline, outlet, language, canonical address."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from musnad.arabic.letters import fold
from musnad.pages import schema_org

LONGEST_HEADLINE = 300  # characters
LONGEST_BYLINE = 80
LONGEST_NAME = 60  # of an outlet, in a title
HEADLINE_TAGS = ("h1", "h2", "h3")
# Elements that can hold the headline where a page has no headings (class «title», a bold font in a table).
_TITLED = re.compile(r"title|headline|subject|heading|عنوان", re.IGNORECASE)
_SPLIT = re.compile(r"\s+[-–—|•·»«:]{1,2}\s+|\s*(?:\||::|»|\s[-–—]\s)\s*")
_WORD = re.compile(r"\w+")
_BYLINE_LABEL = re.compile(
    r"^\W*(?:بقلم|كتب(?:ت|ها|ه)?(?:\s+بواسطة)?|بواسطة|تحرير|[إا]عداد|المصدر|الكاتبة?|posted by|written by|by)\b"
    r"\s*[:：/–-]*\s*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^(?:admin|administrator|super ?user|editor|root|webmaster|المحرر|الإدارة|الادارة|مدير الموقع|غير معروف|unknown|"
    r"\W*|https?://.*|@.*)$",
    re.IGNORECASE,
)
_BYLINE_CLASSES = ("author-name", "byline", "post-author", "article-author", "entry-author")
_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name']", "//*[@itemprop='author']", "//a[@rel='author']",
    *(f"//*[contains(@class,'{name}')]" for name in _BYLINE_CLASSES),
    "//span[contains(@class,'author')]|//div[@class='author']|//p[contains(@class,'author')]",
)  # fmt: skip


class Metadata(NamedTuple):
    """What a page says of itself; None where it doesn't. `heading` is the element that holds the headline."""

    headline: str | None
    heading: HtmlElement | None
    byline: str | None
    outlet: str | None
    language: str | None
    canonical: str | None


def read_metadata(tree: HtmlElement, article: dict[str, Any], *, url: str | None = None) -> Metadata:
    """Read a page's own account of itself.

    Args:
        tree: the parsed page.
        article: the JSON-LD node of its article (`schema_org.article`).
        url: the address it came from.
    """
    metas = meta_tags(tree)
    title = _title(tree)
    outlet = _outlet(metas, article)
    headline, heading, site = _headline(tree, metas, article, title, outlet)
    return Metadata(
        headline, heading, _byline(tree, metas, article, outlet or site), outlet or site, _language(tree, metas),
        canonical(tree, metas, article, url),
    )  # fmt: skip


def meta_tags(tree: HtmlElement) -> dict[str, str]:
    """Return the meta tags of a page: name, property or itemprop in lower case → the first content."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), " ".join(content.split()))
    return found


# -- headline ----------------------------------------------------------------------------------


def _title(tree: HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return "" if element is None else " ".join(element.text_content().split())


def _headline(
    tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], title: str, outlet: str | None
) -> tuple[str | None, HtmlElement | None, str | None]:
    """Return the headline as it stands on the page, its element, and the site's name, where the title has it beside."""
    claims = [schema_org.text(article.get("headline")), metas.get("og:title", ""), metas.get("twitter:title", "")]
    claims.append(title)
    claims = [_without_site(c, outlet) for c in claims if c]
    texts = _heading_texts(tree)
    for claim in claims:
        keys = _words(claim)
        best = max(texts, key=lambda text: _agreement(keys, text), default="")
        if best and _agreement(keys, best) >= 0.75:
            return best, texts[best], _site(title, best)
    first = next((t for t in texts if len(_WORD.findall(t)) > 2), None)
    if claims and claims[0] and len(_WORD.findall(claims[0])) > 2:
        return claims[0][:LONGEST_HEADLINE], None, _site(title, claims[0])
    if first is None:
        return (claims[0] if claims else None) or None, None, None
    return first, texts[first], None


def _heading_texts(tree: HtmlElement) -> dict[str, HtmlElement]:
    """Return the texts of a page that can be its headline and their elements, the likeliest tags first."""
    found: list[tuple[str, HtmlElement]] = []
    for tag in HEADLINE_TAGS:
        found += [(_text(e), e) for e in tree.iter(tag)]
    named = (
        e for e in tree.iter("div", "span", "font", "b", "strong", "td", "p", "a")
        if len(e) <= 2 and (e.tag in ("font", "b", "strong") or _TITLED.search(f"{e.get('class')} {e.get('id')}"))
    )  # fmt: skip
    found += [(_text(e), e) for e in named]
    texts: dict[str, HtmlElement] = {}
    for text, element in found:
        if text and len(text) <= LONGEST_HEADLINE:
            texts.setdefault(text, element)
    return texts


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _agreement(keys: list[str], text: str) -> float:
    """How well a text agrees with a claim: shared words over those of the longer one."""
    words = _words(text)
    if len(words) < 2 or not keys:
        return 1.0 if words == keys and words else 0.0
    left = list(keys)
    shared = 0
    for word in words:
        if word in left:
            left.remove(word)
            shared += 1
    if shared == len(words) and len(words) >= 3:  # the title has the site's name as well
        return max(shared / len(keys), 0.76)
    if words[: len(keys)] == keys and len(keys) >= 3:  # cut short, for sharing
        return max(shared / len(words), 0.76)
    return shared / max(len(words), len(keys))


def _without_site(claim: str, outlet: str | None) -> str:
    if outlet:
        for part in (outlet, outlet.strip("«»\"' ")):
            claim = re.sub(rf"^\W*{re.escape(part)}\s*[-–—|:»]+\s*|\s*[-–—|:»]+\s*{re.escape(part)}\W*$", "", claim)
    return claim.strip()


def _site(title: str, headline: str) -> str | None:
    """Return what a title holds beside the headline, where it is short and stands at one end: a site's name."""
    start = title.find(headline)
    if start < 0:
        return None
    head, tail = title[:start].strip(" -–—|:»«\u200f"), title[start + len(headline) :].strip(" -–—|:»«\u200f")
    name = head or tail
    if (head and tail) or not name or _SPLIT.search(name) or len(name) > LONGEST_NAME:
        return None
    return name


# -- outlet, byline, language, address ---------------------------------------------------------


def _outlet(metas: dict[str, str], article: dict[str, Any]) -> str | None:
    named = (
        metas.get("og:site_name", ""), schema_org.text(article.get("publisher")), metas.get("application-name", ""),
        metas.get("publisher", ""), metas.get("dc.publisher", ""),
    )  # fmt: skip
    return next((n for n in named if n and len(n) <= LONGEST_NAME and not n.startswith("http")), None)


def _byline(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], outlet: str | None) -> str | None:
    named = [schema_org.text(article.get("author")), schema_org.text(article.get("creator"))]
    named += [metas.get(n, "") for n in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")]
    for name in named:
        if found := _person(name, outlet):
            return found
    for path in _BYLINES:
        for element in tree.xpath(path)[:3]:
            if found := _person(_text(element), outlet):
                return found
    return None


def _person(name: str, outlet: str | None) -> str | None:
    name = _BYLINE_LABEL.sub("", name.partition("|")[0]).strip(" :-–—|/")
    if not name or len(name) > LONGEST_BYLINE or name == outlet or _NO_NAME.match(name):
        return None
    return name


def _language(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or ""
    declared = declared or metas.get("content-language", "") or metas.get("og:locale", "")
    code = re.match(r"[a-zA-Z]{2,3}(?=[-_,; ]|$)", declared.strip())
    return code.group().lower() if code else None


def canonical(tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], url: str | None) -> str | None:
    """Return the address that the page gives itself, where it can be believed, else the one it came from.

    It must be http(s), of the same site where the site is known, and not the front page.
    """
    links = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for link in [*links, metas.get("og:url"), schema_org.text(article.get("url"), "@id")]:
        try:
            address = urljoin(url or "", (link or "").strip())
            parts = urlsplit(address)
            host = (parts.hostname or "").removeprefix("www.")
            own = (urlsplit(url).hostname or "").removeprefix("www.") if url else host
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or not host or (parts.path in ("", "/") and not parts.query):
            continue
        if host == own or host.endswith("." + own) or own.endswith("." + host):
            return str(address)
    return url
