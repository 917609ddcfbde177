"""Copies from their rows: which documents share words with one, where, and who had them first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from musnad.archive.ids import find_id
from musnad.archive.putting import document_of
from musnad.archive.story_placing import unpack_print
from musnad.archive.tables import copies, documents, fingerprints, story_members
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.stories.alignment import Passage, align
from musnad.stories.article import article_of
from musnad.stories.copies import Copy
from musnad.stories.shingles import Shared, compare
from musnad.stories.tracing import Trace, trace

MOST_THROUGH_OTHERS = 200  # copies of copies that are told, the earliest: each is aligned, in a few ms


class Pair(NamedTuple):
    """Another document that one shares words with, and how much; `shared.of_first` is of the one."""

    document: str
    shared: Shared

    @property
    def whole(self) -> bool:
        """Whether one is a copy of the other."""
        return Copy(0, self.shared).whole


class CopyFound(msgspec.Struct, frozen=True, kw_only=True):
    """A document that shares words with one.

    `of_this` is the share of the one that stands in this document, `of_other` the other way round; `whole` tells a copy
    from a passage in common. `passages` are spans on both sides, `first` of the one, in its order.
    """

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    whole: bool
    of_this: float
    of_other: float
    passages: tuple[Passage, ...]


class Copies(msgspec.Struct, frozen=True, kw_only=True):
    """The documents that share words with one, the most first, and what they say of where the words come from.

    `trace` is about the document and its whole copies.
    """

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    found: tuple[CopyFound, ...]
    trace: Trace


def pairs_of(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Pair]]:
    """Yield each of some documents with each that it shares words with."""
    for own, other, turned in ((copies.c.number, copies.c.other, False), (copies.c.other, copies.c.number, True)):
        query = select(own, story_members.c.document, copies.c.of_first, copies.c.of_second, copies.c.runs)
        query = query.select_from(copies).join(story_members, story_members.c.number == other)
        for number, document, first, second, runs in connection.execute(query.where(own.in_(numbers)).order_by(other)):
            shared = Shared(second, first, runs) if turned else Shared(first, second, runs)
            yield int(number), Pair(str(document), shared)


def copies_in(connection: Connection, given: str) -> Copies:
    """Return what shares words with a document.

    Raises:
        ArchiveError: there is no such document, or nobody looked for its copies yet.
    """
    found = find_id(connection, given)
    if found.kind == "statement":
        raise ArchiveError(f"{given} is the id of a statement; give that of its document")
    number = connection.execute(select(story_members.c.number).where(story_members.c.document == found.id)).scalar()
    if number is None:
        raise ArchiveError(f"{found.id}: its copies were not looked for yet; `musnad stories --find` does it")
    own = document_of(connection, found.id)
    direct = [pair for _, pair in pairs_of(connection, [int(number)])]
    pairs = sorted(
        [*direct, *_through_others(connection, int(number), {pair.document for pair in direct})],
        key=lambda pair: (-pair.shared.of_first - pair.shared.of_second, pair.document),
    )
    others = {pair.document: document_of(connection, pair.document) for pair in pairs}
    whole = [own, *(others[pair.document] for pair in pairs if pair.whole)]
    added = dict(connection.execute(
        select(documents.c.id, documents.c.added_at).where(documents.c.id.in_([one.id for one in whole]))
    ).all())  # fmt: skip
    return Copies(
        id=own.id, title=own.title, outlet=own.outlet, published=published_of(own),
        found=tuple(_found(own, others[pair.document], pair) for pair in pairs),
        trace=trace([article_of(one, added=added.get(one.id)) for one in whole]),
    )  # fmt: skip


def _through_others(connection: Connection, number: int, known: set[str]) -> Iterator[Pair]:
    """Yield copies of copies: a document is compared with a few earlier ones when it comes, not with all its likes."""
    own = select(story_members.c.fold).where(story_members.c.number == number).scalar_subquery()
    query = select(story_members.c.number, story_members.c.document, fingerprints.c.packed).join(
        fingerprints, fingerprints.c.number == story_members.c.number
    ).where(story_members.c.fold == own).order_by(story_members.c.number)  # fmt: skip
    mine = connection.execute(select(fingerprints.c.packed).where(fingerprints.c.number == number)).scalar()
    if mine is None:
        return
    sketch, left = unpack_print(mine).sketch, MOST_THROUGH_OTHERS
    for other, document, packed in connection.execute(query):
        if other == number or document in known:
            continue
        pair = Pair(str(document), compare(sketch, unpack_print(packed).sketch))
        if pair.whole:
            yield pair
            left -= 1
        if not left:
            return


def _found(own: Document, other: Document, pair: Pair) -> CopyFound:
    return CopyFound(
        id=other.id, title=other.title, outlet=other.outlet, published=published_of(other), whole=pair.whole,
        of_this=round(pair.shared.of_first, 3), of_other=round(pair.shared.of_second, 3),
        passages=tuple(align(own.text, other.text)),
    )  # fmt: skip


def published_of(document: Document) -> str | None:
    """Return when a document was published, ISO 8601 as far as it is known."""
    at = (document.published or {}).get("at")
    return at if isinstance(at, str) else None
