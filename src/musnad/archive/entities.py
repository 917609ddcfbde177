"""`Archive.entities`: who is who across the documents of an archive, and what people decided about it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from sqlalchemy import Engine

from musnad.archive.backends import connected
from musnad.archive.entity_decisions import entity_history, merge, rename, split, undo_decision
from musnad.archive.entity_import import ImportedEntities, import_entities
from musnad.archive.entity_links import EntityDecision
from musnad.archive.entity_search import EntityFound, entity_of, find_entities


class Entities:
    """The entities of an archive; iterate over them for all, those with most statements first.

    Every method raises `ArchiveError` where the archive can't be read or written.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __iter__(self) -> Iterator[EntityFound]:
        return iter(self.search())

    def search(self, query: str = "", *, kind: str | None = None, latin: bool = True) -> list[EntityFound]:
        """Return the entities one of whose names has all words of a query, those with most statements first.

        Args:
            query: in Arabic or Latin letters; the empty one finds all.
            kind: person, organisation, state or outlet alone.
            latin: whether words in Latin letters find Arabic names by their sound (Shoygu: شويغو).
        Raises:
            ArchiveError: there is no such kind.
        """
        with connected(self.engine) as connection:
            return list(find_entities(connection, query, kind=kind, latin=latin))

    def get(self, entity: str) -> EntityFound:
        """Return the entity of an id, or of a name that it alone has.

        Raises:
            ArchiveError: there is none, or there are several.
        """
        with connected(self.engine) as connection:
            return entity_of(connection, entity)

    def import_file(self, path: str | os.PathLike[str]) -> ImportedEntities:
        """Read entities from FollowTheMoney or OpenSanctions as JSON lines, or from YAML as the lexicon has it.

        Entities that documents name are the imported ones from then on where the name tells it. All of the file is
        taken, or nothing; the same file again changes nothing.

        Raises:
            InputError: the file can't be read, or an entity in it can't be taken; the message names its line.
        """
        with connected(self.engine, writes=True) as connection:
            return import_entities(connection, path)

    def merge(self, one: str, into: str, *, by: str | None = None, why: str) -> EntityDecision:
        """Let one entity be another, under whose name both are shown.

        Args:
            one, into: ids, or names that one alone has.
            by: who decides; the login name by default.
            why: the reason.
        Raises:
            ArchiveError: there is none, they are one already or of different kinds, or there is no reason.
        """
        with connected(self.engine, writes=True) as connection:
            return merge(connection, one, into, by=by, why=why)

    def split(
        self, entity: str, *, documents: Sequence[str] = (), name: str | None = None, by: str | None = None, why: str
    ) -> EntityDecision:
        """Take namings out of an entity: those of some documents, those by one name, or a member that it is one with.

        Args:
            entity: an id, or a name that one alone has; without `documents` and `name` the member that is taken out.
            documents: ids, or unambiguous beginnings.
            name: as the documents write it.
            by, why: as in `merge`.
        Returns: the decision; `value["to"]` is the entity that the namings have now.
        Raises:
            ArchiveError: there is no such entity, document or name, or there is no reason.
        """
        with connected(self.engine, writes=True) as connection:
            return split(connection, entity, documents=documents, name=name, by=by, why=why)

    def rename(self, entity: str, name: str, *, by: str | None = None, why: str) -> EntityDecision:
        """Show an entity under another name; it is found by its old ones too.

        Raises:
            ArchiveError: there is no such entity, the name is none, or there is no reason.
        """
        with connected(self.engine, writes=True) as connection:
            return rename(connection, entity, name, by=by, why=why)

    def undo(self, decision: int, *, by: str | None = None, why: str) -> EntityDecision:
        """Undo a decision by its number, or an undo; that is a decision of its own.

        Raises:
            ArchiveError: there is no such decision, it is undone already, or there is no reason.
        """
        with connected(self.engine, writes=True) as connection:
            return undo_decision(connection, decision, by=by, why=why)

    def history(self, entity: str | None = None) -> list[EntityDecision]:
        """Return all decisions, or those that bear on an entity, in their order; `live` tells which are in force."""
        with connected(self.engine) as connection:
            return entity_history(connection, entity)
