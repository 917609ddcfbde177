"""Entities that come with documents or files: their rows, and which of them are one by the spelling of their names.

An entity that documents name (of the lexicon, or by its full name) is an imported one where that alone has its name and
nothing speaks against it. People in no catalogue are one where their full names are spellings of one. `entity_now.own`
holds both; the same comes out in whatever order documents and files come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from musnad.arabic.spellings import name_words, same_name
from musnad.archive.backends import backend_of
from musnad.archive.entity_links import now_of, settle
from musnad.archive.entity_rows import entity_rows, is_latin, terms_of, whole_terms
from musnad.archive.tables import entities, entity_decisions, entity_now, entity_terms
from musnad.document import Document
from musnad.lexicon.entities import body_key

MOST_BOUND = 500  # values in one question; SQLite takes 32,766


def keep_entities(connection: Connection, documents: Sequence[Document]) -> None:
    """Write down the entities that documents name and that aren't there yet."""
    wanted: dict[str, dict[str, Any]] = {}
    for document in documents:
        for id, row in entity_rows(document).items():
            wanted.setdefault(id, row)
    present = known_entities(connection, wanted)
    add_entities(connection, [row for id, row in wanted.items() if id not in present])


def known_entities(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return those ids that are there."""
    found: set[str] = set()
    rest = iter(ids)
    while part := list(islice(rest, MOST_BOUND)):
        found.update(connection.execute(select(entities.c.id).where(entities.c.id.in_(part))).scalars())
    return found


def add_entities(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write down new entities, and join those whose names are spellings of one."""
    if not rows:
        return
    insert_entities(connection, rows)
    imports = select(entities.c.id).where(entities.c.source == "import").limit(1)
    with_imports = connection.execute(imports).first() is not None
    may_join = [row for row in rows if row["id"].startswith("name/") or (with_imports and may_be_imported(row))]
    shared = _shared(connection, {term for row in may_join for term in whole_terms(row["names"])})
    for row in may_join:
        if not shared.isdisjoint(whole_terms(row["names"])):
            join(connection, row)
    if connection.execute(select(entity_decisions.c.id).limit(1)).first() is not None:
        settle(connection)


def insert_entities(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write down entities and the words that they are found by."""
    backend = backend_of(connection)
    backend.insert_rows(connection, entities, rows)
    terms = [{"term": term, "entity": row["id"]} for row in rows for term in sorted(terms_of(row["names"]))]
    if terms:
        backend.insert_rows(connection, entity_terms, terms)


def may_be_imported(row: dict[str, Any]) -> bool:
    """Tell whether an entity is one that a file may know better: of the lexicon, or by a full name."""
    return row["id"].partition("/")[0] in ("name", "body", "person", "organisation")


def join(connection: Connection, row: dict[str, Any]) -> None:
    """Let an entity that documents name be the imported one of its name, or one with those whose spelling its name is.

    Args:
        row: of `entities`.
    """
    others = alike(connection, row)
    imported = [other["id"] for other in others if other["source"] == "import"]
    if imported or not row["id"].startswith("name/"):
        left = _members(connection, [row["id"]])
        certain = len(imported) == 1 and not _has_double(connection, row, imported[0])
        _put(connection, [row["id"]], imported[0] if certain else None, "import")
        if certain and left != [row["id"]]:  # those that were one with it are so no more
            rest = [id for id in left if id != row["id"]]
            _put(connection, rest, min(rest), "spelling")
        return
    own = _own(connection, [other["id"] for other in others])
    by_name = (other["id"] for other in others if other["id"].startswith("name/"))
    same = [id for id in by_name if own.get(id, id).startswith("name/")]
    group = _members(connection, [row["id"], *same])
    _put(connection, group, min(group), "spelling")


def alike(connection: Connection, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the other entities whose name is a spelling of this one's, where nothing speaks against it."""
    return [other for other in _candidates(connection, row) if _same(row, other)]


def _own(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return which entities are others by themselves."""
    query = select(entity_now.c.entity, entity_now.c.own).where(entity_now.c.own.is_not(None))
    return {str(entity): str(own) for entity, own in connection.execute(query.where(entity_now.c.entity.in_(ids)))}


def _members(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Return people in no catalogue with all those whose names are spellings of one with theirs, sorted."""
    firsts = {first for id, first in _own(connection, ids).items() if first.startswith("name/")}
    found = {*ids, *firsts}
    query = select(entity_now.c.entity).where(entity_now.c.own.in_(sorted(found)), entity_now.c.because != "import")
    return sorted(found | {*connection.execute(query).scalars()})


def _put(connection: Connection, ids: Sequence[str], own: str | None, because: str) -> None:
    """Write down that entities are one by themselves, or none; what people decided is put on top by `settle`."""
    connection.execute(delete(entity_now).where(entity_now.c.entity.in_(ids)))
    now = None if own is None else now_of(connection, own)
    rows = [{"entity": id, "now": now, "own": own, "because": because} for id in ids if own is not None and id != own]
    if rows:
        connection.execute(insert(entity_now), rows)


def _shared(connection: Connection, terms: Iterable[str]) -> set[str]:
    """Return those terms that several entities have."""
    found: set[str] = set()
    rest = iter(sorted(terms))
    while part := list(islice(rest, MOST_BOUND)):
        query = select(entity_terms.c.term).where(entity_terms.c.term.in_(part)).group_by(entity_terms.c.term)
        found.update(connection.execute(query.having(func.count() > 1)).scalars())
    return found


def _candidates(connection: Connection, row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the other entities of its kind that have the first and the last word of one of its full names."""
    having = select(entity_terms.c.entity).where(entity_terms.c.term.in_(sorted(whole_terms(row["names"]))))
    query = select(entities).where(
        entities.c.kind == row["kind"], entities.c.id != row["id"], entities.c.id.in_(having)
    )
    return [dict(one) for one in connection.execute(query.order_by(entities.c.id)).mappings()]


def full_names(row: dict[str, Any]) -> list[str]:
    """Return those Arabic names of an entity that can tell who it is: of people those of two words and more."""
    arabic = [name for name in row["names"] if not is_latin(name)]
    return arabic if row["kind"] != "person" else [name for name in arabic if len(name_words(name)) > 1]


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two entities of a kind have one name, and nothing speaks against it."""
    if one["country"] and other["country"] and one["country"] != other["country"]:
        return False
    mine, theirs = full_names(one), full_names(other)
    if one["kind"] == "person":
        return any(same_name(a, b) for a in mine for b in theirs)
    return not {*map(body_key, mine)}.isdisjoint(map(body_key, theirs))


def _has_double(connection: Connection, row: dict[str, Any], id: str) -> bool:
    """Tell whether the imported one is as well another of the catalogue: then nothing tells which."""
    imported = dict(connection.execute(select(entities).where(entities.c.id == id)).mappings().one())
    family = row["id"].partition("/")[0]
    if family not in ("person", "organisation"):
        return False
    return any(
        other["id"].startswith(f"{family}/") and other["id"] != row["id"] and _same(other, imported)
        for other in _candidates(connection, imported)
    )
