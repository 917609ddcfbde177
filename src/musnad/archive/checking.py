"""Proving an archive: everything in it held against what it was made of.

The file by SQLite itself, the pages by their hashes, the spans by the texts, the tables by the documents, the index by
the statements. One transaction reads it all, so that what is written meanwhile confuses nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DatabaseError

from musnad.archive.backends import Progress, backend_of
from musnad.archive.entity_links import living_splits
from musnad.archive.entity_rows import apply_splits, terms_of
from musnad.archive.packing import unpack, unpack_document
from musnad.archive.putting import in_force_of
from musnad.archive.rows import document_row, kept_columns, label_rows, relay_rows, speaker_rows, statement_rows
from musnad.archive.story_checking import Wrong, check_member, check_stories, members_of
from musnad.archive.tables import (
    bodies,
    corrections,
    documents,
    entities,
    entity_terms,
    labels,
    metadata,
    pages,
    relays,
    speakers,
    statements,
)
from musnad.document import Document
from musnad.errors import InputError

CHUNK = 200  # documents at a time: some MB
RESTORE = "restore a backup, or add the pages again to a new archive"
REINDEX = "`musnad reindex` makes the index anew from the statements"
ANEW = "`musnad reindex` makes it anew from the documents"

# What a correction may change of a statement; all else of it is as the machine read it.
CORRECTED = frozenset((
    "content_spans", "source_start", "source_end", "addressee_start", "addressee_end", "via_spans",
    "speaker", "entity", "act", "type", "force", "kind", "state", "said_at", "cue_start", "cue_end",
))  # fmt: skip


class Problem(NamedTuple):
    """Something that is wrong: where, what it is, what to do."""

    place: str
    what: str
    advice: str = RESTORE

    def __str__(self) -> str:
        return f"{self.place}: {self.what}; {self.advice}"


def check(connection: Connection, progress: Progress | None = None) -> Iterator[Problem]:
    """Yield what is wrong with an archive.

    Args:
        connection: a transaction that reads.
        progress: gets what is done and of how much, in rows.
    """
    backend = backend_of(connection)
    damage = backend.damage(connection)
    yield from (Problem("file", line) for line in damage)
    if damage:
        return  # what a damaged file says of itself is not to be trusted
    yield from (Problem(place, what) for place, what in backend.lost_rows(connection))
    done, counts = 0, count_rows(connection)
    whole = counts["bodies"] + counts["documents"] + counts["statements"]
    for count, problems in _steps(connection):
        yield from problems
        done += count
        if progress is not None:
            progress(done, whole)
    try:
        yield from (Problem(place, what, REINDEX) for place, what in backend.check_index(connection))
    except (ValueError, InputError) as error:
        yield Problem("index", f"can't be held against statements that can't be read ({error})")
    except DatabaseError as error:  # the file is sound, or this line would not be reached
        yield Problem("index", f"can't be read ({str(error.orig).splitlines()[0]})", REINDEX)
    if progress is not None:
        progress(whole, whole)


def count_rows(connection: Connection) -> Counter[str]:
    """Return the number of rows of each table."""
    return Counter({
        table.name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
        for table in metadata.sorted_tables
    })  # fmt: skip


def _steps(connection: Connection) -> Iterator[tuple[int, list[Problem]]]:
    """Yield how many rows a step has looked at, and what is wrong with them."""
    for row in connection.execute(select(bodies).execution_options(yield_per=20)).mappings():
        yield 1, list(_check_body(row))
    yield 0, [*_check_counts(connection), *_check_entities(connection)]
    yield 0, [_of_story(wrong) for wrong in check_stories(connection)]
    last = ""
    while True:
        query = select(documents).where(documents.c.id > last).order_by(documents.c.id).limit(CHUNK)
        found = connection.execute(query).mappings().all()
        if not found:
            return
        last = found[-1]["id"]
        yield len(found), list(_check_documents(connection, found))


def _of_story(wrong: Wrong) -> Problem:
    return Problem(wrong.place, wrong.what, ANEW if wrong.anew else RESTORE)


def _check_body(row: Any) -> Iterator[Problem]:
    place = f"page {row['sha256']}"
    try:
        body = unpack(row["packed"])
    except zlib.error as error:
        yield Problem(place, f"its bytes can't be unpacked ({error})")
        return
    if hashlib.sha256(body).hexdigest() != row["sha256"]:
        yield Problem(place, "its bytes have another SHA-256")
    elif len(body) != row["size_bytes"]:
        yield Problem(place, f"has {len(body)} bytes, its row says {row['size_bytes']}")


def _check_counts(connection: Connection) -> Iterator[Problem]:
    """What no document's own rows can show: gaps between versions, rows without documents."""
    count, most = func.count(documents.c.version.distinct()), func.max(documents.c.version)
    versions = select(documents.c.address, func.count(), most).where(documents.c.address.is_not(None))
    gaps = versions.group_by(documents.c.address).having((func.count() != most) | (count != most))
    for address, number, last in connection.execute(gaps):
        yield Problem(f"address {address}", f"has {number} versions, the last one is number {last}")
    for table in (speakers, relays, labels, statements):
        lost = select(table.c.document).where(table.c.document.not_in(select(documents.c.id))).distinct()
        for (document,) in connection.execute(lost):
            yield Problem(f"{table.name} of document {document}", "there is no such document")
    decided = select(corrections.c.statement).where(corrections.c.undone_by.is_(None))
    changed = select(statements.c.id, statements.c.state).where(statements.c.state != "machine")
    for id, state in connection.execute(changed.where(statements.c.id.not_in(decided))):
        if not explained(connection, id):
            yield Problem(f"statement {id}", f"is {state}, and nobody decided so")


