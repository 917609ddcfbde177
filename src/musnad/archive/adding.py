"""Adding: a page and its document into the tables, all of it or nothing.

What `many.py` does by the thousand is done here for one.
"""

from __future__ import annotations

import hashlib
from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, func, insert, select

from musnad.archive import sqlite_search
from musnad.archive.opening import now
from musnad.archive.rows import (
    address_of,
    document_row,
    pack,
    relay_rows,
    speaker_rows,
    statement_rows,
    unpack,
)  # fmt: skip
from musnad.archive.tables import bodies, documents, pages, relays, speakers, statements
from musnad.document import Document
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


NOTHING = Packed()


def add_document(
    connection: Connection, document: Document, page: Page | None, *, packed: Packed = NOTHING
) -> Added:  # fmt: skip
    """Add a document, and the page that it was taken from, within the transaction of `connection`.

    A document that is there already changes nothing. One whose id another text has, or the same text at another
    address, is read again under an id of its own.
    """
    name = page.name if page is not None else ""
    known = _known(connection, document)
    if known == "taken":
        document, packed = read_again(document, id=own_id(document)), Packed(body=packed.body)
        known = _known(connection, document)
    if known is not None:
        return Added(document.id, "known", name, len(document.statements))
    page_id = _add_page(connection, page, packed.body) if page is not None else None
    version = 1
    address = address_of(document)
    if address is not None:
        before = select(func.max(documents.c.version)).where(documents.c.address == address)
        version = (connection.execute(before).scalar() or 0) + 1
    row = document_row(document, page=page_id, version=version, added_at=now(), packed=packed.document)
    connection.execute(insert(documents), row)
    _add_rows(connection, document)
    return Added(document.id, "new" if version == 1 else "version", name, len(document.statements))


def _add_rows(connection: Connection, document: Document) -> None:
    rows = statement_rows(document)
    for table, found in ((speakers, speaker_rows(document)), (relays, relay_rows(document))):
        if found:
            connection.execute(insert(table), found)
    if rows:
        first = (connection.execute(select(func.max(statements.c.row))).scalar() or 0) + 1
        for row, number in zip(rows, range(first, first + len(rows)), strict=True):
            row["row"] = number
        connection.execute(insert(statements), rows)
        sqlite_search.index(connection, rows)


def _known(connection: Connection, document: Document) -> Literal["known", "taken"] | None:
    query = select(documents.c.address, documents.c.outlet, documents.c.size_bytes, documents.c.packed)
    row = connection.execute(query.where(documents.c.id == document.id)).first()
    if row is None:
        return None
    here = address_of(document)
    same = row.address == here if row.address and here else row.outlet == document.outlet or bool(row.address or here)
    if not same or row.size_bytes != len(document.text.encode("utf-8")):
        return "taken"
    return "known" if Document.from_json(unpack(row.packed)).text == document.text else "taken"


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
    same = select(pages.c.id).where(pages.c.sha256 == digest, pages.c.url.is_(page.url), pages.c.name == page.name)
    found = connection.execute(same).scalar()
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
