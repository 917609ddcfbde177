"""`musnad add`: texts and pages into an archive."""

from __future__ import annotations

import argparse
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from types import FrameType

from musnad.archive.adding import Added, Addition
from musnad.archive.many import Input
from musnad.cli import complain, one_line
from musnad.cli.progress import Progress
from musnad.cli.read import fetch_of, own_outlets, total_bytes
from musnad.errors import InputError
from musnad.opened import open_archive
from musnad.pages.languages import OTHER_LANGUAGE
from musnad.pages.page import Page
from musnad.pages.sources import Item, find_files, find_items
from musnad.scale.outputs import is_output, read_documents

_INTERRUPTED = 130  # 128 + SIGINT

Found = Item | InputError | Addition


def run(options: argparse.Namespace) -> int:
    """Read and add every input; return 1 where some failed, 130 where it was stopped."""
    outlets = own_outlets(options.outlets)
    files = [file for path in options.paths for file in _files(path)]
    found = _found(files, options)
    done = Done()
    with (
        open_archive(options.archive, create=True) as archive,
        Progress(None if any(map(_is_output, files)) else total_bytes(files), has_output=False) as progress,
        stopping() as stop,
    ):

        def failed(error: InputError) -> None:
            if error.code == OTHER_LANGUAGE:
                done.passed_over += 1
                return
            done.failures[error.code] += 1
            progress.clear()
            complain(error)

        def counted(items: Iterable[Found]) -> Iterator[Input]:
            for item in items:
                done.pages += isinstance(item, Page) or (isinstance(item, Addition) and item.page is not None)
                progress.size_bytes += 0 if isinstance(item, InputError | Addition) else item.size_bytes
                yield item

        try:
            added = archive.add_all(
                counted(stop.until(found)), jobs=options.jobs, on_error=failed, outlets=outlets,
                stories=not options.no_stories, only_arabic=options.only_arabic,
            )  # fmt: skip
            with closing(added):
                for one in added:
                    done.count(one)
                    progress.step(0)
        finally:
            progress.clear()
            print(one_line(f"{archive.name}: {done}"), file=sys.stderr)
    if stop.asked:
        return _INTERRUPTED
    return 1 if done.failures else 0


def _files(path: str) -> Iterator[str | InputError]:
    """List the files of a path; what a job wrote (`musnad spark read`) stays one."""
    yield from (path,) if is_output(path) else find_files([path])


def _is_output(file: str | InputError) -> bool:
    return isinstance(file, str) and is_output(file)


def _found(files: Iterable[str | InputError], options: argparse.Namespace) -> Iterator[Found]:
    """Yield what is in files: texts and pages, and documents that are read already."""
    for file in files:
        if isinstance(file, str) and is_output(file):
            yield from read_documents(file)
        else:
            yield from find_items([file], stdin=sys.stdin.buffer, stdin_holds=options.stdin, fetch=fetch_of(options))


class Done:
    """What a run has added: pages, documents by what became of them, statements, failures by kind, and what
    was passed over."""

    def __init__(self) -> None:
        self.pages = self.statements = self.passed_over = 0
        self.kinds: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()

    def count(self, added: Added) -> None:
        """Count what was added."""
        self.kinds[added.kind] += 1
        if added.kind != "known":
            self.statements += added.statements

    def __str__(self) -> str:
        documents, new = self.kinds.total(), self.kinds["new"]
        versions, known = self.kinds["version"], self.kinds["known"]
        parts = [f"{self.pages:,} page{'s' * (self.pages != 1)}"] if self.pages else []
        parts.append(f"{documents:,} document{'s' * (documents != 1)}")
        line = ", ".join(parts)
        line += f": {new:,} new, {versions:,} new version{'s' * (versions != 1)}, {known:,} known"
        line += f"; {self.statements:,} statement{'s' * (self.statements != 1)} added"
        if self.passed_over:
            line += f"; {self.passed_over:,} in other languages passed over"
        if self.failures:
            kinds = ", ".join(f"{code} {count:,}" for code, count in self.failures.most_common())
            line += f"; {self.failures.total():,} failed: {kinds}"
        return line


class Stop:
    """Ends an input when it is asked to; what was taken from it by then is still done."""

    def __init__(self) -> None:
        self.asked = False
        self._waits = False  # for the next item: the network or a terminal may take their time

    def ask(self, number: int, frame: FrameType | None) -> None:
        """Ask; a second time ends the program where it stands."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        if self._waits:
            raise _Stopped

    def until(self, items: Iterable[Found]) -> Iterator[Found]:
        """Yield items until it is asked to stop."""
        source = iter(items)
        while not self.asked:
            try:
                self._waits = True
                item = next(source, None)
                self._waits = False
            except _Stopped:
                return
            if item is None:
                return
            yield item


class _Stopped(BaseException):
    """Asked to stop while waiting for an item."""


@contextmanager
def stopping() -> Iterator[Stop]:
    """Stop in order on Ctrl-C or SIGTERM."""
    stop = Stop()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
