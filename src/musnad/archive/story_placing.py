"""Placing: a document → its copies among those that are there, and its story, within the transaction that adds it.

`stories.finding.Finder` decides; here stand the tables that it asks. What a transaction brings is kept in memory and
written at its end, by the table. Nothing outlives the transaction, so another writer's work is always seen.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from musnad.archive.backends import backend_of
from musnad.archive.opening import now
from musnad.archive.story_asking import Postings, Rows
from musnad.archive.tables import copies, fingerprints, stories, story_aliases, story_members
from musnad.document import Document
from musnad.stories import grouping
from musnad.stories.article import article_of, minutes
from musnad.stories.copies import LONGEST_POSTING, Copy, CopyIndex, keys_of
from musnad.stories.finding import Finder
from musnad.stories.fingerprint import Fingerprint, fingerprint
from musnad.stories.grouping import Story, StoryIndex
from musnad.stories.shingles import Sketch, pack_short, unpack_short
from musnad.stories.terms import Terms, Vectors, vectors


class Print(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a fingerprint: all of it that doesn't stand in the document's row."""

    sketch: Sketch
    terms: Terms


_ENCODE, _DECODE = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Print).decode
AT_ONCE = 64  # documents whose neighbours are asked for together
_MOST = (1 << 24) - 1  # that a term weighs in a story as it is kept: that of some 4,096 documents that have no other


def fingerprint_of(document: Document) -> bytes:
    """Return a document's fingerprint, packed; the same on every machine."""
    made = fingerprint(article_of(document))
    return _ENCODE(Print(made.sketch, made.terms))


def unpack_print(packed: bytes) -> Print:
    """Unpack a fingerprint."""
    return _DECODE(packed)


def pack_terms(story: Story) -> bytes:
    """Pack the terms of a story: their numbers, ascending, then their weights."""
    numbers = sorted(story.terms)
    weights = list(map(story.terms.__getitem__, numbers))
    if max(weights, default=0) > _MOST:
        weights = [min(weight, _MOST) for weight in weights]
    return pack_short(array("I", numbers + weights))


def unpack_terms(packed: bytes) -> dict[int, int]:
    """Unpack the terms of a story."""
    both = unpack_short(packed)
    half = len(both) // 2
    return dict(zip(both[:half], both[half:], strict=True))


def time_of(document: Document, added_at: str) -> int | None:
    """Return when a document is of, in minutes since 1970."""
    at = (document.published or {}).get("at")
    return minutes(at if isinstance(at, str) else None, added_at)


def id_of(document: str, more: str = "") -> str:
    """Return the id of a story that begins with a document."""
    return f"story-{hashlib.blake2b(f'{document}{more}'.encode(), digest_size=8).hexdigest()}"


def next_number(connection: Connection) -> int:
    """Return a number that no document and no story has had."""
    last = [connection.execute(select(func.max(table.c.number))).scalar() or 0 for table in (story_members, stories)]
    return max(map(int, last)) + 1


