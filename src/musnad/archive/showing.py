"""One statement with all that an archive knows of it: its place, its chain, its page, what people decided."""

from __future__ import annotations

from itertools import pairwise

import msgspec
from sqlalchemy import Connection

from musnad.archive.corrections import document_with, history
from musnad.archive.decisions import Correction, State
from musnad.archive.ids import find_id
from musnad.archive.page_rows import Provenance, provenance_of
from musnad.archive.putting import document_of, in_force_of
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.model import Link, Span, Speaker, Statement

NEAR = 20_000  # characters on either side that are searched for a neighbour: two or three long articles


class StatementRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in force, and what stands around and behind it.

    `document` has all statements in force, `machine` is the statement as the reader has it, None where it has it no
    longer; `note` then says so. `paragraph` is where it stands (several, where it runs over a line feed); `before` and
    `after` are the sentences next to it, None at the ends of the text. `corrections` are all decisions, undone ones
    too.
    """

    id: str
    document: Document
    statement: Statement
    machine: Statement | None
    state: State
    note: str | None
    speaker: Speaker | None
    paragraph: Span
    before: Span | None
    after: Span | None
    chain: tuple[Link, ...]
    corrections: tuple[Correction, ...]
    page: Provenance


class DocumentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its statements in force; `states` of those that people decided on, by id."""

    id: str
    document: Document
    states: dict[str, State]
    page: Provenance


def statement_record(connection: Connection, given: str) -> StatementRecord:
    """Return a statement by its id or an unambiguous beginning; `Archive.statement` says more."""
    id = find_id(connection, given, statements_only=True).id
    document = document_with(connection, id)
    found = in_force_of(connection, document)
    statement = next((s for s in found.document.statements if s.id == id), None)
    if statement is None:
        raise ArchiveError(f"{id}: the present reader has no such statement and its corrections are undone; "
                           f"`musnad correct --history {id}` lists them")  # fmt: skip
    read = document_of(connection, document)
    decided = tuple(history(connection, id))
    before, after = sentences_around(found.document.text, statement)
    return StatementRecord(
        id=id, document=found.document, statement=statement,
        machine=next((s for s in read.statements if s.id == id), None), state=found.states.get(id, "machine"),
        note=found.notes.get(id), speaker=found.document.speaker_of(statement),
        paragraph=paragraph_of(found.document.text, statement), before=before, after=after,
        chain=_chain(found.document, statement, decided), corrections=decided,
        page=provenance_of(connection, document, found.document.published),
    )  # fmt: skip


def _chain(document: Document, statement: Statement, decided: tuple[Correction, ...]) -> tuple[Link, ...]:
    """Return the chain of a statement; where its speaker was corrected, the source may still name another one."""
    links = document.chain_of(statement)
    speaker = document.speaker_of(statement)
    last = [c.value.get("field", c.kind) for c in decided if c.live and c.kind in ("span", "speaker")]
    if speaker is not None and "speaker" in last and "source" not in last:
        links[0] = Link("speaker", links[0].name, speaker.name, links[0].naming)
    return tuple(links)


def document_record(connection: Connection, id: str) -> DocumentRecord:
    """Return a document with its statements in force, and where it comes from."""
    found = in_force_of(connection, id)
    page = provenance_of(connection, id, found.document.published)
    return DocumentRecord(id=id, document=found.document, states=found.states, page=page)


def paragraph_of(text: str, statement: Statement) -> Span:
    """Return the paragraph of a statement, from one line feed to another, blanks at its ends left out."""
    start, end = _extent(statement)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return _trimmed(text, first, len(text) if last < 0 else last) or Span(start, end, text[start:end])


def sentences_around(text: str, statement: Statement) -> tuple[Span | None, Span | None]:
    """Return the sentence before the one that a statement begins in, and the one behind that which it ends in."""
    from musnad.reading.sentences import Sentences
    from musnad.reading.shapes import Shape, vocabulary

    start, end = _extent(statement)
    first, last = _around(text, start, end)
    shape = Shape(text[first:last], vocabulary())
    edges = [first, *(first + shape.starts[n] + shape.forms[n].length for n in Sentences(shape).ends), last]
    before = [pair for pair in pairwise(edges) if pair[1] <= start]
    return _first_sentence(text, before[::-1]), _first_sentence(text, [p for p in pairwise(edges) if p[0] >= end])


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a part of the text that holds the neighbours of a statement, from line feed to line feed if it can."""
    first, last = max(0, start - NEAR), min(len(text), end + NEAR)
    if first:
        first = max(first, text.find("\n", first, start) + 1)
    if last < len(text):
        last = max(end, text.rfind("\n", end, last)) if "\n" in text[end:last] else last
    return first, last


def _first_sentence(text: str, edges: list[tuple[int, int]]) -> Span | None:
    """Return the first sentence with a letter in it."""
    for start, end in edges:
        span = _trimmed(text, start, end)
        if span is not None and any(char.isalpha() for char in span.text):
            return span
    return None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end]) if start < end else None


def _extent(statement: Statement) -> tuple[int, int]:
    parts = [span for span in (statement.cue, statement.source, *statement.content) if span is not None]
    return min(span.start for span in parts), max(span.end for span in parts)
