"""Stories from their rows: found by query and day, with title, time, outlets, documents, speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, func, or_, select

from musnad.archive.backends import connected
from musnad.archive.periods import period_of
from musnad.archive.story_placing import unpack_print
from musnad.archive.tables import (
    copies,
    documents,
    entities,
    entity_now,
    fingerprints,
    speakers,
    statements,
    stories,
    story_aliases,
    story_members,
)
from musnad.archive.worded import SPEAKER
from musnad.errors import ArchiveError, QueryError
from musnad.stories.copies import COPY
from musnad.stories.grouping import central
from musnad.stories.terms import Terms

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from musnad.stories.statements import Utterance

MOST_CENTRAL = 500  # documents of a story among which the most central one is looked for: the earliest
MOST_SPEAKERS = 20  # of a story that its record names
_AT_ONCE = 500  # numbers in one command of SQL: back-ends limit them
_MOST_NAMED = 5  # candidates that a message names
_LAST = "\U0010ffff"  # sorts behind every character of an id


class StoryDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document of a story.

    `published` is ISO 8601 as far as it is known, `added` when the archive got it. `copies` are the documents that it
    is a copy of, or that are copies of it, in the archive as a whole.
    """

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    added: str
    copies: tuple[str, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A happening as several documents tell it.

    Args:
        title: of its most central document; None where that has none.
        first, last: when it was first and last seen, in minutes, UTC: `2031-05-04T10:00Z`.
        outlets: those that tell it, with the number of their documents, most first.
        speakers: who speaks in it, with the number of their statements, most first.
        documents: in order of time.
        held: people decided about it, so it is never merged by itself.
        before: ids of stories that became part of it.
    """

    id: str
    title: str | None
    first: str | None
    last: str | None
    outlets: tuple[tuple[str, int], ...]
    speakers: tuple[tuple[str, int], ...]
    documents: tuple[StoryDocument, ...]
    held: bool = False
    before: tuple[str, ...] = ()

    def statements(self, *, alone: bool = False) -> list[Utterance]:
        """Return what was said in the story: groups of the same statement, those in most documents first.

        Args:
            alone: give statements that one document alone reports, too.
        Raises:
            ArchiveError: the archive can't be read.
        """
        from musnad.archive.comparing import utterances

        engine: Engine = self.__dict__["engine"]
        with connected(engine) as connection:
            return utterances(connection, [document.id for document in self.documents], alone=alone)


def story_number(connection: Connection, given: str) -> int:
    """Return the number of the story that an id, an old one too, or an unambiguous beginning of one means.

    Raises:
        ArchiveError: there is none, or there are several.
    """
    try:
        given.encode("utf-8")
    except UnicodeEncodeError:
        given = ""
    found = _with_id(connection, given, whole=True) or (_with_id(connection, given, whole=False) if given else [])
    numbers = sorted({living_number(connection, id) for id in found})
    if not numbers:
        raise ArchiveError(f"no story has the id {given!r} or one that begins so; `musnad stories` lists them")
    if len(numbers) > 1:
        named = ", ".join(found[:_MOST_NAMED]) + (", …" if len(found) > _MOST_NAMED else "")
        raise ArchiveError(f"several ids of stories begin with {given!r}: {named}; give more of it")
    return numbers[0]


def _with_id(connection: Connection, given: str, *, whole: bool) -> list[str]:
    found: dict[str, None] = {}
    for column in (stories.c.id, story_aliases.c.id):
        condition = column == given if whole else (column >= given) & (column < given + _LAST)
        for id in connection.execute(select(column).where(condition).order_by(column).limit(_MOST_NAMED + 1)).scalars():
            found[str(id)] = None
    return [*found]


def living_number(connection: Connection, id: str) -> int:
    """Return the number of the story that an id leads to; where a story has documents it is that one itself."""
    seen: set[str] = set()
    number = 0
    while id not in seen:
        seen.add(id)
        row = connection.execute(select(stories.c.number, stories.c.size).where(stories.c.id == id)).first()
        if row is not None and row.size:
            return int(row.number)
        number = number if row is None else int(row.number)
        target = connection.execute(select(story_aliases.c.target).where(story_aliases.c.id == id)).scalar()
        id = id if target is None else str(target)
    return number


def numbers_of(
    connection: Connection, *, found: Iterable[str] | None = None, day: str | None = None, limit: int | None = None
) -> list[int]:
    """Return the numbers of stories, those with most documents first, the latest of equals first.

    Args:
        found: ids of documents, one of which they have; None for all.
        day: a day, month or year in which they were told.
        limit: so many at most.
    Raises:
        QueryError: `day` is no date.
    """
    query = select(stories.c.number).where(stories.c.size > 0).order_by(stories.c.size.desc(), stories.c.number.desc())
    if day is not None:
        period = period_of(day)
        if period is None:
            raise QueryError(f"day: {day!r} is no date; write a day, month or year: 2031-05-04, 2031-05, 2031")
        told = select(story_members.c.story).join(documents, documents.c.id == story_members.c.document)
        query = query.where(stories.c.number.in_(told.where(documents.c.day.between(*period))))
    if found is None:
        return [int(n) for n in connection.execute(query.limit(limit)).scalars()]
    wanted: set[int] = set()
    for part in _parts(sorted(set(found))):
        members = select(story_members.c.story).where(story_members.c.document.in_(part))
        wanted.update(connection.execute(members).scalars())
    numbers = [int(n) for n in connection.execute(query).scalars() if n in wanted]
    return numbers[:limit]


def story_of_document(connection: Connection, document: str) -> int | None:
    """Return the number of a document's story, None where none was looked for."""
    found = connection.execute(select(story_members.c.story).where(story_members.c.document == document)).scalar()
    return None if found is None else int(found)


def shared_story(connection: Connection, number: int) -> str | None:
    """Return the id of a story that several documents tell; None where it is one alone."""
    query = select(stories.c.id).where(stories.c.number == number, stories.c.size > 1)
    found = connection.execute(query).scalar()
    return None if found is None else str(found)


def record(connection: Connection, number: int) -> Story:
    """Return a story by its number."""
    row = connection.execute(select(stories.c.id, stories.c.held).where(stories.c.number == number)).one()
    members = _members(connection, number)
    copied = copies_of(connection, [member["number"] for member in members])
    times = [member["at"] for member in members if member["at"] is not None]
    outlets = Counter(member["outlet"] for member in members if member["outlet"])
    return Story(
        id=row.id, title=title_of(connection, members), first=_moment(min(times, default=None)),
        last=_moment(max(times, default=None)), outlets=_ranked(outlets), speakers=_speakers(connection, number),
        documents=tuple(
            StoryDocument(
                id=m["document"], title=m["title"], outlet=m["outlet"], published=m["published_at"],
                added=m["added_at"], copies=tuple(copied.get(m["number"], ())),
            )
            for m in members
        ),
        held=row.held, before=tuple(_before(connection, row.id)),
    )  # fmt: skip


def _members(connection: Connection, number: int) -> list[dict[str, Any]]:
    """Return the documents of a story in order of time, those without one last."""
    columns = [documents.c[name] for name in ("title", "outlet", "published_at", "added_at")]
    query = select(story_members.c.number, story_members.c.document, story_members.c.at, *columns)
    query = query.join(documents, documents.c.id == story_members.c.document).where(story_members.c.story == number)
    found = [dict(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda row: (row["at"] is None, row["at"] or 0, row["number"]))


def title_of(connection: Connection, members: Sequence[dict[str, Any]]) -> str | None:
    """Return the title of the most central of some documents; of those that have one."""
    titled = {int(member["number"]): str(member["title"]) for member in members if (member["title"] or "").strip()}
    asked = sorted(titled)[:MOST_CENTRAL]
    if len(asked) < 2:
        return titled[asked[0]] if asked else None
    terms = []
    for part in _parts(asked):
        query = select(fingerprints.c.number, fingerprints.c.packed).where(fingerprints.c.number.in_(part))
        rows = connection.execute(query.order_by(fingerprints.c.number))
        terms += [(int(number), unpack_print(packed).terms) for number, packed in rows]
    return titled[_central(tuple(terms))] if terms else titled[asked[0]]


@lru_cache(256)  # of a story of fifty documents 40 kB: it is asked for again and again while it is read
def _central(articles: tuple[tuple[int, Terms], ...]) -> int:
    return central(articles)


def _speakers(connection: Connection, number: int) -> tuple[tuple[str, int], ...]:
    """Return who speaks in a story's documents, by entity where that is known."""
    members = select(story_members.c.document).where(story_members.c.story == number)
    joined = statements.join(speakers, SPEAKER).outerjoin(entity_now, entity_now.c.entity == statements.c.entity)
    who: list[Any] = [speakers.c.name, statements.c.entity, entity_now.c.now]
    query = select(*who, func.count()).select_from(joined).group_by(*who).where(
        statements.c.document.in_(members), statements.c.state != "rejected", statements.c.kind != "unnamed",
    )  # fmt: skip
    counts: Counter[tuple[bool, str]] = Counter()
    for name, entity, now, count in map(tuple, connection.execute(query)):
        counts[entity is not None, str(now or entity or name)] += count
    named = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_SPEAKERS]
    ids = [key for known, key in named if known]
    names = dict(connection.execute(select(entities.c.id, entities.c.name).where(entities.c.id.in_(ids))).all())
    return tuple((str(names.get(key, key)) if known else key, counts[known, key]) for known, key in named)


def copies_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """Return, for each document that has copies, their ids."""
    found: dict[int, list[str]] = {}
    whole = or_(copies.c.of_first >= COPY, copies.c.of_second >= COPY)
    for own, other in ((copies.c.number, copies.c.other), (copies.c.other, copies.c.number)):
        query = select(own, story_members.c.document).select_from(copies)
        query = query.join(story_members, story_members.c.number == other).where(whole)
        for part in _parts(numbers):
            for number, document in connection.execute(query.where(own.in_(part))):
                found.setdefault(number, []).append(document)
    return {number: sorted(ids) for number, ids in found.items()}


def _before(connection: Connection, id: str) -> Iterator[str]:
    """Yield the ids of stories that became part of one, directly or through others."""
    query = select(story_aliases.c.id).where(story_aliases.c.target == id).order_by(story_aliases.c.id)
    for old in connection.execute(query).scalars().all():
        if old != id:
            yield str(old)
            yield from _before(connection, str(old))


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _moment(minutes: int | None) -> str | None:
    if minutes is None:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%MZ")


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[n : n + _AT_ONCE] for n in range(0, len(values), _AT_ONCE))
