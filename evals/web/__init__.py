"""Pages of the project's own making that copy the structures of real Arabic news sites, with what must come out."""

from __future__ import annotations

from collections.abc import Iterator

from web import (
    press_maghreb,
    press_mashriq,
    press_world,
    second_builders,
    second_local,
    second_old,
    second_platforms,
    second_states,
    sites_now,
    sites_old,
    third_networks,
    third_papers,
)
from web.articles import Article, read_articles
from web.more_articles import read_more_articles
from web.second_articles import SUITED, read_second_articles
from web.site import MAKERS, WebPage

__all__ = ["KINDS", "WebPage", "pages"]

_MODULES = {
    "seen": (sites_now, sites_old), "held-out": (press_world, press_mashriq, press_maghreb),
    "second": (second_builders, second_platforms, second_states, second_old, second_local),
    "third": (third_networks, third_papers),
}  # fmt: skip
KINDS = tuple(_MODULES)


def pages(each: int = 2, kind: str = "seen") -> Iterator[WebPage]:
    """Yield `each` pages of every structure, each with another article.

    `kind` is "seen" for the structures that the extractor was built beside, "held-out" for those that nobody may
    look at while building it, with more articles too, "second" for others of that sort, made when the extractor
    had been tuned on those, "third" for the ordinary pages of large sites, made when it had been tuned on all of these,
    or "all".
    """
    for wanted in KINDS if kind == "all" else (kind,):
        names = {module.__name__ for module in _MODULES[wanted]}
        articles, more = read_articles(), read_more_articles()
        makers = [make for make in MAKERS.values() if make.__module__ in names]
        for n, make in enumerate(makers):
            for k in range(each):
                if wanted == "third":
                    yield make(_any(n, k))
                elif wanted == "second":
                    yield make(_second(make.__name__, n, k))
                elif wanted == "held-out" and k % 2:  # the second page of a structure has an article of the newer sort
                    yield make(more[(n + k // 2 * 5) % len(more)])
                else:
                    yield make(articles[(n + k * 7) % len(articles)])


def _second(name: str, n: int, k: int) -> Article:
    """Return the article of a structure's page of that number: of the sort that the structure asks for, then of any."""
    sorts = read_second_articles()
    of_sorts = [article for found in sorts.values() for article in found]
    others = [*read_more_articles(), *read_articles()] if k % 2 else of_sorts
    suited = sorts.get(SUITED.get(name, ""), [])
    return suited[k] if k < len(suited) else others[(n + k) % len(others)]


def _any(n: int, k: int) -> Article:
    """Return an article of any sort but the shortest, another one for each structure as far as they suffice."""
    sorts = read_second_articles()
    found = [*read_more_articles(), *(article for name in sorts if name != "brief" for article in sorts[name])]
    found = [article for pair in zip(found, read_articles(), strict=False) for article in pair]
    return found[(2 * n + k) % len(found)]
