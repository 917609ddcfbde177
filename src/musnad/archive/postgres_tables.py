"""The tables in PostgreSQL, and COPY: rows by the thousand.

They are those of `tables.py` with the types that hold what SQLite's do: text of any length that is ordered by its code
points, whole numbers of 64 bits, and numbers of rows that go on from the last one that is there.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DefaultClause,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.exc import DBAPIError

from musnad.archive.postgres_driver import is_loss
from musnad.archive.tables import metadata

_LONG = ("documents_address", "pages_once")  # of addresses, which may be longer than a B-tree takes
_BESIDE = (
    "CREATE INDEX IF NOT EXISTS documents_address ON documents USING hash (address)",
    "CREATE UNIQUE INDEX IF NOT EXISTS pages_once ON pages (sha256, md5(url), md5(name))",
)


def create_tables(connection: Connection) -> None:
    """Make the tables, and their schema where the address names one."""
    schema = connection.get_execution_options().get("musnad_schema")
    if schema:
        connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    made = _tables()
    for table in metadata.sorted_tables:
        if _counts(table):
            name = table.primary_key.columns.keys()[0]
            # The table is not there yet, so the function's text is looked at when it is called.
            connection.exec_driver_sql(
                f"CREATE OR REPLACE FUNCTION next_of_{table.name}() RETURNS bigint LANGUAGE plpgsql VOLATILE AS "
                f"'BEGIN RETURN (SELECT coalesce(max({name}), 0) + 1 FROM {table.name}); END'"
            )
    made.create_all(connection)
    for line in _BESIDE:
        connection.exec_driver_sql(line)
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, LargeBinary):  # packed already
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ALTER {column.name} SET STORAGE EXTERNAL")


def _counts(table: Table) -> bool:
    """Tell whether rows of a table get a number where they bring none."""
    columns = list(table.primary_key.columns)
    return len(columns) == 1 and isinstance(columns[0].type, Integer)


def _tables() -> MetaData:
    made = MetaData()
    for table in metadata.sorted_tables:
        copy = table.to_metadata(made)
        for column in copy.columns:
            kind = table.columns[column.name].type
            if isinstance(kind, String):
                column.type = Text(collation="C")
            elif isinstance(kind, Integer):
                column.type = BigInteger()
        if _counts(table):
            (column,) = copy.primary_key.columns
            column.autoincrement = False
            column.server_default = DefaultClause(text(f"next_of_{table.name}()"))
        copy.indexes = {index for index in copy.indexes if index.name not in _LONG}
        copy.constraints = {
            one for one in copy.constraints if not (isinstance(one, UniqueConstraint) and one.name in _LONG)
        }
    return made


# -- copies and stories ------------------------------------------------------------------------


def asking(connection: Connection) -> Callable[[str, Sequence[Any]], Any]:
    """Return a way to ask with ? and values; through SQLAlchemy, whose errors tell what became of a connection."""

    def ask(sql: str, values: Sequence[Any]) -> Any:
        if "(*)" in sql:  # one array: of thousands of values each would be looked at, here and there
            sql, values = sql.replace("IN (*)", "= ANY(CAST(? AS bigint[]))"), (list_of(values),)
        return connection.exec_driver_sql(sql.replace("?", "%s"), tuple(values))

    return ask


def list_of(values: Sequence[object]) -> str:
    """Return an array as a text: of one, the driver would look at every value."""
    return f"{{{','.join(map(str, values))}}}"


def put_numbers(connection: Connection, table: str, rows: Sequence[tuple[int, bytes]]) -> None:
    """Put rows of a key and its numbers in the place of those that are there."""
    query = text(
        f"INSERT INTO {table} (key, numbers) SELECT key, decode(packed, 'hex') FROM "
        "unnest(string_to_array(:keys, ' ')::bigint[], string_to_array(:numbers, ' ')) AS made(key, packed) "
        "ON CONFLICT (key) DO UPDATE SET numbers = excluded.numbers"
    )
    numbers = " ".join(packed.hex() for _key, packed in rows)
    connection.execute(query, {"keys": " ".join(str(key) for key, _packed in rows), "numbers": numbers})


# -- COPY --------------------------------------------------------------------------------------


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write many rows of one shape into a table."""
    names = list(rows[0])
    written = [_WRITERS.get(type(table.columns[name].type), _plain) for name in names]
    lines = ["\t".join([write(row[name]) for name, write in zip(names, written, strict=True)]) for row in rows]
    copy_lines(connection, table.name, names, lines)


def copy_lines(connection: Connection, table: str, names: Sequence[str], lines: Sequence[str]) -> None:
    """Write rows that are lines of COPY already."""
    columns = ", ".join(f'"{name}"' for name in names)
    data = io.BytesIO(("\n".join(lines) + "\n").encode("utf-8"))
    sql = f"COPY {table} ({columns}) FROM STDIN"
    with _wrapped(connection, sql):
        cursor = connection.connection.cursor()
        cursor.execute(sql, stream=data)  # type: ignore[call-arg]
        cursor.close()


@contextmanager
def _wrapped(connection: Connection, sql: str) -> Iterator[None]:
    """Let errors of the driver come as SQLAlchemy's, as they do where it is asked through SQLAlchemy."""
    dialect: Any = connection.dialect
    driver = dialect.loaded_dbapi
    try:
        with dialect.over_the_net():
            yield
    except driver.Error as error:
        if is_loss(error):
            connection.invalidate()
        raise DBAPIError.instance(sql, None, error, driver.Error, dialect=dialect) from error


def _plain(value: Any) -> str:
    return r"\N" if value is None else escaped(value) if isinstance(value, str) else str(value)


def escaped(value: str) -> str:
    """Return a text as it stands in a line of COPY."""
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return value


def _json(value: Any) -> str:
    return escaped(json.dumps(value))  # None as JSON's null, as SQLAlchemy writes it


def _bytes(value: bytes | None) -> str:
    return r"\N" if value is None else rf"\\x{value.hex()}"


_WRITERS: dict[type, Callable[[Any], str]] = {JSON: _json, LargeBinary: _bytes}
