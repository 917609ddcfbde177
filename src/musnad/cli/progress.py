"""How far a long run has come: a line that renews itself on a terminal, plain lines elsewhere, always on stderr."""

from __future__ import annotations

import sys
import time

_QUIET_S = 2.0  # a run shorter than this shows nothing
_TERMINAL_S = 0.2  # between two states of the line: often enough to look alive
_KNOWN = 0.001  # of the whole: from here on what is left can be told from what is done
_PLAIN_S = 30.0  # between two plain lines: two a minute do not flood a log


class Progress:
    """Counts documents and bytes, and shows the rate and, where the total is known, the time left.

    Nothing is shown while the output itself goes to the terminal: it is progress enough.

    Args:
        total_bytes: what all documents have together; None where that isn't known.
        noun: what is counted.
        has_output: the command writes to standard output; without it a terminal there changes nothing.

    `total` may be set, and set anew, where not the bytes but the number of documents is known.
    """

    def __init__(self, total_bytes: int | None, *, noun: str = "documents", has_output: bool = True) -> None:
        self.total_bytes = total_bytes
        self.total: int | None = None
        self.documents = 0
        self.size_bytes = 0
        self._noun = noun
        self._terminal = sys.stderr.isatty()
        self._silent = has_output and sys.stdout.isatty()
        self._started = time.monotonic()
        self._due = self._started + (_QUIET_S if self._terminal else _PLAIN_S)
        self._dirty = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        self.clear()

    def step(self, size_bytes: int) -> None:
        """Count one document; show the state when it is due."""
        self.documents += 1
        self.size_bytes += size_bytes
        now = time.monotonic()
        if self._silent or now < self._due:
            return
        self._due = now + (_TERMINAL_S if self._terminal else _PLAIN_S)
        line = self.state(now - self._started)
        if self._terminal:
            sys.stderr.write(f"\r{line}\x1b[K")
            self._dirty = True
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    @property
    def is_long(self) -> bool:
        """Whether the run has taken so long that its end deserves a summary."""
        return time.monotonic() - self._started > _QUIET_S

    def clear(self) -> None:
        """Take the line off the terminal, before an error or at the end."""
        if self._dirty:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._dirty = False

    def state(self, elapsed_s: float) -> str:
        """Return the line: documents, rate and, where it can be known, the time left."""
        of_all = f" of {self.total}" if self.total else ""
        line = f"{self.documents}{of_all} {self._noun}"
        if elapsed_s > 0:
            rate = self.documents / elapsed_s
            if 60 * rate >= 1 or not rate:
                line += f", {rate:.0f} a second" if rate >= 1 or not rate else f", {60 * rate:.0f} a minute"
        done, whole = (self.documents, self.total) if self.total else (self.size_bytes, self.total_bytes)
        if whole and done >= whole * _KNOWN:
            left_s = elapsed_s * max(whole - done, 0) / done
            minutes, seconds = divmod(round(left_s), 60)
            line += f", {minutes}:{seconds:02} left"
        return line
