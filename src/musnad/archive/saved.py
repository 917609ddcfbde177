"""Saved searches: a query with a name that tells what came since the last look.

What came is told by documents: a statement is new where its document was added after the last look. Its row alone would
not do: a rereading gives the statements of old documents new rows. Both are remembered, the last row and the last time
of adding as the archive has it: the clock could stand between a document's time and the moment at which it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from musnad.archive.backends import connected
from musnad.archive.opening import now
from musnad.archive.query import parse
from musnad.archive.searching import Result, Search
from musnad.archive.tables import documents, saved, statements
from musnad.errors import ArchiveError


class SavedSearch(NamedTuple):
    """A saved search."""

    name: str
    query: str
    created_at: str
    seen_at: str | None


class Look(NamedTuple):
    """What a look at a saved search found, and where the archive stood then."""

    name: str
    query: str
    results: list[Result]
    row: int
    added_at: str


class Saved:
    """The saved searches of an archive."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __iter__(self) -> Iterator[SavedSearch]:
        columns = (saved.c.name, saved.c.query, saved.c.created_at, saved.c.seen_at)
        with connected(self.engine) as connection:
            rows = connection.execute(select(*columns).order_by(saved.c.name)).all()
        return iter([SavedSearch(*row) for row in rows])

    def add(self, name: str, query: str) -> None:
        """Save a query under a name; what is in the archive now counts as seen.

        Raises:
            QueryError: the query can't be read.
            ArchiveError: there is a search of that name, or the archive can't be written to.
        """
        parse(query)
        if not name.strip():
            raise ArchiveError("saved: a name is missing; any word will do")
        with connected(self.engine, writes=True) as connection:
            if connection.execute(select(saved.c.name).where(saved.c.name == name)).first():
                raise ArchiveError(f"saved: there is a search {name!r}; `musnad saved remove` takes it away")
            row, added_at = _standing(connection)
            values = {"name": name, "query": query, "created_at": now(), "seen_row": row, "seen_added": added_at}
            connection.execute(insert(saved), values)

    def remove(self, name: str) -> None:
        """Forget a search.

        Raises:
            ArchiveError: there is none of that name.
        """
        with connected(self.engine, writes=True) as connection:
            if not connection.execute(delete(saved).where(saved.c.name == name)).rowcount:
                raise ArchiveError(self._missing(name))

    def new(self, name: str, *, keep: bool = False) -> Look:
        """Return what came since the last look, newest first, and remember this look.

        Args:
            keep: don't remember it; `remember` does it later.
        Raises:
            ArchiveError: there is none of that name.
        """
        with connected(self.engine) as connection:
            found = connection.execute(select(saved).where(saved.c.name == name)).mappings().first()
            if found is None:
                raise ArchiveError(self._missing(name))
            row, added_at = _standing(connection)
            search = Search(self.engine, found["query"])
            results = list(search.results(connection, after_row=found["seen_row"]))
            old = _added_before(connection, found["seen_added"] or "", {result.document for result in results})
            look = Look(name, found["query"], [r for r in results if r.document not in old], row, added_at)
        if not keep:
            self.remember(look)
        return look

    def remember(self, look: Look) -> None:
        """Remember a look: what it found is not new any more."""
        values = {"seen_row": look.row, "seen_added": look.added_at, "seen_at": now()}
        with connected(self.engine, writes=True) as connection:
            connection.execute(update(saved).where(saved.c.name == look.name).values(**values))

    def _missing(self, name: str) -> str:
        return f"saved: no search {name!r}; `musnad saved list` shows those there are"


def _standing(connection: Connection) -> tuple[int, str]:
    row = connection.execute(select(func.max(statements.c.row))).scalar()
    return row or 0, connection.execute(select(func.max(documents.c.added_at))).scalar() or ""


def _added_before(connection: Connection, time: str, ids: set[str]) -> set[str]:
    """Return those of the documents that were added before a time."""
    found: set[str] = set()
    names = sorted(ids)
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        query = select(documents.c.id).where(documents.c.id.in_(part), documents.c.added_at < time)
        found |= {row[0] for row in connection.execute(query)}
    return found
