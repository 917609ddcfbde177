"""What a run has done, kept beside its output so that a later one goes on from there.

SQLite, because it survives a kill at any moment, and because holding its lock shuts out a second run on the same file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import msgspec

from musnad.errors import MusnadError
from musnad.pages.fetching.client import Validators
from musnad.pages.fetching.failures import PASSING
from musnad.pages.page import Listed

_VERSION = 1  # of the tables; a journal of another version is not opened
_TABLES = """
CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
  url TEXT PRIMARY KEY, state TEXT NOT NULL, code TEXT, run INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  validators TEXT, sha256 TEXT, fetched_at TEXT, listed TEXT
);
CREATE INDEX IF NOT EXISTS pages_by_state ON pages (state) WHERE state != 'done';
CREATE TABLE IF NOT EXISTS sources (
  url TEXT PRIMARY KEY, validators TEXT, failures INTEGER NOT NULL DEFAULT 0, not_before TEXT, changed TEXT
);
"""

State = Literal["waiting", "done", "failed"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What the journal has of a page.

    Args:
        state: `waiting` where it is listed and not asked for yet, `done` where it was had, `failed` with its `code`.
        run: the number of the run in which that was so.
        tries: how often it was asked for without success, one after the other.
    """

    url: str
    state: State
    run: int
    code: str | None = None
    tries: int = 0
    validators: Validators | None = None
    sha256: str | None = None
    fetched_at: str | None = None
    listed: Listed | None = None


class SourceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What the journal has of a source.

    Args:
        failures: one after the other, up to now.
        not_before: when it is to be asked again, ISO 8601 in UTC.
        changed: what the index that names it says of its last change.
    """

    url: str
    validators: Validators | None = None
    failures: int = 0
    not_before: str | None = None
    changed: str | None = None


class Journal:
    """The journal in a file, for one process and one thread at a time.

    Raises: MusnadError: it is in use by another run, or is no journal.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=0.2)
        except sqlite3.Error as error:
            raise MusnadError(f"{path}: {error}") from error
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")  # from the first write on, until `close` or death
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("BEGIN EXCLUSIVE")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                raise MusnadError(f"{path}: a journal of another version of musnad ({version}); give a new output")
            for statement in _TABLES.split(";\n"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._db.close()
            locked = "locked" in str(error)
            reason = "in use by another run; wait for it or stop it" if locked else f"no journal of musnad ({error})"
            raise MusnadError(f"{path}: {reason}") from error
        except MusnadError:
            self._db.close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let others at it."""
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all that is written in the block at once, or nothing of it."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # -- single values -------------------------------------------------------------------------

    def number(self, key: str) -> int:
        """Return a number that was kept; 0 where none was."""
        row = self._db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def keep(self, key: str, number: int) -> None:
        """Keep a number."""
        self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, str(number)))

    # -- pages ---------------------------------------------------------------------------------

    def page(self, url: str) -> Entry | None:
        """Return what is known of a page."""
        row = self._db.execute("SELECT * FROM pages WHERE url = ?", (url,)).fetchone()
        return _entry(row) if row else None

    def put_page(self, entry: Entry) -> None:
        """Write what is known of a page, over what was known before."""
        values = [entry.url, entry.state, entry.code, entry.run, entry.tries, _json(entry.validators), entry.sha256]
        values += [entry.fetched_at, _json(entry.listed)]
        self._db.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def unsettled(self, *, most_tries: int) -> Iterator[Entry]:
        """Give the pages that wait, and those that failed in passing less than `most_tries` times; the latest first."""
        marks = ", ".join("?" * len(PASSING))
        failed = f"state = 'failed' AND tries < ? AND code IN ({marks})"
        query = f"SELECT * FROM pages WHERE state = 'waiting' OR ({failed}) ORDER BY rowid DESC"
        for row in self._db.execute(query, (most_tries, *sorted(PASSING))).fetchall():
            yield _entry(row)

    # -- sources -------------------------------------------------------------------------------

    def source(self, url: str) -> SourceEntry:
        """Return what is known of a source; a new one has neither validators nor failures."""
        row = self._db.execute("SELECT * FROM sources WHERE url = ?", (url,)).fetchone()
        if row is None:
            return SourceEntry(url=url)
        _, validators, failures, not_before, changed = row
        return SourceEntry(
            url=url, validators=_validators(validators), failures=failures, not_before=not_before, changed=changed
        )  # fmt: skip

    def put_source(self, entry: SourceEntry) -> None:
        """Write what is known of a source, over what was known before."""
        values = (entry.url, _json(entry.validators), entry.failures, entry.not_before, entry.changed)
        self._db.execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?)", values)


def _json(value: msgspec.Struct | None) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _validators(text: str | None) -> Validators | None:
    return None if text is None else msgspec.json.decode(text, type=Validators)


def _entry(row: tuple[Any, ...]) -> Entry:
    url, state, code, run, tries, validators, sha256, fetched_at, listed = row
    return Entry(
        url=url, state=state, code=code, run=run, tries=tries, validators=_validators(validators), sha256=sha256,
        fetched_at=fetched_at, listed=None if listed is None else msgspec.json.decode(listed, type=Listed),
    )  # fmt: skip
