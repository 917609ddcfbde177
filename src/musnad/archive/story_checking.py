"""Proving copies and stories: all that follows from the documents worked out again and held against the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from musnad.archive.story_asking import Postings, postings_in
from musnad.archive.story_decisions import decisions_of, settled
from musnad.archive.story_placing import Print, fingerprint_of, time_of, unpack_print
from musnad.archive.story_renewing import folds_of, story_keys_of
from musnad.archive.story_rows import living_number
from musnad.archive.tables import (
    copies,
    fingerprints,
    stories,
    story_aliases,
    story_members,
)
from musnad.document import Document
from musnad.stories import grouping
from musnad.stories.copies import LONGEST_POSTING, keys_of
from musnad.stories.shingles import compare

_CHUNK = 200  # documents at a time: a MB of fingerprints


class Wrong(NamedTuple):
    """Something that is wrong with copies or stories: where, what; `anew` tells whether `musnad reindex` mends it."""

    place: str
    what: str
    anew: bool = True


def members_of(connection: Connection, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Return what is kept of some documents, by their ids."""
    query = select(story_members.c.document, story_members.c.at, fingerprints.c.packed).select_from(
        story_members.outerjoin(fingerprints, fingerprints.c.number == story_members.c.number)
    ).where(story_members.c.document.in_(ids))  # fmt: skip
    return {str(row["document"]): dict(row) for row in connection.execute(query).mappings()}


def check_member(document: Document, added_at: str, row: Mapping[str, Any] | None) -> Iterator[Wrong]:
    """Hold a fingerprint against its document; one that was added without has none."""
    if row is None:
        return
    if row["packed"] != fingerprint_of(document):
        yield Wrong(f"document {document.id}", "its fingerprint is another than that of its words")
    if row["at"] != time_of(document, added_at):
        yield Wrong(f"document {document.id}", "stands at another time among the stories")


def check_stories(connection: Connection) -> Iterator[Wrong]:
    """Yield what is wrong with copies and stories but for the fingerprints themselves."""
    yield from _check_sizes(connection)
    yield from _check_decisions(connection)
    yield from _check_aliases(connection)
    yield from _check_folds(connection)
    for table in (copies, fingerprints):
        lost = select(table.c.number).where(table.c.number.not_in(select(story_members.c.number))).distinct()
        for number in connection.execute(lost).scalars():
            yield Wrong(f"{table.name}, number {number}", "there is no such document")
    yield from _check_prints(connection)


def _check_sizes(connection: Connection) -> Iterator[Wrong]:
    counted = select(story_members.c.story, func.count().label("size")).group_by(story_members.c.story).subquery()
    query = select(stories.c.id, stories.c.size, func.coalesce(counted.c.size, 0)).select_from(
        stories.outerjoin(counted, counted.c.story == stories.c.number)
    )
    for id, size, members in connection.execute(query.where(stories.c.size != func.coalesce(counted.c.size, 0))):
        yield Wrong(f"story {id}", f"has {members} documents, its row says {size}")
    for column in (story_members.c.story, story_members.c.own):
        lost = select(story_members.c.document).where(column.not_in(select(stories.c.number)))
        for document in connection.execute(lost).scalars():
            yield Wrong(f"document {document}", f"is in story {column.name}, and there is no such story", anew=False)


def _check_decisions(connection: Connection) -> Iterator[Wrong]:
    """What people decided is in force, and nothing that nobody decided."""
    if not decisions_of(connection):
        moved = select(story_members.c.document).where(story_members.c.story != story_members.c.own)
        for document in connection.execute(moved).scalars():
            yield Wrong(f"document {document}", "was put into another story, and nobody decided so", anew=False)
        return
    made = settled(connection)
    for number, document, story, own in connection.execute(select(
        story_members.c.number, story_members.c.document, story_members.c.story, story_members.c.own
    )):  # fmt: skip
        if story != made.stories.get(int(number), own):
            yield Wrong(f"document {document}", "is in another story than was decided", anew=False)
    for number, id, held in connection.execute(select(stories.c.number, stories.c.id, stories.c.held)):
        if bool(held) != (number in made.held):
            yield Wrong(f"story {id}", "is held, or isn't, against what was decided", anew=False)


def _check_aliases(connection: Connection) -> Iterator[Wrong]:
    for id in connection.execute(select(story_aliases.c.id)).scalars().all():
        if not living_number(connection, id):
            yield Wrong(f"story {id}", "leads to no story", anew=False)


def _check_folds(connection: Connection) -> Iterator[Wrong]:
    wanted = folds_of(connection)
    for number, document, fold in connection.execute(
        select(story_members.c.number, story_members.c.document, story_members.c.fold)
    ):
        if wanted[int(number)] != fold:
            yield Wrong(f"document {document}", "is one with other copies than those that it has")


def _check_prints(connection: Connection) -> Iterator[Wrong]:
    """Keys and shares follow from the fingerprints."""
    postings = {
        "copy_keys": Postings(connection, "copy_keys", LONGEST_POSTING),
        "story_keys": Postings(connection, "story_keys", grouping.LONGEST_POSTING),
    }  # fmt: skip
    there: Counter[str] = Counter()
    last = 0
    while True:
        query = select(fingerprints.c.number, story_members.c.at, fingerprints.c.posted, fingerprints.c.packed)
        query = query.join(story_members, story_members.c.number == fingerprints.c.number)
        found = connection.execute(
            query.where(fingerprints.c.number > last).order_by(fingerprints.c.number).limit(_CHUNK)
        ).all()
        if not found:
            break
        last = found[-1].number
        prints = {int(row.number): unpack_print(row.packed) for row in found}
        for row in found:
            one = prints[row.number]
            for name, keys in (("copy_keys", keys_of(one.sketch)), ("story_keys", story_keys_of(one.terms, row.at))):
                numbers = postings[name].find(list(dict.fromkeys(keys))) if row.posted else []
                there[name] += sum(row.number in under for under in numbers)
                # The least number under a full key has given way to newer ones.
                if any(row.number not in under and not (under and under[-1] > row.number) for under in numbers):
                    yield Wrong(f"{name}, number {row.number}", "isn't found by its keys")
        for one_of in postings.values():
            one_of.forget()
        yield from _check_shares(connection, prints)
    for name in postings:
        if (whole := postings_in(connection, name)) != there[name]:
            yield Wrong(name, f"{whole - there[name]:,} numbers under keys that their documents haven't")


def _check_shares(connection: Connection, prints: dict[int, Print]) -> Iterator[Wrong]:
    pairs = connection.execute(select(copies).where(copies.c.number.in_([*prints]))).all()
    others = sorted({row.other for row in pairs} - prints.keys())
    query = select(fingerprints.c.number, fingerprints.c.packed).where(fingerprints.c.number.in_(others))
    known = prints | {int(number): unpack_print(packed) for number, packed in connection.execute(query)}
    for row in pairs:
        if row.other not in known:
            continue  # a row that points nowhere, which SQLite itself tells
        shared = compare(known[row.number].sketch, known[row.other].sketch)
        if (shared.of_first, shared.of_second, shared.runs) != (row.of_first, row.of_second, row.runs):
            yield Wrong(f"copies, numbers {row.number} and {row.other}", "they share more or less than stands there")
