"""What `musnad fetch` and `musnad watch` have in common: options, signals, how failures are shown."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import TypeVar

from musnad.cli import UsageError, complain
from musnad.cli.progress import Progress
from musnad.errors import InputError
from musnad.pages.fetching import Client, FetchOptions, Report
from musnad.pages.fetching.moments import parse_since, parse_span

_T = TypeVar("_T")


def client_of(options: argparse.Namespace) -> Client:
    """Make the client that the options ask for."""
    try:
        return Client(FetchOptions(
            contact=options.user_agent_contact, delay_s=options.delay, allow_private=options.allow_private,
        ))  # fmt: skip
    except ValueError as error:
        raise UsageError(f"--user-agent-contact: {error}") from None


def since_of(options: argparse.Namespace) -> datetime | None:
    """Return what --since says."""
    return None if options.since is None else _said("--since", lambda: parse_since(options.since, datetime.now(UTC)))


def span_of(options: argparse.Namespace) -> float:
    """Return what --every says, in seconds."""
    return _said("--every", lambda: parse_span(options.every))


def _said(name: str, read: Callable[[], _T]) -> _T:
    try:
        return read()
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None


class Shown(Report):
    """Shows how a run goes, on stderr."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def failed(self, error: InputError) -> None:
        """Write a line for what failed."""
        self._progress.clear()
        complain(error)

    def settled(self, done: int, known: int) -> None:
        """Show how far the run is, when it is time."""
        self._progress.total = known
        self._progress.step(0)


@contextmanager
def stopped_by_signals(client: Client) -> Iterator[None]:
    """Stop the client in order on Ctrl-C or SIGTERM; a second one ends the program where it stands."""

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.default_int_handler)
        # in a thread: the main one may hold the very lock that stopping takes
        threading.Thread(target=client.clock.stop, daemon=True).start()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
