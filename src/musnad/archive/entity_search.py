"""Finding entities: by any of their names, in Arabic or Latin letters, however they are spelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Select, func, or_, select

from musnad.arabic.search_words import asked, meets
from musnad.arabic.search_words import words as search_words
from musnad.arabic.spellings import latin_keys, same_word
from musnad.archive.backends import backend_of
from musnad.archive.entity_links import members_of, now_of
from musnad.archive.entity_rows import is_latin, terms_asked, words_of
from musnad.archive.query import NOBODY, And, Known, Node, Not, Or, Words
from musnad.archive.tables import entities, entity_now, entity_terms, speakers
from musnad.errors import ArchiveError
from musnad.reading.namings import written_name

EntityKind = Literal["person", "organisation", "state", "outlet"]
ENTITY_KINDS: tuple[str, ...] = EntityKind.__args__  # type: ignore[attr-defined]
MOST_NAMED = 5  # ids that an error names


class EntityFound(msgspec.Struct, frozen=True, kw_only=True):
    """An entity in an archive.

    Args:
        id: its own, or that of the one which it is shown as.
        name: as it is shown; `names` are all that it is known by, Latin ones too.
        country: ISO 3166, where it is known.
        source: lexicon, text (named by documents alone), import, decision.
        members: all ids that are this one, its own among them.
        statements: how many of the archive are its, rejected ones too.
    """

    id: str
    kind: str
    name: str
    country: str | None
    source: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    statements: int


def find_entities(
    connection: Connection, query: str = "", *, kind: str | None = None, latin: bool = True
) -> Iterator[EntityFound]:
    """Yield the entities that a query finds, those with most statements first, then by name and id.

    Args:
        query: words of a name, all of which it has; the empty one finds all.
        kind: of `ENTITY_KINDS`.
        latin: whether words in Latin letters find Arabic names by their sound.
    """
    if kind is not None and kind not in ENTITY_KINDS:
        raise ArchiveError(f"{kind!r} is no kind of entity; there are {', '.join(ENTITY_KINDS)}")
    words = search_words(query)
    chosen = select(entities.c.id)
    if words:
        ids = ids_named(connection, words, latin=latin)
    else:
        ids = [str(id) for id in connection.execute(chosen).scalars()]
    tops = sorted({now_of(connection, id) for id in ids}) if words else _tops(connection, ids)
    counted = sorted(_counted(connection, tops), key=lambda e: (-e.statements, e.name, e.id))
    yield from (one for one in counted if kind is None or one.kind == kind)


def with_entities(connection: Connection, node: Node) -> Node:
    """Return the tree of a query in which `who:` knows the entities that have its words in a name."""
    match node:
        case And(parts=parts) | Or(parts=parts):
            return type(node)(tuple(with_entities(connection, part) for part in parts))
        case Not(part=part):
            return Not(with_entities(connection, part))
        case Known(field="entity", value=value):
            known_ids = [] if "\x00" in value else [value]  # which no id has, and no PostgreSQL can be asked for
            return msgspec.structs.replace(node, entities=tuple(members_of(connection, known_ids)))
        case Known(field="country", value=value):
            known = select(entities.c.id).where(entities.c.country.is_not(None))
            if value != NOBODY:
                known = known.where(entities.c.country == value)
            some = msgspec.structs.replace(node, entities=_shown_as(connection, known))
            return Not(some) if value == NOBODY else some
        case Words(field="who", terms=terms) if not any(term.literal for term in terms):
            found = ids_named(connection, [term.word for term in terms], several=True)
            return msgspec.structs.replace(node, entities=tuple(members_of(connection, found)))
    return node


def _shown_as(connection: Connection, known: Select[Any]) -> tuple[str, ...]:
    """Return who speaks in documents and is shown as one of some entities."""
    who = func.coalesce(entity_now.c.now, speakers.c.entity)
    joined = speakers.outerjoin(entity_now, entity_now.c.entity == speakers.c.entity)
    query = select(speakers.c.entity).distinct().select_from(joined).where(who.in_(known))
    return tuple(sorted(str(id) for id in connection.execute(query).scalars()))


def ids_named(
    connection: Connection, words: Sequence[str], *, latin: bool = True, several: bool = False
) -> list[str]:
    """Return the ids of the entities one of whose names has all of some words, folded as `words_of` does.

    Args:
        several: only those that may be named otherwise than by that very name: what else is found by its words.
    """
    query: Select[Any] = select(entities.c.id, entities.c.names)
    if several:
        joined = select(entity_now.c.entity).union(select(entity_now.c.now))
        query = query.where(or_(entities.c.source != "text", entities.c.id.in_(joined)))
    for word in words:
        having = select(entity_terms.c.entity).where(entity_terms.c.term.in_(terms_asked(word)))
        query = query.where(entities.c.id.in_(having))
    found = connection.execute(query)
    return sorted(str(id) for id, names in found if any(_has_all(name, words, latin=latin) for name in names))


def _has_all(name: str, words: Sequence[str], *, latin: bool) -> bool:
    written = words_of(name)
    return all(any(is_one(word, other, latin=latin) for other in written) for word in words)


def is_one(word: str, written: str, *, latin: bool = True) -> bool:
    """Tell whether a word that is asked for may be a written word of a name.

    Args:
        latin: whether a word in Latin letters may be one in Arabic letters, by its consonants.
    """
    if is_latin(word) or is_latin(written):
        by_sound = latin and not {*latin_keys(word)}.isdisjoint(latin_keys(written))
        return word == written or by_sound
    return meets(written, asked(word)) or same_word(word, written)


def _tops(connection: Connection, ids: Iterable[str]) -> list[str]:
    now = dict(connection.execute(select(entity_now.c.entity, entity_now.c.now)).all())
    return sorted({now.get(id, id) for id in ids})


def _counted(connection: Connection, tops: Sequence[str]) -> list[EntityFound]:
    times = backend_of(connection).statements_by_entity(connection)
    joined: dict[str, list[str]] = {}
    for entity, now in connection.execute(select(entity_now.c.entity, entity_now.c.now)):
        joined.setdefault(now, []).append(entity)
    found = []
    for part in _parts(tops):
        query = select(entities).where(entities.c.id.in_(part))
        rows = {row["id"]: row for row in connection.execute(query).mappings()}
        for id in part:
            members = sorted({id, *joined.get(id, ())})
            row = rows.get(id)
            if row is not None:
                found.append(_found(connection, dict(row), members, times))
    return found


def _found(connection: Connection, row: dict[str, Any], members: list[str], times: dict[str, int]) -> EntityFound:
    names = list(row["names"])
    if len(members) > 1:
        others = select(entities.c.names).where(entities.c.id.in_([m for m in members if m != row["id"]]))
        names += [name for more in connection.execute(others.order_by(entities.c.id)).scalars() for name in more]
    return EntityFound(
        id=row["id"], kind=row["kind"], name=row["name"], country=row["country"], source=row["source"],
        names=tuple(dict.fromkeys(names)), members=tuple(members), statements=sum(times.get(m, 0) for m in members),
    )  # fmt: skip


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """How documents name an entity: a name as they write it, without a title, in how many of them, for which member."""

    name: str
    documents: int
    member: str


def namings_of(connection: Connection, members: Sequence[str]) -> list[Naming]:
    """Return how documents name some entities, the commonest name first; a split takes such names."""
    query = select(speakers.c.name, speakers.c.kind, speakers.c.entity, speakers.c.document)
    found: dict[tuple[str, str], set[str]] = {}
    for name, kind, entity, document in connection.execute(query.where(speakers.c.entity.in_(members))):
        shown = written_name(name) if kind == "person" else " ".join(name.split())
        found.setdefault((shown, entity), set()).add(document)
    return [
        Naming(name=name, documents=len(found[name, member]), member=member)
        for name, member in sorted(found, key=lambda pair: (-len(found[pair]), pair))
    ]  # fmt: skip


def _parts(ids: Sequence[str]) -> Iterator[list[str]]:
    return (list(ids[n : n + 500]) for n in range(0, len(ids), 500))


def entity_of(connection: Connection, given: str) -> EntityFound:
    """Return the entity that somebody means: by its id, or by a name that one alone has.

    Raises:
        ArchiveError: there is none, or there are several.
    """
    id = connection.execute(select(entities.c.id).where(entities.c.id == given)).scalar()
    if id is not None:
        found = _counted(connection, [now_of(connection, given)])
    else:
        found = list(find_entities(connection, given)) if words_of(given) else []
        exact = [one for one in found if given in one.names]
        found = exact if len(exact) == 1 else found
    if not found:
        raise ArchiveError(f"{given!r}: no entity has this id or name; `musnad entities QUERY` looks for one")
    if len(found) > 1:
        named = ", ".join(f"{one.id} ({one.name})" for one in found[:MOST_NAMED])
        more = ", …" if len(found) > MOST_NAMED else ""
        raise ArchiveError(f"{given!r}: several entities have this name: {named}{more}; give an id")
    return found[0]
