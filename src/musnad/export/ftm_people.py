"""Whom several documents name as one FollowTheMoney entity: gathered while they go by, written when all have.

The namings stand in a scratch file, so that memory stays flat.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple


class Person(NamedTuple):
    """An entity of the selection: its id, its schema, its names and the weak ones, in the order in which they came."""

    entity: str
    schema: str
    names: list[str]
    weak: list[str]


class People:
    """The entities that are named in a selection.

    Args:
        path: of the scratch file, where there is none yet.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._scratch = sqlite3.connect(path, isolation_level=None)
        self._scratch.execute("PRAGMA journal_mode=OFF")
        self._scratch.execute("PRAGMA synchronous=OFF")
        self._scratch.execute(
            "CREATE TABLE named (number INTEGER PRIMARY KEY, entity TEXT, schema TEXT, weak INTEGER, name TEXT,"
            " UNIQUE (entity, weak, name))"
        )
        self._scratch.execute("BEGIN")

    def add(self, entity: str, schema: str, names: Iterable[str], *, weak: bool = False) -> None:
        """Take in names of an entity; those that it has already change nothing."""
        rows = [(entity, schema, weak, name) for name in names]
        query = "INSERT OR IGNORE INTO named (entity, schema, weak, name) VALUES (?, ?, ?, ?)"
        self._scratch.executemany(query, rows)

    def __iter__(self) -> Iterator[Person]:
        rows = self._scratch.execute("SELECT entity, schema, weak, name FROM named ORDER BY entity, number")
        for (entity, schema), group in groupby(rows, key=itemgetter(0, 1)):
            named = list(group)
            names, others = ([name for *_, weak, name in named if weak == which] for which in (0, 1))
            yield Person(entity, schema, names, others)

    def close(self) -> None:
        """Remove the scratch file; a second time does nothing."""
        self._scratch.close()
        self._path.unlink(missing_ok=True)
