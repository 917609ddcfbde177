"""Which texts are the same wire text, whole, cut, reordered or in part: found by sketches, a text at a time.

`CopyIndex` keeps the sketch of each text and posts a few of its runs: one in sixteen, chosen by their numbers, so that
two texts post the same runs of what they share. A new text asks for those it would post, and is compared with the few
texts that answer most. What one text costs has bounds and doesn't grow with the number of those that are there.
`alignment.align` then shows the passages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

import msgspec

from musnad.stories.postings import MemoryPostings, Postings
from musnad.stories.shingles import Shared, Sketch, compare

COPY = 0.48  # of either text: every value from .40 to .58 gives an F1 of .96 or more (docs/stories.md)
SAME = 0.75  # of both texts: nothing is said that the other doesn't say
PASSAGE = 30  # runs in common, 34 words or more in a row or in pieces: longer than any formula
SHORT_PASSAGE = 12  # runs, where they are so much of a short text that it is a copy
SAMPLE = 16  # one run in so many is posted
FEWEST_KEYS, MOST_KEYS = 8, 32  # runs that a text posts: a text of 1,000 words posts one in thirty
MOST_COMPARED = 8  # texts that a new one is compared with
LONGEST_POSTING = 16  # texts under one run: what more texts have is a formula
_SAMPLE_END = (1 << 32) // SAMPLE


class Copy(msgspec.Struct, frozen=True):
    """A text shares words with an earlier one: which, and how much.

    `number` is that of the earlier text; `shared.of_first` is the share of the new text that stands in the earlier one.
    """

    number: int
    shared: Shared

    @property
    def whole(self) -> bool:
        """Whether one is a copy of the other, be it cut or added to; if not, they have a passage in common."""
        return max(self.shared.of_first, self.shared.of_second) >= COPY

    @property
    def same(self) -> bool:
        """Whether either says what the other says."""
        return min(self.shared.of_first, self.shared.of_second) >= SAME


class Sketches(Protocol):
    """Where the sketches of earlier texts are, by number."""

    def sketches_of(self, numbers: Sequence[int], /) -> dict[int, Sketch]:
        """Return the sketches of texts; those that are no longer kept are left out."""
        ...


class MemorySketches(dict[int, Sketch]):
    """Sketches in memory."""

    def sketches_of(self, numbers: Sequence[int], /) -> dict[int, Sketch]:
        """Return the sketches of texts."""
        return {number: self[number] for number in numbers if number in self}


def keys_of(sketch: Sketch) -> Sequence[int]:
    """Return the runs that a text posts and asks for: those with the smallest numbers."""
    numbers = sketch.numbers()
    below = 0
    for number in numbers[:MOST_KEYS]:
        if number > _SAMPLE_END:
            break
        below += 1
    return numbers[: max(below, FEWEST_KEYS)]


class CopyIndex:
    """Finds what a text is a copy of.

    Args:
        postings: in memory unless others are given.
        sketches: where `compare` finds the sketches of the numbers in the postings.
    """

    def __init__(self, sketches: Sketches, postings: Postings | None = None) -> None:
        self._sketches = sketches
        self._postings = MemoryPostings(longest=LONGEST_POSTING) if postings is None else postings

    def nearest(self, sketch: Sketch) -> list[int]:
        """Return the texts that a text is compared with: those that have most of its runs."""
        weights: dict[int, float] = defaultdict(float)
        for numbers in self._postings.find(keys_of(sketch)):
            if numbers:
                weight = 1 / len(numbers)  # a run that many texts have is a formula
                for number in numbers:
                    weights[number] += weight
        return sorted(weights, key=lambda number: (-weights[number], -number))[:MOST_COMPARED]

    def find(self, sketch: Sketch) -> list[Copy]:
        """Return the texts that a text shares a passage with or is a copy of, the most shared first.

        At most eight, the newest where many are equal.
        """
        found = []
        for number, other in self._sketches.sketches_of(self.nearest(sketch)).items():
            copy = Copy(number, compare(sketch, other))
            if copy.same or copy.shared.runs >= (SHORT_PASSAGE if copy.whole else PASSAGE):
                found.append(copy)
        return sorted(found, key=lambda copy: (-copy.shared.of_first - copy.shared.of_second, copy.number))

    def add(self, number: int, sketch: Sketch) -> None:
        """Post a text, so that later ones find it. Where it is `same` as another, this isn't needed."""
        self._postings.put(keys_of(sketch), number)
