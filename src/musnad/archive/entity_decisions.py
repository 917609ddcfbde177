"""What people decide about entities: merged, split, renamed, undone; written down with a reason, never lost.

A decision is checked against what is in force, then a row is added and what follows from it is worked out anew
(`entity_links.settle`, and the rows of the documents that a split bears on), all of it in one transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from musnad.arabic.search_words import words
from musnad.archive.corrections import signed
from musnad.archive.entity_keeping import add_entities, known_entities
from musnad.archive.entity_links import EntityDecision, decisions_of, settle
from musnad.archive.entity_search import EntityFound, entity_of
from musnad.archive.ids import find_id
from musnad.archive.ledger import mark_undone, to_undo, write_down
from musnad.archive.opening import now
from musnad.archive.putting import put
from musnad.archive.tables import entities, entity_decisions, speakers
from musnad.errors import ArchiveError

LONGEST_NAME = 300  # characters of a name that somebody gives


def merge(connection: Connection, one: str, into: str, *, by: str | None, why: str) -> EntityDecision:
    """Let one entity be another; what it was called is a name of that one.

    Raises:
        ArchiveError: there is none, they are one already, or they are of different kinds.
    """
    first, second = entity_of(connection, one), entity_of(connection, into)
    if first.id == second.id:
        raise ArchiveError(f"{one} and {into} are one already: {first.id} ({first.name})")
    if first.kind != second.kind:
        raise ArchiveError(f"{first.id} is a {first.kind}, {second.id} a {second.kind}; they can't be one")
    decision = _insert(connection, "merge", first.id, {"into": second.id}, by=by, why=why)
    settle(connection)
    return decision


def split(
    connection: Connection, entity: str, *,
    documents: Sequence[str] = (), name: str | None = None, by: str | None, why: str,
) -> EntityDecision:  # fmt: skip
    """Take namings out of an entity: another entity that it is one with, those of some documents, or those by a name.

    Args:
        entity: the one; where neither documents nor a name are given, a member that is taken out of it.
        documents: ids, or unambiguous beginnings.
        name: as the documents write it.
    Raises:
        ArchiveError: there is no such entity, document or name, or nothing would be left to split.
    """
    found = entity_of(connection, entity)
    value: dict[str, Any]
    subject = found.id
    if name is not None:
        subject, value = _by_name(connection, found, name)
    elif documents:
        subject, value = _by_documents(connection, found, documents)
    else:
        if len(found.members) < 2 or entity not in found.members:
            members = ", ".join(found.members)
            raise ArchiveError(f"{entity}: say what to take out: --name, --document, or one of its members ({members})")
        value = {"member": entity}
    decision = _insert(connection, "split", subject, value, by=by, why=why)
    _follow(connection, decision)
    return decision


def rename(connection: Connection, entity: str, name: str, *, by: str | None, why: str) -> EntityDecision:
    """Show an entity under another name; it is found by its old ones too.

    Raises:
        ArchiveError: there is no such entity, or the name is none.
    """
    found = entity_of(connection, entity)
    name = " ".join(name.split())
    if not words(name) or len(name) > LONGEST_NAME:
        raise ArchiveError(f"{name[:40]!r} is no name; it has words, and {LONGEST_NAME} characters at most")
    if name == found.name:
        raise ArchiveError(f"{found.id} is shown as {name!r} already")
    decision = _insert(connection, "rename", found.id, {"name": name, "before": found.name}, by=by, why=why)
    _follow(connection, decision)
    return decision


def undo_decision(connection: Connection, number: int, *, by: str | None, why: str) -> EntityDecision:
    """Undo a decision, or an undo, by one more row.

    Raises:
        ArchiveError: there is no such decision, or it is undone already.
    """
    told = decisions_of(connection)
    target = to_undo(told, number, what="decision {} about entities", listed="musnad entities history")
    decision = _insert(connection, "undo", target.entity, {"decision": number}, by=by, why=why)
    mark_undone(connection, entity_decisions, number, by=decision.id)
    base = target
    numbered = {one.id: one for one in told}
    while base.kind == "undo":
        base = numbered[base.value["decision"]]
    _follow(connection, base)
    return decision


def entity_history(connection: Connection, entity: str | None = None) -> list[EntityDecision]:
    """Return all decisions about entities, or those that name one, in their order."""
    found = decisions_of(connection)
    if entity is None:
        return found
    members = set(entity_of(connection, entity).members)
    return [one for one in found if {one.entity, one.value.get("into"), one.value.get("to"),
                                     one.value.get("member")} & members]  # fmt: skip


def _insert(
    connection: Connection, kind: str, entity: str, value: dict[str, Any], *, by: str | None, why: str
) -> EntityDecision:
    who, why = signed(by, why, needed=True)
    row: dict[str, Any] = {"kind": kind, "entity": entity, "value": value, "who": who, "why": why, "at": now()}
    return EntityDecision(id=write_down(connection, entity_decisions, row), **row)


def _follow(connection: Connection, decision: EntityDecision) -> None:
    """Work out anew what a decision bears on, made or undone."""
    if decision.kind == "rename":
        _settle_name(connection, decision.entity)
    elif decision.kind == "split" and "to" in decision.value:
        for document in decision.value.get("documents") or _documents_of(connection, decision):
            put(connection, document)
        _drop_if_nobody(connection, decision.value["to"])
    settle(connection)


def _documents_of(connection: Connection, decision: EntityDecision) -> list[str]:
    both = (decision.entity, decision.value["to"])
    query = select(speakers.c.document).where(speakers.c.entity.in_(both)).distinct().order_by(speakers.c.document)
    return [str(document) for document in connection.execute(query).scalars()]


def _settle_name(connection: Connection, entity: str) -> None:
    renames = [one for one in decisions_of(connection, ["rename"]) if one.kind == "rename" and one.entity == entity]
    living = [one for one in renames if one.live]
    name = living[-1].value["name"] if living else renames[0].value["before"]
    connection.execute(update(entities).where(entities.c.id == entity).values(name=name))


def _drop_if_nobody(connection: Connection, entity: str) -> None:
    """Forget an entity that a split made and that no document names any more."""
    if connection.execute(select(speakers.c.id).where(speakers.c.entity == entity).limit(1)).first() is None:
        connection.execute(delete(entities).where(entities.c.id == entity))


def _by_name(connection: Connection, found: EntityFound, name: str) -> tuple[str, dict[str, Any]]:
    key = " ".join(words(name))
    for member in found.members:  # a spelling that is an entity of its own is taken out whole
        own = connection.execute(select(entities.c.names).where(entities.c.id == member)).scalar() or []
        if len(found.members) > 1 and len(own) == 1 and " ".join(words(own[0])) == key:
            return found.id, {"member": member}
    from musnad.archive.entity_rows import named_key

    query = select(speakers.c.entity, speakers.c.name, speakers.c.kind).where(speakers.c.entity.in_(found.members))
    matching = {str(row.entity) for row in connection.execute(query) if named_key(row.name, row.kind) == key}
    if not matching:
        raise ArchiveError(f"{found.id} ({found.name}): no document names it {name!r}")
    subject = min(matching)
    to = _new(connection, found, name, subject, [key])
    return subject, {"name": key, "to": to}


def _by_documents(
    connection: Connection, found: EntityFound, given: Sequence[str]
) -> tuple[str, dict[str, Any]]:
    ids = sorted({_document_id(connection, one) for one in given})
    query = select(speakers.c.document, speakers.c.entity, speakers.c.name)
    query = query.where(speakers.c.entity.in_(found.members), speakers.c.document.in_(ids))
    rows = connection.execute(query.order_by(speakers.c.document, speakers.c.id)).all()
    missing = [id for id in ids if all(row.document != id for row in rows)]
    if missing:
        raise ArchiveError(f"{missing[0]}: {found.id} ({found.name}) doesn't speak in this document")
    subjects = sorted({str(row.entity) for row in rows})
    if len(subjects) > 1:
        raise ArchiveError(f"{found.id}: these documents name several of its members ({', '.join(subjects)}); "
                           "split them one by one")  # fmt: skip
    to = _new(connection, found, str(rows[0].name), subjects[0], ids)
    return subjects[0], {"documents": ids, "to": to}


def _document_id(connection: Connection, given: str) -> str:
    one = find_id(connection, given)
    if one.kind != "document":
        raise ArchiveError(f"{given} is the id of a statement; give that of its document")
    return one.id


def _new(connection: Connection, found: EntityFound, name: str, subject: str, what: Iterable[str]) -> str:
    """Make the entity that a split gives its namings to."""
    digest = hashlib.blake2b("\n".join([subject, *what]).encode("utf-8"), digest_size=6).hexdigest()
    id = f"split/{digest}"
    if not known_entities(connection, [id]):
        row = {"id": id, "kind": found.kind, "name": name, "country": found.country, "source": "decision",
               "names": [name]}  # fmt: skip
        add_entities(connection, [row])
    return id
