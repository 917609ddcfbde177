"""A kept page from its rows, as it came and as evidence."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from musnad.archive.packing import unpack
from musnad.archive.tables import bodies, documents, pages
from musnad.errors import ArchiveError
from musnad.pages.page import Listed, Page


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document comes from and what proves it.

    `sha256`, `size_bytes`, `url`, `fetched_at` and `name` are those of the page as it was kept, null where it came as
    text; `address` is what it is a version of, the `version`th of `versions`. `published` is the date with its
    evidence: candidates, conflicts, what was refused (`musnad.pages.published`).
    """

    document: str
    title: str | None
    outlet: str | None
    outlet_id: str | None
    byline: str | None
    address: str | None
    version: int
    versions: int
    published: dict[str, Any] | None
    added_at: str
    reader: str
    sha256: str | None = None
    size_bytes: int | None = None
    url: str | None = None
    name: str | None = None
    fetched_at: str | None = None


def page_of(connection: Connection, document: str) -> Page | None:
    """Return the page that a document was taken from, as it was kept; None where it came as text."""
    row = connection.execute(_pages_of(pages, bodies.c.packed).where(documents.c.id == document)).mappings().first()
    if row is None:
        return None
    return Page(
        body=unpack(row["packed"]), name=row["name"], url=row["url"], fetched_at=row["fetched_at"],
        headers=row["headers"], listed=Listed(**row["listed"]) if row["listed"] else None,
    )  # fmt: skip


def provenance_of(connection: Connection, document: str, published: dict[str, Any] | None) -> Provenance:
    """Return where a document comes from.

    Raises:
        ArchiveError: there is no such document.
    """
    names = "title", "outlet", "outlet_id", "byline", "address", "version", "added_at", "reader"
    query = select(*(documents.c[name] for name in names)).where(documents.c.id == document)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise ArchiveError(f"no document {document}")
    versions = 1
    if row["address"] is not None:
        same = select(func.count()).select_from(documents).where(documents.c.address == row["address"])
        versions = int(connection.execute(same).scalar() or 1)
    kept = _pages_of(pages.c.sha256, bodies.c.size_bytes, pages.c.url, pages.c.name, pages.c.fetched_at)
    page = connection.execute(kept.where(documents.c.id == document)).mappings().first()
    return Provenance(document=document, published=published, versions=versions, **row, **(page or {}))


def _pages_of(*columns: Any) -> Any:
    joined = documents.join(pages, documents.c.page == pages.c.id).join(bodies, pages.c.sha256 == bodies.c.sha256)
    return select(*columns).select_from(joined)
