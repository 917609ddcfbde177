"""The `Archive`: one object for what is kept, whatever back-end it stands on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType

from sqlalchemy import Connection, Engine, select

from musnad.archive import checking, sqlite
from musnad.archive.adding import Added, add_document
from musnad.archive.backup import back_up
from musnad.archive.many import Input, OnError, add_all
from musnad.archive.opening import DEFAULT, connect
from musnad.archive.rows import unpack
from musnad.archive.saved import Saved
from musnad.archive.searching import Order, Search
from musnad.archive.tables import bodies, documents, pages
from musnad.archive.versions import Version, find_versions
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
    ) -> Generator[Added, None, None]:
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
        with self.reading() as connection:
            packed = connection.execute(select(documents.c.packed).where(documents.c.id == id)).scalar()
        if packed is None:
            raise ArchiveError(f"{self.path}: no document {id}")
        return Document.from_json(unpack(packed))

    def versions(self, url: str) -> list[Version]:
        """Return the versions of an address, oldest first, each with what changed from the one before it.

        Args:
            url: as it was fetched, or as its page names it; without a version of it the list is empty.
        """
        with self.reading() as connection:
            return find_versions(connection, url)

    def check(self, *, progress: checking.Progress | None = None) -> Iterator[checking.Problem]:
        """Prove the archive, and yield what is wrong with it; nothing where it is whole.

        Args:
            progress: gets the number of rows that are proved, and of all.
        """
        with self.reading() as connection:
            yield from checking.check(connection, progress)

    def backup(
        self, file: str | os.PathLike[str], *, force: bool = False, progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Copy the archive as it stands at this moment, whoever writes to it, and check the copy.

        Args:
            file: the copy; it appears under this name when it is whole.
            force: write over a file that is there.
            progress: gets how much is copied and of how much.
        Returns: the size of the copy, in bytes.
        Raises:
            ArchiveError: the file is there, can't be written, or the copy is damaged.
        """
        return back_up(self.engine, self.path, file, force=force, progress=progress)

    def counts(self) -> Counter[str]:
        """Return the number of rows of each table."""
        with self.reading() as connection:
            return checking.count_rows(connection)

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
