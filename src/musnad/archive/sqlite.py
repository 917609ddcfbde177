"""What is SQLite's own: how it is opened, its full-text index, its words for what went wrong.

Everything else in this folder is SQLAlchemy Core and goes to other back-ends as it is.
"""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError

BUSY_S = 30.0  # a reader or writer waits this long for its turn before it is told that the archive is in use
CACHE_KIB = 65_536  # of pages, for each connection


def engine(path: str, *, readonly: bool = False) -> Engine:
    """Return an engine for a file; every connection has foreign keys, WAL and waits for its turn."""

    def connect() -> sqlite3.Connection:
        mode = "ro" if readonly else "rwc"
        address = f"file:{quote(path)}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=BUSY_S, check_same_thread=False, isolation_level=None)

    made = create_engine("sqlite://", creator=connect, pool_size=8)

    @event.listens_for(made, "connect")
    def settle(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        if not readonly:
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.close()

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    return made


def has_table(connection: Connection, name: str) -> bool:
    """Tell whether a table is there."""
    return connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = :name"), {"name": name}).scalar() == 1


def reason(error: DatabaseError) -> str:
    """Return what went wrong, in one line that says what to do."""
    found = str(error.orig or error).splitlines()[0]
    for part, advice in (
        ("not a database", "no archive: it is no SQLite file"),
        ("readonly", "can't be written to; look at the permissions of the file and its folder"),
        ("disk is full", "the disk is full; nothing of the last step was kept, free some space and run it again"),
        ("locked", "in use by another program that has not let go for half a minute; try again"),
        ("unable to open", "can't be opened; look at the permissions of the file and its folder"),
    ):
        if part in found:
            return advice
    return found
