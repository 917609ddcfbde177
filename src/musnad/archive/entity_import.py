"""Entities from a file into an archive: all of it or nothing, the same file again changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from musnad.archive.entity_files import EntityFile, Imported, read_entity_file
from musnad.archive.entity_keeping import MOST_BOUND, alike, insert_entities, join, known_entities, may_be_imported
from musnad.archive.entity_links import settle, top
from musnad.archive.entity_rows import terms_of
from musnad.archive.tables import entities, entity_now, entity_terms
from musnad.errors import ArchiveError


class ImportedEntities(msgspec.Struct, frozen=True):
    """What an import did.

    Args:
        new, changed, same: entities of the file that were not there, had other names, were there as they are.
        left_out: lines of other schemata than people and organisations.
        linked: entities of the archive's documents that are imported ones now, of this file or an earlier one.
    """

    new: int
    changed: int
    same: int
    left_out: int
    linked: int


def import_entities(connection: Connection, path: str | os.PathLike[str]) -> ImportedEntities:
    """Read a file of entities into an archive.

    Args:
        path: see `entity_files.read_entity_file`.
    Raises:
        InputError: an entity in it can't be taken; nothing is.
        ArchiveError: it makes a ring with what was imported before.
    """
    file = read_entity_file(path)
    rows = {f"import/{id}": _row(entity) for id, entity in file.entities.items()}
    before = _present(connection, rows)
    changed = [row for id, row in rows.items() if id in before and not _is(before[id], row)]
    new = [row for id, row in rows.items() if id not in before]
    touched = _alike(connection, [before[row["id"]] for row in changed])
    _change(connection, changed, before)
    for start in range(0, len(new), MOST_BOUND):
        insert_entities(connection, new[start : start + MOST_BOUND])
    touched |= _alike(connection, [*changed, *new])
    _refer(connection, file, os.fspath(path))
    for id in sorted(touched):
        join(connection, touched[id])
    settle(connection)
    return ImportedEntities(
        new=len(new), changed=len(changed), same=len(rows) - len(new) - len(changed), left_out=file.left_out,
        linked=_linked(connection),
    )  # fmt: skip


def _linked(connection: Connection) -> int:
    query = select(entity_now.c.entity).where(entity_now.c.because == "import")
    return len(connection.execute(query.where(~entity_now.c.entity.startswith("import/"))).all())


def _row(entity: Imported) -> dict[str, Any]:
    return {"id": f"import/{entity.id}", "kind": entity.kind, "name": entity.names[0], "country": entity.country,
            "source": "import", "names": list(entity.names)}  # fmt: skip


def _is(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell whether an entity is there as it comes; the name that it is shown as may be a person's decision."""
    return all(old[key] == new[key] for key in ("kind", "country", "names"))


def _present(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    wanted, found = [*ids], dict[str, dict[str, Any]]()
    for start in range(0, len(wanted), MOST_BOUND):
        query = select(entities).where(entities.c.id.in_(wanted[start : start + MOST_BOUND]))
        found.update((row["id"], dict(row)) for row in connection.execute(query).mappings())
    return found


def _change(connection: Connection, rows: Iterable[dict[str, Any]], before: Mapping[str, Mapping[str, Any]]) -> None:
    """Give entities their new names; one that somebody renamed is shown as before."""
    for row in rows:
        old = before[row["id"]]
        if old["kind"] != row["kind"]:
            raise ArchiveError(f"{row['id']} is {old['kind']} in the archive, in this file {row['kind']}")
        shown = old["name"] if old["name"] != old["names"][0] else row["name"]
        values = {key: row[key] for key in ("country", "names")} | {"name": shown}
        connection.execute(update(entities).where(entities.c.id == row["id"]).values(**values))
        connection.execute(delete(entity_terms).where(entity_terms.c.entity == row["id"]))
        terms = [{"term": term, "entity": row["id"]} for term in sorted(terms_of(row["names"]))]
        connection.execute(insert(entity_terms), terms)


def _alike(connection: Connection, rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the entities of documents that have one of these names, or had."""
    return {other["id"]: other for row in rows for other in alike(connection, row) if may_be_imported(other)}


def _refer(connection: Connection, file: EntityFile, path: str) -> None:
    """Let the entities that others name as their own be those, where both are in the archive."""
    present = known_entities(connection, {f"import/{id}" for one in file.entities.values() for id in one.same})
    parents = {
        str(entity): str(own)
        for entity, own in connection.execute(
            select(entity_now.c.entity, entity_now.c.own).where(entity_now.c.entity.startswith("import/"))
        )
    }
    for entity in file.entities.values():
        for other in entity.same:
            first, second = f"import/{other}", f"import/{entity.id}"
            if first not in present:
                continue
            if top(parents, second) == first:
                raise ArchiveError(f"{path}:{entity.line}: {entity.id} names {other} as its own, which is one with it "
                                   "the other way round by an earlier import")  # fmt: skip
            parents[first] = second
            connection.execute(delete(entity_now).where(entity_now.c.entity == first))
            values = {"entity": first, "now": second, "own": second, "because": "import"}
            connection.execute(insert(entity_now), values)
