"""SQLite as `backends.Backend` asks for it: the names of its functions, gathered."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DatabaseError, OperationalError, StatementError

from musnad.archive.sqlite import damage, engine, has_table, limit_time, lost_rows, reason, told
from musnad.archive.sqlite_backup import back_up, placed
from musnad.archive.sqlite_facets import facets
from musnad.archive.sqlite_plan import count, places, plan_of, plan_of_places
from musnad.archive.sqlite_reindexing import reindex
from musnad.archive.sqlite_search import check_index, create_index, index, remove
from musnad.archive.tables import metadata
from musnad.archive.totals import statements_by_entity
from musnad.errors import ArchiveError

__all__ = [
    "KIND",
    "absent",
    "asking",
    "back_up",
    "check_index",
    "count",
    "create",
    "damage",
    "engine",
    "facets",
    "has_table",
    "index",
    "insert_rows",
    "is_lost",
    "limit_time",
    "lost_rows",
    "placed",
    "places",
    "plan_of",
    "plan_of_places",
    "put_numbers",
    "reason",
    "refuses",
    "reindex",
    "remove",
    "shown",
    "statements_by_entity",
    "told",
]  # fmt: skip

KIND = "an SQLite file"
FAR = False


def shown(address: str) -> str:
    """Return the path."""
    return address


def absent(address: str) -> str | None:
    """Tell whether there is no file."""
    if os.path.isdir(address):
        raise ArchiveError(f"{address}: a folder; name the file of an archive in it")
    return None if os.path.exists(address) else "no file"


def create(connection: Connection) -> None:
    """Make the tables and the index."""
    metadata.create_all(connection)
    create_index(connection)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write many rows of one shape into a table."""
    connection.execute(insert(table), rows)


def asking(connection: Connection) -> Callable[[str, Sequence[Any]], Any]:
    """Return the driver's own way to ask: a question costs a few µs there and a hundred through an engine."""
    cursor: Any = connection.connection.cursor()

    def ask(sql: str, values: Sequence[Any]) -> Any:
        return cursor.execute(sql.replace("(*)", f"({','.join('?' * len(values))})"), values)

    return ask


def put_numbers(connection: Connection, table: str, rows: Sequence[tuple[int, bytes]]) -> None:
    """Put rows of a key and its numbers in the place of those that are there."""
    connection.exec_driver_sql(f"INSERT OR REPLACE INTO {table} (key, numbers) VALUES (?, ?)", [*rows])


def refuses(error: Exception) -> bool:
    """Tell whether it is the rows that are wrong: a key that is taken, a value that can't be kept."""
    return isinstance(error, DatabaseError | StatementError) and not isinstance(error, OperationalError)


def is_lost(error: Exception) -> bool:
    """A file has no connection to lose."""
    return False
