"""From the evidence of a page to its date of publication: read, refuse, compare, choose.

The result is a document's `published`, a record of JSON:

- `at`, `precision` (second, minute, day, month, year), `zone` (`+03:00`, or null where it isn't said);
- `evidence`: the most trusted kind that gives a date (`date_evidence.KINDS`);
- `refined_by`: a less trusted kind, where it agrees on the day and knows the time of day, or its zone, that the first
  doesn't (never the HTTP header); absent else;
- `candidates`: all that can be read, most trusted first: at, precision, zone, evidence, text, `agrees` with the result,
  `notes` where something was taken for granted;
- `conflicts`: true where one doesn't agree, absent else. The HTTP header is not counted: servers touch their files;
- `refused`: what can't be read, is impossible, unset or in the future: text, evidence, reason.

Two dates agree where one is the coarser reading of the other, or both are one instant in two zones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml.html import HtmlElement

from musnad.arabic.instants import PRECISIONS, Instant, agree, later_than, read_iso
from musnad.pages.date_evidence import KINDS, Evidence, collect
from musnad.pages.page import Listed
from musnad.pages.stamps import read_stamp

LONGEST_TEXT = 120  # characters of a piece of evidence that are kept
MOST_KEPT = 20  # candidates, and refused ones, that are kept


def find_published(
    tree: HtmlElement | None, *, url: str | None = None, headers: Mapping[str, str] | None = None,
    listed: Listed | None = None, now: str | datetime | None = None, headline: HtmlElement | None = None,
    scripted: list[str] | None = None,
) -> dict[str, Any] | None:  # fmt: skip
    """Find when a page was published.

    Args:
        tree: the page; None where it isn't HTML.
        url: its address after redirects.
        headers: of the HTTP response, names in lower case.
        listed: what a feed or sitemap says of it.
        now: when it was fetched (`Page.fetched_at`): what is more than a day later is refused.
        scripted: dates that a script's data gives of the article.
        headline: the element that holds it: a date in words stands near it.
    Returns: the record described above; None where there is no evidence at all. `at` is null where all was refused.
    """
    told = listed.published if listed else None
    evidence = collect(tree, url=url, headers=headers, listed=told, headline=headline, scripted=scripted)
    return choose_published(evidence, now=now)


def choose_published(candidates: Iterable[Evidence], *, now: str | datetime | None = None) -> dict[str, Any] | None:
    """Choose among pieces of evidence, in the order of trust of `KINDS`; see `find_published`."""
    limit = _limit(now)
    good: list[tuple[Evidence, Instant]] = []
    refused: list[dict[str, str]] = []
    for piece in sorted(candidates, key=lambda piece: KINDS.index(piece.kind)):
        read = read_stamp(piece.text)
        reason = read.reason or ("several days" if not read.exact else "")
        if not reason and read.at and limit and later_than(read.at, limit):
            reason = "more than a day in the future"
        if reason:
            refused.append({"text": piece.text[:LONGEST_TEXT], "evidence": piece.kind, "reason": reason})
        else:
            good.append((piece, read))
    if not good and not refused:
        return None
    result: dict[str, Any] = _result(good) if good else {"at": None, "precision": None, "zone": None, "evidence": None}
    if refused:
        result["refused"] = refused[:MOST_KEPT]
    return result


def _limit(now: str | datetime | None) -> datetime | None:
    """Return the last moment that isn't the future: a day past `now`, in UTC."""
    if isinstance(now, str):
        read = read_iso(now)
        if read is None or read.at is None:
            return None
        now = datetime.fromisoformat((read.at + "-01-01")[:10] if len(read.at) < 10 else read.at)
    if now is None:
        return None
    if now.tzinfo is not None:
        now = now.astimezone(UTC).replace(tzinfo=None)
    return now + timedelta(days=1)


def _result(good: list[tuple[Evidence, Instant]]) -> dict[str, Any]:
    first, chosen = good[0]
    refined_by = None
    for piece, read in good[1:]:
        if piece.kind != "http" and _refines(read, chosen):
            chosen, refined_by = read, piece.kind
    rows = [_row(piece, read, chosen) for piece, read in good]
    result: dict[str, Any] = {
        "at": chosen.at, "precision": chosen.precision, "zone": chosen.zone, "evidence": first.kind,
    }  # fmt: skip
    if refined_by is not None:
        result["refined_by"] = refined_by
    result["candidates"] = rows[:MOST_KEPT]
    if any(not row["agrees"] for row in rows if row["evidence"] != "http"):
        result["conflicts"] = True
    return result


def _refines(read: Instant, chosen: Instant) -> bool:
    """Tell whether `read` says what `chosen` says, and more: a time of day, a zone."""
    assert read.at and chosen.at and read.precision and chosen.precision
    if not agree(read.at, chosen.at) or (len(chosen.at) <= 10 and not read.at.startswith(chosen.at)):
        return False
    finer = PRECISIONS.index(read.precision) - PRECISIONS.index(chosen.precision)
    if chosen.zone is None and read.zone is not None:
        return finer >= 0
    return finer > 0 and (chosen.zone is None or read.zone is not None)


def _row(piece: Evidence, read: Instant, chosen: Instant) -> dict[str, Any]:
    assert read.at and chosen.at
    row: dict[str, Any] = {
        "at": read.at, "precision": read.precision, "zone": read.zone, "evidence": piece.kind,
        "text": piece.text[:LONGEST_TEXT], "agrees": agree(read.at, chosen.at),
    }  # fmt: skip
    if read.notes:
        row["notes"] = list(read.notes)
    return row
