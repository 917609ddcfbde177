"""Reading in several processes, results in the order of the input.

A process that dies (killed, out of memory) costs the item that it was at: that one is named, a new process goes on
with the rest. `worker.py` is what runs in them.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import selectors
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from typing import BinaryIO, NamedTuple, cast

import msgspec

from musnad.archive.adding import NOTHING, Addition, Packed
from musnad.archive.packing import unpack_document
from musnad.archive.worker import READY, Reply, Settings, Task, read_frame, read_packed, write_frame
from musnad.document import Document
from musnad.errors import InputError, MusnadError
from musnad.pages.page import Page
from musnad.pages.sources import Item

AHEAD = 16  # items that wait in a process: 40 ms of short texts, as long as a transaction of the writer takes
AHEAD_BYTES = 8_000_000  # of these; long pages wait one by one
WAITING = 8  # times AHEAD: read items behind one that takes long, before no more are given out
START = "import sys; sys.path[:] = sys.argv[1:]; from musnad.archive.worker import serve; serve()"


class Outcome(NamedTuple):
    """An item and what came of it."""

    item: Item | InputError | Document
    document: Document | InputError
    packed: Packed = NOTHING

    @property
    def page(self) -> Page | None:
        """The page, where it was one."""
        return self.item if isinstance(self.item, Page) else None


Waiting = Item | InputError | Document | Addition


def read_items(
    items: Iterable[Waiting], *, jobs: int = 1, settings: Settings | None = None
) -> Generator[Outcome, None, None]:
    """Read items in `jobs` processes, in this one where it is one; results come in the order of the input.

    What is a document already, with or without its page, or an error, is handed on in its place.
    """
    settings = settings or Settings()
    if jobs > 1:
        with contextlib.closing(Pool(jobs, settings)) as pool:
            yield from pool.read(items)
        return
    for item in items:
        yield _as_it_is(item) if isinstance(item, InputError | Document | Addition) else _read_here(item, settings)


def _as_it_is(item: InputError | Document | Addition) -> Outcome:
    if isinstance(item, Addition):
        return Outcome(item.page or item.document, item.document, item.packed)
    return Outcome(item, item)


def _read_here(item: Item, settings: Settings) -> Outcome:
    try:
        document, packed = read_packed(item, settings)
        return Outcome(item, document, packed)
    except InputError as error:
        return Outcome(item, error)


class Process:
    """One process, the items that it has, and the numbers that they have in the input."""

    def __init__(self, settings: bytes) -> None:
        command = [sys.executable, "-c", START, *sys.path]
        # Unbuffered: what stood in a buffer of this process, the selector would not see. A group of its own: what ends
        # the one who writes (Ctrl-C, SIGTERM to all of a group) must not end this one before its turn.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, process_group=0
        )
        self._input = io.BufferedWriter(cast(io.RawIOBase, self._process.stdin))
        self.output = cast(BinaryIO, self._process.stdout)
        self.items: deque[tuple[int, Item]] = deque()
        self.size_bytes = 0
        self.is_ready = False
        self._send(settings)

    def give(self, number: int, item: Item) -> None:
        """Give it an item.

        Raises:
            ValueError: it can't be sent, such as a text with a lone surrogate.
        """
        task = Task(page=item) if isinstance(item, Page) else Task(text=item)
        data = msgspec.msgpack.encode(task)
        self.items.append((number, item))
        self.size_bytes += size_of(item)
        self._send(data)

    def _send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):  # where it is dead, its output says so
            write_frame(cast(BinaryIO, self._input), data)

    def receive(self) -> bytes | None:
        """Wait for a frame; None where the process is dead."""
        return read_frame(self.output)

    def done(self) -> tuple[int, Item]:
        """Take the item that it has done off its list."""
        number, item = self.items.popleft()
        self.size_bytes -= size_of(item)
        return number, item

    def end(self) -> str:
        """End it, and return what it died of."""
        with contextlib.suppress(OSError):
            self._input.close()
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self.output.close()
        return f"signal {-status}" if status < 0 else f"status {status}"


def size_of(item: Item) -> int:
    """Return how much memory an item takes, roughly."""
    return len(item.body) if isinstance(item, Page) else 2 * len(item.text)


class Pool:
    """Processes that read; `close` ends them."""

    def __init__(self, jobs: int, settings: Settings) -> None:
        self._how = settings
        self._settings = pickle.dumps(settings)
        self._results: dict[int, Outcome] = {}
        self._selector = selectors.DefaultSelector()
        self._processes = [self._start() for _ in range(jobs)]

    def _start(self) -> Process:
        process = Process(self._settings)
        self._selector.register(process.output, selectors.EVENT_READ, process)
        return process

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.end()
        self._selector.close()

    def read(self, items: Iterable[Waiting]) -> Iterator[Outcome]:
        """Yield what came of each item, in their order."""
        source = enumerate(items)
        following, is_open = 0, True
        most = WAITING * AHEAD * len(self._processes)
        given = 0
        while True:
            while following in self._results:
                yield self._results.pop(following)
                following += 1
            free = self._free()
            if is_open and free is not None and given - following < most:
                found = next(source, None)
                if found is None:
                    is_open = False
                    continue
                number, item = found
                given = number + 1
                if isinstance(item, InputError | Document | Addition):
                    self._results[number] = _as_it_is(item)
                    continue
                try:
                    free.give(number, item)
                except (ValueError, TypeError):  # the reader, too, will say what is wrong with it
                    self._results[number] = _read_here(item, self._how)
                self._take(wait=False)
            elif any(process.items for process in self._processes):
                self._take(wait=True)
            elif not is_open and following not in self._results:
                return

    def _free(self) -> Process | None:
        process = min(self._processes, key=lambda p: (p.size_bytes, len(p.items)))
        is_free = len(process.items) < AHEAD and (process.size_bytes < AHEAD_BYTES or not process.items)
        return process if is_free else None

    def _take(self, *, wait: bool) -> None:
        """Take what the processes have done."""
        for key, _ in self._selector.select(None if wait else 0):
            process: Process = key.data
            data = process.receive()
            if data is None:
                self._replace(process)
            elif data == READY and not process.is_ready:
                process.is_ready = True
            else:
                number, item = process.done()
                self._results[number] = _outcome(item, msgspec.msgpack.decode(data, type=Reply))

    def _replace(self, process: Process) -> None:
        """Name the item at which a process died, and give the others that it had to a new one."""
        self._selector.unregister(process.output)
        cause = process.end()
        if not process.is_ready:
            raise MusnadError(f"a process that reads ended with {cause} before it began; try --jobs 1")
        if process.items:
            number, item = process.done()
            found = f"the process that read it ended with {cause}"
            error = InputError(f"{item.name}: {found}; is it very large, is there memory enough?", code="died")
            self._results[number] = Outcome(item, error)
        new = self._start()
        self._processes[self._processes.index(process)] = new
        for number, item in process.items:
            new.give(number, item)


def _outcome(item: Item, reply: Reply) -> Outcome:
    if reply.document is None:
        return Outcome(item, InputError(reply.error, code=reply.code))
    return Outcome(item, unpack_document(reply.document), Packed(reply.document, reply.body, reply.fingerprint))
