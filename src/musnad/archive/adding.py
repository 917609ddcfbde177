"""Adding: a page and its document into the tables, all of it or nothing."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sqlalchemy import Connection, func, insert, select

from musnad.archive import sqlite_search
from musnad.archive.opening import now
from musnad.archive.rows import address_of, document_row, pack, relay_rows, speaker_rows, statement_rows
from musnad.archive.tables import bodies, documents, pages, relays, speakers, statements
from musnad.document import Document
from musnad.pages.page import Listed, Page


class Added(NamedTuple):
    """What became of a document: new, a new version of its address, or known already."""

    document: str
    kind: Literal["new", "version", "known"]


def add_document(connection: Connection, document: Document, page: Page | None) -> Added:
    """Add a document, and the page that it was taken from, within the transaction of `connection`.

    A document that is there already changes nothing.
    """
    if connection.execute(select(documents.c.id).where(documents.c.id == document.id)).first():
        return Added(document.id, "known")
    page_id = _add_page(connection, page) if page is not None else None
    version = 1
    address = address_of(document)
    if address is not None:
        before = select(func.max(documents.c.version)).where(documents.c.address == address)
        version = (connection.execute(before).scalar() or 0) + 1
    connection.execute(insert(documents), document_row(document, page=page_id, version=version, added_at=now()))
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
    return Added(document.id, "new" if version == 1 else "version")


def _add_page(connection: Connection, page: Page) -> int:
    digest = page.sha256
    if not connection.execute(select(bodies.c.sha256).where(bodies.c.sha256 == digest)).first():
        connection.execute(
            insert(bodies), {"sha256": digest, "size_bytes": len(page.body), "packed": pack(page.body)}
        )  # fmt: skip
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
