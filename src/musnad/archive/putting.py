"""The rows of a document that are in force, put where they stand: statements, speakers, relays, the index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.sql import Select

from musnad.archive.backends import backend_of
from musnad.archive.decisions import Correction, InForce, Kept, in_force
from musnad.archive.entity_keeping import keep_entities
from musnad.archive.entity_links import living_splits
from musnad.archive.entity_rows import apply_splits
from musnad.archive.ledger import with_life
from musnad.archive.packing import unpack_document
from musnad.archive.rows import kept_columns, label_rows, relay_rows, speaker_rows, statement_rows
from musnad.archive.tables import corrections, documents, kept, labels, relays, saved, speakers, statements
from musnad.archive.worded import read, worded
from musnad.document import Document
from musnad.errors import ArchiveError


def document_of(connection: Connection, id: str) -> Document:
    """Return a document as the machine read it.

    Raises:
        ArchiveError: there is no such document.
    """
    packed = connection.execute(select(documents.c.packed).where(documents.c.id == id)).scalar()
    if packed is None:
        raise ArchiveError(f"no document {id}")
    return unpack_document(packed)


def corrections_of(connection: Connection, document: str) -> list[Correction]:
    """Return all corrections that bear on a document, in their order."""
    return read_corrections(connection, select(corrections).where(corrections.c.in_document == document))


def read_corrections(connection: Connection, query: Select[Any]) -> list[Correction]:
    """Return the corrections that a query finds, with `live` told; undos have to be among them."""
    return with_life(Correction(**row) for row in connection.execute(query).mappings())


def kept_of(connection: Connection, document: str) -> list[Kept]:
    """Return the statements that stand in a document by decision alone."""
    query = select(kept.c.statement, kept.c.data, kept.c.note, kept.c.at).where(kept.c.document == document)
    return [Kept(**row) for row in connection.execute(query.order_by(kept.c.statement)).mappings()]


def in_force_of(connection: Connection, document: str) -> InForce:
    """Return a document with the statements in force.

    Raises:
        ArchiveError: there is no such document.
    """
    read = document_of(connection, document)
    found = in_force(read, corrections_of(connection, document), kept_of(connection, document))
    return msgspec.structs.replace(found, document=apply_splits(found.document, living_splits(connection)))


class Sources(NamedTuple):
    """All that documents with the statements in force are made of: packed documents, decisions, statements that stand
    by decision alone, entities that were split off."""

    packed: dict[str, bytes]
    decided: dict[str, list[Correction]]
    kept: dict[str, list[Kept]]
    splits: list[dict[str, Any]]

    def documents(self) -> dict[str, InForce]:
        """Return the documents by id, in the order asked for."""
        return {
            id: in_force(
                apply_splits(unpack_document(packed), self.splits), self.decided.get(id, []), self.kept.get(id, ())
            )
            for id, packed in self.packed.items()
        }

    def digest(self) -> bytes:
        """Return a hash: the same where the documents are the same, and made without them."""
        digest = hashlib.blake2b(repr((self.decided, self.kept, self.splits)).encode("utf-8", "surrogatepass"))
        for id, packed in self.packed.items():
            digest.update(f"{id} {len(packed)} ".encode())
            digest.update(packed)
        return digest.digest()


def sources_of(connection: Connection, ids: Iterable[str]) -> Sources:
    """Return what documents in force are made of, in few queries."""
    wanted = list(dict.fromkeys(ids))
    query = select(documents.c.id, documents.c.packed).where(documents.c.id.in_(wanted))
    found: dict[str, bytes] = dict(connection.execute(query).all())
    decided: dict[str, list[Correction]] = {}
    for correction in read_corrections(connection, select(corrections).where(corrections.c.in_document.in_(wanted))):
        decided.setdefault(correction.in_document, []).append(correction)
    alone = connection.execute(select(kept.c.document).where(kept.c.document.in_(wanted)).distinct()).scalars().all()
    return Sources(
        {id: found[id] for id in wanted}, decided, {id: kept_of(connection, id) for id in sorted(alone)},
        living_splits(connection),
    )  # fmt: skip


def documents_of(connection: Connection, ids: Iterable[str]) -> dict[str, InForce]:
    """Return documents with the statements in force, by id: what `in_force_of` gives of each, in few queries."""
    return sources_of(connection, ids).documents()


def rows_in_force(found: InForce) -> list[dict[str, Any]]:
    """Return what `statements` has to hold of a document, without the numbers of the rows."""
    rows = statement_rows(found.document)
    for row in rows:
        row["state"] = found.states.get(row["id"], "machine")
    return rows


def put(connection: Connection, document: str) -> None:
    """Make the rows of a document those in force; what is right already is not touched."""
    found = in_force_of(connection, document)
    put_rows(connection, found, rows_of(connection, document), old=document, renamed={})


def rows_of(connection: Connection, document: str) -> list[dict[str, Any]]:
    """Return the rows of a document's statements with their words."""
    query = worded(statements.columns.keys()).where(statements.c.document == document)
    return list(read(connection, query.order_by(statements.c.row)))


def put_rows(
    connection: Connection, found: InForce, present: Sequence[dict[str, Any]], *, old: str, renamed: Mapping[str, str]
) -> None:  # fmt: skip
    """Put what is in force in the place of the rows of the document `old`, whose row may go afterwards.

    Args:
        present: `rows_of` the document `old`, as its text was.
        renamed: statements that have another id now; they keep their row, since it is their place in time: what a
            saved search has shown is not new again.
    """
    backend = backend_of(connection)
    made = apply_splits(found.document, living_splits(connection), old=old)
    found = msgspec.structs.replace(found, document=made)
    numbers = {renamed.get(row["id"], row["id"]): row["row"] for row in present}
    wanted = rows_in_force(found)
    for row in wanted:
        row["row"] = numbers.get(row["id"])
    following = _next_row(connection) if any(row["row"] is None for row in wanted) else 0
    for row in wanted:
        if row["row"] is None:
            row["row"], following = following, following + 1
    before = {row["row"]: row for row in present}
    changed = [row for row in wanted if before.get(row["row"]) != row]
    right = {row["row"] for row in wanted} - {row["row"] for row in changed}
    gone = [row for row in present if row["row"] not in right]
    if gone:
        backend.remove(connection, gone)
        for row in gone:
            connection.execute(delete(statements).where(statements.c.row == row["row"]))
    if changed:
        connection.execute(insert(statements), kept_columns(changed))
        backend.index(connection, changed)
    keep_entities(connection, [made])
    for table, rows in (
        (speakers, speaker_rows(made)), (relays, relay_rows(made)), (labels, label_rows(made)),
    ):  # fmt: skip
        connection.execute(delete(table).where(table.c.document == old))
        if rows:
            connection.execute(insert(table), rows)


def _next_row(connection: Connection) -> int:
    """Return a row that none has had: behind the last one, and behind the last that a saved search has seen."""
    last = connection.execute(select(func.max(statements.c.row))).scalar() or 0
    seen = connection.execute(select(func.max(saved.c.seen_row))).scalar() or 0
    return max(int(last), int(seen)) + 1