def _check_entities(connection: Connection) -> Iterator[Problem]:
    """Whoever documents name stands in `entities`, and is found by all of its names."""
    for table in (speakers, labels, statements):
        lost = select(table.c.entity).where(table.c.entity.is_not(None), table.c.entity.not_in(select(entities.c.id)))
        for (entity,) in connection.execute(lost.distinct()):
            yield Problem(f"entity {entity}", f"is named in {table.name}, and there is no such entity")
    found: dict[str, set[str]] = {}
    for term, entity in connection.execute(select(entity_terms.c.term, entity_terms.c.entity)):
        found.setdefault(entity, set()).add(term)
    for id, names in connection.execute(select(entities.c.id, entities.c.names)):
        if found.get(id, set()) != terms_of(names):
            yield Problem(f"entity {id}", "is found by other words than those of its names")


def explained(connection: Connection, statement: str) -> bool:
    """Whether a decision that was made on another id bears on this statement; rereading may move decisions."""
    return "applies_to" in corrections.c and bool(
        connection.execute(select(corrections.c.id).where(corrections.c.applies_to == statement)).first()
    )


def _check_documents(connection: Connection, rows: Sequence[Any]) -> Iterator[Problem]:
    ids = [row["id"] for row in rows]
    try:
        tables = (speakers, relays, labels, statements)
        kept = {table.name: _rows_of(connection, table, ids) for table in tables}
    except ValueError as error:
        yield Problem(f"documents {ids[0]} to {ids[-1]}", f"a row of theirs can't be read ({error})")
        return
    hashes = dict(connection.execute(
        select(pages.c.id, pages.c.sha256).where(pages.c.id.in_([row["page"] for row in rows]))
    ).all())  # fmt: skip
    splits = living_splits(connection)
    corrected = select(corrections.c.in_document).where(corrections.c.in_document.in_(ids))
    decided = set(connection.execute(corrected).scalars())
    members = members_of(connection, ids)
    for row in rows:
        place = f"document {row['id']}"
        try:
            document = unpack_document(row["packed"])
        except InputError as error:
            yield Problem(place, f"can't be unpacked ({error})")
            continue
        yield from _check_document(document, row, hashes.get(row["page"]))
        yield from check_spans(document)
        yield from map(_of_story, check_member(document, row["added_at"], members.get(document.id)))
        document = apply_splits(document, splits)
        own = kept["speakers"].get(document.id, [])
        named = _speakers_in_force(connection, document) if document.id in decided else speaker_rows(document)
        for table, made, there in (
            ("speakers", named, own), ("relays", relay_rows(document), kept["relays"].get(document.id, [])),
            ("labels", label_rows(document), kept["labels"].get(document.id, [])),
        ):  # fmt: skip
            yield from _compare(f"{table} of {place}", made, there)
        yield from _check_statements(document, kept["statements"].get(document.id, []))


