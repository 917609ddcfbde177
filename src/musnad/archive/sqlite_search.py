"""The full-text index of SQLite: words in, rows out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from musnad.arabic.search_words import key


def index(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Index the contents of new statements."""
    connection.exec_driver_sql(
        "INSERT INTO statement_words(rowid, content) VALUES (?, ?)", [(r["row"], key(r["content"])) for r in rows]
    )


def remove(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Take statements out of the index; `rows` as they were when they were indexed."""
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO statement_words(statement_words, rowid, content) VALUES ('delete', ?, ?)",
            [(r["row"], key(r["content"])) for r in rows],
        )
