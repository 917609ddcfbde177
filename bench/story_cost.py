"""What stories and copies cost: time a document as an archive grows, beside reading and adding.

usage: python bench/story_cost.py [--documents N]

Documents are those that are here, again and again, every copy with a tenth of its words exchanged for others and a day
later than the one before, so that each is a text of its own among thousands of its day. Fingerprints are made, copies
and stories found, in one process; sketches, terms, stories and postings lie in tables of SQLite and are written by the
transaction, as in an archive. In between, documents of the same kind are read, and others added to an archive that has
no stories, so that all figures are of the same minutes. Times are processor time and depend on the machine; bounds are
printed beside the figures.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import msgspec
from archive import Source

import musnad
from musnad.archive.archive import Archive
from musnad.stories import grouping
from musnad.stories.article import Article
from musnad.stories.copies import LONGEST_POSTING, CopyIndex
from musnad.stories.finding import Finder
from musnad.stories.fingerprint import Fingerprint, fingerprint
from musnad.stories.grouping import Story, StoryIndex
from musnad.stories.shingles import Sketch
from musnad.stories.terms import Terms, Vectors, vectors

SMALL, LARGE = 10_000, 200_000
STEP = 2_000  # documents whose time is taken together
TRANSACTION = 200  # documents
A_DAY = 2_000  # documents of one day
RATIO_BOUND = 1.25  # time a document, large by small: flat
RATE_BOUND = 0.8  # documents a second with stories, by those without
ADDED = 100  # documents that are read and added for comparison, each step
RECENT = 10_000  # articles that stay in memory: five days, 30 MB
FIRST_DAY = datetime.date(2015, 1, 1)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Time copies and stories as an archive grows.")
    parser.add_argument("--documents", type=int, default=LARGE, help=f"how many there are in the end ({LARGE})")
    options = parser.parse_args()
    source = Source()
    print(f"{len(source.texts):,} texts, {source.origin}; {os.cpu_count()} cores", flush=True)
    folder = tempfile.TemporaryDirectory()
    tables = Tables(Path(folder.name) / "stories.db")
    finder = Finder(tables.copies(), StoryIndex(tables, tables.postings("terms", grouping.LONGEST_POSTING)))
    steps: list[Step] = []
    stories, spent = 0, [0.0, 0.0]
    with musnad.open(Path(folder.name) / "archive.db", create=True) as archive:
        for number, article in enumerate(articles(source, options.documents), 1):
            began = time.process_time()
            made = fingerprint(article)
            between = time.process_time()
            tables.take(number, made)
            found = finder.add(number, made)
            spent = [spent[0] + between - began, spent[1] + time.process_time() - between]
            stories += found.placement.new
            if number % TRANSACTION == 0:
                began = time.process_time()
                tables.commit()
                spent[1] += time.process_time() - began
            if number % STEP == 0:
                making, finding = (1000 * seconds / STEP for seconds in spent)
                steps.append(Step(number, making, finding, *beside(source, archive, number)))
                spent = [0.0, 0.0]
                if number % (5 * STEP) == 0:
                    print(f"{steps[-1]}, {stories:,} stories", flush=True)
    size = os.path.getsize(Path(folder.name) / "stories.db") / options.documents
    print(f"{size / 1000:.1f} kB a document in the tables")
    report(steps)
    return 0


class Step(NamedTuple):
    """Processor time a document, in ms, at so many documents."""

    number: int
    making: float
    finding: float
    reading: float
    adding: float

    def __str__(self) -> str:
        times = f"{self.making:.2f} ms to make, {self.finding:.2f} to find"
        return f"{self.number:9,} documents, {times}, {self.reading:.2f} to read, {self.adding:.2f} to read and add"


def beside(source: Source, archive: Archive, number: int) -> tuple[float, float]:
    """Return what reading, and reading and adding, takes, in ms a document."""
    first = number % 3_000
    inputs = list(itertools.islice(source.inputs(number, len(source.texts)), first, first + 2 * ADDED))
    began = time.process_time()
    for one in inputs[::2]:
        musnad.read(one.text)
    between = time.process_time()
    kinds = [added.kind for added in archive.add_all(inputs[1::2], stories=False)]
    assert set(kinds) == {"new"}, set(kinds)
    return 1000 * (between - began) / ADDED, 1000 * (time.process_time() - between) / ADDED


class Postings:
    """Postings in a table, a row a key with its numbers packed; what a transaction changes is written at its end."""

    def __init__(self, base: sqlite3.Connection, name: str, longest: int) -> None:
        self._base, self._name, self._longest = base, name, longest
        self._lists: dict[int, array[int]] = {}
        self._changed: set[int] = set()
        base.execute(f"CREATE TABLE {name} (key INTEGER PRIMARY KEY, numbers BLOB)")

    def find(self, keys: Sequence[int]) -> list[Sequence[int]]:
        """Return the numbers under each key, newest last."""
        lists = self._lists
        asked = [key for key in keys if key not in lists]
        marks = ",".join("?" * len(asked))
        for key, packed in self._base.execute(f"SELECT key, numbers FROM {self._name} WHERE key IN ({marks})", asked):
            lists[key] = array("q", packed)
        return [lists[key] if key in lists else lists.setdefault(key, array("q")) for key in keys]

    def put(self, keys: Sequence[int], number: int) -> None:
        """Add a number; the oldest gives way where there are as many as are kept."""
        self.find(keys)
        for key in keys:
            numbers = self._lists[key]
            numbers.append(number)
            if len(numbers) > self._longest:
                del numbers[0]
        self._changed.update(keys)

    def flush(self) -> None:
        """Write what was changed."""
        rows = [(key, self._lists[key].tobytes()) for key in sorted(self._changed)]
        self._base.executemany(f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?)", rows)
        self._lists, self._changed = {}, set()


class Tables:
    """Sketches, articles and stories in tables; the newest of them stay in memory, too."""

    def __init__(self, path: Path) -> None:
        self._recent: dict[int, Fingerprint] = {}
        self._stories: dict[int, Story] = {}
        self._changed: dict[int, Story] = {}
        self._story_of: dict[int, int] = {}
        self._postings: list[Postings] = []
        self._base = sqlite3.connect(path)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.execute("CREATE TABLE articles (number INTEGER PRIMARY KEY, packed BLOB)")
        self._base.execute("CREATE TABLE members (number INTEGER PRIMARY KEY, story INTEGER)")
        self._base.execute("CREATE INDEX members_story ON members (story)")
        self._base.execute("CREATE TABLE stories (number INTEGER PRIMARY KEY, packed BLOB)")

    def postings(self, name: str, longest: int) -> Postings:
        """Return postings in a table of their own."""
        self._postings.append(Postings(self._base, name, longest))
        return self._postings[-1]

    def copies(self) -> CopyIndex:
        """Return the index of copies."""
        return CopyIndex(self, self.postings("runs", LONGEST_POSTING))

    def take(self, number: int, made: Fingerprint) -> None:
        """Keep an article's fingerprint."""
        self._base.execute("INSERT INTO articles VALUES (?, ?)", (number, msgspec.msgpack.encode(made)))
        self._recent[number] = made
        self._recent.pop(number - RECENT, None)

    def commit(self) -> None:
        """Write what is left to write, and end the transaction."""
        for postings in self._postings:
            postings.flush()
        rows = [(number, msgspec.msgpack.encode(story)) for number, story in self._changed.items()]
        self._base.executemany("INSERT OR REPLACE INTO stories VALUES (?, ?)", rows)
        self._base.executemany("INSERT INTO members VALUES (?, ?)", self._story_of.items())
        self._stories, self._changed, self._story_of = {}, {}, {}
        self._base.commit()

    def sketches_of(self, numbers: Sequence[int], /) -> dict[int, Sketch]:
        """Return the sketches of articles."""
        return {number: made.sketch for number in numbers if (made := self._made(number)) is not None}

    def _made(self, number: int) -> Fingerprint | None:
        if number in self._recent:
            return self._recent[number]
        row = self._base.execute("SELECT packed FROM articles WHERE number = ?", (number,)).fetchone()
        return msgspec.msgpack.decode(row[0], type=Fingerprint) if row else None

    def article(self, number: int, /) -> tuple[int | None, Vectors] | None:
        """Return an article's time and terms."""
        made = self._made(number)
        return (made.at, vectors(made.terms)) if made is not None else None

    def stories_of(self, numbers: Sequence[int], /) -> dict[int, int]:
        """Return the story of each article."""
        asked = [number for number in numbers if number not in self._story_of]
        marks = ",".join("?" * len(asked))
        found = dict(self._base.execute(f"SELECT number, story FROM members WHERE number IN ({marks})", asked))
        return {number: self._story_of.get(number) or found[number] for number in numbers}

    def story(self, number: int, /) -> Story:
        """Return a story."""
        if number not in self._stories:
            (packed,) = self._base.execute("SELECT packed FROM stories WHERE number = ?", (number,)).fetchone()
            self._stories[number] = msgspec.msgpack.decode(packed, type=Story)
        return self._stories[number]

    def keep(self, story: Story, /) -> None:
        """Keep a story."""
        self._stories[story.number] = self._changed[story.number] = story

    def place(self, number: int, at: int | None, terms: Terms, story: int, /) -> None:
        """Keep an article's story."""
        self._story_of[number] = story

    def merge(self, story: int, into: int, /) -> None:
        """Make all articles of a story those of another."""
        self._base.execute("UPDATE members SET story = ? WHERE story = ?", (into, story))
        for number in [number for number, of in self._story_of.items() if of == story]:
            self._story_of[number] = into
        self._base.execute("DELETE FROM stories WHERE number = ?", (story,))
        self._stories.pop(story, None)
        self._changed.pop(story, None)


