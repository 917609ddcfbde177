"""Copies and stories in a search: `story:` knows its statements, `copies:fold` shows one of several copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from musnad.archive.places import place_of
from musnad.archive.query import And, Fold, InStory, Node, Not, Or
from musnad.archive.story_rows import story_number
from musnad.archive.tables import statements, story_members

_AT_ONCE = 500  # rows in one command of SQL: back-ends limit them


def with_stories(connection: Connection, node: Node) -> Node:
    """Return the tree of a query in which `story:` knows the statements of its story.

    Raises:
        ArchiveError: there is no such story, or there are several.
    """
    match node:
        case And(parts=parts) | Or(parts=parts):
            return type(node)(tuple(with_stories(connection, part) for part in parts))
        case Not(part=part):
            return Not(with_stories(connection, part))
        case InStory(story=story):
            members = select(story_members.c.document).where(story_members.c.story == story_number(connection, story))
            query = select(statements.c.row, statements.c.day).where(statements.c.document.in_(members))
            rows = [dict(row) for row in connection.execute(query).mappings()]
            return msgspec.structs.replace(
                node, rows=frozenset(row["row"] for row in rows), places=tuple(sorted(map(place_of, rows)))
            )
    return node


def without_fold(node: Node) -> tuple[Node, bool]:
    """Return a query without `copies:fold`, and whether it had it."""
    parts = node.parts if isinstance(node, And) else (node,)
    left = tuple(part for part in parts if not isinstance(part, Fold))
    return (And(left), True) if len(left) < len(parts) else (node, False)


class Folding(NamedTuple):
    """Which results are not shown, by row, and for those that are how many documents they stand for, if several."""

    hidden: frozenset[int]
    copies: dict[int, int]


UNFOLDED = Folding(frozenset(), {})


def fold(connection: Connection, rows: Sequence[int]) -> Folding:
    """Fold results: of documents that are copies of each other those of one are shown.

    It is the one with most results, the earliest of equals.

    Args:
        rows: of all statements that were found.
    """
    groups: dict[int, dict[int, list[int]]] = {}
    times: dict[int, tuple[bool, int, int]] = {}
    joined = statements.join(story_members, story_members.c.document == statements.c.document)
    query = select(statements.c.row, story_members.c.number, story_members.c.fold, story_members.c.at)
    query = query.select_from(joined).where(story_members.c.fold.is_not(None))
    for start in range(0, len(rows), _AT_ONCE):
        part = statements.c.row.in_(rows[start : start + _AT_ONCE])
        for row, number, group, at in connection.execute(query.where(part)):
            groups.setdefault(group, {}).setdefault(number, []).append(row)
            times[number] = at is None, at or 0, number
    hidden: set[int] = set()
    copies: dict[int, int] = {}
    for found in groups.values():
        shown = min(found, key=lambda number: (-len(found[number]), times[number]))
        copies.update(dict.fromkeys(found[shown], len(found)))
        hidden.update(row for number, own in found.items() if number != shown for row in own)
    return Folding(frozenset(hidden), copies)
