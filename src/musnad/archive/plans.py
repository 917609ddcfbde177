"""What to ask an index: what a query's tree comes to, for any back-end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from musnad.archive.places import ROW_BITS, ordinal
from musnad.archive.query import And, Days, InStory, Mark, Node, Not, Or, Words

HIGHEST = (1 << 63) - 1
DATED = 1 << ROW_BITS  # places below it have no day
_REJECTED = ("state", "rejected")


class Select(NamedTuple):
    """SQL that gives places in a column `place`, with its parameters.

    `rank` is the expression of how well a place fits, smaller is better, where the index doesn't order by itself.
    """

    sql: str
    parameters: dict[str, Any]
    rank: str | None = None


class Total(NamedTuple):
    """Where all results are counted already: the column of `statement_totals`, and what it counts and is rejected; None
    where nothing is."""

    column: str
    rejected: Select | None


class Plan(NamedTuple):
    """What to ask an index.

    Args:
        found: gives all results, and where `doubtful` is not None maybe others.
        sure, doubtful: the two parts of it: results for certain, and those to verify. Where they weren't asked for,
            all is doubtful or all is sure.
        ranked: `found` can give a `rank`.
        total: where they are counted already, if they are.
    """

    found: Select
    sure: Select
    doubtful: Select | None
    ranked: bool = False
    total: Total | None = None


def leaves_out_rejected(node: Node) -> bool:
    """Tell whether a part of a query is `NOT state:rejected`, which a search adds by itself."""
    return isinstance(node, Not) and isinstance(node.part, Mark) and (node.part.field, node.part.value) == _REJECTED


def pushed_down(node: Node, negative: bool) -> Node:
    """Return the tree with NOT at its leaves only, brackets of one kind in another flattened."""
    match node:
        case Not(part=part):
            return pushed_down(part, not negative)
        case And(parts=parts) | Or(parts=parts):
            kind = And if isinstance(node, And) is not negative else Or
            flat: list[Node] = []
            for part in (pushed_down(part, negative) for part in parts):
                flat += part.parts if isinstance(part, And | Or) and type(part) is kind else (part,)
            return kind(tuple(flat))
    return Not(node) if negative else node


def leaves(node: Node) -> Iterator[Node]:
    """Yield what a tree with NOT at its leaves asks for."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from leaves(part)
    else:
        yield node


def needs_sql(node: Node) -> bool:
    """Tell whether days or stories stand in a tree, which an index of words doesn't have."""
    return any(isinstance(leaf.part if isinstance(leaf, Not) else leaf, Days | InStory) for leaf in leaves(node))


def is_unsure(node: Node) -> bool:
    """Tell whether the index may find more than a leaf asks for.

    It has phrases by their skeletons, and the words of names beside what they may be read as.
    """
    leaf = node.part if isinstance(node, Not) else node
    if not isinstance(leaf, Words):
        return False
    if leaf.field != "content":
        return any(term.literal for term in leaf.terms)
    return len(leaf.terms) > 1 and not all(term.literal for term in leaf.terms)


def range_of(days: Sequence[Days]) -> tuple[int, int]:
    """Return the first and the last place of days all of which are asked for."""
    first, last = 0, HIGHEST
    for part in days:
        first = max(first, ordinal(part.first) << ROW_BITS if part.first else DATED)
        last = min(last, (ordinal(part.last) + 1 << ROW_BITS) - 1 if part.last else HIGHEST)
    return first, last
