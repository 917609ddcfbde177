"""A bounded memo: what is worked out of a word is kept, for news repeats its words.

`map(memo.__getitem__, words)` runs in C for a word that is there: a quarter of the time of an `lru_cache`, which keeps
its entries in order of use.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 1 << 17  # entries: 1.6 million tokens of news have 126,000 forms

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A dictionary that works out what it doesn't have, and forgets all that it has when it is full.

    Args:
        work: what is asked for a key that isn't there; a pure function.
    """

    def __init__(self, work: Callable[[Key], Value], *, most: int = MOST) -> None:
        super().__init__()
        self._work, self._most = work, most

    def __missing__(self, key: Key) -> Value:
        value = self._work(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
