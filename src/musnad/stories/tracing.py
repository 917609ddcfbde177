"""Who had a wire text first, and who says that it is whose: the evidence around copies.

The texts themselves tell what is shared (`alignment.py`); times, datelines and credits tell where it came from. Nothing
is guessed: the earliest is the earliest known, and a source is one that a text names.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.arabic.search_words import key
from musnad.pages.outlets import outlet_of_name
from musnad.stories.article import Article, minutes


class Credit(msgspec.Struct, frozen=True):
    """An article credits somebody with its text: `name` as it stands there.

    `outlet_id` is whom the name belongs to, where the catalogue knows; `sources` are the articles of that outlet among
    the copies.
    """

    article: str
    name: str
    outlet_id: str | None
    sources: tuple[str, ...]


class Trace(msgspec.Struct, frozen=True):
    """Where copies came from.

    `earliest` is the article of the earliest known time, by its id where times are equal; None where no time is known.
    `undated` are articles that may be earlier for all that is known. `common` are names that several articles credit.
    """

    earliest: str | None
    undated: tuple[str, ...]
    credits: tuple[Credit, ...]
    common: tuple[str, ...]


def trace(articles: Sequence[Article]) -> Trace:
    """Return what articles that are copies of each other say of where their text came from."""
    times = {article.id: minutes(article.published) for article in articles}
    dated = sorted((at, id) for id, at in times.items() if at is not None)
    credits = [credit for article in sorted(articles, key=lambda a: a.id) for credit in _credits(article, articles)]
    counts: dict[str, set[str]] = {}
    for credit in credits:
        counts.setdefault(credit.outlet_id or key(credit.name), set()).add(credit.article)
    return Trace(
        earliest=dated[0][1] if dated else None,
        undated=tuple(sorted(id for id, at in times.items() if at is None)),
        credits=tuple(credits),
        common=tuple(sorted(name for name, by in counts.items() if len(by) > 1)),
    )


def _credits(article: Article, articles: Sequence[Article]) -> list[Credit]:
    """Return whom an article credits, its own outlet left out."""
    found = []
    for name in dict.fromkeys(article.credits):
        outlet = outlet_of_name(name)
        outlet_id = outlet.id if outlet is not None else None
        if not _is(article, name, outlet_id):
            sources = (other.id for other in articles if other.id != article.id and _is(other, name, outlet_id))
            found.append(Credit(article.id, name, outlet_id, tuple(sorted(sources))))
    return found


def _is(article: Article, name: str, outlet_id: str | None) -> bool:
    """Tell whether a name is that of an article's outlet."""
    if outlet_id is not None and article.outlet_id is not None:
        return outlet_id == article.outlet_id
    return bool(article.outlet) and key(name) == key(article.outlet or "")
