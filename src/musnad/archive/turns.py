"""An engine on which a writer waits for its turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

BUSY_S = 30.0  # a writer waits this long for its turn before it is told that the archive is in use
WRITES = "musnad_writes"  # the execution option of a transaction that writes


class Turns(Engine):
    """An engine on which `begin()` takes the writer's turn at once, and `connect()` reads and waits for nobody.

    A transaction that reads first and writes later would be refused where another program wrote in between; so
    whoever means to write says so at the outset.
    """

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction that writes; it is committed at the end, taken back where an error comes out of it."""
        with self.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection


def writes(connection: Connection) -> bool:
    """Tell whether a connection was opened by `begin()`."""
    return bool(connection.get_execution_options().get(WRITES, False))
