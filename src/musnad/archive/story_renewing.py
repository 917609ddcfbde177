"""Copies and stories of documents that are there: found later, read anew, their index made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update

from musnad.archive.packing import unpack_document
from musnad.archive.story_asking import Postings
from musnad.archive.story_decisions import put_story
from musnad.archive.story_placing import Placing, fingerprint_of, pair_of, time_of, unpack_print
from musnad.archive.tables import (
    copies,
    copy_keys,
    documents,
    fingerprints,
    stories,
    story_keys,
    story_members,
)
from musnad.document import Document
from musnad.stories import grouping
from musnad.stories.copies import LONGEST_POSTING, Copy, keys_of
from musnad.stories.shingles import compare
from musnad.stories.terms import Terms

Progress = Callable[[int, int], None]
"""Gets how much is done, and of how much."""

BATCH = 32  # documents in a transaction, as when they are added


def find_stories(engine: Engine, progress: Progress | None = None) -> int:
    """Find copies and stories of all documents that were added without, or by an older musnad; return how many.

    They come in the order of their days and ids, whenever they were added. Cut short it goes on where it was.
    """
    placed = select(story_members.c.number).where(story_members.c.document == documents.c.id)
    missing = select(documents.c.id).where(~placed.exists())
    with engine.connect() as connection:
        day = func.coalesce(documents.c.day, func.substr(documents.c.added_at, 1, 10))
        ids = [str(id) for id in connection.execute(missing.order_by(day, documents.c.id)).scalars()]
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        with engine.begin() as connection:
            here = set(connection.execute(missing.where(documents.c.id.in_(part))).scalars())
            place_documents(connection, [id for id in part if id in here])
        if progress is not None:
            progress(start + len(part), len(ids))
    return len(ids)


def place_documents(connection: Connection, ids: Sequence[str]) -> None:
    """Find copies and stories of some documents, in this order."""
    placing = Placing(connection)
    placing.add_all(_prints_of(connection, ids))
    placing.flush()


def _prints_of(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, int | None, bytes]]:
    for id in ids:
        query = select(documents.c.packed, documents.c.added_at).where(documents.c.id == id)
        packed, added_at = connection.execute(query).one()
        document = unpack_document(packed)
        yield id, time_of(document, added_at), fingerprint_of(document)


def renew(connection: Connection, old: str, document: Document, added_at: str) -> None:
    """Follow a document that was read anew, perhaps under another id: it stays in its story, its copies are found anew.

    Args:
        old: the id that it had, whose row still stands in `documents` beside the new one.
    """
    query = select(story_members.c.number, story_members.c.story, story_members.c.at, fingerprints.c.packed)
    query = query.join(fingerprints, fingerprints.c.number == story_members.c.number)
    row = connection.execute(query.where(story_members.c.document == old)).first()
    if row is None:
        return
    packed, at = fingerprint_of(document), time_of(document, added_at)
    here = story_members.c.number == row.number
    connection.execute(update(story_members).where(here).values(document=document.id, at=at))
    if packed != row.packed or at != row.at:
        _exchange(connection, row.number, (row.at, row.packed), (at, packed))
        held = connection.execute(select(stories.c.held).where(stories.c.number == row.story)).scalar()
        put_story(connection, row.story, held=bool(held))


def _exchange(
    connection: Connection, number: int, old: tuple[int | None, bytes], new: tuple[int | None, bytes]
) -> None:
    """Put a fingerprint in the place of another: its keys, its copies."""
    placing = Placing(connection)
    before, after = unpack_print(old[1]), unpack_print(new[1])
    placing.copy_keys.take(keys_of(before.sketch), number)
    placing.story_keys.take(story_keys_of(before.terms, old[0]), number)
    placing.flush()
    folds = _folds_around(connection, number)
    connection.execute(delete(copies).where(or_(copies.c.number == number, copies.c.other == number)))
    values = {"packed": new[1], "posted": True}
    connection.execute(update(fingerprints).where(fingerprints.c.number == number).values(values))
    placing = Placing(connection)
    found = [copy for copy in placing.index.find(after.sketch) if copy.number != number]
    rows = [_ordered(number, copy) for copy in found]
    if rows:
        connection.execute(insert(copies), rows)
    placing.copy_keys.put(keys_of(after.sketch), number)
    placing.story_keys.put(story_keys_of(after.terms, new[0]), number)
    placing.flush()
    put_folds(connection, folds | _folds_around(connection, number))


def _ordered(number: int, copy: Copy) -> dict[str, object]:
    """Return the row of a pair, the later document first."""
    if copy.number < number:
        return pair_of(number, copy)
    row = pair_of(copy.number, Copy(number, copy.shared))
    return row | {"of_first": copy.shared.of_second, "of_second": copy.shared.of_first}


def story_keys_of(terms: Terms, at: int | None) -> list[int]:
    """Return the keys under which a document's story is looked for."""
    return grouping.keys_of(terms, grouping.period_of(at))


# -- folds -------------------------------------------------------------------------------------


