"""What stories and copies cost: time a document as an archive grows, and beside reading.

usage: python bench/story_cost.py [--documents N]

Documents are those that are here, again and again, every copy with a tenth of its words exchanged for others and a day
later than the one before, so that each is a text of its own among thousands of its day. Fingerprints are made, copies
and stories found, in one process; sketches, terms, stories and postings lie in tables of SQLite, as an archive keeps
them. The time of each step is processor time. Bounds are printed beside the figures; times depend on the machine.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import msgspec
from archive import Source

import musnad
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
A_DAY = 2_000  # documents of one day
RATIO_BOUND = 1.25  # time a document, large by small: flat
RATE_BOUND = 0.8  # documents a second with stories, by those without
READ = 300  # documents that are read for comparison
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
    steps: list[tuple[int, float, float]] = []
    making = finding = 0.0
    stories = 0
    for number, article in enumerate(articles(source, options.documents), 1):
        began = time.process_time()
        made = fingerprint(article)
        between = time.process_time()
        tables.take(number, made)
        found = finder.add(number, made)
        finding += time.process_time() - between
        making += between - began
        stories += found.placement.new
        if number % STEP == 0:
            tables.commit()
            steps.append((number, 1000 * making / STEP, 1000 * finding / STEP))
            making = finding = 0.0
            if number % (5 * STEP) == 0:
                spent = f"{steps[-1][1]:.2f} ms to make, {steps[-1][2]:.2f} ms to find"
                print(f"{number:9,} documents, {spent}, {stories:,} stories", flush=True)
    size = os.path.getsize(Path(folder.name) / "stories.db") / options.documents
    print(f"{size / 1000:.1f} kB a document in the tables")
    report(steps, source)
    return 0


class Postings:
    """Postings in a table: a row a key and number."""

    def __init__(self, base: sqlite3.Connection, name: str, longest: int) -> None:
        self._base, self._name, self._longest = base, name, longest
        self._seen: dict[int, list[int]] = {}
        base.execute(f"CREATE TABLE {name} (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID")

    def find(self, keys: Sequence[int]) -> list[Sequence[int]]:
        """Return the numbers under each key, newest last."""
        found: dict[int, list[int]] = {key: [] for key in keys}
        marks = ",".join("?" * len(keys))
        for key, number in self._base.execute(f"SELECT key, number FROM {self._name} WHERE key IN ({marks})", keys):
            found[key].append(number)
        self._seen = found if len(self._seen) > 200 else {**self._seen, **found}
        return [found[key] for key in keys]

    def put(self, keys: Sequence[int], number: int) -> None:
        """Add a number; the oldest gives way where there are as many as are kept."""
        full = [(key, self._seen[key][0]) for key in keys if len(self._seen.get(key, ())) >= self._longest]
        if full:
            self._base.executemany(f"DELETE FROM {self._name} WHERE key = ? AND number = ?", full)
        self._base.executemany(f"INSERT OR IGNORE INTO {self._name} VALUES (?, ?)", [(key, number) for key in keys])


class Tables:
    """Sketches, articles and stories in tables; the newest articles stay in memory, too."""

    def __init__(self, path: Path) -> None:
        self._recent: dict[int, Fingerprint] = {}
        self._base = sqlite3.connect(path)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.execute("CREATE TABLE articles (number INTEGER PRIMARY KEY, sketch BLOB, terms BLOB, at INTEGER)")
        self._base.execute("CREATE TABLE members (number INTEGER PRIMARY KEY, story INTEGER)")
        self._base.execute("CREATE INDEX members_story ON members (story)")
        self._base.execute("CREATE TABLE stories (number INTEGER PRIMARY KEY, story BLOB)")

    def postings(self, name: str, longest: int) -> Postings:
        """Return postings in a table of their own."""
        return Postings(self._base, name, longest)

    def copies(self) -> CopyIndex:
        """Return the index of copies."""
        return CopyIndex(self, self.postings("runs", LONGEST_POSTING))

    def take(self, number: int, made: Fingerprint) -> None:
        """Keep an article's fingerprint."""
        sketch, terms = msgspec.msgpack.encode(made.sketch), msgspec.msgpack.encode(made.terms)
        self._base.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", (number, sketch, terms, made.at))
        self._recent[number] = made
        self._recent.pop(number - RECENT, None)

    def commit(self) -> None:
        """End the transaction."""
        self._base.commit()

    def get(self, number: int, /) -> Sketch | None:
        """Return an article's sketch."""
        if number in self._recent:
            return self._recent[number].sketch
        row = self._base.execute("SELECT sketch FROM articles WHERE number = ?", (number,)).fetchone()
        return msgspec.msgpack.decode(row[0], type=Sketch) if row else None

    def article(self, number: int, /) -> tuple[int | None, Vectors] | None:
        """Return an article's time and terms."""
        if number in self._recent:
            return self._recent[number].at, vectors(self._recent[number].terms)
        row = self._base.execute("SELECT at, terms FROM articles WHERE number = ?", (number,)).fetchone()
        return (row[0], vectors(msgspec.msgpack.decode(row[1], type=Terms))) if row else None

    def stories_of(self, numbers: Sequence[int], /) -> dict[int, int]:
        """Return the story of each article."""
        marks = ",".join("?" * len(numbers))
        return dict(self._base.execute(f"SELECT number, story FROM members WHERE number IN ({marks})", numbers))

    def story(self, number: int, /) -> Story:
        """Return a story."""
        (packed,) = self._base.execute("SELECT story FROM stories WHERE number = ?", (number,)).fetchone()
        return msgspec.msgpack.decode(packed, type=Story)

    def keep(self, story: Story, /) -> None:
        """Keep a story."""
        self._base.execute(
            "INSERT OR REPLACE INTO stories VALUES (?, ?)", (story.number, msgspec.msgpack.encode(story))
        )

    def place(self, number: int, at: int | None, terms: Terms, story: int, /) -> None:
        """Keep an article's story."""
        self._base.execute("INSERT INTO members VALUES (?, ?)", (number, story))

    def merge(self, story: int, into: int, /) -> None:
        """Make all articles of a story those of another."""
        self._base.execute("UPDATE members SET story = ? WHERE story = ?", (into, story))
        self._base.execute("DELETE FROM stories WHERE number = ?", (story,))


