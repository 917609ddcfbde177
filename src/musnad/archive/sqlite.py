"""What is SQLite's own: how it is opened, how it is copied, its words for what went wrong."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.pool import QueuePool

from musnad.archive.turns import BUSY_S, Turns, writes
from musnad.errors import ArchiveError

PAGE_BYTES = 8_192  # of a new database: of 4,096 a row of a document leaves a third empty, 16,384 are more to write
COPIED = 2_048  # pages of a database between two states of a copy's progress: 16 MB
CACHE_KIB = 65_536  # of pages, for each connection
WRITING_CACHE_KIB = 262_144  # at 1,000,000 statements a document touches some fifty pages all over the file
CHECKPOINT = 8_000  # pages of the log, 64 MB, that are moved into the file at once: many are written again till then
STEPS = 20_000  # of SQLite's machine between two looks at the clock: about a millisecond


def engine(path: str, *, readonly: bool = False) -> Engine:
    """Return an engine for a file; every connection has foreign keys, WAL and waits for its turn."""

    def connect() -> sqlite3.Connection:
        address = f"file:{quote(path)}?mode={'ro' if readonly else 'rwc'}"
        if readonly and not _can_share(path):
            address += "&immutable=1"
        return sqlite3.connect(address, uri=True, timeout=BUSY_S, check_same_thread=False, isolation_level=None)

    # Each reading has a connection of its own, in one thread too: who looks through results opens their documents. The
    # last one used comes first: it has the pages in its cache.
    made = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=8, max_overflow=-1, pool_use_lifo=True
    )
    turns = Turns(made.pool, made.dialect, made.url)

    @event.listens_for(turns, "connect")
    def settle(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        if not readonly and cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            cursor.execute(f"PRAGMA page_size={PAGE_BYTES}")
            _share(cursor)
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT}")
        cursor.close()

    @event.listens_for(turns, "begin")
    def begin(connection: Connection) -> None:
        writing = writes(connection) and not readonly
        connection.exec_driver_sql(f"PRAGMA cache_size=-{WRITING_CACHE_KIB if writing else CACHE_KIB}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return turns


def _share(cursor: sqlite3.Cursor) -> None:
    """Let readers and a writer share the file; SQLite itself waits for nobody here where two programs make one file."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.01)


def limit_time(engine: Engine, until: Callable[[], float | None]) -> None:
    """Let questions end when the time of their thread is over: SQLite asks now and then whether to go on."""

    @event.listens_for(engine, "checkout")
    def taken(connection: sqlite3.Connection, _record: Any, _proxy: Any) -> None:
        end = until()
        if end is not None:
            connection.set_progress_handler(lambda: int(time.monotonic() > end), STEPS)

    @event.listens_for(engine, "checkin")
    def given_back(connection: sqlite3.Connection | None, _record: Any) -> None:
        if connection is not None:
            connection.set_progress_handler(None, 0)


def _can_share(path: str) -> bool:
    """Whether a reader can see what a writer does: for that it needs SQLite's files beside the archive."""
    return os.path.exists(f"{path}-wal") or os.access(os.path.dirname(os.path.abspath(path)), os.W_OK)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the database says of a failure into an `ArchiveError` of one line."""
    try:
        yield
    except DatabaseError as error:
        raise ArchiveError(f"{name}: {reason(error)}") from error


def has_table(connection: Connection, name: str | None = None) -> bool:
    """Tell whether a table is there; without a name, whether any is."""
    query = text("SELECT 1 FROM sqlite_master WHERE name = coalesce(:name, name) LIMIT 1")
    return connection.execute(query, {"name": name}).scalar() == 1


def damage(connection: Connection) -> list[str]:
    """Return what SQLite itself finds wrong with the file: its pages, its indexes."""
    found = [" ".join(str(row[0]).split()) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    return [line for line in found if line != "ok"]


def lost_rows(connection: Connection) -> list[tuple[str, str]]:
    """Return the rows that point nowhere: a place and what it points to."""
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [(f"{table}, row {row}", f"points to no row of {parent}") for table, row, parent, _key in lost]


def copy(source: Engine, target: str, progress: Callable[[int, int], None] | None = None) -> None:
    """Copy a database as it stands at this moment into a new file, and check the copy.

    Args:
        progress: gets how much is copied and of how much, in pages of the database.
    Raises:
        ArchiveError: the copy is damaged.
    """

    def show(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with source.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM settings").scalar()  # from here on it sees what stands now
        made = engine(target)
        try:
            driver: Any = connection.connection.driver_connection
            with closing(sqlite3.connect(target, isolation_level=None)) as copied:
                driver.backup(copied, pages=COPIED, progress=show)
            with made.connect() as checked:
                found = damage(checked) or [f"{place} {what}" for place, what in lost_rows(checked)]
            if found:
                raise ArchiveError(f"{target}: the copy is damaged ({found[0]}); `musnad check` the archive itself")
        except sqlite3.Error as error:
            raise ArchiveError(f"{target}: {_advice(str(error))}") from error
        finally:
            made.dispose()


INDEX_DAMAGED = "the full-text index is damaged; `musnad reindex` makes it anew from the statements"
REASONS = (
    ("not a database", "no archive: it is no SQLite file"),
    ("readonly", "can't be written to; look at the permissions of the file and its folder"),
    ("disk is full", "the disk is full; nothing of the last step was kept, free some space and run it again"),
    ("disk I/O error", "the disk fails or is full; nothing of the last step was kept, look at it and run it again"),
    ("locked", "in use by another program that has not let go for half a minute; try again"),
    ("unable to open", "can't be opened; look at the permissions of the file and its folder"),
    ("fts5", INDEX_DAMAGED),
    ("vtable constructor", INDEX_DAMAGED),
    ("no such table: statement_", INDEX_DAMAGED),
    ("no such index: statement_", INDEX_DAMAGED),
    ("malformed", "the file is damaged; `musnad check` says where, a backup has it whole"),
)


def reason(error: DBAPIError) -> str:
    """Return what went wrong, in one line that says what to do."""
    return _advice(str(error.orig or error).splitlines()[0])


def _advice(found: str) -> str:
    return next((advice for part, advice in REASONS if part in found), found)
