"""From an older schema to the present one, a step a version; each runs in the transaction that opens the archive."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, update

from musnad.archive.sqlite_search import renew_totals
from musnad.archive.tables import SCHEMA_VERSION, settings

STEPS: dict[int, Callable[[Connection], None]] = {
    1: renew_totals,  # of common words, too
}
"""What brings a schema of the version in the key to the next one."""


def migrate(connection: Connection, version: int) -> None:
    """Bring an archive of `version` to the present schema."""
    for step in range(version, SCHEMA_VERSION):
        STEPS[step](connection)
    connection.execute(update(settings).where(settings.c.name == "schema").values(value=str(SCHEMA_VERSION)))
