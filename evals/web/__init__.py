"""Pages of the project's own making that copy the structures of real Arabic news sites, with what must come out."""

from __future__ import annotations

from collections.abc import Iterator

from web import sites_now, sites_old
from web.articles import read_articles
from web.site import MAKERS, WebPage

__all__ = ["WebPage", "pages"]
assert sites_now and sites_old  # they register their structures


def pages(each: int = 2) -> Iterator[WebPage]:
    """Yield `each` pages of every structure, each with another article."""
    articles = read_articles()
    for n, make in enumerate(MAKERS.values()):
        for k in range(each):
            yield make(articles[(n + k * 7) % len(articles)])
