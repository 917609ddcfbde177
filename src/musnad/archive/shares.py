"""Shares with their confidence intervals.

What stands in one document is not independent (one with an unnamed source mostly has more), so documents are the units:
the variance is that of a ratio of totals over documents (W. G. Cochran, Sampling Techniques, 3rd ed. 1977,
chapter 6.4), which gives an effective size for E. B. Wilson's score interval (Journal of the American Statistical
Association 22, 1927), as C. Franco and others recommend (Journal of Survey Statistics and Methodology 7, 2019).
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

LEAST = 20  # counted things below which no share is told: at 20 the interval of a half is 0.3 to 0.7
_Z = 1.959964  # the two-sided 95 % point of the normal distribution


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A count of some out of all, and what share that is.

    Args:
        name: of what is counted.
        count, of: how many, of how many.
        share: `count / of`; `low` and `high` bound its 95 % confidence interval. All None where `of` is below `LEAST`.
    """

    name: str
    count: int
    of: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


def share_of(name: str, documents: Iterable[tuple[int, int]]) -> Share:
    """Return a share with its interval.

    Args:
        documents: of each one how many of its things are counted, and how many it has.
    """
    pairs = [(hits, size) for hits, size in documents if size]
    count, of = sum(hits for hits, _ in pairs), sum(size for _, size in pairs)
    if of < LEAST:
        return Share(name=name, count=count, of=of)
    share = count / of
    low, high = _wilson(share, _effective(pairs, share, of))
    return Share(name=name, count=count, of=of, share=share, low=low, high=high)


def _effective(pairs: list[tuple[int, int]], share: float, of: int) -> float:
    """Return how many independent things would tell as much: at most all, at least the documents where all agree."""
    many = len(pairs)
    if many < 2:
        return 1.0
    squares = sum((hits - share * size) ** 2 for hits, size in pairs)
    variance = many / (many - 1) * squares / of**2
    return min(share * (1 - share) / variance, of) if variance else float(many)


def _wilson(share: float, size: float) -> tuple[float, float]:
    middle = (share + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
    half = _Z / (1 + _Z**2 / size) * math.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))
