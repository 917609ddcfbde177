"""Opening an archive: a file made anew or found, its version looked at, migrations run."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select

from musnad._version import __version__
from musnad.archive.backends import backend_at, backend_of
from musnad.archive.migrations import migrate
from musnad.archive.tables import SCHEMA_VERSION, settings
from musnad.errors import ArchiveError

DEFAULT = "musnad.db"


def connect(path: str | os.PathLike[str] = DEFAULT, *, create: bool = False, readonly: bool = False) -> Engine:
    """Return the engine of an archive.

    Args:
        path: of the file, or the address of a PostgreSQL database.
        create: make it where there is none.
        readonly: open it for reading alone.
    Raises:
        ArchiveError: there is none, it is no archive, or it is of a newer version of musnad.
    """
    address = os.fspath(path)
    backend = backend_at(address)
    name = backend.shown(address)
    if backend.absent(address) and (readonly or not create):
        raise ArchiveError(_none(name))
    engine = backend.engine(address, readonly=readonly)
    try:
        with backend.told(name):
            with engine.connect() as connection:
                version = _version(connection, name)
            if version is None and (readonly or not create):
                raise ArchiveError(_none(name))
            if version is not None and version < SCHEMA_VERSION and readonly:
                raise ArchiveError(f"{name}: of an older musnad (schema {version}); open it for writing once")
            if version != SCHEMA_VERSION:
                with engine.begin() as connection:  # another program may have done it meanwhile
                    _settle(connection, _version(connection, name))
    except ArchiveError:
        engine.dispose()
        raise
    return engine


def _none(name: str) -> str:
    return f"{name}: no archive there; `musnad add PATH --archive {name}` makes one"


def _settle(connection: Connection, version: int | None) -> None:
    if version is None:
        _create(connection)
    elif version < SCHEMA_VERSION:
        migrate(connection, version)


def _create(connection: Connection) -> None:
    backend_of(connection).create(connection)
    connection.execute(
        insert(settings),
        [{"name": "schema", "value": str(SCHEMA_VERSION)}, {"name": "created_by", "value": __version__},
         {"name": "created_at", "value": now()}],
    )  # fmt: skip


def _version(connection: Connection, name: str) -> int | None:
    """Return the schema's version, None where the file is empty: its making was cut short."""
    backend = backend_of(connection)
    if not backend.has_table(connection):
        return None
    if not backend.has_table(connection, "settings"):
        raise ArchiveError(f"{name}: {backend.KIND}, but no archive of musnad")
    found = connection.execute(select(settings.c.value).where(settings.c.name == "schema")).scalar()
    if found is None or not found.isdigit():
        raise ArchiveError(f"{name}: {backend.KIND}, but no archive of musnad (its schema is {found!r})")
    if int(found) > SCHEMA_VERSION:
        found = f"schema {found}, this one knows {SCHEMA_VERSION}"
        raise ArchiveError(f"{name}: made by a newer musnad ({found}); update musnad")
    return int(found)


def now() -> str:
    """Return the time as archives write it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
