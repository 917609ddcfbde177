"""Entities that come with documents: their rows, and which of them are one by the spelling of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert, select

from musnad.arabic.spellings import name_words, same_name, spelling_key
from musnad.archive.entity_rows import entity_rows, terms_of
from musnad.archive.tables import entities, entity_now, entity_terms
from musnad.document import Document

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
    connection.execute(insert(entities), rows)
    terms = [{"term": term, "entity": row["id"]} for row in rows for term in sorted(terms_of(row["names"]))]
    if terms:
        connection.execute(insert(entity_terms), terms)
    for row in rows:
        if row["id"].startswith("name/"):
            _join_spellings(connection, row)


def _join_spellings(connection: Connection, row: dict[str, Any]) -> None:
    """Let a person in no catalogue be one with those whose full name is a spelling of the same.

    Only names of three words and more, or with a word that is no common one, come here under an id of their name
    alone, so that a namesake is unlikely; what stands in `entity_now` by a decision stays.
    """
    parts = name_words(row["name"])
    if len(parts) < 2:
        return
    first, last = (
        select(entity_terms.c.entity).where(entity_terms.c.term == spelling_key(part)) for part in (parts[0], parts[-1])
    )
    query = select(entities.c.id, entities.c.name).where(
        entities.c.id.in_(first), entities.c.id.in_(last), entities.c.id != row["id"], entities.c.id.startswith("name/")
    )
    if connection.execute(select(entity_now.c.entity).where(entity_now.c.entity == row["id"])).first():
        return  # an import or a decision has it
    same = [str(id) for id, name in connection.execute(query) if same_name(row["name"], name)]
    if not same:
        return
    now = dict(connection.execute(select(entity_now.c.entity, entity_now.c.now).where(entity_now.c.entity.in_(same))).all())
    target = min(now.get(id, id) for id in same)
    connection.execute(
        insert(entity_now), {"entity": row["id"], "now": target, "own": target, "because": "spelling"}
    )
