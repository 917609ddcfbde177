"""What is PostgreSQL's own: how it is reached, whose turn it is to write, its words for what went wrong.

The driver is pg8000: pure Python, under the BSD licence, and it speaks COPY. Transactions that read see one state of
the archive until their end (REPEATABLE READ). Those that write take an advisory lock first and so come one behind the
other, as in SQLite: rows are numbered in the order in which they are committed, and saved searches rest on that.
"""

from __future__ import annotations

import getpass
import math
import os
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.pool import QueuePool

from musnad.archive.postgres_driver import NAME, is_loss, said_of
from musnad.archive.turns import BUSY_S, Turns, writes
from musnad.errors import ArchiveError

KIND = "a PostgreSQL database with tables of others"
FAR = True
IDLE_S = 20.0  # after which a connection is asked whether it is still there; servers restart in less
LOCK = 0x6D75736E  # "musn": the first half of the key of our advisory locks
SOCKETS = "/var/run/postgresql"  # where Debian's and Fedora's servers have theirs
PARTS = ("host", "schema", "sslmode", "application_name")  # that may stand behind the ? of an address
_PASSWORD = re.compile("(?<=://)([^:/@]*):[^@]+@")
_SCHEMA_NAME = re.compile("[a-z_][a-z0-9_]{0,62}")
_SSL = {"disable": False, "prefer": None, "require": True, "verify-full": ssl.create_default_context}


def shown(address: str) -> str:
    """Return an address without its password."""
    return _PASSWORD.sub(r"\1:***@", address)


def absent(address: str) -> str | None:
    """Nothing is known before the server is asked."""
    return None


