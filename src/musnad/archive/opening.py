"""Opening an archive: a file made anew or found, its version looked at, migrations run."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DatabaseError

from musnad._version import __version__
from musnad.archive import sqlite, sqlite_search
from musnad.archive.migrations import migrate
from musnad.archive.tables import SCHEMA_VERSION, metadata, settings
from musnad.errors import ArchiveError

DEFAULT = "musnad.db"


def connect(path: str | os.PathLike[str] = DEFAULT, *, create: bool = False, readonly: bool = False) -> Engine:
    """Return the engine of an archive.

    Args:
        path: of the file.
        create: make it where there is none.
        readonly: open it for reading alone.
    Raises:
        ArchiveError: there is none, it is no archive, or it is of a newer version of musnad.
    """
    name = os.fspath(path)
    exists = os.path.exists(name) and os.path.getsize(name) > 0
    if not exists and not create:
        raise ArchiveError(f"{name}: no archive there; `musnad add PATH --archive {name}` makes one")
    engine = sqlite.engine(name, readonly=readonly)
    try:
        with engine.begin() as connection:
            if not exists:
                _create(connection)
            else:
                _look_at_version(connection, name, readonly=readonly)
    except DatabaseError as error:
        engine.dispose()
        raise ArchiveError(f"{name}: {sqlite.reason(error)}") from error
    except ArchiveError:
        engine.dispose()
        raise
    return engine


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    sqlite_search.create(connection)
    connection.execute(
        insert(settings),
        [{"name": "schema", "value": str(SCHEMA_VERSION)}, {"name": "created_by", "value": __version__},
         {"name": "created_at", "value": now()}],
    )  # fmt: skip


def _look_at_version(connection: Connection, name: str, *, readonly: bool) -> None:
    if not sqlite.has_table(connection, "settings"):
        raise ArchiveError(f"{name}: an SQLite file, but no archive of musnad")
    found = connection.execute(select(settings.c.value).where(settings.c.name == "schema")).scalar()
    version = int(found) if found and found.isdigit() else 0
    if version > SCHEMA_VERSION:
        found = f"schema {version}, this one knows {SCHEMA_VERSION}"
        raise ArchiveError(f"{name}: made by a newer musnad ({found}); update musnad")
    if version < SCHEMA_VERSION:
        if readonly:
            raise ArchiveError(f"{name}: of an older musnad (schema {version}); open it for writing once")
        migrate(connection, version)


def now() -> str:
    """Return the time as archives write it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
