"""The profile of an outlet: how it works with sources, what stands its cues take, what it calls whom.

It counts what is in force (rejected statements are left out) and judges nothing. Every figure has its count; shares
have confidence intervals, and none is told of fewer than `shares.LEAST`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, and_, func, select

from musnad.arabic.search_words import words
from musnad.archive.label_counts import labels_in_force, voice_in_force
from musnad.archive.shares import LEAST, Share, share_of
from musnad.archive.tables import documents, entities, entity_now, labels, relays, statements
from musnad.errors import ArchiveError
from musnad.lexicon.outlets import catalogue, name_key

SOURCES = {
    "person": "named", "organisation": "named", "media": "named", "unnamed": "unnamed", "document": "documentary",
}  # fmt: skip
"""What a speaker's kind is among sources; without a speaker the reader abstained."""
FORCES = ("neutral", "endorsing", "distancing")
UNNAMED = "unnamed agencies"
NO_SIDE = "unknown"  # the speaker is nobody whose state is known
MOST_ROWS = 10  # agencies, sides and entities that are shown
MOST_NAMED = 5  # outlets that an error names


class _Said(NamedTuple):
    """Of a statement: its document, the kind of its speaker, the force of its cue, the speaker's state."""

    document: str
    kind: str | None
    force: str
    country: str | None


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """The forces of the cues with which an outlet passes on speakers of one state.

    Args:
        country: ISO 3166 of the state that the speakers act for or belong to, or `unknown`.
        statements: how many.
        forces: the share of each force.
    """

    country: str
    statements: int
    forces: tuple[Share, ...]


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """What an outlet calls an entity in its own voice, beside what the others do.

    Args:
        entity, name: the entity.
        epithets: shares of the outlet's own labels for it; `others` those of all other outlets, in the same order.
    """

    entity: str
    name: str
    epithets: tuple[Share, ...]
    others: tuple[Share, ...]


