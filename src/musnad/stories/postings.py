"""Keys → numbers of documents or stories, newest last, a bounded number of each: what finds candidates.

An index asks through `Postings`, so that they can live in memory or in tables. A row is a key and a number; a document
adds a bounded number of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol


class Postings(Protocol):
    """What an index needs of its postings."""

    def find(self, keys: Sequence[int]) -> list[Sequence[int]]:
        """Return, for each key, the numbers under it, newest last, as many as are kept."""
        ...

    def put(self, keys: Sequence[int], number: int) -> None:
        """Add a number under each key, as the newest; where it is there already, it becomes the newest."""
        ...


class MemoryPostings:
    """Postings in memory.

    Args:
        longest: numbers kept under a key; the oldest are dropped.
    """

    def __init__(self, *, longest: int) -> None:
        self._longest = longest
        self._lists: dict[int, tuple[int, ...]] = {}  # most have one number: a tuple is the smallest there is

    def find(self, keys: Sequence[int]) -> list[Sequence[int]]:
        """Return, for each key, the numbers under it, newest last."""
        get = self._lists.get
        return [get(key, ()) for key in keys]

    def put(self, keys: Sequence[int], number: int) -> None:
        """Add a number under each key, as the newest."""
        lists, longest = self._lists, self._longest
        for key in keys:
            old = lists.get(key)
            if old is None:
                lists[key] = (number,)
            elif old[-1] != number:
                if number in old:
                    old = tuple(n for n in old if n != number)
                lists[key] = (*old[1 - longest :], number)

    def drop(self, keys: Iterable[int], number: int) -> None:
        """Forget a number under each key."""
        for key in keys:
            left = tuple(n for n in self._lists.get(key, ()) if n != number)
            if left:
                self._lists[key] = left
            else:
                self._lists.pop(key, None)

    def __len__(self) -> int:
        return sum(map(len, self._lists.values()))

    def rows(self) -> Iterator[tuple[int, int]]:
        """Yield a row for each key and number, in an order in which `put` makes the same postings again."""
        for key in sorted(self._lists):
            for number in self._lists[key]:
                yield key, number
