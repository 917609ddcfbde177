"""Files of SQLite that get their name when they are whole: copies of an archive as it stands, and new ones."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator

from sqlalchemy import Engine

from musnad.archive import sqlite
from musnad.errors import ArchiveError

PART = ".part"  # the copy's name until it is whole


def back_up(
    engine: Engine, name: str, target: str, *, force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> int:  # fmt: skip
    """Copy an archive; `Archive.backup` says how.

    Returns: the size of the copy, in bytes.
    """
    file = target
    if os.path.exists(file):
        if os.path.isdir(file) or os.path.samefile(file, name):
            raise ArchiveError(f"{file}: {'a folder' if os.path.isdir(file) else 'the archive itself'}; name another")
        if not force:
            raise ArchiveError(f"{file}: there already; --force writes over it")
    part = f"{file}{PART}"
    _remove(part)
    try:
        with sqlite.told(part):
            sqlite.copy(engine, part, progress)
        _sync(part)
        for beside in ("-wal", "-shm"):  # of a file that is written over: SQLite would take them for the copy's own
            with contextlib.suppress(FileNotFoundError):
                os.remove(file + beside)
        os.replace(part, file)
        _sync(os.path.dirname(os.path.abspath(file)))
    except OSError as error:
        raise ArchiveError(f"{part}: {error.strerror or error}") from error
    finally:
        _remove(part)
    return os.path.getsize(file)


@contextlib.contextmanager
def placed(address: str) -> Iterator[str]:
    """Give a path beside that of a new archive; at the end, where nothing fails, the file gets its name.

    Raises:
        ArchiveError: there is a file of that name.
    """
    if os.path.exists(address):
        raise ArchiveError(f"{address}: there already; name a new file")
    part = f"{address}{PART}"
    _remove(part)
    try:
        yield part
        _sync(part)
        os.replace(part, address)
        _sync(os.path.dirname(os.path.abspath(address)))
    finally:
        _remove(part)


def _remove(part: str) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            os.remove(part + suffix)


def _sync(path: str) -> None:
    """Have it written to the disk itself, a folder's list of names too."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
