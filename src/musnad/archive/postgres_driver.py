"""pg8000 for SQLAlchemy, with what it leaves open where a connection is lost: its errors, its socket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.pg8000 import PGDialect_pg8000, PGExecutionContext_pg8000, ServerSideCursor

NAME = "musnad"  # postgresql+musnad
LOST = ("57P01", "57P02", "57P03", "08")  # beginnings of SQLSTATE: the server stops, starts, or is gone
LOST_SAID = ("network error", "connection is closed", "communication error", "create a connection")  # by the driver
registry.register(f"postgresql.{NAME}", __name__, "Dialect")


def said_of(error: Any) -> tuple[str, str]:
    """Return SQLSTATE and the server's words, or those of the driver."""
    found = getattr(error, "orig", None) or error
    said = found.args[0] if getattr(found, "args", ()) else ""
    if isinstance(said, dict):
        return str(said.get("C", "")), str(said.get("M", "")).splitlines()[0]
    return "", (str(found).splitlines() or [""])[0]


def is_loss(error: Any) -> bool:
    """Tell whether the connection is gone, or the server stops."""
    state, said = said_of(error)
    return state.startswith(LOST) if state else any(part in said for part in LOST_SAID)


class Streaming(ServerSideCursor):
    """A cursor of the server's that ends with its transaction.

    Who drops the results of a search half-way may do so when the connection has gone to somebody else already: a CLOSE
    would fail there, and take that one's transaction with it.
    """

    def close(self) -> None:
        """Close this side alone."""
        self.cursor.close()


class Context(PGExecutionContext_pg8000):
    """What executes one command."""

    def create_server_side_cursor(self) -> Any:
        """Return the cursor of a command whose rows come as they are fetched."""
        made: Any = super().create_server_side_cursor()  # type: ignore[no-untyped-call]
        return Streaming(made.cursor, made.ident)  # type: ignore[no-untyped-call]


class Dialect(PGDialect_pg8000):
    """The dialect of pg8000; what a socket says comes as an error of the driver."""

    execution_ctx_cls = Context
    supports_statement_cache = True

    def connect(self, *arguments: Any, **named: Any) -> Any:
        """Connect; what the server says against it comes as its words, not as what saying goodbye then failed with."""
        driver: Any = self.loaded_dbapi
        try:
            return super().connect(*arguments, **named)
        except driver.Error as error:
            cause: BaseException | None = error
            while cause is not None and not said_of(cause)[0]:
                cause = cause.__context__
            raise cause or error from None

    @contextmanager
    def over_the_net(self) -> Iterator[None]:
        """Let the error of a socket, which pg8000 lets through, come as what it is: a lost connection."""
        driver: Any = self.loaded_dbapi
        try:
            yield
        except (ConnectionError, ValueError) as error:
            if isinstance(error, ValueError) and "closed file" not in str(error):
                raise
            raise driver.InterfaceError("network error") from error

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        """Execute."""
        with self.over_the_net():
            super().do_execute(cursor, statement, parameters, context)  # type: ignore[no-untyped-call]

    def do_execute_no_params(self, cursor: Any, statement: Any, context: Any = None) -> None:
        """Execute what has no parameters."""
        with self.over_the_net():
            super().do_execute_no_params(cursor, statement, context)  # type: ignore[no-untyped-call]

    def do_executemany(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        """Execute for several sets of parameters."""
        with self.over_the_net():
            super().do_executemany(cursor, statement, parameters, context)  # type: ignore[no-untyped-call]

    def do_commit(self, dbapi_connection: Any) -> None:
        """Commit."""
        with self.over_the_net():
            super().do_commit(dbapi_connection)  # type: ignore[no-untyped-call]

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Take back."""
        with self.over_the_net():
            super().do_rollback(dbapi_connection)  # type: ignore[no-untyped-call]

    def do_ping(self, dbapi_connection: Any) -> bool:
        """Tell whether the server answers."""
        with self.over_the_net():
            return super().do_ping(dbapi_connection)

    def do_close(self, dbapi_connection: Any) -> None:
        """Close, the socket too where nobody can be told."""
        stream: Any = getattr(dbapi_connection, "_sock", None)
        try:
            with self.over_the_net():
                super().do_close(dbapi_connection)  # type: ignore[no-untyped-call]
        finally:
            with suppress(AttributeError, OSError):
                stream.close()

    def is_disconnect(self, e: Any, connection: Any, cursor: Any) -> bool:
        """Tell whether an error means that the connection is gone."""
        return is_loss(e)