def engine(address: str, *, readonly: bool = False) -> Engine:
    """Return an engine for a database: postgresql://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME."""
    url = _url(address)
    arguments = _arguments(url)
    driver = URL.create(f"postgresql+{NAME}", database=arguments["database"])  # messages take the name from here
    try:
        made = create_engine(
            driver, connect_args=arguments, poolclass=QueuePool, pool_size=8, max_overflow=-1, pool_use_lifo=True,
        )  # fmt: skip
    except ModuleNotFoundError as error:
        raise ArchiveError(f"{shown(address)}: needs pg8000: pip install 'musnad[postgres]'") from error
    turns = Turns(made.pool, made.dialect, made.url)
    turns.update_execution_options(musnad_schema=url.query.get("schema"))

    @event.listens_for(turns, "connect")
    def settle(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # Plans are for questions of milliseconds: compiling them takes longer, and what they ask for is in memory.
        cursor.execute(f"SET lock_timeout = {int(BUSY_S * 1000)}; SET jit = off; SET random_page_cost = 1.1")
        connection.commit()
        cursor.close()

    @event.listens_for(turns, "checkout")
    def look(connection: Any, record: Any, _proxy: Any) -> None:
        """Ask a connection that nobody has used for a while whether it is still there; each question takes time."""
        idle_s = time.monotonic() - record.info.get("used", time.monotonic())
        if idle_s > IDLE_S:
            try:
                turns.dialect.do_ping(connection)
            except Exception as error:
                raise DisconnectionError() from error

    @event.listens_for(turns, "checkin")
    def note(_connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(turns, "begin")
    def begin(connection: Connection) -> None:
        if writes(connection) and not readonly:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE")
            connection.exec_driver_sql(_TURN)

    return turns


# One archive in several schemas' names is one schema; before the first is made, none is current.
_TURN = (
    f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(coalesce(current_schema()::text, current_setting('search_path'))))"
)


def limit_time(engine: Engine, until: Callable[[], float | None]) -> None:
    """Let questions end when the time of their thread is over.

    The server ends a question that goes beyond what was left when its transaction began, and none is begun afterwards.
    """

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        end = until()
        if end is not None:
            left_ms = max(1, math.ceil((end - time.monotonic()) * 1000))
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {left_ms}")

    @event.listens_for(engine, "before_cursor_execute")
    def asked(*_: Any) -> None:
        end = until()
        if end is not None and time.monotonic() > end:
            raise ArchiveError("the time for this question is over")


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        advice = "write postgresql://USER@HOST/DATABASE"
        raise ArchiveError(f"an address of PostgreSQL that can't be read; {advice}") from error
    if unknown := sorted(url.query.keys() - set(PARTS)):
        raise ArchiveError(f"{unknown[0]}: no part of a PostgreSQL address here; there are {', '.join(PARTS)}")
    return url


def _arguments(url: URL) -> dict[str, Any]:
    """Return what the driver is given: the parts of an address, for those it has not what libpq would take."""
    asked = {name: str(value) for name, value in url.query.items()}
    user = url.username or os.environ.get("PGUSER") or getpass.getuser()
    port = url.port or int(os.environ.get("PGPORT") or 5432)
    arguments: dict[str, Any] = {
        "user": user, "database": url.database or os.environ.get("PGDATABASE") or user,
        "password": url.password or os.environ.get("PGPASSWORD"),
        "application_name": asked.get("application_name", "musnad"),
    }  # fmt: skip
    host = url.host or asked.get("host") or os.environ.get("PGHOST") or SOCKETS
    if host.startswith("/"):
        socket = f"{host}/.s.PGSQL.{port}"
        if host != SOCKETS or os.path.exists(socket):
            return arguments | _schema(asked) | {"unix_sock": socket, "ssl_context": False}
        host = "localhost"
    mode = asked.get("sslmode") or os.environ.get("PGSSLMODE") or "prefer"
    if mode not in _SSL:
        raise ArchiveError(f"sslmode {mode!r}; there are {', '.join(_SSL)}")
    context = _SSL[mode]
    return arguments | _schema(asked) | {
        "host": host, "port": port, "ssl_context": context() if callable(context) else context
    }  # fmt: skip


def _schema(asked: dict[str, str]) -> dict[str, Any]:
    name = asked.get("schema")
    if name is None:
        return {}
    if not _SCHEMA_NAME.fullmatch(name):
        raise ArchiveError(f"schema {name!r}; write small Latin letters, digits and _")
    return {"startup_params": {"search_path": name}}


def has_table(connection: Connection, name: str | None = None) -> bool:
    """Tell whether a table is there; without a name, whether any is."""
    query = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = coalesce(:name, tablename)"
    return connection.execute(text(query), {"name": name}).first() is not None


# -- what went wrong ---------------------------------------------------------------------------

INDEX_DAMAGED = "the full-text index is damaged; `musnad reindex` makes it anew from the statements"
_AGAIN = "nothing of the last step was kept, run it again"
REASONS = (  # by the beginning of SQLSTATE
    ("28", "the server turns this user away ({said}); look at the name and at PGPASSWORD"),
    ("3D000", "no such database on the server; `createdb` makes one"),
    ("3F000", "no such schema in the database; `musnad add PATH --archive ADDRESS` makes it"),
    ("55P03", "in use by another program that has not let go for half a minute; try again"),
    ("22021", "has a character that PostgreSQL can't keep (U+0000)"),
    ("25006", "is open for reading alone"),
    ("42501", "not allowed there ({said}); the owner of the database can GRANT it"),
    ("42P01", INDEX_DAMAGED),
    ("53100", f"the server's disk is full; {_AGAIN} with more space"),
    ("53300", "the server has no connection left; try again, or raise max_connections"),
    ("57P", f"the server is stopping or starting; {_AGAIN}"),
    ("08", f"the connection was lost; {_AGAIN}"),
)
_TURNED_DOWN = ("22", "23", "54")  # values, keys, sizes


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the database says of a failure into an `ArchiveError` of one line."""
    try:
        yield
    except DBAPIError as error:
        raise ArchiveError(f"{name}: {reason(error)}") from error


def reason(error: DBAPIError) -> str:
    """Return what went wrong, in one line that says what to do."""
    state, said = said_of(error)
    if not state:
        if "create a connection" in said or "communication error" in said:
            return "no server answers there; look at the host and port, and whether it runs"
        if is_lost(error):
            return f"the connection was lost; {_AGAIN}"
    return next((advice.format(said=said) for start, advice in REASONS if state.startswith(start)), said)


def refuses(error: Exception) -> bool:
    """Tell whether it is the rows that are wrong: a key that is taken, a value that can't be kept."""
    return not isinstance(error, DBAPIError) or said_of(error)[0].startswith(_TURNED_DOWN)


def is_lost(error: Any) -> bool:
    """Tell whether the connection is gone, or the server stops."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return is_loss(error)
