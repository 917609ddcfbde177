"""The WARC file of a run, as long as its journal says: what is behind that was cut off in the middle, and goes."""

from __future__ import annotations

import os

from musnad.errors import MusnadError
from musnad.pages.fetching.journal import Journal
from musnad.pages.page import Page
from musnad.pages.warc_writing import WarcWriter


class Output:
    """A WARC file that grows at its end.

    Raises: MusnadError: it is shorter, or after a finished run longer, than its journal says, or can't be opened.
    """

    def __init__(self, path: str, journal: Journal) -> None:
        self._path = path
        kept = journal.number("output_bytes")
        try:
            size = os.path.getsize(path)
        except FileNotFoundError:
            size = kept = 0  # moved away: the journal still knows what is in it, and a new file takes what is new
            journal.keep("output_bytes", 0)
        if size < kept or (size > kept and not journal.number("unfinished")):
            raise MusnadError(f"{path}: {size} bytes, {kept} by its journal; put the file back or give a new output")
        if size > kept:
            os.truncate(path, kept)
        self._writer = WarcWriter(path)
        try:
            self._file = os.open(path, os.O_RDWR)  # to ask for what was written to be on the disk
        except OSError:
            self._writer.close()
            raise

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()
        empty = not os.fstat(self._file).st_size
        os.close(self._file)
        if empty:  # a file of no bytes is no WARC file
            os.remove(self._path)

    def write(self, page: Page) -> int:
        """Write a page, and see to it that it is on the disk; return how long the file is now."""
        self._writer.write(page)
        os.fsync(self._file)
        return os.fstat(self._file).st_size
