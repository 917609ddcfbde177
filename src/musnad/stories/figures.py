"""What sets two reports of one kind apart: their figures.

Closing prices, weather, quarterly profits are told each day in the same words, of which only the figures are others.
Two reports of one happening give the same figures, or one of them gives none.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from musnad.stories.stems import number_of, shares

_LEAST, _MOST = 100, 99_999  # smaller ones agree by chance, larger ones are rounded by one paper and not by another
_FEW = 2  # figures that a report has at least, for this to be told
_OTHERS = 2  # figures that one report has alone, for each that both have: rounding, another hour, another unit
_PART = 0.75  # of how alike they are, left by each figure more: .50 to .85 do as well (docs/stories.md)


def by_figures(ours: Set[int], theirs: Set[int]) -> float:
    """Return which part of their likeness two reports keep when their figures are looked at, 0..1."""
    fewer = min(len(ours), len(theirs))
    if fewer < _FEW:
        return 1.0
    alone = fewer - (1 + _OTHERS) * len(ours & theirs)
    return _PART**alone if alone > 0 else 1.0


@cache
def figures() -> frozenset[int]:
    """Return the terms that are figures, but for those that most texts have: years, round ones."""
    common = shares()
    return frozenset(number_of(figure) for figure in map(str, range(_LEAST, _MOST + 1)) if figure not in common)
