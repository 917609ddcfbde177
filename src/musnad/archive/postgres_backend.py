"""PostgreSQL as `backends.Backend` asks for it: the names of its functions, gathered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from musnad.archive.backends import Progress
from musnad.archive.postgres import (
    FAR,
    KIND,
    absent,
    engine,
    has_table,
    is_lost,
    limit_time,
    reason,
    refuses,
    shown,
    told,
)
from musnad.archive.postgres_facets import facets
from musnad.archive.postgres_plan import count, places, plan_of, plan_of_places
from musnad.archive.postgres_search import check_index, create_index, index, reindex, remove
from musnad.archive.postgres_tables import asking, create_tables, insert_rows, put_numbers
from musnad.archive.totals import statements_by_entity
from musnad.errors import ArchiveError

__all__ = [
    "FAR",
    "KIND",
    "absent",
    "asking",
    "back_up",
    "check_index",
    "count",
    "create",
    "damage",
    "engine",
    "facets",
    "has_table",
    "index",
    "insert_rows",
    "is_lost",
    "limit_time",
    "lost_rows",
    "placed",
    "places",
    "plan_of",
    "plan_of_places",
    "put_numbers",
    "reason",
    "refuses",
    "reindex",
    "remove",
    "shown",
    "statements_by_entity",
    "told",
]  # fmt: skip


@contextmanager
def placed(address: str) -> Iterator[str]:
    """Give the address itself: what a transaction makes is there at its end or not at all."""
    yield address


def create(connection: Connection) -> None:
    """Make the tables and the index."""
    create_tables(connection)
    create_index(connection)


def damage(connection: Connection) -> list[str]:
    """Nothing: a server looks after its own files, and an owner may ask it with amcheck."""
    return []


def lost_rows(connection: Connection) -> list[tuple[str, str]]:
    """Nothing: the server keeps rows from pointing nowhere."""
    return []


def back_up(
    engine: Engine, name: str, target: str, *, force: bool = False, progress: Progress | None = None
) -> int:  # fmt: skip
    """Refuse: PostgreSQL has a program of its own for it.

    Raises:
        ArchiveError: always.
    """
    schema = engine.get_execution_options().get("musnad_schema")
    options = f"-f {target} -n {schema}" if schema else f"-f {target}"
    raise ArchiveError(
        f"{name}: in PostgreSQL; `pg_dump -Fc {options} {engine.url.database}` backs it up, `musnad copy` makes an "
        "SQLite archive of it"
    )
