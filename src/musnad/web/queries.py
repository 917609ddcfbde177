"""The two boxes, who and what, and the query behind them: put together, and taken apart again.

What a box can't hold, fields, brackets, days, stands in the rest of the query, shown and editable as it is.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.archive.query import And, Everything, Node, Not, Or, Words, parse
from musnad.errors import QueryError

_MARKS = "\"'“”„‟«»″＂❝❞‘’‚‛‹›"  # around values, as `archive.query` takes them


class Boxes(NamedTuple):
    """A query as the search page holds it."""

    who: str = ""
    what: str = ""
    rest: str = ""


class Part(NamedTuple):
    """A field of a query that stands for itself, and the query without it."""

    text: str
    without: str


def quoted(name: str) -> str:
    """Return a name as one value of a field, whatever marks stand in it."""
    inner = " ".join("".join(" " if c in _MARKS else c for c in name).split())
    return f'"{inner}"'


def composed(boxes: Boxes) -> str:
    """Return the query of the boxes.

    Raises:
        QueryError: a box holds what can't be read.
    """
    what, rest = boxes.what.strip(), boxes.rest.strip()
    parts = []
    if boxes.who.strip():
        parts.append(f"who:{quoted(boxes.who)}")
    if (what and parts) or (what and rest):
        what = f"({what})" if isinstance(parse(what), Or) else what
    if rest and (parts or what):
        rest = f"({rest})" if isinstance(parse(rest), Or) else rest
    return " ".join(part for part in (what, *parts, rest) if part)


def taken_apart(query: str) -> Boxes:
    """Return the boxes of a query; one that isn't a row of words and fields stands in one of them whole."""
    try:
        node = parse(query)
    except QueryError:
        return Boxes(rest=query)
    if isinstance(node, Everything):
        return Boxes()
    if isinstance(node, Or) and all(isinstance(part, Words) and part.field == "content" for part in node.parts):
        return Boxes(what=query)
    who, what, rest = "", [], []
    for part in _parts(node):
        place = _place(part)
        if place is None:
            return Boxes(rest=query)
        text = query[place[0] : place[1]]
        if isinstance(part, Words) and part.field == "who" and not who and not any(t.literal for t in part.terms):
            who = text.partition(":")[2].strip(_MARKS)
        elif isinstance(part, Words) and part.field == "content":
            what.append(text)
        else:
            rest.append(text)
    return Boxes(who, " ".join(what), " ".join(rest))


def parts_of(query: str) -> list[Part]:
    """Return the fields of a query with what is left without each; none where the query is more than a row of parts."""
    try:
        node = parse(query)
    except QueryError:
        return []
    found = []
    for part in _parts(node):
        place = _place(part)
        if place is None:
            return []
        if not (isinstance(part, Words) and part.field == "content"):
            start, end = place
            found.append(Part(query[start:end], " ".join((query[:start] + " " + query[end:]).split())))
    return found


def narrowed(query: str, field: str, value: str) -> str:
    """Return a query for those of its results that have a value."""
    if field == "month":
        more = f"since:{value} until:{value}"
    elif field in ("who", "outlet"):
        more = f"{field}:{quoted(value)}"
    else:
        more = f"{field}:{value}"
    if isinstance(parse(query), Or):
        query = f"({query})"
    return f"{query} {more}".strip()


def _parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, And) else (node,)


def _place(node: Node) -> tuple[int, int] | None:
    """Return where a word or a field stands; None for what is more than one, or has a NOT before it."""
    return None if isinstance(node, Not | And | Or | Everything) else (node.start, node.end)
