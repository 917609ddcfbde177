"""The `Archive`: one object for what is kept, whatever back-end it stands on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType

from sqlalchemy import Connection, Engine, select

from musnad.archive import sqlite
from musnad.archive.adding import Added, add_document
from musnad.archive.many import Input, OnError, add_all
from musnad.archive.opening import DEFAULT, connect
from musnad.archive.rows import unpack
from musnad.archive.tables import bodies, documents, pages
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.pages.outlets import Outlets
from musnad.pages.page import Listed, Page


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
        with self.writing() as connection:
            return add_document(connection, document, page)

    def add_all(
        self, items: Iterable[Input], *, jobs: int = 1, on_error: OnError | None = None, outlets: Outlets | None = None
    ) -> Iterator[Added]:
        """Read and add what `items` has, in its order, in transactions of many documents.

        What an iteration has given is kept, also where the next one fails or never comes.

        Args:
            items: paths and addresses, what `pages.sources.find_items` finds in them, or documents.
            jobs: processes that read; one of this process's own writes.
            on_error: gets every input that can't be read, and the run goes on; without it the first one is raised.
            outlets: those that are known by address and name; the ones that come with musnad by default.
        Raises:
            InputError: an input can't be read, and there is no `on_error`.
            ArchiveError: the archive can't be written to.
        """
        return add_all(self.engine, self.path, items, jobs=jobs, on_error=on_error, outlets=outlets)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes, when this one's turn has come.

        Raises:
            ArchiveError: the archive can't be written to.
        """
        with sqlite.told(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that reads: what it sees stays the same until its end, whoever writes.

        Raises:
            ArchiveError: the archive can't be read.
        """
        with sqlite.told(self.path), self.engine.connect() as connection:
            yield connection

    def document(self, id: str) -> Document:
        """Return a document as the machine read it.

        Raises:
            ArchiveError: there is no such document.
        """
        with self.reading() as connection:
            packed = connection.execute(select(documents.c.packed).where(documents.c.id == id)).scalar()
        if packed is None:
            raise ArchiveError(f"{self.path}: no document {id}")
        return Document.from_json(unpack(packed))

    def page_of(self, id: str) -> Page | None:
        """Return the page that a document was taken from, as it was kept; None where it came as text."""
        joined = documents.join(pages, documents.c.page == pages.c.id).join(bodies, pages.c.sha256 == bodies.c.sha256)
        with self.reading() as connection:
            query = select(pages, bodies.c.packed).select_from(joined).where(documents.c.id == id)
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        return Page(
            body=unpack(row["packed"]), name=row["name"], url=row["url"], fetched_at=row["fetched_at"],
            headers=row["headers"], listed=Listed(**row["listed"]) if row["listed"] else None,
        )  # fmt: skip