def articles(source: Source, count: int) -> Iterator[Article]:
    """Yield articles, two thousand a day."""
    for number in range(count):
        copy, which = divmod(number, len(source.texts))
        text = source.text(which, copy)
        at = (FIRST_DAY + datetime.timedelta(days=number // A_DAY)).isoformat()
        yield Article(id=str(number), text=text, title=text.partition("\n")[0], published=f"{at}T12:00:00")


def report(steps: list[tuple[int, float, float]], source: Source) -> None:
    """Print time a document where there are few and where there are many, and the cost beside reading."""
    early = [making + finding for number, making, finding in steps if SMALL < number <= 2 * SMALL]
    late = [making + finding for _, making, finding in steps[-len(early) :]]
    first, last = statistics.median(early), statistics.median(late)
    print(f"time a document from {SMALL:,} to {2 * SMALL:,}: {first:.2f} ms, at {steps[-1][0]:,}: {last:.2f} ms")
    ratio = last / first
    print(f"  late by early {ratio:.2f}   at most {RATIO_BOUND}: {verdict(ratio <= RATIO_BOUND)}")
    began = time.process_time()
    for text in source.texts[:READ]:
        musnad.read(text)
    reading = 1000 * (time.process_time() - began) / min(READ, len(source.texts))
    rate = reading / (reading + last)
    print(f"reading takes {reading:.2f} ms of processor time a document")
    print(f"  rate with stories by rate without {rate:.2f}   at least {RATE_BOUND}: {verdict(rate >= RATE_BOUND)}")


def verdict(holds: bool) -> str:
    """Return how a bound came out."""
    return "holds" if holds else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
