"""Rereading: a newer reader over the kept documents; what people decided stays.

A batch of documents a transaction. A document that the present reader has read is passed over, so that a run that
was stopped goes on where it was.
"""

from __future__ import annotations

import functools
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from musnad._version import __version__
from musnad.archive.ids import find_id, forget, rename
from musnad.archive.opening import now
from musnad.archive.page_rows import page_of
from musnad.archive.putting import corrections_of, document_of, kept_of, put_rows, rows_of
from musnad.archive.reread_plan import Counts, Plan, plan
from musnad.archive.rows import address_of, document_row
from musnad.archive.story_renewing import renew
from musnad.archive.tables import corrections, documents, kept
from musnad.document import Document
from musnad.errors import ArchiveError, InputError
from musnad.pages.page import Page
from musnad.pages.texts import TextInput

if TYPE_CHECKING:
    from musnad.pages.outlets import Outlets

BATCH = 32  # documents in a transaction: a second of reading, so that a run that is stopped loses no more
AHEAD = 2  # batches a process that wait to be read or written

Read = Callable[[Document, Page | None], Document]


class RereadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to reread.

    Args:
        documents: ids, or unambiguous beginnings; empty for all of them.
        everything: also what the present reader has read.
        jobs: processes that read; one of them writes.
        dry_run: nothing is written.
        outlets: a file of outlets of one's own, for pages.
        read: reads a document again, from its page or, where that is None, from its text.
        version: of that reader, as `documents.reader` has it.
    """

    documents: tuple[str, ...] = ()
    everything: bool = False
    jobs: int = 1
    dry_run: bool = False
    outlets: str | None = None
    read: Read | None = None
    version: str | None = None


class Reread(msgspec.Struct, kw_only=True):
    """What a rereading has done: counts, the readers before by the number of their documents, and the present one."""

    counts: Counts
    readers: dict[str, int]
    reader: str


class _Source(NamedTuple):
    document: Document
    page: Page | None
    reader: str


class _Outcome(NamedTuple):
    document: Document | None
    from_text: bool  # although there is a page: it gives no article any more
    message: str | None


def reread(
    engine: Engine, options: RereadOptions, *, on_document: Callable[[], None] | None = None,
    on_error: Callable[[str], None] | None = None,
) -> Reread:  # fmt: skip
    """Read the kept documents again; `Archive.reread` says how.

    Args:
        on_document: is called behind every document.
        on_error: gets a line on every document that can't be read, and on every page that gives no text any more.
    """
    version = options.version or present_reader()
    ids, skipped = _due(engine, options, version)
    done = Reread(counts=Counts(skipped=skipped), readers={}, reader=version)
    readers: Counter[str] = Counter()
    read = options.read or functools.partial(read_again, outlets=options.outlets)
    settle = _Settling(read, version, options.dry_run)
    for sources, outcomes in _outcomes(engine, ids, read, options.jobs):
        messages = []
        with engine.begin() as connection:
            for source, outcome in zip(sources, outcomes, strict=True):
                counts, message = settle.document(connection, source, outcome)
                done.counts.add(counts)
                readers[source.reader] += counts.documents
                messages += [message] if message else []
        for message in messages:
            if on_error:
                on_error(message)
        for _ in sources:
            if on_document:
                on_document()
    done.readers = {name: count for name, count in sorted(readers.items()) if count}
    return done


def present_reader() -> str:
    """Return the reader that is here, as `documents.reader` has it."""
    from musnad.reading.shapes import vocabulary

    return f"{__version__}/{vocabulary().lexicon.hash}"


def read_again(document: Document, page: Page | None, *, outlets: str | None = None) -> Document:
    """Read a document again: from its page, extraction too, or from its text.

    Raises:
        InputError: there is no article in the page any more, or the reader failed.
    """
    from musnad.inputs import read_item

    if page is not None:
        return read_item(page, outlets=_outlets(outlets) if outlets else None)
    again = read_item(TextInput(
        text=document.text, name=document.id, id=document.id, title=document.title, url=document.url,
        outlet=document.outlet, published=document.published, page=document.page,
    ))  # fmt: skip
    return msgspec.structs.replace(
        again, byline=document.byline, outlet_id=document.outlet_id, language=document.language, page=document.page,
        notes=document.notes,
    )  # fmt: skip


@functools.lru_cache(maxsize=1)
def _outlets(path: str) -> Outlets:
    from musnad.pages.outlets import load_outlets

    return load_outlets(path)


# -- reading -----------------------------------------------------------------------------------


def _due(engine: Engine, options: RereadOptions, version: str) -> tuple[list[str], int]:
    """Return the documents to read, in the order of their ids, and how many need no reading."""
    with engine.connect() as connection:
        query = select(documents.c.id, documents.c.reader).order_by(documents.c.id)
        if options.documents:
            chosen = [find_id(connection, given) for given in options.documents]
            for given, found in zip(options.documents, chosen, strict=True):
                if found.kind != "document":
                    raise ArchiveError(f"{given} is the id of a statement; give that of its document")
            query = query.where(documents.c.id.in_([found.id for found in chosen]))
        rows = connection.execute(query).all()
    due = [str(id) for id, reader in rows if options.everything or reader != version]
    return due, len(rows) - len(due)


def _outcomes(
    engine: Engine, ids: Sequence[str], read: Read, jobs: int
) -> Iterator[tuple[list[_Source], list[_Outcome]]]:
    batches = (_load(engine, ids[n : n + BATCH]) for n in range(0, len(ids), BATCH))
    if jobs <= 1:
        for sources in batches:
            yield sources, _read_all(read, sources)
        return
    # A process that is forked would inherit open connections, which SQLite forbids.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[list[_Source], Future[list[_Outcome]]]] = deque()
        try:
            for sources in batches:
                waiting.append((sources, pool.submit(_read_all, read, sources)))
                if len(waiting) > AHEAD * jobs:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _load(engine: Engine, ids: Iterable[str]) -> list[_Source]:
    sources = []
    with engine.connect() as connection:
        for id in ids:
            reader = connection.execute(select(documents.c.reader).where(documents.c.id == id)).scalar()
            if reader is not None:
                sources.append(_Source(document_of(connection, id), page_of(connection, id), str(reader)))
    return sources


def _read_all(read: Read, sources: Iterable[_Source]) -> list[_Outcome]:
    return [_read_one(read, source) for source in sources]


def _read_one(read: Read, source: _Source) -> _Outcome:
    message = None
    for page in [source.page, None] if source.page else [None]:
        try:
            return _Outcome(read(source.document, page), page is not source.page, message)
        except InputError as error:
            message = message or str(error)
    return _Outcome(None, False, message)


# -- writing -----------------------------------------------------------------------------------


class _Settling:
    """Puts documents that were read again in the place of those that were there."""

    def __init__(self, read: Read, version: str, dry_run: bool) -> None:
        self.read, self.version, self.dry_run = read, version, dry_run

    def document(self, connection: Connection, source: _Source, outcome: _Outcome) -> tuple[Counts, str | None]:
        """Settle one document; return what was counted, and what there is to say."""
        old, new, message = source.document, outcome.document, outcome.message
        reader = connection.execute(select(documents.c.reader).where(documents.c.id == old.id)).scalar()
        if reader != source.reader:
            return Counts(skipped=1), None  # another run was here in between
        if new is None:
            return Counts(failed=1), message
        made, text_kept = None, outcome.from_text
        if new.id == old.id or not _is_there(connection, new.id):
            made = self._plan(connection, old, new)
        if made is None:  # the old text stays: for its corrections, or since another document has the new one
            kept_text = _read_one(self.read, source._replace(page=None))
            if kept_text.document is None:
                return Counts(failed=1), kept_text.message
            made, text_kept = self._plan(connection, old, kept_text.document), True
        if made is None:
            raise AssertionError(f"{old.id}: its own text has no place for what was decided on it")
        made.counts.texts_kept = int(text_kept)
        if not self.dry_run:
            _write(connection, made)
        return made.counts, message

    def _plan(self, connection: Connection, old: Document, new: Document) -> Plan | None:
        note = f"the reader {self.version} finds no such statement"
        return plan(old, new, corrections_of(connection, old.id), kept_of(connection, old.id), note=note, at=now())


def _is_there(connection: Connection, id: str) -> bool:
    return connection.execute(select(documents.c.id).where(documents.c.id == id)).first() is not None


def _write(connection: Connection, made: Plan) -> None:
    old, new = made.old, made.document
    row = connection.execute(select(documents).where(documents.c.id == old)).mappings().one()
    version, address = row["version"], address_of(new)
    if address != row["address"]:
        last = select(func.max(documents.c.version)).where(documents.c.address == address)
        version = (connection.execute(last).scalar() or 0) + 1
    there = rows_of(connection, old)
    fresh = document_row(new, page=row["page"], version=version, added_at=row["added_at"])
    if new.id == old:
        connection.execute(update(documents).where(documents.c.id == old).values(fresh))
    else:
        connection.execute(insert(documents), fresh)
    put_rows(connection, made.in_force, there, old=old, renamed=made.renamed)
    connection.execute(delete(kept).where(kept.c.document == old))
    if made.kept:
        connection.execute(insert(kept), [msgspec.structs.asdict(k) | {"document": new.id} for k in made.kept])
    for one, other in made.moved.items():
        here = corrections.c.in_document == old, corrections.c.applies_to == one
        connection.execute(update(corrections).where(*here).values(applies_to=other, in_document=new.id))
    connection.execute(update(corrections).where(corrections.c.in_document == old).values(in_document=new.id))
    renew(connection, old, new, row["added_at"])
    if new.id != old:
        connection.execute(delete(documents).where(documents.c.id == old))
        rename(connection, "document", {old: new.id})
    present = {s.id for s in made.in_force.document.statements}
    rename(connection, "statement", made.renamed)
    gone = {row["id"] for row in there} - present - made.renamed.keys() - {k.statement for k in made.kept}
    forget(connection, present, gone, new.id)
