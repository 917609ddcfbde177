"""Who fetches what when: a few threads over many hosts, never two of them at one host."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, Literal, TypeVar

import msgspec

from musnad.pages.fetching.client import Client, Validators
from musnad.pages.fetching.failures import FetchError
from musnad.pages.fetching.options import Stopped
from musnad.pages.page import Listed, Page


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """An address to ask for.

    Args:
        url: as the client normalises it: the same page has the same `url`.
        kind: `source` for what may be a feed or a sitemap, `page` for what isn't.
        listed: what the feed or sitemap says of it.
        validators: of the last time it was fetched.
        depth: how many lists lead to it.
        in_index: a sitemap index names it; `changed` is what that says of its last change.
    """

    url: str
    kind: Literal["source", "page"] = "page"
    listed: Listed | None = None
    validators: Validators | None = None
    depth: int = 0
    in_index: bool = False
    changed: str | None = None


_GLANCE_S = 0.2  # between two looks whether the run is to stop: what a person takes for at once

Outcome = tuple[Job, Page | FetchError | None]  # None: it is as it was the last time

_T = TypeVar("_T")


class _Lanes(Generic[_T]):
    """Jobs in a lane for each host; a lane is closed from the taking of a job until it is left."""

    def __init__(self, free_at: Callable[[str], float]) -> None:
        self._free_at = free_at
        self._waiting: dict[str, deque[_T]] = {}
        self._busy: set[str] = set()
        self._changed = threading.Condition()
        self._ended = False

    def add(self, host: str, job: _T) -> None:
        with self._changed:
            self._waiting.setdefault(host, deque()).append(job)
            self._changed.notify()

    def take(self) -> tuple[str, _T] | None:
        """Wait for a job at a host where nobody is, the one that is free first; None at the end."""
        with self._changed:
            while not self._ended:
                open_lanes = [host for host in self._waiting if host not in self._busy]
                if open_lanes:
                    host = min(open_lanes, key=self._free_at)
                    lane = self._waiting[host]
                    job = lane.popleft()
                    if not lane:
                        del self._waiting[host]
                    self._busy.add(host)
                    return host, job
                self._changed.wait()
            return None

    def drop(self, unwanted: Callable[[_T], bool]) -> int:
        with self._changed:
            before = sum(map(len, self._waiting.values()))
            kept = {host: deque(job for job in lane if not unwanted(job)) for host, lane in self._waiting.items()}
            self._waiting = {host: lane for host, lane in kept.items() if lane}
            return before - sum(map(len, self._waiting.values()))

    def leave(self, host: str) -> None:
        with self._changed:
            self._busy.discard(host)
            self._changed.notify()

    def end(self) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify_all()


class Crew:
    """Threads that fetch. Add jobs, also while iterating over the outcomes; the iteration ends when no job is left.

        with Crew(client, threads=4) as crew:
            crew.add(job)
            for job, outcome in crew.outcomes(): …

    Leaving the block stops the crew, whatever it is doing; `finished` gives the outcomes that nobody took.
    """

    def __init__(self, client: Client, *, threads: int = 4) -> None:
        self._client = client
        self._lanes: _Lanes[Job] = _Lanes(client.turns.free_at)
        self._outcomes: queue.SimpleQueue[tuple[str, Outcome]] = queue.SimpleQueue()
        self._open = 0
        # daemons: a read that hangs must not hold up the end of the program
        self._threads = [threading.Thread(target=self._work, daemon=True, name=f"fetch-{n}") for n in range(threads)]

    def __enter__(self) -> Crew:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._lanes.end()

    def add(self, job: Job) -> None:
        """Put a job in the lane of its host."""
        self._open += 1
        try:
            self._lanes.add(self._client.parse(job.url).host, job)
        except FetchError as error:
            self._outcomes.put(("", (job, error)))

    def drop(self, kind: Literal["source", "page"]) -> int:
        """Forget the jobs of a kind that nobody has begun; return how many they were."""
        dropped = self._lanes.drop(lambda job: job.kind == kind)
        self._open -= dropped
        return dropped

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what came of each job, as it comes; raise `Stopped` when the client's clock is stopped.

        A host is asked for its next page when the outcome of the last one is dealt with: a run that is killed at any
        moment has at most one page of each host to ask for again.
        """
        while self._open:
            self._client.clock.check()
            try:
                host, outcome = self._outcomes.get(timeout=_GLANCE_S)
            except queue.Empty:
                continue
            self._open -= 1
            yield outcome
            self._lanes.leave(host)

    def finished(self) -> Iterator[Outcome]:
        """Yield the outcomes that are there already, and wait for no other."""
        while True:
            try:
                yield self._outcomes.get_nowait()[1]
            except queue.Empty:
                return

    def _work(self) -> None:
        while (taken := self._lanes.take()) is not None:
            host, job = taken
            try:
                self._outcomes.put((host, (job, self._fetched(job))))
            except Stopped:
                return

    def _fetched(self, job: Job) -> Page | FetchError | None:
        try:
            page = self._client.fetch_changed(job.url, job.validators, listing=job.kind == "source")
        except FetchError as error:
            return error
        except Stopped:
            raise
        except Exception as error:  # one page must not end a run
            return FetchError("fault", f"{type(error).__name__}: {error}; please report it", url=job.url)
        return page if page is None or job.listed is None else msgspec.structs.replace(page, listed=job.listed)
