"""What people decide about stories: merged, split, undone; written down with a reason, never lost.

Which story a document came into stays in `story_members.own`. From that and the living decisions, taken in their order,
it is worked out anew what is in force whenever somebody decides something: so an undo brings back what was there, with
what came in since. Stories that living decisions are about are held: documents join them, no story does by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select, update

from musnad.archive.corrections import signed
from musnad.archive.ids import current_id, find_id
from musnad.archive.ledger import Decided, mark_undone, to_undo, with_life, write_down
from musnad.archive.opening import now
from musnad.archive.story_placing import lead, next_number, pack_terms, unpack_print
from musnad.archive.story_rows import living_number, story_number
from musnad.archive.tables import fingerprints, stories, story_aliases, story_decisions, story_members
from musnad.errors import ArchiveError
from musnad.stories.grouping import Story, story_of


class StoryDecision(Decided, frozen=True, kw_only=True):
    """What somebody decided about a story: merge, split, or the undo of one of these.

    Args:
        value: of a merge `{"into": id}`; of a split `{"to": id, "documents": [id, …]}`; of an undo
            `{"decision": number}`.
    """

    kind: str
    story: str


def merge_stories(connection: Connection, one: str, into: str, *, by: str | None, why: str) -> StoryDecision:
    """Let the documents of one story be those of another.

    Raises:
        ArchiveError: there is none, or they are one already.
    """
    first, second = story_number(connection, one), story_number(connection, into)
    if first == second:
        raise ArchiveError(f"{one} and {into} are one already: {_id(connection, first)}")
    made = _insert(connection, "merge", _id(connection, first), {"into": _id(connection, second)}, by=by, why=why)
    settle(connection)
    return made


def split_story(
    connection: Connection, story: str, given: Sequence[str], *, by: str | None, why: str
) -> StoryDecision:
    """Take documents out of a story: they are a story of their own.

    Args:
        given: ids of documents, or unambiguous beginnings.
    Returns: the decision; `value["to"]` is the new story.
    Raises:
        ArchiveError: there is no such story, a document isn't in it, or none would stay.
    """
    number = story_number(connection, story)
    id = _id(connection, number)
    query = select(story_members.c.document).where(story_members.c.story == number)
    members = {str(document) for document in connection.execute(query).scalars()}
    ids = sorted({_document(connection, one) for one in given})
    if not ids:
        raise ArchiveError(f"{id}: say which documents to take out (--document ID)")
    strange = [one for one in ids if one not in members]
    if strange:
        raise ArchiveError(f"{strange[0]}: this document isn't in {id}")
    if len(ids) == len(members):
        raise ArchiveError(f"{id}: these are all of its documents; leave one at least")
    digest = hashlib.blake2b("\n".join([id, *ids, str(next_number(connection))]).encode(), digest_size=8).hexdigest()
    to = f"story-{digest}"
    row = {"number": next_number(connection), "id": to, "size": 0, "held": True, "packed": pack_terms(Story(0, 0, {}))}
    connection.execute(insert(stories), row)
    made = _insert(connection, "split", id, {"to": to, "documents": ids}, by=by, why=why)
    settle(connection)
    return made


def undo_story_decision(connection: Connection, number: int, *, by: str | None, why: str) -> StoryDecision:
    """Undo a decision, or an undo, by one more row.

    Raises:
        ArchiveError: there is no such decision, or it is undone already.
    """
    told = decisions_of(connection)
    target = to_undo(told, number, what="decision {} about stories", listed="musnad stories history")
    made = _insert(connection, "undo", target.story, {"decision": number}, by=by, why=why)
    mark_undone(connection, story_decisions, number, by=made.id)
    settle(connection)
    return made


def story_history(connection: Connection, story: str | None = None) -> list[StoryDecision]:
    """Return all decisions about stories, or those that bear on one, in their order."""
    found = decisions_of(connection)
    if story is None:
        return found
    number = story_number(connection, story)
    wanted = {story, _id(connection, number)}
    kept: dict[int, StoryDecision] = {}
    for one in found:
        names = [one.story] if one.kind == "undo" else _named(one)
        if one.value.get("decision") in kept or any(
            name in wanted or living_number(connection, name) == number for name in names
        ):
            kept[one.id] = one
    return [*kept.values()]


def decisions_of(connection: Connection) -> list[StoryDecision]:
    """Return all decisions about stories in their order, with `live` told."""
    query = select(story_decisions).order_by(story_decisions.c.id)
    return with_life(StoryDecision(**row) for row in connection.execute(query).mappings())


def _id(connection: Connection, number: int) -> str:
    return str(connection.execute(select(stories.c.id).where(stories.c.number == number)).scalar())


def _document(connection: Connection, given: str) -> str:
    one = find_id(connection, given)
    if one.kind != "document":
        raise ArchiveError(f"{given} is the id of a statement; give that of its document")
    return one.id


def _insert(
    connection: Connection, kind: str, story: str, value: dict[str, Any], *, by: str | None, why: str
) -> StoryDecision:
    who, why = signed(by, why, needed=True)
    row: dict[str, Any] = {"kind": kind, "story": story, "value": value, "who": who, "why": why, "at": now()}
    return StoryDecision(id=write_down(connection, story_decisions, row), **row)


# -- what follows ------------------------------------------------------------------------------


class Settled(msgspec.Struct):
    """What decisions make of stories: the story of each document that they bear on, and where empty stories lead."""

    stories: dict[int, int]  # by document
    held: set[int]
    touched: set[int]
    targets: dict[int, int]


def settle(connection: Connection) -> None:
    """Work out anew which documents are in the stories that people decided about."""
    made = settled(connection)
    query = select(story_members.c.number, story_members.c.story).where(_of(made.touched))
    for number, story in connection.execute(query).all():
        if made.stories[number] != story:
            here = story_members.c.number == number
            connection.execute(update(story_members).where(here).values(story=made.stories[number]))
    for number in sorted(made.touched):
        put_story(connection, number, held=number in made.held)
        id = _id(connection, number)
        if number in made.stories.values():
            connection.execute(delete(story_aliases).where(story_aliases.c.id == id))
        elif number in made.targets:
            lead(connection, id, _id(connection, made.targets[number]), because="decision")


def settled(connection: Connection) -> Settled:
    """Return what the living decisions make of what the machine found."""
    decided = [one for one in decisions_of(connection) if one.kind != "undo"]
    numbers = {id: _number_of(connection, id) for one in decided for id in _named(one)}
    parents = {numbers[one.value["to"]]: numbers[one.story] for one in decided if one.kind == "split" and not one.live}
    made = Settled(stories={}, held=set(), touched=set(numbers.values()), targets=dict(parents))
    query = select(story_members.c.number, story_members.c.document, story_members.c.own).where(_of(made.touched))
    members = {str(document): int(number) for number, document, own in connection.execute(query)}
    for number, _document, own in connection.execute(query):
        seen: set[int] = set()
        while own in parents and own not in seen:
            seen.add(own)
            own = parents[own]
        made.stories[int(number)] = int(own)
    for one in decided:
        if not one.live:
            continue
        story = numbers[one.story]
        other = numbers[one.value["into" if one.kind == "merge" else "to"]]
        made.held |= {story, other}
        if one.kind == "merge":
            made.stories.update({n: other for n, at in made.stories.items() if at == story})
            made.targets[story] = other
        else:
            ids = [current_id(connection, "document", id) for id in one.value["documents"]]
            made.stories.update({members[id]: other for id in ids if id in members})
            made.targets.setdefault(other, story)
    return made


def _named(one: StoryDecision) -> list[str]:
    return [one.story, one.value["into" if one.kind == "merge" else "to"]]


def _of(touched: set[int]) -> Any:
    listed = sorted(touched)
    return or_(story_members.c.own.in_(listed), story_members.c.story.in_(listed))


def _number_of(connection: Connection, id: str) -> int:
    """Return the number of a story, with documents or without; of one that was merged by itself, that of the other."""
    found = connection.execute(select(stories.c.number).where(stories.c.id == id)).scalar()
    return int(found) if found is not None else living_number(connection, id)


def put_story(connection: Connection, number: int, *, held: bool) -> None:
    """Make the row of a story what its documents are."""
    query = select(story_members.c.number, fingerprints.c.packed).where(story_members.c.story == number)
    query = query.join(fingerprints, fingerprints.c.number == story_members.c.number).order_by(story_members.c.number)
    terms = [(int(n), unpack_print(packed).terms) for n, packed in connection.execute(query)]
    made = story_of(terms) if terms else Story(number, 0, {})
    values = {"size": made.size, "held": held, "packed": pack_terms(made)}
    connection.execute(update(stories).where(stories.c.number == number).values(values))
