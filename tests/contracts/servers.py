"""A PostgreSQL for tests: the one that MUSNAD_TEST_POSTGRES names, else one that is started for this run."""

import atexit
import contextlib
import functools
import itertools
import os
import shutil
import tempfile
import warnings

import pytest

import musnad
from musnad.archive import postgres

NOTICE = "no PostgreSQL: set MUSNAD_TEST_POSTGRES=postgresql://…, or install pgserver (pip install 'musnad[dev]')"
_numbers = itertools.count(1)


@functools.cache
def server():
    """Return the address of a server, without what stands behind its ?; None where there is none."""
    given = os.environ.get("MUSNAD_TEST_POSTGRES")
    if given:
        return given
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of where it keeps its lock
        try:
            import pgserver
        except ImportError:
            return None
        folder = tempfile.mkdtemp(prefix="musnad-postgres-")
        started = pgserver.get_server(folder, cleanup_mode="stop")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return started.get_uri()


def new_address():
    """Return the address of an archive that is not there yet, in a schema of its own."""
    address = server()
    if address is None:
        pytest.skip(NOTICE)
    schema = f"test_{os.getpid()}_{next(_numbers)}"
    return f"{address}{'&' if '?' in address else '?'}schema={schema}"


def drop(address):
    """Take an archive's schema away."""
    engine = postgres.engine(address)
    with engine.begin() as connection:
        schema = address.rpartition("schema=")[2]
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    engine.dispose()


@contextlib.contextmanager
def addressed(back_end, folder):
    """Give the address of an archive that is not there yet, on one of the back-ends, sqlite or postgres."""
    address = str(folder / "a.db") if back_end == "sqlite" else new_address()
    try:
        yield address
    finally:
        if back_end != "sqlite":
            drop(address)


@contextlib.contextmanager
def opened(back_end, folder):
    """Open a new archive on one of the back-ends."""
    with addressed(back_end, folder) as address, musnad.open(address, create=True) as archive:
        yield archive
