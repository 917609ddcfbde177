"""What is exported, whole: a document as it is in force, its statements with chain and paragraph.

Rows come in from the archive, in the order of the export; the writers of the formats take it from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, RowMapping, Table, select

from musnad.archive.packing import unpack_document
from musnad.archive.tables import documents, labels, pages, speakers, statements
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.export.entities import KeptEntity, read_entities
from musnad.export.ordering import Place
from musnad.model import Label, Link, Moment, Span, Speaker, Statement


class KeptPage(NamedTuple):
    """The page that a document was taken from."""

    sha256: str
    url: str | None
    fetched_at: str | None


class KeptStatement(NamedTuple):
    """A statement of the selection as it is in force; `paragraph` is None where it has no place in the text."""

    statement: Statement
    position: int
    state: str
    speaker: Speaker | None
    chain: list[Link]
    paragraph: Span | None
    entity: KeptEntity | None  # of the speaker


class KeptDocument(NamedTuple):
    """A document with its selected statements, in reading order.

    `document` is as it is in force: what the machine read, corrections on top, rejected statements left out. Speakers
    and labels have the ids of entities as these are shown; `entities` holds those of the speakers, by these ids.
    """

    document: Document
    address: str | None
    version: int
    day: str | None
    page: KeptPage | None
    statements: list[KeptStatement]
    entities: dict[str, KeptEntity]

    @property
    def speakers(self) -> list[Speaker]:
        """Return those who speak in the selected statements, in the order of the document."""
        wanted = {kept.speaker.id for kept in self.statements if kept.speaker}
        return [speaker for speaker in self.document.speakers if speaker.id in wanted]


class _Rows(NamedTuple):
    """What the archive has of a document: rows of its statements, speakers and labels."""

    statements: list[RowMapping]
    speakers: list[RowMapping]
    labels: list[RowMapping]


def read_documents(connection: Connection, batches: Iterable[list[Place]]) -> Iterator[KeptDocument]:
    """Yield the documents of a selection, one batch in memory at a time.

    Raises:
        ArchiveError: a span lies outside of its text, or there is no such entity.
    """
    for batch in batches:
        ids = [place.document for place in batch]
        joined = documents.outerjoin(pages, documents.c.page == pages.c.id)
        columns = (pages.c.sha256, pages.c.url.label("page_url"), pages.c.fetched_at)
        query = select(documents, *columns).select_from(joined).where(documents.c.id.in_(ids))
        rows = {row["id"]: row for row in connection.execute(query).mappings()}
        told = _by_document(connection, statements, ids, "position")
        spoke = _by_document(connection, speakers, ids, "id")
        called = _by_document(connection, labels, ids, "position")
        named = (row["entity"] for found in (spoke, called) for part in found.values() for row in part)
        known = read_entities(connection, (entity for entity in named if entity))
        for place in batch:
            id = place.document
            yield _kept(rows[id], _Rows(told[id], spoke[id], called[id]), place.positions, known)


def _by_document(connection: Connection, table: Table, ids: list[str], order: str) -> dict[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = defaultdict(list)
    query = select(table).where(table.c.document.in_(ids)).order_by(table.c.document, table.c[order])
    for row in connection.execute(query).mappings():
        found[row["document"]].append(row)
    return found


def _kept(
    row: RowMapping, rows: _Rows, positions: frozenset[int], known: dict[str, KeptEntity]
) -> KeptDocument:  # fmt: skip
    machine = unpack_document(row["packed"])
    text = _Text(machine.text, machine.id, known)
    before = {statement.id: statement for statement in machine.statements}
    order = {speaker.id: number for number, speaker in enumerate(machine.speakers)}
    people = sorted((text.speaker(found) for found in rows.speakers), key=lambda s: (order.get(s.id, len(order)), s.id))
    read = [(text.statement(found, before.get(found["id"])), found) for found in rows.statements]
    in_force = msgspec.structs.replace(
        machine, speakers=tuple(people), labels=tuple(map(text.label, rows.labels)),
        statements=tuple(statement for statement, found in read if found["state"] != "rejected"),
    )  # fmt: skip
    by_id = {speaker.id: speaker for speaker in people}
    entities = {known[found["entity"]].id: known[found["entity"]] for found in rows.speakers if found["entity"]}
    picked = []
    for statement, found in read:
        if found["position"] in positions:
            speaker = by_id.get(statement.speaker or "")
            picked.append(KeptStatement(
                statement, found["position"], found["state"], speaker, in_force.chain_of(statement),
                text.paragraph(statement), entities.get((speaker and speaker.entity) or ""),
            ))  # fmt: skip
    page = KeptPage(row["sha256"], row["page_url"], row["fetched_at"]) if row["sha256"] else None
    if page is None and machine.page is not None:
        page = KeptPage(machine.page.sha256, machine.page.url, machine.page.fetched_at)
    return KeptDocument(in_force, row["address"], row["version"], row["day"], page, picked, entities)


class _Text:
    """The text of a document, and what rows say of places in it.

    Args:
        known: who the entities of rows are now.
    """

    def __init__(self, text: str, document: str, known: dict[str, KeptEntity]) -> None:
        self.text, self.document, self.known = text, document, known

    def span(self, start: int, end: int) -> Span:
        if not 0 <= start <= end <= len(self.text):
            raise ArchiveError(
                f"document {self.document}: a span {start}–{end} outside of its text; run `musnad check`"
            )
        return Span(start, end, self.text[start:end])

    def spans(self, pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(self.span(start, end) for start, end in pairs)

    def column(self, row: RowMapping, name: str) -> Span | None:
        start = row[f"{name}_start"]
        return None if start is None else self.span(start, row[f"{name}_end"])

    def speaker(self, row: RowMapping) -> Speaker:
        name = self.span(row["name_start"], row["name_end"])
        mentions = self.spans(row["mentions"])
        return Speaker(
            row["id"], row["kind"], name, mentions, self.entity(row), row["evidence"], row["certainty"]
        )  # fmt: skip

    def label(self, row: RowMapping) -> Label:
        span = self.span(row["start"], row["end"])
        return Label(
            start=span.start, end=span.end, text=span.text, epithet=row["epithet"], family=row["family"],
            entity=self.entity(row), voice=row["voice"], statement=row["statement"], within=row["within"],
        )  # fmt: skip

    def entity(self, row: RowMapping) -> str | None:
        """Return the id of the one that an entity of a row is shown as."""
        return self.known[row["entity"]].id if row["entity"] else None

    def statement(self, row: RowMapping, machine: Statement | None) -> Statement:
        moment = machine.said_at if machine else None
        said = row["said_at"]
        if said is None:
            moment = None
        elif moment is None or (moment.start, moment.end, moment.at) != (said["start"], said["end"], said.get("at")):
            words = self.span(said["start"], said["end"]).text
            moment = Moment(said["start"], said["end"], words, said.get("at"), said.get("precision"))
        return Statement(
            id=row["id"], cue=self.column(row, "cue"), source=self.column(row, "source"),
            content=self.spans(row["content_spans"]), speaker=row["speaker"], addressee=self.column(row, "addressee"),
            via=self.spans(row["via_spans"]), inside=row["inside"], type=row["type"], act=row["act"],
            force=row["force"], rule=row["rule"], confidence=row["confidence"], said_at=moment,
            lexicon=machine.lexicon if machine else (),
            why=machine.why if machine and row["speaker"] is None else None,
        )  # fmt: skip

    def paragraph(self, statement: Statement) -> Span | None:
        """Return the lines in which a statement stands, from its first word to its last."""
        alone = (statement.cue, statement.source, statement.addressee)
        spans = [*(span for span in alone if span), *statement.content, *statement.via]
        if not spans:
            return None
        start = self.text.rfind("\n", 0, min(span.start for span in spans)) + 1
        last = max(span.end for span in spans)
        end = self.text.find("\n", last)
        end = len(self.text) if end < 0 else end
        if end > last and self.text[end - 1] == "\r":
            end -= 1
        return self.span(start, end)