class OutletProfile(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet in an archive.

    Args:
        outlet: as the documents name it mostly; `names` are all namings of it.
        documents, statements: how many; rejected statements are left out.
        first, last: days of publication, YYYY-MM-DD; None where none is known.
        sources: shares of statements by named, unnamed and documentary sources, and by nobody (the reader abstained).
        agencies: shares of documents that credit an agency or another outlet, the commonest first.
        sides: forces by the speaker's state, those with most statements first; below `least` they are left out.
        namings: labels for entities, those with most labels first; below `least` on a side they are left out.
        least: of fewer things no share is told.
    """

    outlet: str
    names: tuple[str, ...]
    documents: int
    statements: int
    first: str | None
    last: str | None
    sources: tuple[Share, ...]
    agencies: tuple[Share, ...]
    sides: tuple[Side, ...]
    namings: tuple[Naming, ...]
    least: int = LEAST


def outlet_profile(connection: Connection, name: str) -> OutletProfile:
    """Return the profile of an outlet.

    Args:
        name: as the documents have it, its id in the catalogue, or another name of it.
    Raises:
        ArchiveError: no document is from it, or it may be several.
    """
    names = names_of(connection, name)
    rows = _statements(connection, names)
    sizes = Counter(row.document for row in rows)
    days = select(documents.c.id, documents.c.day, documents.c.outlet).where(documents.c.outlet.in_(names))
    found = connection.execute(days).all()
    dated = sorted(row.day for row in found if row.day)
    return OutletProfile(
        outlet=Counter(row.outlet for row in found).most_common(1)[0][0], names=tuple(names), documents=len(found),
        statements=len(rows), first=dated[0] if dated else None, last=dated[-1] if dated else None,
        sources=_sources(rows, sizes), agencies=_agencies(connection, [row.id for row in found], names),
        sides=_sides(rows), namings=_namings(connection, names),
    )  # fmt: skip


def names_of(connection: Connection, name: str) -> list[str]:
    """Return the namings of the outlet that is meant, as documents have them."""
    query = select(documents.c.outlet, documents.c.outlet_id).where(documents.c.outlet.is_not(None)).distinct()
    there = [(str(outlet), id) for outlet, id in connection.execute(query)]
    ids = {*catalogue().names.get(name_key(name), ()), name}
    asked = words(name)
    exact = {outlet for outlet, id in there if outlet == name or (id and id in ids)}
    exact = exact or {outlet for outlet, _ in there if words(outlet) == asked}
    alike = exact or {outlet for outlet, _ in there if asked and {*asked} <= {*words(outlet)}}
    known = {id for outlet, id in there if outlet in alike and id}
    meant = {id or outlet for outlet, id in there if outlet in alike}
    if not alike:
        raise ArchiveError(f"{name!r}: no document is from an outlet of this name; `musnad search --facets` lists some")
    if len(meant) > 1:
        named = ", ".join(sorted(alike)[:MOST_NAMED])
        raise ArchiveError(f"{name!r}: several outlets have this in their name: {named}; give one whole")
    return sorted({outlet for outlet, id in there if outlet in alike or (id and id in known)})


def crediting_documents(connection: Connection, name: str, agency: str) -> list[tuple[str, str | None, str | None]]:
    """Return the documents of an outlet that credit an agency: id, title, day of each, the latest first.

    Args:
        name: as in `outlet_profile`.
        agency: as its share of `agencies` is named.
    Raises:
        ArchiveError: no document is from the outlet, or it may be several.
    """
    names = names_of(connection, name)
    ids = sorted({document for document, credited in _credits(connection, names) if credited == agency})
    found: list[tuple[str, str | None, str | None]] = []
    for n in range(0, len(ids), 500):
        query = select(documents.c.id, documents.c.title, documents.c.day).where(documents.c.id.in_(ids[n : n + 500]))
        found += [(str(id), title, day) for id, title, day in connection.execute(query)]
    return sorted(sorted(found), key=lambda one: one[2] or "", reverse=True)


def _statements(connection: Connection, names: list[str]) -> list[_Said]:
    who = func.coalesce(entity_now.c.now, statements.c.entity)
    joined = statements.outerjoin(entity_now, entity_now.c.entity == statements.c.entity)
    joined = joined.outerjoin(entities, entities.c.id == who)
    query = select(statements.c.document, statements.c.kind, statements.c.force, entities.c.country)
    query = query.select_from(joined).where(statements.c.outlet.in_(names), statements.c.state != "rejected")
    return [_Said(*row) for row in connection.execute(query)]


def _per_document(
    hits: Iterable[tuple[str, str]], sizes: Mapping[str, int], wanted: Iterable[str]
) -> tuple[Share, ...]:
    """Return shares by name.

    Args:
        hits: document and name of each thing that is counted.
        sizes: how many things each document has.
        wanted: names, in the order of what is returned.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document, name in hits:
        counts[name][document] += 1
    return tuple(share_of(name, ((counts[name][id], size) for id, size in sizes.items())) for name in wanted)


def _sources(rows: Iterable[_Said], sizes: Mapping[str, int]) -> tuple[Share, ...]:
    hits = ((row.document, SOURCES.get(row.kind or "", "nobody")) for row in rows)
    return _per_document(hits, sizes, ("named", "unnamed", "documentary", "nobody"))


def _agencies(connection: Connection, ids: list[str], own: list[str]) -> tuple[Share, ...]:
    """Return by whom the documents came: agencies and papers that they credit, but for the outlet itself."""
    hits = _credits(connection, own)
    common = Counter(name for _, name in hits)
    wanted = sorted(common, key=lambda name: (-common[name], name))[:MOST_ROWS]
    return _per_document(sorted(hits), dict.fromkeys(ids, 1), wanted)


def _credits(connection: Connection, own: list[str]) -> set[tuple[str, str]]:
    """Return documents of an outlet with whom they credit, but for itself."""
    of_its = select(documents.c.id).where(documents.c.outlet.in_(own))
    query = select(relays.c.document, relays.c.text, relays.c.naming).where(relays.c.document.in_(of_its))
    mine = {*map(name_key, own)}
    return {
        (document, UNNAMED if naming == "unnamed" else _outlet_name(text))
        for document, text, naming in connection.execute(query) if name_key(text) not in mine
    }  # fmt: skip


def _outlet_name(text: str) -> str:
    """Return the first name of an outlet in the catalogue, so that all its names count as one."""
    ids = catalogue().names.get(name_key(text), ())
    return catalogue().outlets[ids[0]].forms[0] if len(ids) == 1 else text


def _sides(rows: Iterable[_Said]) -> tuple[Side, ...]:
    by_side: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        by_side[row.country or NO_SIDE].append((row.document, row.force))
    order = sorted(by_side, key=lambda side: (side == NO_SIDE, -len(by_side[side]), side))
    return tuple(
        Side(country=side, statements=len(by_side[side]), forces=_per_document(
            by_side[side], Counter(document for document, _ in by_side[side]), FORCES
        ))
        for side in order if len(by_side[side]) >= LEAST
    )[:MOST_ROWS]  # fmt: skip


def _namings(connection: Connection, names: list[str]) -> tuple[Naming, ...]:
    who = func.coalesce(entity_now.c.now, labels.c.entity).label("who")
    joined = labels_in_force().join(documents, documents.c.id == labels.c.document)
    joined = joined.outerjoin(entity_now, entity_now.c.entity == labels.c.entity)
    query = select(labels.c.document, labels.c.epithet, documents.c.outlet, who).select_from(joined)
    query = query.where(and_(voice_in_force() == "own", labels.c.entity.is_not(None), documents.c.outlet.is_not(None)))
    mine: dict[str, list[tuple[str, str]]] = defaultdict(list)
    theirs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document, epithet, outlet, entity in connection.execute(query):
        (mine if outlet in names else theirs)[entity].append((document, epithet))
    both = [entity for entity in mine if min(len(mine[entity]), len(theirs.get(entity, ()))) >= LEAST]
    shown = sorted(both, key=lambda entity: (-len(mine[entity]), entity))[:MOST_ROWS]
    titles = dict(connection.execute(select(entities.c.id, entities.c.name).where(entities.c.id.in_(shown))).all())
    return tuple(_naming(entity, titles.get(entity, entity), mine[entity], theirs[entity]) for entity in shown)


def _naming(entity: str, name: str, mine: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> Naming:
    common = Counter(epithet for _, epithet in (*mine, *theirs))
    wanted = sorted(common, key=lambda epithet: (-common[epithet], epithet))[:MOST_ROWS]
    own, others = (
        _per_document(hits, Counter(document for document, _ in hits), wanted) for hits in (mine, theirs)
    )
    return Naming(entity=entity, name=name, epithets=own, others=others)
