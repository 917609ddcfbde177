"""An article → its fingerprint: all that copies and stories compare, a few thousand bytes.

A pure function, so that it can be worked out wherever the article is read; what the index does with it is less than
half of the work.
"""

from __future__ import annotations

import msgspec

from musnad.stories.article import Article, minutes
from musnad.stories.codes import coded
from musnad.stories.shingles import Sketch, sketch_of
from musnad.stories.terms import Terms, terms_of

LONGEST_TEXT = 200_000  # code points that are looked at: the longest of 3,804 articles has 16,355
LONGEST_TITLE = 300


class Fingerprint(msgspec.Struct, frozen=True, array_like=True):
    """What is compared of an article; `at` is in minutes since 1970, None where its time isn't known."""

    id: str
    at: int | None
    title: str
    outlet: str | None
    sketch: Sketch
    terms: Terms


def fingerprint(article: Article) -> Fingerprint:
    """Work an article up. The same article gives the same fingerprint on every machine."""
    title = coded((article.title or "")[:LONGEST_TITLE])
    body = coded(_body(article)).without(title)
    return Fingerprint(
        id=article.id,
        at=minutes(article.published, article.added),
        title=" ".join((article.title or "").split())[:LONGEST_TITLE],
        outlet=article.outlet,
        sketch=sketch_of(body.numbers),
        terms=terms_of(title.terms, body.terms),
    )


def _body(article: Article) -> str:
    """Return an article's text without what is cut."""
    text = article.text[:LONGEST_TEXT]
    if not article.cut:
        return text
    kept, start = [], 0
    for low, high in sorted(article.cut):
        kept.append(text[start : max(start, low)])
        start = max(start, high)
    return "\n".join([*kept, text[start:]])
