"""The index of SQLite made anew: full-text index and facet tables out of `statements`, whatever became of them.

It runs in the transaction of whoever calls: readers see the old index until its end, and where it is cut short the old
one stays.
"""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from musnad.archive import sqlite_search
from musnad.archive.backends import Progress
from musnad.archive.places import NEEDED
from musnad.archive.tables import statements
from musnad.archive.worded import batches

AT_ONCE = 2_000  # statements; FTS5 writes out what it has about as often by itself
_INDEX = "statement_words"
_PARTS = tuple(f"{_INDEX}_{part}" for part in ("data", "idx", "content", "docsize", "config"))  # as FTS5 names them
_BESIDE = ("statement_places", "statement_names", "statement_totals", "statement_spellings")


def reindex(connection: Connection, progress: Progress | None = None) -> int:
    """Make the index anew from the statements; return how many there are.

    Args:
        connection: a transaction that writes.
        progress: gets what is done and of how much.
    """
    _drop(connection)
    sqlite_search.create_index(connection)
    whole = connection.execute(select(func.count()).select_from(statements)).scalar() or 0
    done = 0
    for rows in batches(connection, NEEDED, AT_ONCE):
        sqlite_search.index(connection, rows)
        done += len(rows)
        if progress is not None:
            progress(done, whole)
    return done


def _drop(connection: Connection) -> None:
    with suppress(DatabaseError):  # where FTS5 can't open it
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {_INDEX}")
    for name in (*_PARTS, *_BESIDE):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    left = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = ?", (_INDEX,)).first()
    if left is not None:  # what it consists of is gone, its name isn't: DROP would have to open it
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        connection.exec_driver_sql("DELETE FROM sqlite_master WHERE name = ?", (_INDEX,))
        connection.exec_driver_sql("PRAGMA writable_schema=RESET")
