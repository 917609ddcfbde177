"""What placing a document asks SQLite, through its own driver: tens of small questions a document.

A question costs a few µs here and a hundred through an engine, which would be as much as all else that placing takes.
Whatever is asked or put stays here until the end of the transaction, `flush` writes it by the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection


class Postings:
    """Postings in a table, a row a key and number (`stories.postings.Postings`), within a transaction.

    Args:
        table: `copy_keys` or `story_keys`.
        longest: numbers kept under a key; the least give way.
    """

    def __init__(self, connection: Connection, table: str, longest: int) -> None:
        self._connection, self._table, self._longest = connection, table, longest
        self._cursor = cursor_of(connection)
        self._lists: dict[int, list[int]] = {}
        self._added: set[tuple[int, int]] = set()
        self._dropped: set[tuple[int, int]] = set()
        self.last: int | None = None  # the number that was put last

    def find(self, keys: Sequence[int]) -> list[Sequence[int]]:
        """Return, for each key, the numbers under it, newest last."""
        asked = [key for key in keys if key not in self._lists]
        if asked:
            for key in asked:
                self._lists[key] = []
            sql = f"SELECT key, number FROM {self._table} WHERE key IN ({marks(asked)}) ORDER BY key, number"
            for key, number in self._cursor.execute(sql, asked):
                self._lists[key].append(number)
        return [self._lists[key] for key in keys]

    def put(self, keys: Sequence[int], number: int) -> None:
        """Add a number under each key; where there are as many as are kept, the least gives way."""
        self.last = number
        for key, numbers in zip(keys, self.find(keys), strict=True):
            if number in numbers:
                continue
            self._lists[key] = kept = sorted([*numbers, number])
            if (key, number) in self._dropped:
                self._dropped.discard((key, number))
            else:
                self._added.add((key, number))
            if len(kept) > self._longest:
                self._drop(key, kept.pop(0))

    def take(self, keys: Sequence[int], number: int) -> None:
        """Take a number out from under each key."""
        for key, numbers in zip(keys, self.find(keys), strict=True):
            if number in numbers:
                self._lists[key] = [one for one in numbers if one != number]
                self._drop(key, number)

    def _drop(self, key: int, number: int) -> None:
        if (key, number) in self._added:
            self._added.discard((key, number))
        else:
            self._dropped.add((key, number))

    def flush(self) -> None:
        """Write what was put and dropped."""
        if self._dropped:
            sql = f"DELETE FROM {self._table} WHERE key = ? AND number = ?"
            self._connection.exec_driver_sql(sql, sorted(self._dropped))
        if self._added:
            sql = f"INSERT INTO {self._table} (key, number) VALUES (?, ?)"
            self._connection.exec_driver_sql(sql, sorted(self._added))
        self._added, self._dropped = set(), set()


class Rows:
    """Single rows by number."""

    def __init__(self, connection: Connection) -> None:
        self._cursor = cursor_of(connection)

    def fingerprint(self, number: int) -> tuple[int | None, bytes] | None:
        """Return a document's time and its packed fingerprint."""
        sql = (
            "SELECT story_members.at, fingerprints.packed FROM story_members JOIN fingerprints USING (number) "
            "WHERE number = ?"
        )
        found: tuple[int | None, bytes] | None = self._cursor.execute(sql, (number,)).fetchone()
        return found

    def stories_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the story of each document that is there."""
        sql = f"SELECT number, story FROM story_members WHERE number IN ({marks(numbers)})"
        return dict(self._cursor.execute(sql, [*numbers]).fetchall())

    def story(self, number: int) -> tuple[str, int, int, bytes]:
        """Return a story's id, its size, whether people decided about it, and its packed terms."""
        sql = "SELECT id, size, held, packed FROM stories WHERE number = ?"
        found: tuple[str, int, int, bytes] = self._cursor.execute(sql, (number,)).fetchone()
        return found

    def fold_of(self, number: int) -> int | None:
        """Return the copies that a document is one of."""
        found = self._cursor.execute("SELECT fold FROM story_members WHERE number = ?", (number,)).fetchone()
        return None if found is None else found[0]

    def is_taken(self, id: str) -> bool:
        """Tell whether a story has an id, or had it."""
        sql = "SELECT 1 FROM stories WHERE id = ? UNION ALL SELECT 1 FROM story_aliases WHERE id = ? LIMIT 1"
        return self._cursor.execute(sql, (id, id)).fetchone() is not None


def cursor_of(connection: Connection) -> Any:
    """Return a cursor of the driver, within the transaction of a connection."""
    return connection.connection.cursor()


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))
