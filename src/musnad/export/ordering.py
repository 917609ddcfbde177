"""The order of an export: statements as search finds them → documents by id, in each its statements by position.

A million are sorted on disk, in a scratch file that goes when it is closed, so that memory stays flat.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, select

from musnad.archive.tables import documents, statements

_CHUNK = 500  # statements that are looked up at a time: SQLite takes 999 values in a query, in its oldest versions
_BATCH = 50  # documents that are read at a time, and …
_BATCH_BYTES = 1_000_000  # … the text at which a batch is full: one document more may come on top


class Place(NamedTuple):
    """A document of the selection: its id, the size of its text, the positions of its selected statements."""

    document: str
    size_bytes: int
    positions: frozenset[int]


class Order:
    """The selected statements in the order of the export; a context manager.

    Args:
        path: of the scratch file, where there is none yet.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path
        self._scratch = sqlite3.connect(path, isolation_level=None)
        self._scratch.execute("PRAGMA journal_mode=OFF")
        self._scratch.execute("PRAGMA synchronous=OFF")
        self._scratch.execute(
            "CREATE TABLE chosen (document TEXT, position INTEGER, size_bytes INTEGER,"
            " PRIMARY KEY (document, position)) WITHOUT ROWID"
        )

    def __enter__(self) -> Order:
        return self

    def __exit__(self, *error: object) -> None:
        self._scratch.close()
        os.unlink(self._path)

    def fill(self, connection: Connection, ids: Iterable[str]) -> int:
        """Take in the statements that were found; return how many there are."""
        self._scratch.execute("BEGIN")
        left = iter(ids)
        while chunk := list(islice(left, _CHUNK)):
            found = (
                select(statements.c.document, statements.c.position, documents.c.size_bytes)
                .join_from(statements, documents, statements.c.document == documents.c.id)
                .where(statements.c.id.in_(chunk))
            )
            values = [tuple(row) for row in connection.execute(found)]
            self._scratch.executemany("INSERT OR IGNORE INTO chosen VALUES (?, ?, ?)", values)
        self._scratch.execute("COMMIT")
        return int(self._scratch.execute("SELECT count(*) FROM chosen").fetchone()[0])

    def batches(self) -> Iterator[list[Place]]:
        """Yield the documents in their order, as many at a time as are read at once."""
        batch: list[Place] = []
        size_bytes = 0
        for place in self._places():
            batch.append(place)
            size_bytes += place.size_bytes
            if len(batch) >= _BATCH or size_bytes >= _BATCH_BYTES:
                yield batch
                batch, size_bytes = [], 0
        if batch:
            yield batch

    def _places(self) -> Iterator[Place]:
        rows = self._scratch.execute("SELECT document, size_bytes, position FROM chosen ORDER BY document, position")
        for (document, size_bytes), group in groupby(rows, key=itemgetter(0, 1)):
            yield Place(document, size_bytes, frozenset(row[2] for row in group))
