"""Which entities are one: what spelling, imports and people say, put together.

`entity_now` is worked out anew from its column `own` and the living decisions whenever people decide something; what
stands in it otherwise grows by what documents bring. The order of decisions is theirs in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from musnad.archive.ledger import Decided, with_life
from musnad.archive.tables import aliases, entity_decisions, entity_now


class EntityDecision(Decided, frozen=True, kw_only=True):
    """What somebody decided about an entity: merge, split, rename, or the undo of one of these.

    Args:
        value: of a merge `{"into": id}`; of a split `{"member": id}` where an entity is taken out of those that it was
            one with, else `{"to": id}` with `documents` or `name`; of a rename `{"name": …}`; of an undo
            `{"decision": number}`.
    """

    kind: str
    entity: str


def decisions_of(connection: Connection, kinds: Iterable[str] = ()) -> list[EntityDecision]:
    """Return all decisions, or those of some kinds and their undos, in their order, with `live` told."""
    query = select(entity_decisions).order_by(entity_decisions.c.id)
    wanted = [*kinds]
    if wanted:
        query = query.where(entity_decisions.c.kind.in_([*wanted, "undo"]))
    return with_life(EntityDecision(**row) for row in connection.execute(query).mappings())


def living_splits(connection: Connection) -> list[dict[str, Any]]:
    """Return which namings people decided to be somebody else, as `entity_rows.apply_splits` takes them."""
    found = [
        {"entity": one.entity, **one.value}
        for one in decisions_of(connection, ["split"])
        if one.live and one.kind == "split" and "to" in one.value
    ]
    for split in found:  # a document that was read again may have another id now
        if "documents" in split:
            old = split["documents"]
            now = dict(connection.execute(select(aliases.c.id, aliases.c.now).where(aliases.c.id.in_(old))).all())
            split["documents"] = [now.get(id, id) for id in old]
    return found


def settle(connection: Connection) -> None:
    """Work out anew which entities are one."""
    own = {
        str(entity): (str(target), str(because))
        for entity, target, because in connection.execute(
            select(entity_now.c.entity, entity_now.c.own, entity_now.c.because).where(entity_now.c.own.is_not(None))
        )
    }
    parents = {entity: target for entity, (target, _) in own.items()}
    decided: set[str] = set()
    for one in decisions_of(connection, ["merge", "split"]):
        if not one.live:
            continue
        if one.kind == "merge":
            first, second = top(parents, one.entity), top(parents, one.value["into"])
            if first != second:
                parents[first] = second
                decided.add(first)
        elif "member" in one.value:
            _take_out(parents, one.value["member"])
    rows = []
    for entity in sorted({*parents, *own}):
        now = top(parents, entity)
        target, because = own.get(entity, (None, "decision"))
        if now != entity or target is not None:
            because = because if now == target and entity not in decided else "decision"
            rows.append({"entity": entity, "now": now, "own": target, "because": because})
    connection.execute(delete(entity_now))
    if rows:
        connection.execute(insert(entity_now), rows)


def top(parents: dict[str, str], entity: str) -> str:
    """Return the one that an entity is shown as; a ring, which no decision makes, ends where it began."""
    seen = {entity}
    while (following := parents.get(entity)) is not None and following not in seen:
        entity = following
        seen.add(entity)
    return entity


def _take_out(parents: dict[str, str], member: str) -> None:
    """Take an entity out of those that it is one with; of those that hang on it the first takes its place."""
    children = sorted(child for child, parent in parents.items() if parent == member)
    above = parents.pop(member, None)
    heir = above or (children[0] if children else None)
    for child in children:
        parents.pop(child, None)
        if child != heir and heir is not None:
            parents[child] = heir


def now_of(connection: Connection, entity: str) -> str:
    """Return the entity that one is shown as, itself where it is one with no other."""
    found = connection.execute(select(entity_now.c.now).where(entity_now.c.entity == entity)).scalar()
    return str(found) if found is not None else entity


def members_of(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Return entities and all those that are one with them, sorted."""
    given = sorted(set(ids))
    now: dict[str, str] = {}
    for n in range(0, len(given), 500):  # a question for each would be most of what a search takes
        query = select(entity_now.c.entity, entity_now.c.now).where(entity_now.c.entity.in_(given[n : n + 500]))
        now |= {str(id): str(other) for id, other in connection.execute(query)}
    found = {now.get(id, id) for id in given}
    listed = sorted(found)
    for n in range(0, len(listed), 500):
        members = select(entity_now.c.entity).where(entity_now.c.now.in_(listed[n : n + 500]))
        found.update(connection.execute(members).scalars())
    return sorted(found)
