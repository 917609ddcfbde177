"""The `Archive`: one object for what is kept, whatever back-end it stands on."""

from __future__ import annotations

import os
from types import TracebackType

from sqlalchemy import Engine, select

from musnad.archive.adding import Added, add_document
from musnad.archive.opening import DEFAULT, connect
from musnad.archive.rows import unpack
from musnad.archive.saved import Saved
from musnad.archive.searching import Order, Search
from musnad.archive.tables import bodies, documents, pages
from musnad.document import Document
from musnad.errors import ArchiveError
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
        with self.engine.begin() as connection:
            return add_document(connection, document, page)

    def search(self, query: str = "", order: Order = "newest", limit: int | None = None) -> Search:
        """Search the statements; iterate over what comes back.

        Args:
            query: in the language of docs/search.md; an empty one finds everything.
            order: newest, oldest, or relevance.
            limit: results at most; None for all.
        Raises:
            QueryError: the query can't be read.
        """
        return Search(self.engine, query, order=order, limit=limit)

    @property
    def saved(self) -> Saved:
        """The searches that were saved."""
        return Saved(self.engine)

    def document(self, id: str) -> Document:
        """Return a document as the machine read it.

        Raises:
            ArchiveError: there is no such document.
        """
        with self.engine.connect() as connection:
            packed = connection.execute(select(documents.c.packed).where(documents.c.id == id)).scalar()
        if packed is None:
            raise ArchiveError(f"{self.path}: no document {id}")
        return Document.from_json(unpack(packed))

    def page_of(self, id: str) -> Page | None:
        """Return the page that a document was taken from, as it was kept; None where it came as text."""
        joined = documents.join(pages, documents.c.page == pages.c.id).join(bodies, pages.c.sha256 == bodies.c.sha256)
        with self.engine.connect() as connection:
            query = select(pages, bodies.c.packed).select_from(joined).where(documents.c.id == id)
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        return Page(
            body=unpack(row["packed"]), name=row["name"], url=row["url"], fetched_at=row["fetched_at"],
            headers=row["headers"], listed=Listed(**row["listed"]) if row["listed"] else None,
        )  # fmt: skip
