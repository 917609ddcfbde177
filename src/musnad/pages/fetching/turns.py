"""Manners: one request at a time at a host, a pause behind each, and rest where the host asks for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from musnad.pages.fetching.failures import FetchError
from musnad.pages.fetching.options import Clock

MOST_FAILURES = 5  # pages in a row without an answer: then it is the host, not the page
DOWN_S = 600.0  # for which a host without an answer is left alone; each page would take minutes of a thread


class Turn:
    """A request's turn at a host. Set `rest_s` where the host is to have a longer pause behind it."""

    def __init__(self) -> None:
        self.rest_s = 0.0


class _Host:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.free_at = 0.0
        self.closed_until = 0.0
        self.failures = 0  # one after the other


class Turns:
    """Who is next at which host. Hosts are told apart by name, whatever the scheme and port."""

    def __init__(self, clock: Clock, delay_s: float) -> None:
        self._clock = clock
        self._delay_s = delay_s
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def at(self, host: str, *, url: str, delay_s: float = 0.0) -> Iterator[Turn]:
        """Wait for the host to be free, hold it, and leave it a pause.

        Args:
            url: for the message of an error.
            delay_s: the host's own wish for the pause; the longer one of both counts.
        Raises:
            FetchError: `resting`, where the host asked to be left alone for longer than a run waits, or gives no answer
                any more.
        """
        state = self._host(host)
        with state.lock:
            now = self._clock.monotonic()
            if now < state.closed_until:
                left_s = state.closed_until - now
                raise FetchError("resting", f"the host is left alone for {left_s:.0f} s; run again later", url=url)
            if now < state.free_at:
                self._clock.sleep(state.free_at - now)
            turn = Turn()
            try:
                yield turn
            finally:
                state.free_at = self._clock.monotonic() + max(self._delay_s, delay_s, turn.rest_s)

    def close(self, host: str, seconds: float) -> None:
        """Leave a host alone: whoever wants a turn there gets an error at once."""
        state = self._host(host)
        state.closed_until = max(state.closed_until, self._clock.monotonic() + seconds)

    def note(self, host: str, *, answered: bool) -> None:
        """Take whether a host gave an answer; one that gives none several times in a row is left alone for a while."""
        state = self._host(host)
        state.failures = 0 if answered else state.failures + 1
        if state.failures >= MOST_FAILURES:
            state.failures = 0
            self.close(host, DOWN_S)

    def free_at(self, host: str) -> float:
        """Return when the host may be asked next, on the clock's `monotonic`."""
        return self._host(host).free_at

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())
