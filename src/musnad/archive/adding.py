"""Adding: a page and its document into the tables, all of it or nothing.

What `many.py` does by the thousand is done here for one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, func, insert, select

from musnad.archive.backends import backend_of
from musnad.archive.entity_keeping import keep_entities
from musnad.archive.entity_links import living_splits
from musnad.archive.entity_rows import apply_splits
from musnad.archive.opening import now
from musnad.archive.packing import pack, unpack_text
from musnad.archive.places import ROW_MASK
from musnad.archive.rows import (
    address_of,
    document_row,
    kept_columns,
    label_rows,
    relay_rows,
    speaker_rows,
    statement_rows,
)  # fmt: skip
from musnad.archive.story_placing import Placing, fingerprint_of, time_of
from musnad.archive.tables import bodies, documents, labels, pages, relays, speakers, statements
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.pages.page import Listed, Page

Kind = Literal["new", "version", "known"]


class Added(NamedTuple):
    """What became of a document: new, a new version of its address, or known already.

    `name` says where it was read (a path, an archive's member, an address), where that is known; `statements` is
    the number of those in it.
    """

    document: str
    kind: Kind
    name: str = ""
    statements: int = 0


class Packed(NamedTuple):
    """What is kept of a document as bytes, made ahead where there are hands for it; None is made when it is needed."""

    document: bytes | None = None  # `pack` of its JSON
    body: bytes | None = None  # `pack` of its page's body
    fingerprint: bytes | None = None  # `fingerprint_of` it


NOTHING = Packed()


class Addition(NamedTuple):
    """A document, the page that it was taken from, and what is packed of the two already."""

    document: Document
    page: Page | None = None
    packed: Packed = NOTHING


def add_document(connection: Connection, document: Document, page: Page | None, *, stories: bool = True) -> Added:
    """Add a document, and the page that it was taken from, within the transaction of `connection`."""
    return add_documents(connection, [Addition(document, page)], stories=stories)[0]


def add_documents(connection: Connection, additions: Sequence[Addition], *, stories: bool = True) -> list[Added]:
    """Add documents and their pages within the transaction of `connection`; return what became of each.

    A document that is there already changes nothing. One whose id another text has, or the same text at another
    address, is read again under an id of its own. Rows are collected and written by the table: that takes half the time
    of writing by the document.

    Args:
        stories: whether copies and stories are found; `story_catching_up.py` does it later.
    """
    present = _Present(connection, [addition.document for addition in additions])
    results, rows = [], _Rows(living_splits(connection))
    found: list[tuple[Document, str, bytes | None]] = []
    for addition in additions:
        document, page, packed = addition
        known = present.knows(document)
        if known == "taken":
            document, packed = read_again(document, id=own_id(document)), packed._replace(document=None)
            known = present.knows(document)
        kind: Kind = "known"
        if known is None:
            page_id = _add_page(connection, page, packed.body) if page is not None else None
            version = present.next_version(document)
            row = document_row(document, page=page_id, version=version, added_at=now(), packed=packed.document)
            rows.take(document, row)
            found.append((document, row["added_at"], packed.fingerprint))
            kind = "new" if version == 1 else "version"
        results.append(Added(document.id, kind, page.name if page is not None else "", len(document.statements)))
    rows.write(connection)
    if stories and found:
        placing = Placing(connection)
        placing.add_all(
            (document.id, time_of(document, added_at), fingerprint or fingerprint_of(document))
            for document, added_at, fingerprint in found
        )
        placing.flush()
    return results


class _Present:
    """What is there of some documents: in the archive, and of those that come before them in the same step."""

    def __init__(self, connection: Connection, coming: Sequence[Document]) -> None:
        self._connection = connection
        self._known: dict[str, _Known | None] = {}
        self._look_up({document.id for document in coming})
        addresses = {address for document in coming if (address := address_of(document)) is not None}
        highest = select(documents.c.address, func.max(documents.c.version)).group_by(documents.c.address)
        found = connection.execute(highest.where(documents.c.address.in_(addresses))).all()
        self._versions: dict[str, int] = {row[0]: row[1] for row in found}

    def _look_up(self, ids: set[str]) -> None:
        self._known |= dict.fromkeys(ids)
        query = select(documents.c.id, documents.c.address, documents.c.outlet, documents.c.packed)
        for row in self._connection.execute(query.where(documents.c.id.in_(ids))):
            self._known[row.id] = _Known(row.address, row.outlet, packed=row.packed)

    def knows(self, document: Document) -> Literal["known", "taken"] | None:
        """Tell whether a document is there, or another one has its id; None where its id is free, and take it then."""
        if document.id not in self._known:
            self._look_up({document.id})
        known = self._known[document.id]
        here = address_of(document)
        if known is None:
            self._known[document.id] = _Known(here, document.outlet, text=document.text)
            return None
        if known.address is None and here is None:
            same = known.outlet == document.outlet
        else:
            same = known.address == here or known.address is None or here is None
        return "known" if same and known.read() == document.text else "taken"

    def next_version(self, document: Document) -> int:
        """Return the number that a document has among the versions of its address."""
        address = address_of(document)
        if address is None:
            return 1
        self._versions[address] = self._versions.get(address, 0) + 1
        return self._versions[address]


class _Known(NamedTuple):
    address: str | None
    outlet: str | None
    text: str = ""
    packed: bytes | None = None

    def read(self) -> str:
        """Return its text."""
        return self.text if self.packed is None else unpack_text(self.packed)


class _Rows:
    """Rows that wait to be written, by table."""

    def __init__(self, splits: Sequence[Mapping[str, Any]]) -> None:
        self._splits = splits
        self._named: list[Document] = []
        self._labels: list[dict[str, Any]] = []
        self._documents: list[dict[str, Any]] = []
        self._speakers: list[dict[str, Any]] = []
        self._relays: list[dict[str, Any]] = []
        self._statements: list[dict[str, Any]] = []

    def take(self, document: Document, row: dict[str, Any]) -> None:
        """Take the rows of a document."""
        self._documents.append(row)
        document = apply_splits(document, self._splits)
        self._named.append(document)
        self._labels += label_rows(document)
        self._speakers += speaker_rows(document)
        self._relays += relay_rows(document)
        self._statements += statement_rows(document)

    def write(self, connection: Connection) -> None:
        """Write all rows, and index the statements."""
        backend, first = backend_of(connection), 1
        if self._statements:
            first += connection.execute(select(func.max(statements.c.row))).scalar() or 0
            if first + len(self._statements) > ROW_MASK:
                raise ArchiveError(f"full: an archive holds {ROW_MASK:,} statements; begin another")
        for number, row in enumerate(self._statements, first):
            row["row"] = number
        keep_entities(connection, self._named)
        for table, rows in ((documents, self._documents), (speakers, self._speakers), (relays, self._relays),
                            (statements, kept_columns(self._statements)), (labels, self._labels)):  # fmt: skip
            if rows:
                backend.insert_rows(connection, table, rows)
        if self._statements:
            backend.index(connection, self._statements)


def own_id(document: Document) -> str:
    """Return an id for a document whose own one is taken: a hash of where it stands and what it says."""
    place = address_of(document) or document.outlet or ""
    digest = hashlib.blake2b(f"{document.id}\n{place}\n{document.text}".encode(), digest_size=4).hexdigest()
    return f"{document.id}~{digest}"


def read_again(document: Document, *, id: str) -> Document:
    """Read a document again under another id: the ids of its statements are made of it."""
    from musnad.reading.reader import read

    again = read(
        document.text, title=document.title, outlet=document.outlet, url=document.url, published=document.published,
        id=id, cut=document.cut,
    )  # fmt: skip
    return msgspec.structs.replace(
        again, byline=document.byline, outlet_id=document.outlet_id, language=document.language, page=document.page,
        notes=document.notes,
    )  # fmt: skip


def _add_page(connection: Connection, page: Page, packed: bytes | None) -> int:
    digest = page.sha256
    if not connection.execute(select(bodies.c.sha256).where(bodies.c.sha256 == digest)).first():
        body = {"sha256": digest, "size_bytes": len(page.body), "packed": packed or pack(page.body)}
        connection.execute(insert(bodies), body)
    same = pages.c.sha256 == digest, pages.c.url.is_not_distinct_from(page.url), pages.c.name == page.name
    found = connection.execute(select(pages.c.id).where(*same)).scalar()
    if found is not None:
        return int(found)
    listed = page.listed
    row = {
        "sha256": digest, "url": page.url, "name": page.name, "fetched_at": page.fetched_at, "headers": page.headers,
        "listed": None if listed is None else {name: getattr(listed, name) for name in Listed.__struct_fields__},
    }  # fmt: skip
    key = connection.execute(insert(pages), row).inserted_primary_key
    assert key is not None
    return int(key[0])