def _speakers_in_force(connection: Connection, document: Document) -> list[dict[str, Any]]:
    """Return the rows of a document's speakers with those that corrections brought."""
    try:
        return speaker_rows(in_force_of(connection, document.id).document)
    except (KeyError, TypeError):  # a correction without its fields; `_check_corrected` looks at what it made
        return speaker_rows(document)


def _rows_of(connection: Connection, table: Table, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(select(table).where(table.c.document.in_(ids))).mappings():
        found.setdefault(row["document"], []).append(dict(row))
    return found


def _check_document(document: Document, row: Any, page_hash: str | None) -> Iterator[Problem]:
    place = f"document {row['id']}"
    made = document_row(
        document, page=row["page"], version=row["version"], added_at=row["added_at"], packed=row["packed"]
    )  # fmt: skip
    wrong = [name for name, value in made.items() if row[name] != value]
    if wrong:
        yield Problem(place, f"its row differs from the document in {', '.join(wrong)}")
    if row["page"] is not None and (document.page is None or document.page.sha256 != page_hash):
        yield Problem(place, "was taken from another page than the one it points to")


def check_spans(document: Document) -> Iterator[Problem]:
    """Yield every place of a document that does not have the text it says."""
    for path, start, end, text in _spans(msgspec.to_builtins(document), ""):
        if not 0 <= start <= end <= len(document.text) or document.text[start:end] != text:
            yield Problem(f"document {document.id}", f"{path}: other words stand at [{start}, {end})")


def _spans(value: Any, path: str) -> Iterator[tuple[str, int, int, str]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield path, value["start"], value["end"], value["text"]
        for key, inner in value.items():
            yield from _spans(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value, 1):
            yield from _spans(inner, f"{path} {n}")


def _compare(place: str, made: list[dict[str, Any]], kept: list[dict[str, Any]]) -> Iterator[Problem]:
    if sorted(made, key=repr) != sorted(({k: row[k] for k in sorted(row)} for row in kept), key=repr):
        here, there = ({repr(sorted(row.items())) for row in rows} for rows in (made, kept))
        count = len(here ^ there)
        if count or len(made) != len(kept):
            yield Problem(place, f"{count or abs(len(made) - len(kept))} rows differ from the document")


def _check_statements(document: Document, kept: list[dict[str, Any]]) -> Iterator[Problem]:
    by_id = {row["id"]: row for row in kept}
    for made in kept_columns(statement_rows(document)):
        place = f"statement {made['id']}"
        row = by_id.pop(made["id"], None)
        if row is None:
            yield Problem(place, f"of document {document.id} has no row")
            continue
        may_differ = CORRECTED if row["state"] != "machine" else frozenset()
        wrong = [name for name, value in made.items() if row[name] != value and name not in may_differ]
        if wrong:
            yield Problem(place, f"its row differs from document {document.id} in {', '.join(wrong)}")
        if row["state"] != "machine":
            yield from _check_corrected(document, row)
    for id, row in by_id.items():
        if row["state"] == "machine":
            yield Problem(f"statement {id}", f"document {document.id} has no such statement")
        else:
            yield from _check_corrected(document, row)


def _check_corrected(document: Document, row: dict[str, Any]) -> Iterator[Problem]:
    """What people decided differs from the document, but it stands in the text all the same."""
    size = len(document.text)
    pairs = [(row[f"{name}_start"], row[f"{name}_end"]) for name in ("cue", "source", "addressee")]
    pairs += [*row["content_spans"], *row["via_spans"]]
    outside = [pair for pair in pairs if pair[0] is not None and not 0 <= pair[0] < pair[1] <= size]
    if outside:
        yield Problem(f"statement {row['id']}", "its spans lie outside of the text", "undo its last correction")
