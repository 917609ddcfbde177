"""Spans that outlive their text: beside its offsets each keeps its words and what stands before and behind them.

A page that is extracted anew may give a text that differs by a heading or a caption: every offset behind it is
another, and the words are the same. Source: the text-quote selector of the W3C Web Annotation model.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from musnad.model import Span

AROUND = 32  # characters kept before and behind; the Web Annotation practice, enough to tell two «قال» of a text apart
ENOUGH = 24  # characters of quote and surroundings that have to agree; less is said twice in one article


def marked(text: str, spans: Iterable[Span]) -> dict[str, Any]:
    """Return spans of `text` as they are kept: `{"spans": [[start, end]…], "quotes": [[text, before, after]…]}`."""
    kept: dict[str, Any] = {"spans": [], "quotes": []}
    for span in spans:
        before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
        kept["spans"].append([span.start, span.end])
        kept["quotes"].append([text[span.start : span.end], before, after])
    return kept


def placed(text: str, kept: dict[str, Any]) -> tuple[Span, ...] | None:
    """Return where kept spans stand in `text`; None where one of them doesn't any more."""
    found = []
    for (start, _end), (quote, before, after) in zip(kept["spans"], kept["quotes"], strict=True):
        place = _place(text, quote, (before, after), start)
        if place is None:
            return None
        found.append(Span(place, place + len(quote), quote))
    if [[span.start, span.end] for span in found] == kept["spans"]:
        return tuple(found)
    order = sorted(range(len(found)), key=lambda n: kept["spans"][n])  # relays don't stand in reading order
    moved = [found[n] for n in order]
    return tuple(found) if all(a.end <= b.start for a, b in pairwise(moved)) else None


def _place(text: str, quote: str, around: tuple[str, str], start: int) -> int | None:
    before, after = around
    whole = len(before) + len(after)
    if text.startswith(before + quote + after, start - len(before)) and start >= len(before):
        return start
    best: tuple[int, int, int] | None = None
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        agreeing = _same_end(before, text[max(0, at - AROUND) : at]) + _same_start(after, text[end : end + AROUND])
        best = max(best or (-1, 0, 0), (agreeing, -abs(at - start), at))
        at = text.find(quote, at + 1)
    if best is None or len(quote) + best[0] < min(ENOUGH, len(quote) + whole):
        return None
    return best[2]


def _same_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _same_end(a: str, b: str) -> int:
    return _same_start(a[::-1], b[::-1])
