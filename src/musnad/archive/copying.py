"""Moving an archive into another back-end, and the proof that the copy is equal: all of it or nothing.

Rows go in the order of their keys, a table behind the other, in one transaction on either side; hashes are taken of
what is read, then of what the copy holds. The full-text index is made there from the statements.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, bindparam, select, text, update

from musnad.archive.backends import Progress, backend_at, backend_of
from musnad.archive.checking import count_rows
from musnad.archive.places import NEEDED
from musnad.archive.tables import metadata
from musnad.archive.worded import batches
from musnad.errors import ArchiveError

AT_ONCE = 200  # rows: a document has some 10 kB, a page some 20
INDEXED_AT_ONCE = 2_000  # statements
_NAMES = "statement_names"  # which spelling of a name facets show: the first that came


class Copied(NamedTuple):
    """What was copied: the number of rows of each table, and a hash of each."""

    counts: Counter[str]
    hashes: dict[str, str]


def copy_archive(source: Engine, name: str, target: str, *, progress: Progress | None = None) -> Copied:
    """Copy an archive to where there is none, and prove the copy; `Archive.copy` says how.

    Args:
        source: of the archive.
        name: what messages call it.
        target: the path of a file, or the address of a PostgreSQL database.
    """
    backend = backend_at(target)
    shown = backend.shown(target)
    with backend.placed(target) as address, source.connect() as reading:
        with backend_of(source).told(name):
            whole = sum(count_rows(reading).values())
        engine = backend.engine(address)
        try:
            with backend.told(shown), engine.begin() as writing:
                if backend.has_table(writing):
                    raise ArchiveError(f"{shown}: holds tables already; name a new file, an empty database or schema")
                backend.create(writing)
                done = _Done(whole, progress)
                copied = Copied(Counter(), {})
                for table in metadata.sorted_tables:
                    rows = _Read(reading, name, table, done)
                    _write(writing, table, rows)
                    copied.counts[table.name], copied.hashes[table.name] = rows.count, rows.hash
                _index(reading, writing, done)
                _prove(writing, shown, name, copied, done)
        finally:
            engine.dispose()
    return copied


class _Done:
    """How far it has come: every row is read, indexed or not, and proved."""

    def __init__(self, rows: int, progress: Progress | None) -> None:
        self.rows, self.whole, self.progress = 0, 2 * rows, progress

    def add(self, rows: int) -> None:
        """Tell of some rows more."""
        self.rows += rows
        if self.progress is not None:
            self.progress(min(self.rows, self.whole), self.whole)


class _Read:
    """The rows of a table, some at a time, in the order of its key; counted and hashed as they go by."""

    def __init__(self, connection: Connection, name: str, table: Table, done: _Done) -> None:
        self._connection, self._name, self._table, self._done = connection, name, table, done
        self._digest = hashlib.blake2b(digest_size=16)
        self.count = 0

    def __iter__(self) -> Iterator[list[dict[str, Any]]]:
        query = select(self._table).order_by(*self._table.primary_key.columns)
        with backend_of(self._connection).told(self._name):
            found = self._connection.execute(query.execution_options(yield_per=AT_ONCE)).mappings()
            while part := [dict(row) for row in islice(found, AT_ONCE)]:
                for row in part:
                    self._digest.update(_line(row))
                self.count += len(part)
                self._done.add(len(part))
                yield part

    @property
    def hash(self) -> str:
        """The hash of the rows that went by."""
        return self._digest.hexdigest()


def _line(row: dict[str, Any]) -> bytes:
    """Return a row as bytes, the same of every back-end."""
    values = [value.hex() if isinstance(value, bytes) else value for value in row.values()]
    return json.dumps(values, ensure_ascii=True).encode("ascii") + b"\n"


def _write(connection: Connection, table: Table, parts: _Read) -> None:
    """Write rows; what points to a row of the same table, which may come later, is written behind them."""
    backend = backend_of(connection)
    own = [column.name for column in table.columns for key in column.foreign_keys if key.column.table is table]
    (key, *_) = table.primary_key.columns
    later: dict[str, list[dict[str, Any]]] = {column: [] for column in own}
    for rows in parts:
        for column in own:
            pointing = [row for row in rows if row[column] is not None]
            later[column] += [{"pointing": row[key.name], "pointed": row[column]} for row in pointing]
            rows = [row | {column: None} for row in rows]
        backend.insert_rows(connection, table, rows)
    for column, pointers in later.items():
        if pointers:
            query = update(table).where(key == bindparam("pointing")).values({column: bindparam("pointed")})
            connection.execute(query, pointers)


def _index(reading: Connection, writing: Connection, done: _Done) -> None:
    """Make the index of the copy, with the names as the archive has them."""
    names = reading.execute(text(f"SELECT id, field, key, name FROM {_NAMES} ORDER BY id")).mappings()
    insert = text(f"INSERT INTO {_NAMES}(id, field, key, name) VALUES (:id, :field, :key, :name)")
    while part := [dict(row) for row in islice(names, AT_ONCE)]:
        writing.execute(insert, part)
    backend = backend_of(writing)
    for rows in batches(writing, NEEDED, INDEXED_AT_ONCE):
        backend.index(writing, rows)
        done.add(0)


def _prove(connection: Connection, shown: str, name: str, copied: Copied, done: _Done) -> None:
    for table in metadata.sorted_tables:
        rows = _Read(connection, shown, table, done)
        for _ in rows:
            pass
        if (rows.count, rows.hash) != (copied.counts[table.name], copied.hashes[table.name]):
            numbers = f"{rows.count:,} rows, {copied.counts[table.name]:,} there"
            raise ArchiveError(
                f"{shown}: {table.name} differs from that of {name} ({numbers}); nothing was kept, `musnad check "
                f"--archive {name}` first"
            )
