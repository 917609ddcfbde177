"""The `Archive`: one object for what is kept, whatever back-end it stands on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine

from musnad.archive import checking
from musnad.archive.adding import Added, add_document
from musnad.archive.backends import Progress, backend_at
from musnad.archive.copy_rows import Copies, copies_in
from musnad.archive.copying import Copied, copy_archive
from musnad.archive.corrections import correct, history, undo
from musnad.archive.decisions import Correction
from musnad.archive.entities import Entities
from musnad.archive.ids import Found, current_id, find_id
from musnad.archive.label_counts import MOST_PLACES, MOST_ROWS, By, LabelTable, Voice, count_labels
from musnad.archive.many import Input, OnError, add_all
from musnad.archive.opening import DEFAULT, connect
from musnad.archive.outlet_profile import OutletProfile, outlet_profile
from musnad.archive.page_rows import page_of
from musnad.archive.putting import document_of
from musnad.archive.rereading import Reread, RereadOptions, reread
from musnad.archive.saved import Saved
from musnad.archive.searching import Order, Search
from musnad.archive.showing import DocumentRecord, StatementRecord, document_record, statement_record
from musnad.archive.stories import Stories
from musnad.archive.story_renewing import renew_all
from musnad.archive.versions import Version, find_versions
from musnad.archive.worker import Settings
from musnad.document import Document
from musnad.pages.outlets import Outlets
from musnad.pages.page import Page


class Archive:
    """An archive that is open; a context manager.

    Args:
        path: of its file, or the address of a PostgreSQL database, postgresql://USER@HOST/DATABASE.
        create: make it where there is none.
        readonly: open it for reading alone.

    Raises:
        ArchiveError: there is none, it is no archive, or it is of a newer version of musnad.
    """

    def __init__(
        self, path: str | os.PathLike[str] = DEFAULT, *, create: bool = False, readonly: bool = False
    ) -> None:
        self.path = os.fspath(path)
        self.backend = backend_at(self.path)
        self.name = self.backend.shown(self.path)  # as messages have it: without a password
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

    def add(self, document: Document, page: Page | None = None, *, stories: bool = True) -> Added:
        """Add a document, and the page that it was taken from; what is there already changes nothing."""
        with self.writing() as connection:
            return add_document(connection, document, page, stories=stories)

    def add_all(
        self, items: Iterable[Input], *, jobs: int = 1, on_error: OnError | None = None, outlets: Outlets | None = None,
        stories: bool = True, only_arabic: bool = False,
    ) -> Generator[Added, None, None]:  # fmt: skip
        """Read and add what `items` has, in its order, in transactions of many documents.

        What an iteration has given is kept, also where the next one fails or never comes.

        Args:
            items: paths and addresses, what `pages.sources.find_items` finds in them, documents, or documents with
                their pages (`adding.Addition`; `scale.read_documents` gives them).
            jobs: processes that read; one of this process's own writes.
            on_error: gets every input that can't be read, and the run goes on; without it the first one is raised.
            outlets: those that are known by address and name; the ones that come with musnad by default.
            stories: whether their copies and stories are found; `archive.stories.find()` does it later.
            only_arabic: pass over what is in another language; `on_error` gets it with the code `other-language`.
        Raises:
            InputError: an input can't be read, and there is no `on_error`.
            ArchiveError: the archive can't be written to.
        """
        settings = Settings(outlets, stories, only_arabic)
        return add_all(self.engine, self.name, items, jobs=jobs, on_error=on_error, settings=settings)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes, when this one's turn has come.

        Raises:
            ArchiveError: the archive can't be written to.
        """
        with self.backend.told(self.name), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that reads: what it sees stays the same until its end, whoever writes.

        Raises:
            ArchiveError: the archive can't be read.
        """
        with self.backend.told(self.name), self.engine.connect() as connection:
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

    @property
    def entities(self) -> Entities:
        """Who is who across documents."""
        return Entities(self.engine)

    @property
    def stories(self) -> Stories:
        """What happened, as several documents tell it: `archive.stories("سد", day="2031-05-04")`."""
        return Stories(self.engine)

    def copies(self, document: str) -> Copies:
        """Return the documents that share words with one: where, who had them first, who credits whom.

        Args:
            document: its id, or an unambiguous beginning.
        Raises:
            ArchiveError: there is no such document, or its copies were not looked for yet.
        """
        with self.reading() as connection:
            return copies_in(connection, document)

    def outlet(self, name: str) -> OutletProfile:
        """Return the profile of an outlet: sources, agencies, forces, labels, in counts and shares.

        Args:
            name: as the documents have it, its id in the catalogue, or another name of it.
        Raises:
            ArchiveError: no document is from it, or it may be several.
        """
        with self.reading() as connection:
            return outlet_profile(connection, name)

    def labels(
        self, asked: str, *, by: By | None = None, voice: Voice = "all", limit: int | None = MOST_ROWS,
        places: int | None = MOST_PLACES,
    ) -> LabelTable:  # fmt: skip
        """Count what an entity or a family is called, and in whose voice.

        Args:
            asked: a family (ruler, state, army, …), an entity's id, or a name that it alone has.
            by: outlet, speaker or month.
            voice: own, quoted, or all.
            limit: epithets of a group at most; None for all.
            places: where an epithet stands, at most; None for all.
        Raises:
            ArchiveError: there is no such family or entity, or there are several entities.
        """
        with self.reading() as connection:
            return count_labels(connection, asked, by=by, voice=voice, limit=limit, places=places)

    def document(self, id: str) -> Document:
        """Return a document as the machine read it.

        Raises:
            ArchiveError: there is no such document.
        """
        with self.reading() as connection:
            return document_of(connection, current_id(connection, "document", id))

    def versions(self, url: str) -> list[Version]:
        """Return the versions of an address, oldest first, each with what changed from the one before it.

        Args:
            url: as it was fetched, or as its page names it; without a version of it the list is empty.
        """
        with self.reading() as connection:
            return find_versions(connection, url)

    def check(self, *, progress: Progress | None = None) -> Iterator[checking.Problem]:
        """Prove the archive, and yield what is wrong with it; nothing where it is whole.

        Args:
            progress: gets the number of rows that are proved, and of all.
        """
        with self.reading() as connection:
            yield from checking.check(connection, progress)

    def reindex(self, *, progress: Progress | None = None, on_documents: Progress | None = None) -> int:
        """Make anew in one transaction: the full-text index and the tables of facets from the statements, what copies
        and stories are found by from the documents. Which story a document is in stays.

        Args:
            progress: gets the number of statements that are indexed, and of all.
            on_documents: gets the number of documents that are looked at before that, and of all.
        Returns: the number of statements.
        Raises:
            ArchiveError: the archive can't be written to.
        """
        with self.writing() as connection:
            renew_all(connection, on_documents)
            return self.backend.reindex(connection, progress)

    def backup(
        self, file: str | os.PathLike[str], *, force: bool = False, progress: Progress | None = None
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
        return self.backend.back_up(self.engine, self.name, os.fspath(file), force=force, progress=progress)

    def copy(self, target: str | os.PathLike[str], *, progress: Progress | None = None) -> Copied:
        """Copy the archive into a new one on any back-end, all of it or nothing, and prove that the copy is equal.

        Args:
            target: the path of a file that isn't there, or the address of an empty PostgreSQL database or schema.
            progress: gets how many rows are copied and proved, and of how many.
        Returns: counts and hashes of the rows of each table.
        Raises:
            ArchiveError: something is there, can't be written, or the copy differs.
        """
        return copy_archive(self.engine, self.name, os.fspath(target), progress=progress)

    def counts(self) -> Counter[str]:
        """Return the number of rows of each table."""
        with self.reading() as connection:
            return checking.count_rows(connection)

    def page_of(self, id: str) -> Page | None:
        """Return the page that a document was taken from, as it was kept; None where it came as text."""
        with self.reading() as connection:
            return page_of(connection, current_id(connection, "document", id))

    # -- one statement, decisions, rereading ---------------------------------------------------

    def find(self, id: str) -> Found:
        """Return what an id of a statement or a document, or an unambiguous beginning of one, means.

        Raises:
            ArchiveError: there is none, or there are several.
        """
        with self.reading() as connection:
            return find_id(connection, id)

    def statement(self, id: str) -> StatementRecord:
        """Return a statement in force with its paragraph, neighbours, chain, corrections and page.

        Args:
            id: of the statement, or an unambiguous beginning.
        Raises:
            ArchiveError: there is none, or there are several.
        """
        with self.reading() as connection:
            return statement_record(connection, id)

    def document_in_force(self, id: str) -> DocumentRecord:
        """Return a document with the statements in force, and where it comes from."""
        with self.reading() as connection:
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
        with self.writing() as connection:
            return correct(connection, statement, decisions, by=by, why=why)

    def undo(self, correction: int, *, by: str | None = None, why: str) -> Correction:
        """Undo a correction by its number, or an undo; that is written down as a correction of its own.

        Raises:
            ArchiveError: there is no such correction, it is undone already, or there is no reason.
        """
        with self.writing() as connection:
            return undo(connection, correction, by=by, why=why)

    def corrections(self, statement: str | None = None) -> list[Correction]:
        """Return all corrections, or those of a statement, in their order; `live` tells which are in force."""
        with self.reading() as connection:
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
