"""Where a watch puts its documents: a file of JSON lines, each on the disk before the next is begun."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from musnad.document import Document
from musnad.pages.page import Page

_BLOCK = 64 << 10  # bytes looked at to find the end of the last whole line


class JsonLines:
    """Appends documents to a file, or writes them to standard output where `path` is None.

    A line that a kill cut off is taken away when the file is opened again; a document that was written whole but not
    noted by the watch comes again, and is passed over where it is still the last one.
    """

    def __init__(self, path: str | None) -> None:
        self._file: BinaryIO = sys.stdout.buffer if path is None else open(path, "ab")  # noqa: SIM115
        self._own = path is not None
        self._last = b""
        if path is not None:
            begin, end = _last_line(path)
            self._file.truncate(end)
            with open(path, "rb") as file:
                file.seek(begin)
                self._last = file.read()

    def __enter__(self) -> JsonLines:
        return self

    def __exit__(self, *_: object) -> None:
        if self._own:
            self._file.close()

    def __call__(self, document: Document, _page: Page | None = None) -> None:
        """Write a document."""
        line = document.to_json().encode() + b"\n"
        if line == self._last:
            return
        self._file.write(line)
        self._file.flush()
        if self._own:
            os.fsync(self._file.fileno())


def _last_line(path: str) -> tuple[int, int]:
    """Where the last whole line of a file begins and ends."""
    end = _before(path, os.path.getsize(path))
    return (_before(path, end - 1) if end else 0), end


def _before(path: str, end: int) -> int:
    """Where the last line break before `end` ends; 0 where there is none."""
    with open(path, "rb") as file:
        while end > 0:
            begin = max(end - _BLOCK, 0)
            file.seek(begin)
            found = file.read(end - begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            end = begin
    return 0
