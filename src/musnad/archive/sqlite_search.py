"""The full-text index of SQLite: words in, rows out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, func, select

from musnad.arabic.search_words import key
from musnad.archive import sqlite
from musnad.archive.tables import statements


def index(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Index the contents of new statements."""
    connection.exec_driver_sql(
        "INSERT INTO statement_words(rowid, content) VALUES (?, ?)", [(r["row"], key(r["content"])) for r in rows]
    )


def check_index(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the index: a place and what it is. It is held against one made anew, word by word.

    The index made anew is filled by `index` itself from what stands in `statements`, some thousand rows at a time, so
    that it has whatever `index` writes. Both are summed up a thousand rows a sum; only sums that differ are looked
    into.
    """
    with _vocabulary(connection) as kept:
        sums = _sums(kept)
        for first, texts in _made_anew(connection):
            made = _sums(texts)
            for part in sorted(made):
                if made[part] != sums.pop(part, 0):
                    yield from _difference(kept, texts, first)
        for part in sorted(sums):
            yield f"statement_words, rows {part * ROWS} to {part * ROWS + ROWS - 1}", "no statements have these words"


ROWS = 1_000  # of a sum
CHUNK = 20  # sums of an index made anew: 20,000 statements, some 20 MB in memory
_INSTANCES = "SELECT term, doc, col, offset FROM temp.statement_vocabulary"


@contextmanager
def _vocabulary(connection: Connection) -> Iterator[Connection]:
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.statement_vocabulary USING fts5vocab(main, statement_words, instance)"
    )
    yield connection
    connection.exec_driver_sql("DROP TABLE temp.statement_vocabulary")


def _sums(connection: Connection) -> dict[int, int]:
    """Sum up which word stands where; a sum is of `ROWS` rows, whatever the order in which they come."""
    sums: dict[int, int] = {}
    rows = connection.exec_driver_sql(_INSTANCES, execution_options={"yield_per": 10_000})
    for row in rows:
        part = row[1] // ROWS
        sums[part] = sums.get(part, 0) + hash(tuple(row))  # of this process alone, never kept
    return sums


def _made_anew(connection: Connection) -> Iterator[tuple[int, Connection]]:
    last = connection.execute(select(func.max(statements.c.row))).scalar() or 0
    for first in range(0, last + 1, ROWS * CHUNK):
        query = select(statements).where(statements.c.row.between(first, first + ROWS * CHUNK - 1))
        made = create_engine("sqlite://")
        with made.connect() as fresh:
            sqlite.create_index(fresh)
            rows = [dict(row) for row in connection.execute(query).mappings()]
            if rows:
                index(fresh, rows)
            with _vocabulary(fresh):
                yield first, fresh
        made.dispose()


def _difference(kept: Connection, made: Connection, first: int) -> Iterator[tuple[str, str]]:
    where = f" WHERE doc BETWEEN {first} AND {first + ROWS * CHUNK - 1}"
    here, there = ({tuple(row) for row in c.exec_driver_sql(_INSTANCES + where)} for c in (kept, made))
    for found, what in ((here - there, "the index has words that the statement hasn't"),
                        (there - here, "the index lacks words of the statement")):  # fmt: skip
        for row in sorted({row[1] for row in found}):
            words = sorted({word for word, doc, *_ in found if doc == row})
            yield f"statements, row {row}", f"{what}: {' '.join(words[:3])}"
