"""What placing a document asks the database: tens of small questions a document, so back-ends have a way for them.

Whatever is asked or put stays here until the end of the transaction, `flush` writes it by the table.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from musnad.archive.backends import backend_of
from musnad.archive.tables import stories, story_aliases
from musnad.stories.shingles import pack, unpack

_NOBODY = array("I")  # under most keys that are asked for


class Postings:
    """Postings in a table, a row a key with its numbers packed (`stories.postings.Postings`), within a transaction.

    Args:
        table: `copy_keys` or `story_keys`.
        longest: numbers kept under a key; the least give way.
    """

    def __init__(self, connection: Connection, table: str, longest: int) -> None:
        self._connection, self._table, self._longest = connection, table, longest
        self._ask = backend_of(connection).asking(connection)
        self._lists: dict[int, array[int]] = {}
        self._changed: set[int] = set()
        self.last: int | None = None  # the number that was put last

    def find(self, keys: Sequence[int]) -> list[Sequence[int]]:
        """Return, for each key, the numbers under it, newest last."""
        lists = self._lists
        asked = sorted({key for key in keys if key not in lists})  # neighbours lie on one page
        if asked:
            sql = f"SELECT key, numbers FROM {self._table} WHERE key IN (*)"
            for key, packed in self._ask(sql, asked):
                lists[key] = unpack(packed)
            for key in asked:
                lists.setdefault(key, _NOBODY)
        return [lists[key] for key in keys]

    def put(self, keys: Sequence[int], number: int) -> None:
        """Add a number under each key; where there are as many as are kept, the least gives way."""
        self.last = number
        self.find(keys)
        for key in keys:
            numbers = self._lists[key]
            at = bisect_left(numbers, number)
            if at < len(numbers) and numbers[at] == number:
                continue
            kept = numbers[:]
            kept.insert(at, number)
            self._lists[key] = kept[-self._longest :]
            self._changed.add(key)

    def take(self, keys: Sequence[int], number: int) -> None:
        """Take a number out from under each key."""
        self.find(keys)
        for key in keys:
            if number in self._lists[key]:
                self._lists[key] = array("I", (one for one in self._lists[key] if one != number))
                self._changed.add(key)

    def forget(self) -> None:
        """Forget what was asked, for whoever asks for all there is."""
        self._lists = {}

    def flush(self) -> None:
        """Write what was put and taken."""
        rows = [(key, pack(self._lists[key])) for key in sorted(self._changed)]
        if rows:
            backend_of(self._connection).put_numbers(self._connection, self._table, rows)
        self._changed = set()


def postings_in(connection: Connection, table: str) -> int:
    """Return how many numbers stand under all keys together."""
    return int(connection.exec_driver_sql(f"SELECT coalesce(sum(length(numbers)), 0) / 4 FROM {table}").scalar() or 0)


class Row(NamedTuple):
    """A document: its time, its story, the copies that it is one of, its packed fingerprint."""

    at: int | None
    story: int
    fold: int | None
    packed: bytes


class Rows:
    """Rows by number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ask = backend_of(connection).asking(connection)

    def articles(self, numbers: Sequence[int]) -> dict[int, Row]:
        """Return what is known of each document that is there."""
        sql = (
            "SELECT number, story_members.at, story_members.story, story_members.fold, fingerprints.packed "
            "FROM story_members JOIN fingerprints USING (number) WHERE number IN (*)"
        )
        return {row[0]: Row(*row[1:]) for row in self._ask(sql, numbers)}

    def stories(self, numbers: Sequence[int]) -> dict[int, tuple[str, int, int, bytes]]:
        """Return, for each story, its id, its size, whether people decided about it, and its packed terms."""
        sql = "SELECT number, id, size, held, packed FROM stories WHERE number IN (*)"
        return {row[0]: (row[1], row[2], row[3], row[4]) for row in self._ask(sql, numbers)}

    def set_fold(self, column: str, value: int, fold: int) -> None:
        """Make the documents with a number, or a fold, one with others."""
        self._ask(f"UPDATE story_members SET fold = ? WHERE {column} = ?", (fold, value))

    def merge(self, story: int, into: int) -> None:
        """Make the documents of a story those of another."""
        for column in ("story", "own"):
            self._ask(f"UPDATE story_members SET {column} = ? WHERE {column} = ?", (into, story))

    def taken(self, ids: Collection[str]) -> set[str]:
        """Return those of some ids that a story has, or had."""
        return {
            id for table in (stories, story_aliases)
            for id in self._connection.execute(select(table.c.id).where(table.c.id.in_(ids))).scalars()
        }  # fmt: skip
