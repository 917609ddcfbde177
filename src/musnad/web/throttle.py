"""Limits: tries at a password, and how long a question to the archive may take."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from musnad.archive.archive import Archive
from musnad.errors import MusnadError

TRIES = 5  # wrong passwords for a name; OWASP's Authentication Cheat Sheet leaves the number open, this one is common
TRIES_FROM = 50  # from an address: an office, or all the world behind a proxy, comes from one
WITHIN_S = 900.0
MOST_REMEMBERED = 10_000  # names and addresses; the oldest are forgotten first


class TooMuch(MusnadError):
    """Asked too often, or for too much; `wait_s` says when to try again."""

    def __init__(self, message: str, *, wait_s: int = 0) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class Tries:
    """Counts failures by name and by address, each with its limit."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._failed: OrderedDict[str, list[float]] = OrderedDict()

    def check(self, limits: Mapping[str, int]) -> None:
        """Refuse a try where there were too many.

        Args:
            limits: by key, how many failures there may have been of late.
        Raises:
            TooMuch: too many failures of late.
        """
        now = self._clock()
        with self._lock:
            for key, most in limits.items():
                recent = [at for at in self._failed.get(key, []) if now - at < WITHIN_S]
                if len(recent) >= most:
                    wait = int(recent[-most] + WITHIN_S - now) + 1
                    raise TooMuch(f"too many tries; wait {wait // 60 + 1} minutes", wait_s=wait)

    def failed(self, *keys: str) -> None:
        """Write a failure down."""
        with self._lock:
            for key in keys:
                self._failed[key] = [*self._failed.pop(key, [])[-TRIES_FROM:], self._clock()]
            while len(self._failed) > MOST_REMEMBERED:
                self._failed.popitem(last=False)

    def succeeded(self, *keys: str) -> None:
        """Forget the failures of who knows the password after all."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)


class Deadline:
    """Ends what a request asks of the archive when its time is over; a request is one thread's."""

    def __init__(self, archive: Archive, seconds: float) -> None:
        self.seconds = seconds
        self._here = threading.local()
        archive.backend.limit_time(archive.engine, lambda: getattr(self._here, "until", None))

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the clock run."""
        self._here.until = until = time.monotonic() + self.seconds
        try:
            yield
        except MusnadError as error:
            if time.monotonic() > until:
                raise TooMuch("this question takes too long; ask for less: more words, fewer days") from error
            raise
        finally:
            self._here.until = None
