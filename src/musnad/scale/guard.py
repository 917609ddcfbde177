"""Reading in a process of its own, so that a page that kills, hangs or fills it costs itself alone.

An engine that loses a worker tries its whole task again, and gives up the job at the fourth time: one page would cost
all. Here the worker hands its items to a child, a few at a time, and waits; a child that dies or takes too long is
replaced, and the item at which it did so becomes an error. Worker and child take turns: together they use one core.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, cast

from musnad.errors import InputError
from musnad.pages.sources import Item

TIMEOUT_S = 120.0  # for one item: the slowest of 20,000 mutated pages took under 5 s (bench/fuzz.py)
MEMORY_BYTES = 1_200_000_000  # of a child's own data: a reader needs 0.25 GB, a page of 20 MB some 0.5 GB on top
IDLE_S = 5.0  # a child that waits longer for work ends, so that its memory is free for what the worker does next
_IDLE = 75  # the status with which it does
_POOL = "system"  # pyarrow's own takes 1 GiB at a time, which counts although it isn't used
_LENGTH = struct.Struct(">Q")
_START = "import sys; sys.path[:] = sys.argv[1:]; from musnad.scale.guard import serve; serve()"

_TICK = b""  # an item is done: the time for the next one begins

Tick = Callable[[], None]
Work = Callable[[Sequence[Item | InputError], Tick], bytes]


class Guard:
    """A child process that does a function for items; a context manager.

    Args:
        work: gets some items, and what it has to call after each of them, and returns bytes, not empty; it has to be
            picklable. An item may also be an `InputError` already. Before anything else it gets no items: what it
            loads then counts for no item's time.
        timeout_s: for one item.
        memory_bytes: of the child's own data; None for no limit.
        idle_s: a child that has waited so long for items ends; another is started when there are some.
    """

    def __init__(
        self, work: Work, *, timeout_s: float = TIMEOUT_S, memory_bytes: int | None = MEMORY_BYTES,
        idle_s: float = IDLE_S,
    ) -> None:  # fmt: skip
        self._settings = pickle.dumps((work, memory_bytes, idle_s))
        self._timeout_s = timeout_s
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for stream in (self._child.stdin, self._child.stdout):
                with contextlib.suppress(OSError):
                    cast(BinaryIO, stream).close()
            self._child = None

    def do(self, items: Sequence[Item | InputError]) -> list[bytes]:
        """Return what the function gives for some items; in several pieces where the child died behind all of them."""
        if not items:
            return []
        answer, at, cause = self._ask(items)
        if answer is not None:
            return [answer]
        if at == len(items) > 1:  # it died when all was done: which one it was shows when they come one by one
            return [piece for item in items for piece in self.do([item])]
        at = min(at, len(items) - 1)
        return self.do([*items[:at], _error_of(items[at], cause), *items[at + 1 :]])

    def _ask(self, items: Sequence[Item | InputError]) -> tuple[bytes | None, int, str]:
        """Return the answer; else how many items were done, and what the child died of."""
        if self._child is not None and self._child.poll() is not None:
            self.close()
        child, done = self._child or self._start(), 0
        try:
            _write(cast(BinaryIO, child.stdin), pickle.dumps([_plain(item) for item in items]))
            while (frame := _read(cast(BinaryIO, child.stdout), time.monotonic() + self._timeout_s)) is not None:
                if frame != _TICK:
                    return frame, done, ""
                done += 1
            status = child.wait()
            cause = f"ended with signal {-status}" if status < 0 else f"ended with status {status}"
        except TimeoutError:
            cause = f"took more than {self._timeout_s:g} s"
        except OSError:
            cause = "ended"
        was_idle = child.poll() == _IDLE and not done
        self.close()
        return self._ask(items) if was_idle else (None, done, cause)

    def _start(self) -> subprocess.Popen[bytes]:
        self._child = subprocess.Popen(
            [sys.executable, "-c", _START, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            process_group=0, env=os.environ | {"ARROW_DEFAULT_MEMORY_POOL": _POOL},
        )  # fmt: skip
        _write(cast(BinaryIO, self._child.stdin), self._settings)
        if _read(cast(BinaryIO, self._child.stdout), time.monotonic() + max(self._timeout_s, TIMEOUT_S)) != b"ready":
            self.close()
            raise RuntimeError("a process that reads ended before it began; can this Python import musnad?")
        return self._child


def _error_of(item: Item | InputError, cause: str) -> InputError:
    """Return the error that stands for an item at which a child died.

    Raises:
        RuntimeError: it is an error already: nothing was read there.
    """
    if isinstance(item, InputError):
        raise RuntimeError(f"a process that reads {cause} at an error; is the installation of musnad whole?")
    found = f"the process that read it {cause}"
    error = InputError(f"{item.name}: {found}; is it very large or deeply nested?", code="died")
    error.name = item.name  # type: ignore[attr-defined]
    return error


def _plain(item: Item | InputError) -> Any:
    """Errors are pickled without their code: take them apart."""
    return item if not isinstance(item, InputError) else (str(item), item.code, getattr(item, "name", ""))


def _item(plain: Any) -> Item | InputError:
    if not isinstance(plain, tuple):
        return cast(Item, plain)
    error = InputError(plain[0], code=plain[1])
    error.name = plain[2]  # type: ignore[attr-defined]
    return error


def _write(stream: BinaryIO, data: bytes) -> None:
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while view:
        view = view[stream.write(view) :]


def _read(stream: BinaryIO, until: float | None) -> bytes | None:
    """Read a frame; None where the stream ends.

    Args:
        until: of the clock of `time.monotonic`; None to wait for ever.
    Raises:
        TimeoutError: it doesn't come in time.
    """
    head = _exactly(stream, _LENGTH.size, until)
    return None if head is None else _exactly(stream, _LENGTH.unpack(head)[0], until)


def _exactly(stream: BinaryIO, size: int, until: float | None) -> bytes | None:
    parts = []
    while size:
        if until is not None and not select.select([stream], [], [], max(until - time.monotonic(), 0))[0]:
            raise TimeoutError
        part = os.read(stream.fileno(), min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def serve() -> None:
    """Do what comes on standard input until it ends; what runs in the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = cast(BinaryIO, os.fdopen(0, "rb", buffering=0))
    answers = cast(BinaryIO, os.fdopen(os.dup(1), "wb", buffering=0))
    os.dup2(2, 1)  # what anything prints must not come between the answers
    work, memory_bytes, idle_s = pickle.loads(_read(source, None) or b"")
    if memory_bytes is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    work([], lambda: None)
    _write(answers, b"ready")
    while (data := _next(source, idle_s)) is not None:
        _write(answers, work([_item(plain) for plain in pickle.loads(data)], lambda: _write(answers, _TICK)))


def _next(source: BinaryIO, idle_s: float) -> bytes | None:
    if not select.select([source], [], [], idle_s)[0]:
        os._exit(_IDLE)
    return _read(source, None)
