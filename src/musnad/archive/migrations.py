"""From an older schema to the present one, a step a version; each runs in the transaction that opens the archive.

A step must go on making what it made when it was new, so it names its tables itself where a later schema changes them.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table, select, text, update

from musnad.archive import packing_2
from musnad.archive.backends import backend_of
from musnad.archive.packing import pack_document
from musnad.archive.tables import (
    SCHEMA_VERSION,
    copies,
    copy_keys,
    documents,
    entities,
    entity_decisions,
    entity_now,
    entity_terms,
    fingerprints,
    labels,
    settings,
    speakers,
    statements,
    stories,
    story_aliases,
    story_decisions,
    story_keys,
    story_members,
)
from musnad.archive.worded import WORDS


def _add_entities(connection: Connection) -> None:
    """1 → 2: who speakers are across documents, and labels. They are read when the documents are read again.

    And copies and stories, which `musnad stories --find` finds.
    """
    _make_anew(connection, speakers)
    _make_anew(connection, statements)
    labels.drop(connection)  # nothing ever stood in it
    made = (labels, entities, entity_terms, entity_now, entity_decisions, stories, story_members, fingerprints, copies,
            copy_keys, story_keys, story_aliases, story_decisions)  # fmt: skip
    for table in made:
        table.create(connection)


def _leave_words_out(connection: Connection) -> None:
    """2 → 3: documents are packed in half the room, and statements cut their words from them.

    The index is made anew, since places in it are others, and so is what copies and stories are found by.
    """
    from musnad.archive.story_renewing import renew_all  # it asks for this module

    if connection.dialect.name == "sqlite":
        _make_anew(connection, statements)
    else:
        for name in WORDS:
            connection.execute(text(f"ALTER TABLE statements DROP COLUMN IF EXISTS {name}"))
    for id in connection.execute(select(documents.c.id)).scalars().all():
        here = documents.c.id == id
        packed = connection.execute(select(documents.c.packed).where(here)).scalar_one()
        connection.execute(update(documents).where(here).values(packed=pack_document(packing_2.unpack_document(packed))))
    renew_all(connection)
    backend_of(connection).reindex(connection)


def _make_anew(connection: Connection, table: Table) -> None:
    """Make a table as it is now, with what stood in it; columns that are new are null, those that went are left out."""
    old = f"{table.name}_before"
    connection.execute(text(f"ALTER TABLE {table.name} RENAME TO {old}"))
    for index in table.indexes:
        connection.execute(text(f"DROP INDEX IF EXISTS {index.name}"))
    table.create(connection)
    there = [row[1] for row in connection.execute(text(f"PRAGMA table_info({old})"))]
    names = ", ".join(f'"{name}"' for name in there if name in table.c)
    connection.execute(text(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {old}"))
    connection.execute(text(f"DROP TABLE {old}"))


STEPS: dict[int, Callable[[Connection], None]] = {1: _add_entities, 2: _leave_words_out}
"""What brings a schema of the version in the key to the next one."""


def migrate(connection: Connection, version: int) -> None:
    """Bring an archive of `version` to the present schema."""
    for step in range(version, SCHEMA_VERSION):
        STEPS[step](connection)
    connection.execute(update(settings).where(settings.c.name == "schema").values(value=str(SCHEMA_VERSION)))
