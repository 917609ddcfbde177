"""Ids as people give them: whole, the beginning of one, or an old one that a rereading replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from musnad.archive.tables import aliases, documents, kept, statements
from musnad.errors import ArchiveError

_MOST_NAMED = 5  # candidates that a message names
_MOST_BOUND = 500  # ids in one command of SQL: back-ends limit them
_LAST = "\U0010ffff"  # sorts behind every character of an id


class Found(NamedTuple):
    """An id that is there, and what it is of."""

    kind: Literal["statement", "document"]
    id: str


def find_id(connection: Connection, given: str, *, statements_only: bool = False) -> Found:
    """Return what an id, or an unambiguous beginning of one, means; a whole id goes before a beginning.

    Args:
        given: of a statement or a document, present or replaced by a rereading.
        statements_only: documents are not looked at.
    Raises:
        ArchiveError: there is none, or there are several.
    """
    wanted = "statement" if statements_only else "statement or document"
    try:
        given.encode("utf-8")
    except UnicodeEncodeError:
        given = ""
    if not given:
        raise ArchiveError(f"no id is given; give that of a {wanted}")
    found = _matching(connection, given, whole=True)[:1] or _matching(connection, given, whole=False)
    if statements_only:
        found = [one for one in found if one.kind == "statement"]
    found = list(dict.fromkeys(found))
    if not found:
        raise ArchiveError(f"no {wanted} has the id {given!r} or one that begins so")
    if len(found) > 1:
        named = ", ".join(one.id for one in found[:_MOST_NAMED]) + (", …" if len(found) > _MOST_NAMED else "")
        raise ArchiveError(f"several ids begin with {given!r}: {named}; give more of it")
    return found[0]


def _matching(connection: Connection, given: str, *, whole: bool) -> list[Found]:
    found = []
    for kind, column, target in (
        ("statement", statements.c.id, statements.c.id), ("statement", kept.c.statement, kept.c.statement),
        ("document", documents.c.id, documents.c.id), (None, aliases.c.id, aliases.c.now),
    ):  # fmt: skip
        query = select(target if kind else aliases.c.kind, target)
        query = query.where(column == given) if whole else query.where(column >= given, column < given + _LAST)
        for first, id in connection.execute(query.order_by(column).limit(_MOST_NAMED + 1)):
            found.append(Found(kind or first, id))  # type: ignore[arg-type]
    return found


def rename(connection: Connection, kind: str, renamed: dict[str, str]) -> None:
    """Keep old ids as aliases of those that replace them."""
    for old, new in renamed.items():
        if old != new:
            connection.execute(update(aliases).where(aliases.c.now == old).values(now=new))
            connection.execute(delete(aliases).where(aliases.c.id.in_([old, new])))
            connection.execute(insert(aliases), {"id": old, "now": new, "kind": kind})


def forget(connection: Connection, present: set[str], gone: set[str], document: str) -> None:
    """Drop aliases of statements that are there again, and let those of statements that went lead to their document."""
    for ids in _parts(present | gone):
        connection.execute(delete(aliases).where(aliases.c.id.in_(ids)))
    for ids in _parts(gone):
        there = aliases.c.now.in_(ids)
        connection.execute(update(aliases).where(there).values(now=document, kind="document"))
        connection.execute(insert(aliases), [{"id": id, "now": document, "kind": "document"} for id in ids])


def _parts(ids: set[str]) -> Iterator[list[str]]:
    listed = sorted(ids)
    return (listed[n : n + _MOST_BOUND] for n in range(0, len(listed), _MOST_BOUND))


def current_id(connection: Connection, kind: str, id: str) -> str:
    """Return the id that replaced `id`, or itself where it is there."""
    column = documents.c.id if kind == "document" else statements.c.id
    if connection.execute(select(column).where(column == id)).first():
        return id
    found = connection.execute(select(aliases.c.now).where(aliases.c.id == id, aliases.c.kind == kind)).scalar()
    return id if found is None else str(found)
