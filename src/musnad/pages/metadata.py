"""What a page says of itself besides its text: headline, byline, outlet, language, canonical address."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from musnad.arabic.dates import find_dates
from musnad.arabic.letters import fold
from musnad.pages import schema_org
from musnad.pages.site_names import own_names, pieces, site_name

LONGEST_HEADLINE = 300  # characters
LONGEST_BYLINE = 80
AGREED = 0.75  # of the words that two titles share: they are one headline
PARAGRAPH = 120  # characters: longer than any headline or label
_UNREAD = frozenset(("script", "style", "noscript", "template", "title", "option", "textarea"))
HEADLINE_TAGS = ("h1", "h2", "h3")
# Elements that can hold the headline where a page has no headings (class «title», a bold font in a table).
_TITLED = re.compile(r"title|headline|subject|heading|عنوان", re.IGNORECASE)
_KICKER = re.compile(r"^\w+(?: \w+)? / (?=.{15})")
_TITLE_LABELS = frozenset(("العنوان", "عنوان الخبر", "عنوان المقال", "الموضوع", "موضوع الخبر"))
_CUT = re.compile(r"\s*(?:\.{2,}|…)\s*$")
_WORD = re.compile(r"\w+")
_ARABIC = re.compile("[\u0621-\u064a]")
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


def read_metadata(
    tree: HtmlElement, article: dict[str, Any], *, url: str | None = None, listed: str | None = None
) -> Metadata:
    """Read a page's own account of itself.

    Args:
        tree: the parsed page.
        article: the JSON-LD node of its article (`schema_org.article`).
        url: the address it came from.
        listed: the title that a feed gives it.
    """
    metas = meta_tags(tree)
    title = _title(tree)
    headline, heading = _headline(tree, metas, article, title, listed)
    outlet = site_name(tree, metas, article, [t for t in (metas.get("og:title", ""), title) if t], headline)
    return Metadata(
        headline, heading, _byline(tree, metas, article, outlet), outlet, _language(tree, metas),
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
    tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], title: str, listed: str | None
) -> tuple[str | None, HtmlElement | None]:
    """Return the headline as it stands on the page, and the element that holds it."""
    told = schema_org.text(article.get("headline"))
    claims = [c for c in (told, metas.get("og:title", ""), metas.get("twitter:title", ""), title, listed or "") if c]
    texts = _heading_texts(tree)
    own = {fold(name) for name in own_names(tree, metas)}
    texts = {text: element for text, element in texts.items() if fold(text) not in own}
    for group in (claims, [part for claim in claims for part in _parts(claim)]):
        best, most = _best(group, texts)
        if most >= 2:
            return _without_kicker(best), texts[best]
    if (element := _standing(tree, [part for claim in claims for part in _parts(claim)])) is not None:
        return _text(element), element
    if listed and not title:
        return listed, None  # a piece of HTML out of a feed
    if before := _before_text(tree, texts):
        return _without_kicker(before), texts[before]
    parts = max((pieces(claim) for claim in claims[:1]), key=len, default=[])
    longest = max(parts, key=len, default="")
    if len(_WORD.findall(longest)) > 2:
        return longest[:LONGEST_HEADLINE], None
    first = next((t for t in texts if len(_WORD.findall(t)) > 2), None)
    return (first, texts[first]) if first is not None else (claims[0] if claims else None, None)


def _best(claims: list[str], texts: dict[str, HtmlElement]) -> tuple[str, int]:
    """Return the text that shares most words with one of the claims, and how many."""
    best, most = "", 0
    for claim in claims:
        keys = _words(claim)
        for text in texts:
            shared = _shared(keys, text)
            if shared > most:
                best, most = text, shared
    return best, most


def _standing(tree: HtmlElement, claims: list[str]) -> HtmlElement | None:
    """Return the element, of whatever name, that holds a claim and nothing else, or what a table calls the title."""
    wanted = [_words(claim) for claim in claims if len(_WORD.findall(claim)) > 3]
    for element in tree.iter("div", "td", "th", "dt", "p", "span", "center", "li", "label"):
        if len(element) > 2 or len(text := _text(element)) > LONGEST_HEADLINE:
            continue
        if wanted and _words(text) in wanted:
            return element
        value = element.getnext() if text.strip(" :") in _TITLE_LABELS else None
        if value is not None and len(_WORD.findall(_text(value))) > 3 and len(_text(value)) <= LONGEST_HEADLINE:
            return value
    return None


def _parts(claim: str) -> list[str]:
    """Return what may be the headline in a title: its longest part, and a part that was cut short."""
    found = pieces(claim)
    cut = [_CUT.sub("", part) for part in found if _CUT.search(part)]
    return [part for part in (cut or sorted(found, key=len)[-1:]) if len(_WORD.findall(part)) > 2]


def _without_kicker(text: str) -> str:
    """Agencies put a section before a headline: «عام / …»."""
    return _KICKER.sub("", text)


def _before_text(tree: HtmlElement, texts: dict[str, HtmlElement]) -> str | None:
    """Return the last text that can be a headline before the first paragraph of the page.

    Real headings before what is only bold or large, Arabic before other letters, none that ends as a sentence does.
    """
    elements = {element: text for text, element in texts.items()}
    best: str | None = None
    rank = (False, False)
    for element in tree.iter():
        text = elements.get(element, "")
        if len(_WORD.findall(text)) > 3 and not text.endswith((":", ".")) and not any(d.full for d in find_dates(text)):
            own = (bool(_ARABIC.search(text)), element.tag in HEADLINE_TAGS)
            if own >= rank:
                best, rank = text, own
        if isinstance(element.tag, str) and len(element.text or "") > PARAGRAPH and element.tag not in _UNREAD:
            break
    return best


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


def _shared(keys: list[str], text: str) -> int:
    """Count the words that a text shares with a claim; 0 where they don't agree.

    They agree where most words are shared, where the text is a part of the claim (the title has the site's name as
    well), or where the claim is the text's beginning (cut short for sharing).
    """
    words = _words(text)
    if not words or not keys:
        return 0
    left = list(keys)
    shared = 0
    for word in words:
        if word in left:
            left.remove(word)
            shared += 1
    agrees = (
        shared >= AGREED * max(len(words), len(keys)) or (shared == len(words) and shared >= 3)
        or (len(keys) >= 3 and words[: len(keys) - 1] == keys[:-1] and _goes_on(words, keys))
    )  # fmt: skip
    return shared if agrees else 0


def _goes_on(words: list[str], keys: list[str]) -> bool:
    """Tell whether a text goes on behind a claim's last word, or in its midst where it was cut."""
    return len(words) >= len(keys) and words[len(keys) - 1].startswith(keys[-1])


# -- outlet, byline, language, address ---------------------------------------------------------


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
