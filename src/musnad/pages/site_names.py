"""Whose site a page says it is of: meta data, the ends of its title, logo and home link, the copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from musnad.arabic.letters import fold
from musnad.pages import schema_org

LONGEST = 60  # characters of a name
MOST_WORDS = 6
_PIECES = re.compile(r"\s+[-–—•·ـ⋆★☆●■▪◆✦~‹›|]{1,3}\s+|\s*\|\s*|\s+»\s+|\s*::\s*|\s+:\s+|\s*:\s{2,}")
_WORD = re.compile(r"\w+")
# Services that carry the pages of others: their name is nobody's.
_CARRIERS = frozenset((
    "telegram", "facebook", "youtube", "twitter", "x", "instagram", "blogger", "medium", "wordpress", "google",
))  # fmt: skip
_NO_NAMES = re.compile(  # folded: sections and editions that stand at the ends of titles
    r"(?:ال)?(?:اخبار|رييسيه|رئيسيه|صفحه|ارشيف|سياسه|اقتصاد|رياضه|منوعات|ثقافه|محليات|عربي|دولي|عاجل|مقالات|خبر|طباعه|عام"
    r"|واجهه|صفحه الاولي)(?: /)?|نسخه الموبايل|عوده.*|رجوع.*|back|الصفحه الرئيسيه|اخبار محليه|العدد \d+|home|news"
    r"|article|print|untitled.*|\W*\d*\W*"
)
_LOGO = re.compile(r"logo|brand|masthead|header|شعار", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:(?:جميع |كافة |كل )?(?:ال)?حقوق(?: النشر| الطبع| الملكية)*(?: والنشر)? محفوظة|©|\(c\)|copyright)"
    r"(?P<name>[^.\n]{2,90})",
    re.IGNORECASE,
)
_HOME = re.compile(r"(?:https?://[^/]+)?(?:\.?/)?(?:(?:ar|arabic|portal|home)/?)?(?:(?:index|default|main)\.\w{2,5})?")
_METAS = ("application-name", "dc.publisher", "publisher")
_ARABIC = re.compile("[\u0621-\u064a]")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def site_name(
    tree: HtmlElement, metas: dict[str, str], article: dict[str, Any], titles: list[str], headline: str | None
) -> str | None:
    """Return the name that a page gives its site, None where it gives none.

    Args:
        titles: the page's titles (of its head, for sharing), as they are.
        headline: the article's; what a title holds beside it may be the site's name.
    """
    told = (metas.get(name, "") for name in _METAS)
    for name in (metas.get("og:site_name", ""), schema_org.text(article.get("publisher")), *told):
        if name and len(name) <= LONGEST and not name.startswith("http") and name.lower() not in _CARRIERS:
            return name
    seen = [*_logos(tree), *_rights(tree)]
    for name in (*_beside_headline(titles, headline, seen), *seen, *_alone(titles, headline)):
        if _is_name(name, headline):
            return name
    return None


def own_names(tree: HtmlElement, metas: dict[str, str]) -> list[str]:
    """Return the names that a page gives its site in meta data and in its links home: no headlines."""
    told = (metas.get(name, "") for name in ("og:site_name", *_METAS))
    return [name for name in (*told, *_homes(tree)) if name]


def _is_name(name: str, headline: str | None) -> bool:
    words = _WORD.findall(name)
    known = headline is not None and fold(name) in fold(headline)
    return bool(words) and len(words) <= MOST_WORDS and len(name) <= LONGEST and not (
        known or _NO_NAMES.fullmatch(fold(name).lower()) or name.lower() in _CARRIERS
    )  # fmt: skip


def pieces(title: str) -> list[str]:
    """Return the parts of a title between its separators."""
    return [piece for piece in (part.strip() for part in _PIECES.split(title)) if piece]


def _beside_headline(titles: list[str], headline: str | None, seen: list[str]) -> Iterator[str]:
    """Yield what stands at the far end of a title that has the headline at the other.

    Of a title without the headline (site and section) the part that the page shows as its name, else the longest.
    """
    for title in titles:
        start = title.find(headline) if headline else -1
        if start >= 0 and headline is not None:
            head, tail = title[:start], title[start + len(headline) :]
            sides = [[p for p in pieces(head) if _WORD.search(p)], [p for p in pieces(tail) if _WORD.search(p)][::-1]]
            if title[start + len(headline) :].startswith("_"):
                continue  # «headline_Site»: a code rather than a name
        else:
            parts = pieces(title)
            if len(parts) < 2 or headline is None:
                continue
            like = [_shared(part, headline) for part in parts]
            if max(like) < 2 < len(_WORD.findall(headline)):  # a word that both have by chance says nothing
                yield from sorted(parts, key=lambda part: (part not in seen, not _ARABIC.search(part), -len(part)))
                continue
            best = like.index(max(like))
            sides = [parts[:best], parts[best + 1 :][::-1]]
        for side in sides:
            yield from (name.strip(" :-–—|") for name in side if _is_name(name, headline))


def _shared(part: str, headline: str) -> int:
    return len({*_WORD.findall(fold(part))} & {*_WORD.findall(fold(headline))})


def _homes(tree: HtmlElement) -> Iterator[str]:
    for link in tree.iter("a"):
        href = (link.get("href") or "").strip().lower()
        if href and _HOME.fullmatch(href):
            image = link.find(".//img")
            yield _first(image.get("alt") if image is not None else link.get("title") or link.text_content())


def _logos(tree: HtmlElement) -> Iterator[str]:
    yield from _homes(tree)
    for image in tree.iter("img"):
        if _LOGO.search(image.get("src") or "") or _LOGO.search(f"{image.get('class')} {image.get('id')}"):
            yield _first(image.get("alt") or "")
    for heading in tree.iter("h1"):
        yield " ".join(heading.text_content().split())


def _first(text: str | None) -> str:
    """A logo's text may go on with the paper's motto: «الرمال نت - أول موقع …»."""
    parts = pieces(" ".join((text or "").split()))
    return parts[0] if parts else ""


def _rights(tree: HtmlElement) -> Iterator[str]:
    text = tree.text_content()[-6_000:]
    for match in _RIGHTS.finditer(text):
        name = re.split(r"[,،–—|]|\s-\s|\s{3,}", _AROUND.sub("", match["name"]))[0]
        name = _AROUND.sub("", re.sub(r"\b\d{4}\b", " ", name)).strip()
        yield re.sub(r"^لل(?=\w{3})", "ال", re.sub(r"^ل(?=(?:وكالة|صحيفة|جريدة|شبكة|موقع|مؤسسة|قناة)\b)", "", name))


def _alone(titles: list[str], headline: str | None) -> Iterator[str]:
    """A title that says nothing of the article names the site."""
    for title in titles:
        if headline and not _shared(title, headline):
            yield _first(title)