def _folds_around(connection: Connection, number: int) -> set[int]:
    """Return a document, and all those that are one with it or have words of it."""
    found = {number}
    fold = connection.execute(select(story_members.c.fold).where(story_members.c.number == number)).scalar()
    if fold is not None:
        found.update(connection.execute(select(story_members.c.number).where(story_members.c.fold == fold)).scalars())
    for own, other in ((copies.c.number, copies.c.other), (copies.c.other, copies.c.number)):
        for near in connection.execute(select(other).where(own == number)).scalars().all():
            found.add(near)
            fold = connection.execute(select(story_members.c.fold).where(story_members.c.number == near)).scalar()
            if fold is not None:
                same = select(story_members.c.number).where(story_members.c.fold == fold)
                found.update(connection.execute(same).scalars())
    return found


def put_folds(connection: Connection, numbers: Iterable[int]) -> None:
    """Work out anew which of some documents are copies of each other; no other is a copy of one of them."""
    wanted = folds_of(connection, sorted(numbers))
    for number, fold in wanted.items():
        here = (story_members.c.number == number) & story_members.c.fold.is_distinct_from(fold)
        connection.execute(update(story_members).where(here).values(fold=fold))


def folds_of(connection: Connection, numbers: Sequence[int] | None = None) -> dict[int, int | None]:
    """Return, for each document, the least number of those that it is one with, None where it is alone.

    Args:
        numbers: all by default.
    """
    query = select(copies.c.number, copies.c.other, copies.c.of_first, copies.c.of_second)
    if numbers is None:
        numbers = [int(n) for n in connection.execute(select(story_members.c.number)).scalars()]
        pairs = connection.execute(query).all()
    else:
        pairs = []
        for start in range(0, len(numbers), 500):
            pairs += connection.execute(query.where(copies.c.number.in_(numbers[start : start + 500]))).all()
    root = {number: number for number in numbers}

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = number = root[root[number]]
        return number

    joined: set[int] = set()
    for number, other, first, second in pairs:
        if is_whole(first, second):
            joined |= {number, other}
            one, two = sorted((top(number), top(other)))
            root[two] = one
    return {number: top(number) if number in joined else None for number in numbers}


def is_whole(first: float, second: float) -> bool:
    """Tell whether one of two documents is a copy of the other, by the shares that they have in common."""
    from musnad.stories.copies import COPY

    return max(first, second) >= COPY


# -- all of it ---------------------------------------------------------------------------------


def renew_all(connection: Connection, progress: Progress | None = None) -> int:
    """Make all that follows from the documents anew: fingerprints, shares, keys, folds, sums; stories stay as they are.

    Returns: how many documents there were.
    """
    for table in (copy_keys, story_keys):
        connection.execute(delete(table))
    query = select(story_members.c.number).order_by(story_members.c.number)
    numbers = [int(number) for number in connection.execute(query).scalars()]
    runs, words = (
        Postings(connection, "copy_keys", LONGEST_POSTING),
        Postings(connection, "story_keys", grouping.LONGEST_POSTING),
    )
    for done, number in enumerate(numbers, 1):
        _renew_one(connection, number, runs, words)
        if progress is not None and (done % BATCH == 0 or done == len(numbers)):
            progress(done, len(numbers))
    runs.flush()
    words.flush()
    _renew_shares(connection)
    put_folds(connection, numbers)
    for number, held in connection.execute(select(stories.c.number, stories.c.held)).all():
        put_story(connection, number, held=held)
    return len(numbers)


def _renew_one(connection: Connection, number: int, runs: Postings, words: Postings) -> None:
    query = select(documents.c.packed, documents.c.added_at).join(
        story_members, story_members.c.document == documents.c.id
    )  # fmt: skip
    packed, added_at = connection.execute(query.where(story_members.c.number == number)).one()
    document = unpack_document(packed)
    made, at = fingerprint_of(document), time_of(document, added_at)
    connection.execute(update(story_members).where(story_members.c.number == number).values(at=at))
    posted = connection.execute(select(fingerprints.c.posted).where(fingerprints.c.number == number)).scalar()
    if posted is None:
        connection.execute(insert(fingerprints), {"number": number, "posted": True, "packed": made})
    else:
        connection.execute(update(fingerprints).where(fingerprints.c.number == number).values(packed=made))
    if posted is not False:
        found = unpack_print(made)
        runs.put(keys_of(found.sketch), number)
        words.put(story_keys_of(found.terms, at), number)


def _renew_shares(connection: Connection) -> None:
    for number, other in connection.execute(select(copies.c.number, copies.c.other)).all():
        one, two = (
            connection.execute(select(fingerprints.c.packed).where(fingerprints.c.number == n)).scalar()
            for n in (number, other)
        )
        here = (copies.c.number == number) & (copies.c.other == other)
        if one is None or two is None:
            connection.execute(delete(copies).where(here))
            continue
        row = pair_of(number, Copy(other, compare(unpack_print(one).sketch, unpack_print(two).sketch)))
        connection.execute(update(copies).where(here).values(row))