def articles(source: Source, count: int) -> Iterator[Article]:
    """Yield articles, two thousand a day."""
    for number in range(count):
        copy, which = divmod(number, len(source.texts))
        text = source.text(which, copy)
        at = (FIRST_DAY + datetime.timedelta(days=number // A_DAY)).isoformat()
        yield Article(id=str(number), text=text, title=text.partition("\n")[0], published=f"{at}T12:00:00")


def report(steps: list[Step]) -> None:
    """Print time a document where there are few and where there are many, and the cost beside adding."""
    early = [step for step in steps if SMALL < step.number <= 2 * SMALL]
    late = steps[-len(early) :]
    first, last = (statistics.median(step.making + step.finding for step in some) for some in (early, late))
    print(f"time a document from {SMALL:,} to {2 * SMALL:,}: {first:.2f} ms, at {steps[-1].number:,}: {last:.2f} ms")
    ratio = last / first
    beside_early, beside_late = (statistics.median(step.reading for step in some) for some in (early, late))
    even = ratio * beside_early / beside_late
    print(f"  late by early {ratio:.2f}, by the time that reading takes then {even:.2f}   "
          f"at most {RATIO_BOUND}: {verdict(even <= RATIO_BOUND)}")  # fmt: skip
    middle = Step(steps[-1].number, *(statistics.median(step[field] for step in steps) for field in range(1, 5)))
    print(f"medians of all steps up to {middle}")
    rate = statistics.median(s.adding / (s.adding + s.making + s.finding) for s in steps)
    print(f"  rate with stories by rate without {rate:.2f}   at least {RATE_BOUND}: {verdict(rate >= RATE_BOUND)}")


def verdict(holds: bool) -> str:
    """Return how a bound came out."""
    return "holds" if holds else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