class Placing:
    """The tables of copies and stories within a transaction, as the finder asks them; call `flush` at its end."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.rows = Rows(connection)
        self.copy_keys = Postings(connection, "copy_keys", LONGEST_POSTING)
        self.story_keys = Postings(connection, "story_keys", grouping.LONGEST_POSTING)
        self.index = CopyIndex(self, self.copy_keys)
        self._groups = StoryIndex(self, self.story_keys)
        self._finder = Finder(self.index, self._groups)
        self._number, self._document = next_number(connection) - 1, ""
        self._prints: dict[int, tuple[int | None, Print] | None] = {}  # None: there is no such document
        self._story_of: dict[int, int] = {}  # of documents that were asked for
        self._folds: dict[int, int | None] = {}
        self._taken: set[str] = set()  # ids
        self._members: dict[int, dict[str, Any]] = {}  # of this transaction
        self._stories: dict[int, Story] = {}
        self._ids: dict[int, str] = {}
        self._fresh: set[int] = set()  # stories without a row
        self._changed: dict[int, None] = {}
        self._made: list[dict[str, Any]] = []
        self._pairs: list[dict[str, Any]] = []

    def add_all(self, documents: Iterable[tuple[str, int | None, bytes]]) -> None:
        """Place documents, each by its id, its time and its fingerprint, in this order.

        Their ids stand in `documents`, or will by the end.
        """
        coming = ((id, at, packed, _DECODE(packed)) for id, at, packed in documents)
        while part := list(islice(coming, AT_ONCE)):
            self._taken |= self.rows.taken([id_of(id) for id, *_ in part])
            self._expect([(at, made) for _, at, _, made in part])
            for document in part:
                self._add(*document)

    def _expect(self, coming: Sequence[tuple[int | None, Print]]) -> None:
        """Ask for all that some documents will be compared with: few questions, where each would ask a dozen."""
        self.copy_keys.find([key for _, made in coming for key in keys_of(made.sketch)])
        self.story_keys.find([key for at, made in coming for key in grouping.keys_around(made.terms, at)])
        if not backend_of(self.connection).FAR:
            return
        numbers: dict[int, None] = {}
        for at, made in coming:
            numbers |= dict.fromkeys(self.index.nearest(made.sketch))
            numbers |= dict.fromkeys(self._groups.candidates(at, made.terms, vectors(made.terms)))
        self._ask_for(numbers)
        asked = {story: None for number in numbers if (story := self._story_of.get(number)) is not None}
        self._ask_for_stories(asked)

    def _ask_for(self, numbers: Iterable[int]) -> None:
        """Know documents by their numbers."""
        asked = [number for number in numbers if number not in self._prints]
        if not asked:
            return
        found = self.rows.articles(asked)
        for number in asked:
            row = found.get(number)
            self._prints[number] = None if row is None else (row.at, _DECODE(row.packed))
            if row is not None:
                self._story_of[number], self._folds[number] = row.story, row.fold

    def _ask_for_stories(self, numbers: Iterable[int]) -> None:
        """Know stories by their numbers."""
        asked = [number for number in numbers if number not in self._stories]
        if not asked:
            return
        for number, (id, size, held, packed) in self.rows.stories(asked).items():
            self._ids[number] = id
            self._stories[number] = Story(number, size, self._terms_of(number, packed), bool(held))

    def _add(self, document: str, at: int | None, packed: bytes, made: Print) -> None:
        """Place a document."""
        number = self._number = self._number + 1
        self._document = document
        found = self._finder.add(number, Fingerprint(document, at, "", None, made.sketch, made.terms))
        self._prints[number] = at, made
        posted = self.copy_keys.last == number
        self._made.append({"number": number, "posted": posted, "packed": packed})
        self._pairs += [pair_of(number, copy) for copy in found.copies]
        self._fold(number, [copy.number for copy in found.copies if copy.whole])

    def _fold(self, number: int, others: Sequence[int]) -> None:
        """Make a document one with its copies."""
        if not others:
            return
        own = {other: self._folds[other] for other in others}
        fold = min(other if known is None else known for other, known in own.items())
        self._folds[number] = self._members[number]["fold"] = fold
        for other, known in own.items():
            if known is None:
                self._set_fold("number", other, fold)
            elif known != fold:
                self._set_fold("fold", known, fold)

    def _set_fold(self, column: str, value: int, fold: int) -> None:
        """Change the fold of documents that have a value in a column."""
        known = (value,) if column == "number" else [n for n, of in self._folds.items() if of == value]
        self._folds.update(dict.fromkeys(known, fold))
        for number in known:
            if number in self._members:
                self._members[number]["fold"] = fold
        if column != "number" or value not in self._members:
            self.rows.set_fold(column, value, fold)

    # -- what the finder asks --------------------------------------------------------------------

    def sketches_of(self, numbers: Sequence[int], /) -> dict[int, Sketch]:
        """Return the sketches of documents."""
        self._ask_for(numbers)
        return {number: found[1].sketch for number in numbers if (found := self._prints[number]) is not None}

    def article(self, number: int, /) -> tuple[int | None, Vectors] | None:
        """Return a document's time and terms."""
        found = self._print(number)
        return None if found is None else (found[0], vectors(found[1].terms))

    def _print(self, number: int) -> tuple[int | None, Print] | None:
        self._ask_for((number,))
        return self._prints[number]

    def stories_of(self, numbers: Sequence[int], /) -> dict[int, int]:
        """Return the story of each document."""
        self._ask_for(numbers)
        return {number: self._story_of[number] for number in numbers if number in self._story_of}

    def story(self, number: int, /) -> Story:
        """Return a story."""
        self._ask_for_stories((number,))
        return self._stories[number]

    def _terms_of(self, number: int, packed: bytes) -> dict[int, int]:
        if packed:
            return unpack_terms(packed)
        found = self.article(number)
        return {} if found is None else found[1].whole()

    def keep(self, story: Story, /) -> None:
        """Keep a story as it is now."""
        if story.number == self._number:
            self._ids[story.number] = self._new_id(self._document)
            self._fresh.add(story.number)
        self._stories[story.number] = story
        self._changed[story.number] = None

    def _new_id(self, document: str) -> str:
        """Return an id that no story has had; another has it where a document came back that a rereading renamed."""
        id, more = id_of(document), ""
        while id in self._taken:
            more += "~"
            id = id_of(document, more)
            self._taken |= self.rows.taken([id])
        self._taken.add(id)
        return id

    def place(self, number: int, at: int | None, terms: Terms, story: int, /) -> None:
        """Keep a document's story."""
        self._members[number] = {
            "number": number, "document": self._document, "at": at, "story": story, "own": story, "fold": None,
        }  # fmt: skip
        self._story_of[number], self._folds[number] = story, None

    def merge(self, story: int, into: int, /) -> None:
        """Make all documents of a story those of another; its old id leads there."""
        for number in (story, into):  # so that their ids are known
            self.story(number)
        for row in self._members.values():
            row.update({name: into for name in ("story", "own") if row[name] == story})
        self._story_of.update({number: into for number, known in self._story_of.items() if known == story})
        self.rows.merge(story, into)
        if story in self._fresh:
            self._fresh.discard(story)
        else:
            self.connection.execute(delete(stories).where(stories.c.number == story))
        self._changed.pop(story, None)
        self._stories.pop(story)
        lead(self.connection, self._ids.pop(story), self._ids[into], because="machine")

    def flush(self) -> None:
        """Write what the transaction brought."""
        made = [self._row(number) for number in self._changed if number in self._fresh]
        changed = [self._row(number) for number in self._changed if number not in self._fresh]
        for table, rows in (
            (stories, made), (story_members, list(self._members.values())), (fingerprints, self._made),
            (copies, self._pairs),
        ):  # fmt: skip
            if rows:
                backend_of(self.connection).insert_rows(self.connection, table, rows)
        if changed:
            renew = update(stories).where(stories.c.number == bindparam("it"))
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("size", "packed")}
            rows = [{"it": row["number"], "new_size": row["size"], "new_packed": row["packed"]} for row in changed]
            self.connection.execute(renew.values(values), rows)
        self.copy_keys.flush()
        self.story_keys.flush()
        self._members, self._made, self._pairs, self._fresh, self._changed = {}, [], [], set(), {}

    def _row(self, number: int) -> dict[str, Any]:
        story = self._stories[number]
        return {
            "number": number, "id": self._ids[number], "size": story.size, "held": story.held,
            "packed": b"" if story.size == 1 and not story.held else pack_terms(story),
        }  # fmt: skip


def pair_of(number: int, copy: Copy) -> dict[str, Any]:
    """Return the row of a document and an earlier one that it shares words with."""
    shared = copy.shared
    return {
        "number": number, "other": copy.number, "of_first": shared.of_first, "of_second": shared.of_second,
        "runs": shared.runs,
    }  # fmt: skip


def lead(connection: Connection, id: str, target: str, *, because: str) -> None:
    """Let the id of a story that became part of another lead there."""
    connection.execute(delete(story_aliases).where(story_aliases.c.id == id))
    row = {"id": id, "target": target, "because": because, "at": now()}
    connection.execute(insert(story_aliases), row)
