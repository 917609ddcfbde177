"""What a query finds, as ids of statements: the one place at which export meets search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from musnad.archive.query import parse
from musnad.archive.searching import Search


def selected(connection: Connection, query: str) -> Iterator[str]:
    """Yield the ids of the statements that a query finds, each once, in the transaction of `connection`.

    The empty query finds everything that is not rejected.

    Raises:
        QueryError: the query can't be read.
    """
    for result in Search(connection.engine, query).results(connection):
        yield result.id


def understood(query: str) -> str:
    """Return a query as it is understood, for the manifest: the same whatever blanks and brackets it has."""
    return json.dumps(_without_places(msgspec.to_builtins(parse(query))), ensure_ascii=False, sort_keys=True)


def _without_places(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _without_places(value) for name, value in node.items() if name not in ("start", "end")}
    return [_without_places(part) for part in node] if isinstance(node, list | tuple) else node
