"""Deciding who is who: merging speakers, splitting them, renaming them, and undoing that."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from sqlalchemy import Connection
from starlette.responses import Response

from musnad.archive.entity_decisions import merge, rename, split, undo_decision
from musnad.archive.entity_links import EntityDecision
from musnad.archive.entity_search import entity_of
from musnad.errors import ArchiveError
from musnad.web.visits import Refused, Visit

Given = Callable[[str], str]  # a field of what came with the request


def decide(visit: Visit) -> Response:
    """Write a decision about a speaker down and show who it is now."""
    given, id = visit.field, visit.request.path_params["id"]
    with visit.archive.writing() as connection:
        made = made_of(connection, id, given, by=visit.user)
        shown = _shown(connection, id, made)
    return visit.moved(f"/speakers/{quote(shown)}")


def undo(visit: Visit) -> Response:
    """Undo a decision about a speaker, or an undo."""
    why = visit.field("why").strip()
    if not why:
        raise Refused("say why", 422)
    with visit.archive.writing() as connection:
        made = undo_decision(connection, visit.request.path_params["number"], by=visit.user, why=why)
        shown = _shown(connection, visit.field("of") or made.entity, made)
    return visit.moved(f"/speakers/{quote(shown)}")


def made_of(connection: Connection, id: str, given: Given, *, by: str | None) -> EntityDecision:
    """Write down what somebody decided about a speaker.

    Args:
        given: the fields `kind` (merge, split, rename) and `why`; of a merge `into`, of a split `member`, `name` or
            `document`, of a rename `name`.
    Raises:
        ArchiveError: it can't be decided so.
        Refused: there is no reason, or no such kind.
    """
    kind, why = given("kind"), given("why").strip()
    if not why:
        raise Refused("say why", 422)
    name = given("name").strip()
    if kind == "merge":
        return merge(connection, id, given("into").strip(), by=by, why=why)
    if kind == "rename":
        return rename(connection, id, name, by=by, why=why)
    if kind != "split":
        raise Refused(f"{kind[:20]!r} is no decision about speakers; it is merge, split or rename", 422)
    documents = given("document").split()
    if given("member"):
        if given("member") not in entity_of(connection, id).members:
            raise Refused(f"{given('member')[:40]!r} is none of those that are one with this speaker", 422)
        return split(connection, given("member"), by=by, why=why)
    if not name and not documents:
        raise Refused("say what is split off: a name, or documents", 422)
    return split(connection, id, documents=documents, name=None if documents else name, by=by, why=why)


def _shown(connection: Connection, id: str, made: EntityDecision) -> str:
    """Return the speaker whose page shows a decision; one that an undo made vanish is not there any more."""
    for one in (id, made.entity, str(made.value.get("into", ""))):
        try:
            return entity_of(connection, one).id
        except ArchiveError:
            continue
    return made.entity
