"""The `Archive`: one object for what is kept, whatever back-end it stands on."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from sqlalchemy import Engine

from musnad.archive.adding import Added, add_document
from musnad.archive.corrections import correct, history, undo
from musnad.archive.decisions import Correction
from musnad.archive.ids import Found, current_id, find_id
from musnad.archive.opening import DEFAULT, connect
from musnad.archive.page_rows import page_of
from musnad.archive.putting import document_of
from musnad.archive.rereading import Reread, RereadOptions, reread
from musnad.archive.showing import DocumentRecord, StatementRecord, document_record, statement_record
from musnad.document import Document
from musnad.pages.page import Page


def open_archive(path: str | os.PathLike[str] = DEFAULT, *, create: bool = False, readonly: bool = False) -> Archive:
    """Open an archive; `musnad.open` is this function.

    Args:
        path: of the file.
        create: make it where there is none.
        readonly: open it for reading alone.
    Raises:
        ArchiveError: there is none, it is no archive, or it is of a newer version of musnad.
    """
    return Archive(path, create=create, readonly=readonly)


class Archive:
    """An archive that is open; a context manager.

    Raises:
        ArchiveError: there is none, it is no archive, or it is of a newer version of musnad.
    """

    def __init__(
        self, path: str | os.PathLike[str] = DEFAULT, *, create: bool = False, readonly: bool = False
    ) -> None:
        self.path = os.fspath(path)
        self.engine: Engine = connect(path, create=create, readonly=readonly)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self.engine.dispose()

    def add(self, document: Document, page: Page | None = None) -> Added:
        """Add a document, and the page that it was taken from; what is there already changes nothing."""
        with self.engine.begin() as connection:
            return add_document(connection, document, page)

    def document(self, id: str) -> Document:
        """Return a document as the machine read it.

        Raises:
            ArchiveError: there is no such document.
        """
        with self.engine.connect() as connection:
            return document_of(connection, current_id(connection, "document", id))

    def page_of(self, id: str) -> Page | None:
        """Return the page that a document was taken from, as it was kept; None where it came as text."""
        with self.engine.connect() as connection:
            return page_of(connection, current_id(connection, "document", id))

    # -- one statement, decisions, rereading ---------------------------------------------------

    def find(self, id: str) -> Found:
        """Return what an id of a statement or a document, or an unambiguous beginning of one, means.

        Raises:
            ArchiveError: there is none, or there are several.
        """
        with self.engine.connect() as connection:
            return find_id(connection, id)

    def statement(self, id: str) -> StatementRecord:
        """Return a statement in force with its paragraph, neighbours, chain, corrections and page.

        Args:
            id: of the statement, or an unambiguous beginning.
        Raises:
            ArchiveError: there is none, or there are several.
        """
        with self.engine.connect() as connection:
            return statement_record(connection, id)

    def document_in_force(self, id: str) -> DocumentRecord:
        """Return a document with the statements in force, and where it comes from."""
        with self.engine.connect() as connection:
            return document_record(connection, current_id(connection, "document", id))

    def correct(self, statement: str, kind: str, value: Any = None, *, by: str | None = None, why: str) -> Correction:
        """Decide about a statement; the decision is written down, and the statement in force with it.

        Args:
            statement: its id, or an unambiguous beginning.
            kind: accept, reject, span, speaker, act.
            value: of a span `{"field": "content", "spans": [[start, end], …]}` (cue, source, content, addressee, via;
                offsets in the document's text, no span for none); of a speaker `{"speaker": …}` with a name, an id,
                `[start, end]` or None; of an act `{"act": …}`; None of the others.
            by: who decides; the login name by default.
            why: the reason; may be empty where the statement is accepted.
        Raises:
            ArchiveError: there is no such statement, the value is none that it can have, or there is no reason.
        """
        return self.correct_all(statement, [(kind, value)], by=by, why=why)[0]

    def correct_all(
        self, statement: str, decisions: Sequence[tuple[str, Any]], *, by: str | None = None, why: str
    ) -> list[Correction]:
        """Make several decisions about a statement, all of them or none; each a kind and a value as in `correct`."""
        with self.engine.begin() as connection:
            return correct(connection, statement, decisions, by=by, why=why)

    def undo(self, correction: int, *, by: str | None = None, why: str) -> Correction:
        """Undo a correction by its number, or an undo; that is written down as a correction of its own.

        Raises:
            ArchiveError: there is no such correction, it is undone already, or there is no reason.
        """
        with self.engine.begin() as connection:
            return undo(connection, correction, by=by, why=why)

    def corrections(self, statement: str | None = None) -> list[Correction]:
        """Return all corrections, or those of a statement, in their order; `live` tells which are in force."""
        with self.engine.connect() as connection:
            if statement is not None:
                statement = find_id(connection, statement, statements_only=True).id
            return history(connection, statement)

    def reread(
        self, options: RereadOptions | None = None, *, on_document: Callable[[], None] | None = None,
        on_error: Callable[[str], None] | None = None,
    ) -> Reread:  # fmt: skip
        """Read the kept documents with the present reader; what people decided stays.

        Args:
            options: which documents, how; all that another reader has read by default.
            on_document: is called behind every document.
            on_error: gets a line on every document that can't be read.
        Returns: what was done, in counts.
        """
        return reread(self.engine, options or RereadOptions(), on_document=on_document, on_error=on_error)
