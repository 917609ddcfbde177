"""What copies and stories are found from: a text and the few things that are known of it.

An `Article` is plain input; `article_of` makes one of a `Document`. `fingerprints.py` works it up.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from musnad.document import Document

MINUTES_A_DAY = 1440
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A text with its title, time, outlet, speakers and credits.

    `published` and `added` are ISO 8601, down to whatever is known; `added` is when the archive got it, and serves
    where `published` is missing or lies in the future of it. `outlet_id` is an id of outlets.yaml. `speakers` and
    `credits` are names as they stand: who speaks, which agencies and papers the text is credited to. `cut` are spans
    of `text` that are no part of the article (`Document.cut`).
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    added: str | None = None
    outlet: str | None = None
    outlet_id: str | None = None
    speakers: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    cut: tuple[tuple[int, int], ...] = ()


def article_of(document: Document, *, added: str | None = None) -> Article:
    """Return what copies and stories need of a document; `added` is when it was added, ISO 8601."""
    published = document.published or {}
    at = published.get("at")
    return Article(
        id=document.id, text=document.text, title=document.title, published=at if isinstance(at, str) else None,
        added=added, outlet=document.outlet, outlet_id=document.outlet_id,
        speakers=tuple(speaker.name.text for speaker in document.speakers if speaker.kind != "unnamed"),
        credits=tuple(relay.span.text for relay in document.relays if relay.naming == "named"),
        cut=tuple((cut.start, cut.end) for cut in document.cut),
    )  # fmt: skip


def minutes(published: str | None, added: str | None = None) -> int | None:
    """Return when an article is of, in minutes since 1970, UTC where the zone isn't given; None where nobody knows.

    A day without a time counts as its noon, a month or a year says too little. What is published more than a day
    after it was added has a wrong date: the time of adding stands for it.
    """
    own, got = _instant(published), _instant(added)
    if own is not None and got is not None and own > got + MINUTES_A_DAY:
        return got
    return own if own is not None else got


def _instant(written: str | None) -> int | None:
    if not written or len(written) < len("2015-08-04"):
        return None
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        if len(written) == len("2015-08-04"):
            moment += timedelta(hours=12)
        return int((moment - _EPOCH).total_seconds() // 60)
    except (ValueError, OverflowError):
        return None
