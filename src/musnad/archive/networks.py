"""Who quotes whom, and who passes on whom: pairs of names with how often, among what a search finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from musnad.archive.paging import PagedSearch
from musnad.archive.tables import entities, entity_now, relays

MOST = 50_000  # statements, the newest first, that are looked at: a second's work
_AT_ONCE = 500
Role = Literal["speaker", "relay", "outlet"]


class Node(NamedTuple):
    """Somebody in a role; `entity` where it is known who that is."""

    role: Role
    name: str
    entity: str | None = None


class Edge(NamedTuple):
    """Who passed on whom, and in how many statements."""

    source: Node
    target: Node
    times: int


class Network(NamedTuple):
    """Edges from those who speak towards those who publish, the commonest first, of `statements` looked at."""

    edges: list[Edge]
    statements: int
    whole: bool


def network(connection: Connection, search: PagedSearch, *, most: int = MOST) -> Network:
    """Count who passes on whom among what a search finds: speaker → relay → outlet, speaker → outlet without a relay.

    Args:
        most: statements that are looked at, the newest first.
    """
    counts: Counter[tuple[Node, Node]] = Counter()
    looked = 0
    names = _entity_names(connection)
    rows = search.rows(connection, ["document", "outlet", "via", "who", "entity"])
    for part in _parts(rows, most):
        looked += len(part)
        passed = _relays_of(connection, [row["document"] for row in part])
        for row in part:
            entity = names.get(row["entity"] or "")
            speaker = Node("speaker", entity[1] if entity else row["who"], entity[0] if entity else None)
            through = [row["via"]] if row["via"] else passed.get(row["document"], [])
            way = [speaker, *(Node("relay", name) for name in through), Node("outlet", row["outlet"] or "")]
            known = [node for node in way if node.name]
            counts.update((a, b) for a, b in pairwise(known) if a.name != b.name)
    edges = [Edge(a, b, times) for (a, b), times in counts.items()]
    edges.sort(key=lambda edge: (-edge.times, _key(edge.source), _key(edge.target)))
    return Network(edges, looked, looked < most)


def _key(node: Node) -> tuple[str, str, str]:
    """Return what sorts nodes: of two with one name, one may be known and the other not."""
    return node.role, node.name, node.entity or ""


def _parts(rows: Iterator[dict[str, str | None]], most: int) -> Iterator[list[dict[str, str]]]:
    limited = islice(rows, most)
    while part := list(islice(limited, _AT_ONCE)):
        yield part  # type: ignore[misc]


def _relays_of(connection: Connection, documents: Sequence[str]) -> dict[str, list[str]]:
    """Return who passed on the whole document, nearest to the speaker first."""
    found: dict[str, list[str]] = {}
    query = select(relays.c.document, relays.c.text).where(relays.c.document.in_(sorted(set(documents))))
    for document, text in connection.execute(query.order_by(relays.c.document, relays.c.position)):
        found.setdefault(document, []).append(text)
    return found


def _entity_names(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return, by any id of an entity, the id and the name that it is shown as."""
    shown = {id: name for id, name in connection.execute(select(entities.c.id, entities.c.name))}
    now = dict(connection.execute(select(entity_now.c.entity, entity_now.c.now)).all())
    return {id: (now.get(id, id), shown.get(now.get(id, id), name)) for id, name in shown.items()}
