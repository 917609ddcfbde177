"""What was worked out lately, for the next one who asks for it: a pure function of what it was worked out of."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by key, up to a sum of their weights; those that were asked for longest ago are forgotten first.

    Args:
        most: the sum.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock, self._sum = most, threading.Lock(), 0
        self._kept: OrderedDict[bytes, tuple[int, Value]] = OrderedDict()

    def get(self, key: bytes, work: Callable[[], Value], *, weigh: Callable[[Value], int]) -> Value:
        """Return what is known under a key, else work it out."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][1]
        value = work()
        weight = weigh(value)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = weight, value
                self._sum += weight
            while self._sum > self._most:
                self._sum -= self._kept.popitem(last=False)[1][0]
        return value
