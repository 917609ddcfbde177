"""From an older schema to the present one, a step a version; each runs in the transaction that opens the archive.

A step must go on making what it made when it was new, so it names its tables itself where a later schema changes them.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table, text, update

from musnad.archive.sqlite_search import renew_totals
from musnad.archive.tables import (
    SCHEMA_VERSION,
    copies,
    copy_keys,
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


def _add_entities(connection: Connection) -> None:
    """1 → 2: who speakers are across documents, and labels. They are read when the documents are read again.

    And the totals of common words; and copies and stories, which `musnad stories --find` finds.
    """
    _make_anew(connection, speakers)
    _make_anew(connection, statements)
    labels.drop(connection)  # nothing ever stood in it
    made = (labels, entities, entity_terms, entity_now, entity_decisions, stories, story_members, fingerprints, copies,
            copy_keys, story_keys, story_aliases, story_decisions)  # fmt: skip
    for table in made:
        table.create(connection)
    renew_totals(connection)


def _make_anew(connection: Connection, table: Table) -> None:
    """Make a table as it is now, with what stood in it; columns that are new are null."""
    old = f"{table.name}_before"
    connection.execute(text(f"ALTER TABLE {table.name} RENAME TO {old}"))
    for index in table.indexes:
        connection.execute(text(f"DROP INDEX IF EXISTS {index.name}"))
    table.create(connection)
    names = ", ".join(f'"{row[1]}"' for row in connection.execute(text(f"PRAGMA table_info({old})")))
    connection.execute(text(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {old}"))
    connection.execute(text(f"DROP TABLE {old}"))


STEPS: dict[int, Callable[[Connection], None]] = {1: _add_entities}
"""What brings a schema of the version in the key to the next one."""


def migrate(connection: Connection, version: int) -> None:
    """Bring an archive of `version` to the present schema."""
    for step in range(version, SCHEMA_VERSION):
        STEPS[step](connection)
    connection.execute(update(settings).where(settings.c.name == "schema").values(value=str(SCHEMA_VERSION)))
