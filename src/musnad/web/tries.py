"""Tries at passwords, counted by name and by address: in a small file, for all processes of a server and the next one.

A try counts as failed from its beginning, so that many at one time are not more than the limit. Names and addresses
stand in the file under a keyed hash: somebody may have typed a password into the field of the name.
"""

from __future__ import annotations

import hmac
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress

from musnad.errors import MusnadError
from musnad.web.throttle import TooMuch

TRIES = 5  # wrong passwords for a name; OWASP's Authentication Cheat Sheet leaves the number open, this one is common
TRIES_FROM = 50  # from an address: an office, or all the world behind a proxy, comes from one
WITHIN_S = 900.0
MOST_REMEMBERED = 100_000  # rows, some 8 MB; the oldest are forgotten first
BUSY_S = 10.0  # for which a process waits until another one has counted; that takes milliseconds
_SCHEMA = """
CREATE TABLE IF NOT EXISTS tries (number INTEGER PRIMARY KEY, key BLOB NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS tries_key ON tries (key, at);
CREATE INDEX IF NOT EXISTS tries_at ON tries (at);
"""
_log = logging.getLogger("musnad.web")


def _settle(connection: sqlite3.Connection) -> None:
    """Make the tables where they aren't there, behind whoever is about it too."""
    end = time.monotonic() + BUSY_S
    while True:
        try:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'tries_at'").fetchone() is None:
                connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            if connection.in_transaction:
                connection.rollback()
            time.sleep(0.01)


class Tries:
    """Counts tries, each by several keys with limits of their own.

    Args:
        path: of the file; it is made, readable by its owner alone.
        secret: what its keys are hashed with.
        clock: seconds since 1970.
    Raises:
        MusnadError: nothing can be counted in this file.
    """

    def __init__(self, path: str, secret: bytes, clock: Callable[[], float] = time.time) -> None:
        self.path, self._secret, self._clock = path, secret, clock
        try:
            self._opened().close()
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            advice = "look at its permissions, or delete it: nothing else stands in it"
            raise MusnadError(f"{path}: wrong passwords can't be counted there ({reason}); {advice}") from error

    def begin(self, limits: Mapping[str, int]) -> list[int]:
        """Write a try down, as one that fails, and return its numbers; refuse it where there were too many.

        Args:
            limits: by key, how many failures there may have been of late.
        Raises:
            TooMuch: too many failures of late.
        """
        now, numbers = self._clock(), []
        with self._writing() as connection:
            connection.execute("DELETE FROM tries WHERE at <= ?", (now - WITHIN_S,))
            for key, most in limits.items():
                # A clock that was set back makes nobody wait for longer than it was.
                sql = "SELECT at FROM tries WHERE key = ? AND at < ? ORDER BY at DESC LIMIT ?"
                recent = connection.execute(sql, (self._hashed(key), now + WITHIN_S, most)).fetchall()
                if len(recent) == most:
                    wait = int(recent[-1][0] + WITHIN_S - now) + 1
                    raise TooMuch(f"too many tries; wait {wait // 60 + 1} minutes", wait_s=wait)
            for key in limits:
                added = connection.execute("INSERT INTO tries (key, at) VALUES (?, ?)", (self._hashed(key), now))
                numbers.append(int(added.lastrowid or 0))
            connection.execute("DELETE FROM tries WHERE number <= ?", (numbers[-1] - MOST_REMEMBERED,))
        return numbers

    def succeeded(self, numbers: list[int], key: str) -> None:
        """Forget a try that succeeded, and all failures of a key: of who knows the password after all.

        Args:
            numbers: of the try, as it began.
        """
        with self._writing() as connection:
            connection.executemany("DELETE FROM tries WHERE number = ?", [(number,) for number in numbers])
            connection.execute("DELETE FROM tries WHERE key = ?", (self._hashed(key),))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction behind those of other processes; nobody signs in where that can't be done."""
        try:
            with closing(self._opened()) as connection, connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
        except (OSError, sqlite3.Error) as error:
            _log.error("%s: wrong passwords can't be counted: %s", self.path, error)
            raise TooMuch("nobody can sign in now; the server's own messages say why") from error

    def _opened(self) -> sqlite3.Connection:
        """Return a connection to the file, which is made where somebody took it away."""
        # Once alone: to close a file lets go of all locks that this process has on it.
        with suppress(FileExistsError):
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection = sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None)
        try:
            _settle(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _hashed(self, key: str) -> bytes:
        return hmac.digest(self._secret, f"try:{key}".encode("utf-8", "surrogatepass"), "sha256")[:16]
