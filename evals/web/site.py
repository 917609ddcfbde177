"""A page with what has to come out of it, and the small things that the structures share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape as e

from web.articles import Article

GULF = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
MAGHREB = ("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@dataclass(frozen=True)
class WebPage:
    """A page as a server sends it, and what is expected of it.

    `at` is the publication date as far as the page tells it: a day, or a day and a minute; None where it doesn't.
    """

    name: str
    body: bytes
    url: str
    headline: str
    paragraphs: tuple[str, ...]
    at: str | None
    outlet: str | None
    headers: dict[str, str] = field(default_factory=dict)


Maker = Callable[[Article], WebPage]
MAKERS: dict[str, Maker] = {}


def structure(make: Maker) -> Maker:
    """Register a structure under the name of its function."""
    MAKERS[make.__name__] = make
    return make


def page(article: Article, name: str, html: str, *, url: str, at: str | None = "", **other: object) -> WebPage:
    """Return the page of an article, UTF-8 unless `charset` says otherwise; a second unless `at` is given."""
    charset = str(other.pop("charset", "utf-8"))
    body = other.pop("body", None)
    data = body if isinstance(body, bytes) else html.encode(charset, "xmlcharrefreplace")
    outlet = other.pop("outlet", article.outlet)
    paragraphs = other.pop("paragraphs", article.paragraphs)
    headers = other.pop("headers", {"content-type": "text/html"})
    assert not other, other
    return WebPage(
        name, data, url, article.headline, paragraphs,  # type: ignore[arg-type]
        minute(article) if at == "" else at, outlet, headers,  # type: ignore[arg-type]
    )  # fmt: skip


def minute(article: Article) -> str:
    """Return the article's time to the minute, as expected."""
    return article.at.strftime("%Y-%m-%dT%H:%M")


def day(article: Article) -> str:
    """Return the article's day."""
    return article.at.strftime("%Y-%m-%d")


def words(at: datetime, months: tuple[str, ...] = GULF, *, weekday: bool = True) -> str:
    """Return a date in words."""
    text = f"{at.day} {months[at.month - 1]} {at.year}"
    return f"{DAYS[at.weekday()]} {text}" if weekday else text


def eastern(text: str) -> str:
    """Return text with Arabic-Indic digits."""
    return text.translate(dict(zip(range(48, 58), "٠١٢٣٤٥٦٧٨٩", strict=True)))


def paragraphs(article: Article, tag: str = "p", between: str = "\n", *, extra: dict[int, str] | None = None) -> str:
    """Return the paragraphs as elements; `extra` puts markup behind the paragraph of that number."""
    rows = []
    for n, text in enumerate(article.paragraphs):
        rows.append(f"<{tag}>{e(text, quote=False)}</{tag}>{(extra or {}).get(n, '')}")
    return between.join(rows)
