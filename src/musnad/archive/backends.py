"""The back-ends that an archive may stand on, and what each of them has to do.

All else in this folder is SQLAlchemy Core and the same for every back-end. A back-end is a module of functions with the
names below: `sqlite_backend.py`, `postgres_backend.py`. Which one is meant is told by the address of an archive, then
by the dialect of its engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Any, Protocol, cast

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from musnad.archive.plans import Plan, Select

_MODULES = {"sqlite": "musnad.archive.sqlite_backend", "postgresql": "musnad.archive.postgres_backend"}
_SCHEMES = ("postgresql://", "postgres://")

Progress = Callable[[int, int], None]
"""Gets how much is done, and of how much."""


class Backend(Protocol):
    """What a back-end has to do."""

    KIND: str
    """What an archive stands in, for messages: an SQLite file."""

    FAR: bool
    """Whether a question goes to a server: few large ones are better there, and worth some work beforehand."""

    # -- opening -------------------------------------------------------------------------------

    def shown(self, address: str) -> str:
        """Return an address as messages show it: without its password."""

    def absent(self, address: str) -> str | None:
        """Tell in a line why nothing can be there; None where there may be something, the database knows."""

    def engine(self, address: str, *, readonly: bool = False) -> Engine:
        """Return an engine: `connect()` reads what stands now, `begin()` writes when this one's turn has come."""

    def told(self, name: str) -> AbstractContextManager[None]:
        """Turn what the database says of a failure into an `ArchiveError` of one line."""

    def refuses(self, error: Exception) -> bool:
        """Tell whether the database turned down what it was given, rather than failed itself."""

    def is_lost(self, error: Exception) -> bool:
        """Tell whether the connection is lost: what was begun is taken back, and may be done again."""

    def reason(self, error: DBAPIError) -> str:
        """Return what went wrong, in one line that says what to do."""

    def placed(self, address: str) -> AbstractContextManager[str]:
        """Give the address under which a new archive is written; it is in its place when all went well."""

    def has_table(self, connection: Connection, name: str | None = None) -> bool:
        """Tell whether a table is there; without a name, whether any is."""

    def create(self, connection: Connection) -> None:
        """Make the tables and the index."""

    def limit_time(self, engine: Engine, until: Callable[[], float | None]) -> None:
        """Let questions end, with an `ArchiveError`, when the time of the thread that asks them is over.

        Args:
            until: tells when that is, on the monotonic clock; None where there is no limit.
        """

    # -- rows ----------------------------------------------------------------------------------

    def insert_rows(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write many rows of one shape into a table."""

    def asking(self, connection: Connection) -> Callable[[str, Sequence[Any]], Any]:
        """Return what asks small questions in as little time as may be: SQL and its values → a cursor.

        In the SQL ? is a value, or `IN (*)` stands for whole numbers, as many as there are.
        """

    def put_numbers(self, connection: Connection, table: str, rows: Sequence[tuple[int, bytes]]) -> None:
        """Put rows of a key and its numbers into `copy_keys` or `story_keys`, in the place of those that are there."""

    # -- the index -----------------------------------------------------------------------------

    def index(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Index new statements."""

    def remove(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take statements out of the index; the rows are as they were when they were indexed."""

    def reindex(self, connection: Connection, progress: Progress | None = None) -> int:
        """Make the index anew from the statements; return how many there are."""

    def statements_by_entity(self, connection: Connection) -> dict[str, int]:
        """Return how many statements each entity has, rejected ones too."""

    def plan_of(self, connection: Connection, node: Any, *, after_row: int = 0, parts: bool = False) -> Plan:
        """Plan a query."""

    def plan_of_places(self, found: Sequence[int]) -> Plan:
        """Return a plan of results that are known already."""

    def places(
        self, connection: Connection, select: Select, order: str, *, many: int = 500
    ) -> Iterator[list[tuple[int, float | None]]]:
        """Yield places and ranks, some at a time, in an order."""

    def count(self, connection: Connection, select: Select) -> int:
        """Count places."""

    def facets(
        self, connection: Connection, plan: Plan, verified: Sequence[int], wanted: Sequence[str], top: int
    ) -> dict[str, list[tuple[str, int]]]:
        """Count results by values, the commonest first."""

    # -- proof and copies ----------------------------------------------------------------------

    def damage(self, connection: Connection) -> list[str]:
        """Return what the database itself finds wrong with what it keeps."""

    def lost_rows(self, connection: Connection) -> list[tuple[str, str]]:
        """Return the rows that point nowhere: a place and what it points to."""

    def check_index(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """Compare index and tables; yield every statement in which they differ: its place, what is wrong."""

    def back_up(
        self, engine: Engine, name: str, target: str, *, force: bool = False, progress: Progress | None = None
    ) -> int:
        """Copy an archive into a file as it stands at this moment; return the size of the copy, in bytes."""


def backend_at(address: str) -> Backend:
    """Return the back-end of an address: PostgreSQL's begin with postgresql://, all else is the path of a file."""
    return _load("postgresql" if address.startswith(_SCHEMES) else "sqlite")


def backend_of(bind: Engine | Connection) -> Backend:
    """Return the back-end of an engine or a connection."""
    return _load(bind.dialect.name)


def _load(name: str) -> Backend:
    return cast(Backend, import_module(_MODULES[name]))


@contextmanager
def connected(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """Open a transaction that reads, or one that writes; what fails is an `ArchiveError` of one line."""
    opened = engine.begin() if writes else engine.connect()
    with backend_of(engine).told(name_of(engine)), opened as connection:
        yield connection


def name_of(engine: Engine) -> str:
    """Return what messages call an archive of which its engine alone is known."""
    return engine.url.database or "archive"
