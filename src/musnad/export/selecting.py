"""What a query finds, as ids of statements: the one place at which export meets search."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, select

from musnad.arabic.search_words import key
from musnad.archive.tables import statements
from musnad.errors import QueryError

_SYNTAX = re.compile(r'[:"()=]|\b(?:AND|OR|NOT)\b')
_CHUNK = 1000  # rows that are fetched at a time


def selected(connection: Connection, query: str) -> Iterator[str]:
    """Yield the ids of the statements that a query finds, in any order, each once, in the transaction of `connection`.

    The empty query finds everything that is not rejected; words find what has them all.

    Raises:
        QueryError: the query has more than words.
    """
    words = _words(query)
    found = select(statements.c.id, statements.c.content).where(statements.c.state != "rejected")
    for id, content in connection.execute(found.execution_options(yield_per=_CHUNK)):
        if not words or words <= set(key(content).split()):
            yield id


def understood(query: str) -> str:
    """Return a query as it is understood, for the manifest: the same for all ways to write it."""
    return " ".join(sorted(_words(query)))


def _words(query: str) -> set[str]:
    if odd := _SYNTAX.search(query):
        raise QueryError(f"query: {odd[0]!r} at character {odd.start() + 1}; words alone can be exported so far")
    return set(key(query).split())
