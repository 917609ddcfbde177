"""Who speakers are across documents, as it is shown: the entity that one is now, its name, all its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, select

from musnad.archive.tables import entities, entity_now
from musnad.errors import ArchiveError

_CHUNK = 500  # ids that are looked up at a time: SQLite takes 999 values in a query, in its oldest versions


class KeptEntity(NamedTuple):
    """An entity as it is shown; `names` are its own and those of all that are one with it, by their ids."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]


def read_entities(connection: Connection, ids: Iterable[str]) -> dict[str, KeptEntity]:
    """Return who some entities are now, by the ids that documents have.

    Raises:
        ArchiveError: there is no such entity.
    """
    wanted = sorted({*ids})
    now = {id: id for id in wanted}
    for part in _parts(wanted):
        found = select(entity_now.c.entity, entity_now.c.now).where(entity_now.c.entity.in_(part))
        now.update((str(entity), str(one)) for entity, one in connection.execute(found))
    shown = _shown(connection, sorted({*now.values()}))
    for id, one in now.items():
        if one not in shown:
            raise ArchiveError(f"entity {one}: documents name it ({id}), and it is not there; run `musnad check`")
    return {id: shown[one] for id, one in now.items()}


def _shown(connection: Connection, tops: list[str]) -> dict[str, KeptEntity]:
    found: dict[str, KeptEntity] = {}
    for part in _parts(tops):
        others = _names_of_others(connection, part)
        for row in connection.execute(select(entities).where(entities.c.id.in_(part))).mappings():
            names = [row["name"], *row["names"], *others[row["id"]]]
            found[row["id"]] = KeptEntity(row["id"], row["kind"], row["name"], tuple(dict.fromkeys(names)))
    return found


def _names_of_others(connection: Connection, tops: list[str]) -> dict[str, list[str]]:
    """Return the names of those that are one with some entities, by the id of these."""
    joined = entity_now.join(entities, entities.c.id == entity_now.c.entity)
    query = select(entity_now.c.now, entities.c.name, entities.c.names).select_from(joined)
    found: dict[str, list[str]] = defaultdict(list)
    for now, name, names in connection.execute(query.where(entity_now.c.now.in_(tops)).order_by(entities.c.id)):
        found[now] += [name, *names]
    return found


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    left = iter(ids)
    while part := list(islice(left, _CHUNK)):
        yield part
