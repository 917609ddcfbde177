"""How long what a request asks of the archive may take, and how it is told that it asked for too much."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from musnad.archive.archive import Archive
from musnad.errors import MusnadError


class TooMuch(MusnadError):
    """Asked too often, or for too much; `wait_s` says when to try again."""

    def __init__(self, message: str, *, wait_s: int = 0) -> None:
        super().__init__(message)
        self.wait_s = wait_s


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
        except TooMuch:
            raise
        except MusnadError as error:
            if time.monotonic() > until:
                raise TooMuch("this question takes too long; ask for less: more words, fewer days") from error
            raise
        finally:
            self._here.until = None
