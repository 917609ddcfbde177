"""What placing a document asks the database: tens of small questions a document, so back-ends have a way for them.

Whatever is asked or put stays here until the end of the transaction, `flush` writes it by the table.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from sqlalchemy import Connection

from musnad.archive.backends import backend_of
from musnad.stories.shingles import pack, unpack


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
        asked = [key for key in keys if key not in lists]
        if asked:
            sql = f"SELECT key, numbers FROM {self._table} WHERE key IN ({marks(asked)})"
            for key, packed in self._ask(sql, asked):
                lists[key] = unpack(packed)
            for key in asked:
                if key not in lists:
                    lists[key] = array("I")
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


class Rows:
    """Single rows by number."""

    def __init__(self, connection: Connection) -> None:
        self._ask = backend_of(connection).asking(connection)

    def fingerprint(self, number: int) -> tuple[int | None, bytes] | None:
        """Return a document's time and its packed fingerprint."""
        sql = (
            "SELECT story_members.at, fingerprints.packed FROM story_members JOIN fingerprints USING (number) "
            "WHERE number = ?"
        )
        found: tuple[int | None, bytes] | None = self._ask(sql, (number,)).fetchone()
        return found

    def stories_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the story of each document that is there."""
        sql = f"SELECT number, story FROM story_members WHERE number IN ({marks(numbers)})"
        return dict(self._ask(sql, [*numbers]).fetchall())

    def story(self, number: int) -> tuple[str, int, int, bytes]:
        """Return a story's id, its size, whether people decided about it, and its packed terms."""
        sql = "SELECT id, size, held, packed FROM stories WHERE number = ?"
        found: tuple[str, int, int, bytes] = self._ask(sql, (number,)).fetchone()
        return found

    def fold_of(self, number: int) -> int | None:
        """Return the copies that a document is one of."""
        found = self._ask("SELECT fold FROM story_members WHERE number = ?", (number,)).fetchone()
        return None if found is None else found[0]

    def set_fold(self, column: str, value: int, fold: int) -> None:
        """Make the documents with a number, or a fold, one with others."""
        self._ask(f"UPDATE story_members SET fold = ? WHERE {column} = ?", (fold, value))

    def merge(self, story: int, into: int) -> None:
        """Make the documents of a story those of another."""
        for column in ("story", "own"):
            self._ask(f"UPDATE story_members SET {column} = ? WHERE {column} = ?", (into, story))

    def is_taken(self, id: str) -> bool:
        """Tell whether a story has an id, or had it."""
        sql = "SELECT 1 FROM stories WHERE id = ? UNION ALL SELECT 1 FROM story_aliases WHERE id = ? LIMIT 1"
        return self._ask(sql, (id, id)).fetchone() is not None


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))
