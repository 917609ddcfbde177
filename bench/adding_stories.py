"""Adding with copies and stories beside adding without, as an archive grows.

usage: python bench/adding_stories.py [--documents N] [--timed N] [--keep FILE]

The archive grows from the texts that are here, again and again, two thousand a day, every one with three tenths of its
words exchanged, so that it is another text on the same matter, and every fifth with a tenth, so that it is a copy; what
fills it isn't read (no statements), all else of adding is done. At 10,000 documents and at each
doubling new ones are read and added, thirty-two at a time, by turns with copies and stories and without. Processor
time of one process; bounds are printed beside the figures.
"""

from __future__ import annotations

import argparse
import datetime
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from archive import Source

import musnad
from musnad import Document
from musnad.archive.archive import Archive
from musnad.archive.many import BATCH
from musnad.pages.texts import TextInput

SMALL, LARGE = 10_000, 200_000
TIMED = 640  # documents a size, half of them with stories
WARMED = 2_000  # documents that are read and looked at before any is timed: what is remembered of words is there then
A_DAY = 2_000
RATE_BOUND, RATIO_BOUND = 0.8, 1.25  # rate with by rate without; cost of stories, large by small
FIRST_DAY = datetime.date(2015, 1, 1)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Time adding with copies and stories.")
    parser.add_argument("--documents", type=int, default=LARGE, help=f"how many there are in the end ({LARGE})")
    parser.add_argument("--timed", type=int, default=TIMED, help=f"documents that are timed at each size ({TIMED})")
    parser.add_argument("--keep", metavar="FILE", help="keep the archive here")
    options = parser.parse_args()
    source = Source()
    print(f"{len(source.texts):,} texts, {source.origin}; {os.cpu_count()} cores", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.keep or Path(folder) / "stories.db")
        costs = []
        with musnad.open(path, create=True) as archive:
            list(archive.add_all(filling(source, 0, WARMED)))
            list(archive.add_all(inputs(source, range(WARMED), "w", FIRST_DAY)))
            made, size = WARMED, min(SMALL, options.documents)
            while True:
                list(archive.add_all(filling(source, made, size)))
                made = size
                costs.append(measure(archive, source, size, options.timed))
                if size >= options.documents:
                    break
                size = min(2 * size, options.documents)
            counts = archive.counts()
        print(f"{counts['stories']:,} stories, {counts['copies']:,} pairs of copies, {path.stat().st_size / made:,.0f} "
              "bytes a document")  # fmt: skip
    ratio = costs[-1] / costs[0]
    print(f"cost of stories, {made:,} by {min(SMALL, made):,} documents: {ratio:.2f}   at most {RATIO_BOUND}: "
          f"{verdict(ratio <= RATIO_BOUND)}")  # fmt: skip
    return 0


def filling(source: Source, start: int, end: int) -> Iterator[Document]:
    """Yield documents without statements."""
    for number in range(start, end):
        text, day = text_of(source, number)
        yield Document(id=f"f{number}", text=text, title=text.partition("\n")[0][:200], outlet=f"o{number % 40}",
                       published={"at": f"{day}T12:00:00"})  # fmt: skip


def text_of(source: Source, number: int) -> tuple[str, datetime.date]:
    """Return a text that is like no other, and its day."""
    copy, which = divmod(number, len(source.texts))
    share = 0.1 if number % 5 == 0 else 0.3
    return source.text(which, copy, share), FIRST_DAY + datetime.timedelta(days=number // A_DAY)


def inputs(source: Source, numbers: Iterable[int], name: str, day: datetime.date) -> Iterator[TextInput]:
    """Yield texts of one day that nobody has read yet."""
    for number in numbers:
        yield TextInput(text=text_of(source, number)[0], name="t", id=f"{name}:{number}", outlet=f"o{number % BATCH}",
                        published={"at": f"{day}T12:00:00"})  # fmt: skip


def measure(archive: Archive, source: Source, size: int, timed: int) -> float:
    """Add documents by turns with and without stories; print both rates, return what stories cost a document, in ms."""
    spent: dict[bool, list[float]] = {True: [], False: []}
    day = FIRST_DAY + datetime.timedelta(days=(size - 1) // A_DAY)
    for turn in range(timed // BATCH):
        numbers = [(turn * BATCH + n) * 7 % size + size * 1_000 + 1 for n in range(BATCH)]
        batch = list(inputs(source, numbers, f"t{size}", day))
        began = time.process_time()
        list(archive.add_all(batch, stories=turn % 2 == 0))
        spent[turn % 2 == 0].append(1000 * (time.process_time() - began) / BATCH)
    on, off = (statistics.median(spent[stories]) for stories in (True, False))
    rate = off / on
    print(f"{size:9,} documents: {on:.2f} ms a document with, {off:.2f} without, rate with by rate without {rate:.2f}"
          f"   at least {RATE_BOUND}: {verdict(rate >= RATE_BOUND)}", flush=True)  # fmt: skip
    return on - off


def verdict(holds: bool) -> str:
    """Return how a bound came out."""
    return "holds" if holds else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
