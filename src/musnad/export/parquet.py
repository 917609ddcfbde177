"""Documents, statements and speakers as Parquet, with types; pyarrow (musnad[arrow]) is imported on use.

The schema is written out here, each column with what it means; the same words stand in the files' metadata and in
docs/export.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from musnad.archive.arrow import arrow
from musnad.archive.rows import GAP
from musnad.errors import ExportError
from musnad.export.jsonl import plain_document, plain_statement
from musnad.export.placing import Folder
from musnad.export.records import KeptDocument, KeptStatement

FORMAT_VERSION = "2.6"  # of Parquet: what DuckDB, Spark and pandas of recent years read
_CHUNK = 500  # rows that are Python objects at a time
_GROUP = 20_000  # rows of a row group at most, and …
_GROUP_LETTERS = 16_000_000  # … the text at which one is full, so that memory stays flat with long texts

SPAN, SPANS, CHAIN, MOMENT, DATE, PAGE = "span", "list of span", "chain", "moment", "published", "page"
DICTIONARY = "dictionary of string"

# table → column → (type, meaning)
COLUMNS: dict[str, dict[str, tuple[str, str]]] = {
    "documents": {
        "id": ("string", "of the document, a hash of its content"),
        "day": ("date32", "of publication, the first one of a month or year that is all that is known"),
        "outlet": (DICTIONARY, "whose page it is"),
        "outlet_id": (DICTIONARY, "its id in the catalogue of outlets"),
        "title": ("string", "headline"),
        "url": ("string", "canonical address, else where it was fetched"),
        "version": ("int32", "of the address, from 1"),
        "published": (DATE, "time of publication as it is known, with its precision and the evidence for it"),
        "language": (DICTIONARY, "ISO 639-1"),
        "byline": ("string", "who signs"),
        "page": (PAGE, "what it was taken from: hash of the bytes, address, time"),
        "reader": (DICTIONARY, "version of the reader"),
        "lexicon": (DICTIONARY, "hash of the lexicon"),
        "statements": ("int32", "how many of its statements are in the selection"),
    },
    "statements": {
        "id": ("string", "of the statement, a hash of document and place"),
        "document": ("string", "id in documents"),
        "position": ("int32", "in its document, from 1"),
        "day": ("date32", "of the document"),
        "outlet": (DICTIONARY, "of the document"),
        "who": ("string", "the speaker's name; null where the reader abstained"),
        "kind": (DICTIONARY, "of the speaker: person, organisation, media, document, unnamed"),
        "entity": (DICTIONARY, "who the speaker is across documents, as it is shown; null where that can't be told"),
        "entity_name": (DICTIONARY, "what the entity is shown as"),
        "act": (DICTIONARY, "what is done by saying it: state, deny, call, …"),
        "force": (DICTIONARY, "neutral, endorsing, distancing"),
        "type": (DICTIONARY, "direct, indirect, mixed"),
        "content": ("string", "what is said, its pieces joined by ' … '"),
        "content_spans": (SPANS, "its pieces"),
        "cue": (SPAN, "the word that attributes"),
        "source": (SPAN, "the words that say who"),
        "speaker": ("string", "id in speakers, together with document"),
        "addressee": (SPAN, "who is spoken to"),
        "via": (SPANS, "through whom, in the sentence"),
        "chain": (CHAIN, "from the speaker through the relays to the outlet"),
        "inside": ("string", "id of the statement in which it stands"),
        "said_at": (MOMENT, "when it was said, where the attribution tells"),
        "state": (DICTIONARY, "machine, accepted, corrected, rejected"),
        "confidence": ("float64", "of the reader, 0 to 1"),
        "rule": (DICTIONARY, "the construction that found it"),
        "paragraph": (SPAN, "the lines in which it stands"),
    },
    "speakers": {
        "document": ("string", "id in documents"),
        "id": ("string", "within its document"),
        "kind": (DICTIONARY, "person, organisation, media, document, unnamed"),
        "name": (SPAN, "the fullest naming"),
        "mentions": (SPANS, "every mention, in reading order"),
        "entity": (DICTIONARY, "who that is across documents, as it is shown; null where that can't be told"),
        "entity_name": (DICTIONARY, "what the entity is shown as"),
        "evidence": (DICTIONARY, "what the link to the entity rests on"),
        "certainty": ("float64", "of the link, 0 to 1: orders the kinds of evidence"),
        "statements": ("int32", "how many of the selection are theirs"),
    },
    "labels": {
        "document": ("string", "id in documents"),
        "position": ("int32", "in its document, from 1"),
        "start": ("int32", "first code point"),
        "end": ("int32", "the one after the last"),
        "text": ("string", "what stands there"),
        "epithet": (DICTIONARY, "id of the epithet in the lexicon"),
        "family": (DICTIONARY, "what it is an epithet for"),
        "entity": (DICTIONARY, "who is called so, as it is shown; null where that can't be told"),
        "voice": (DICTIONARY, "own: the outlet speaks; quoted: somebody in a statement"),
        "statement": ("string", "id of the statement in whose content it stands, selected or not"),
    },
}  # fmt: skip


def schema(table: str, *, query: str = "") -> Any:
    """Return the Arrow schema of a table, with what its columns mean."""
    pa = arrow()
    text, offset = pa.string(), pa.int32()
    names = pa.dictionary(pa.int32(), text)
    place = [("start", offset), ("end", offset), ("text", text)]
    span = pa.struct(place)
    types = {
        "string": text, "int32": offset, "float64": pa.float64(), "date32": pa.date32(), DICTIONARY: names,
        SPAN: span, SPANS: pa.list_(span),
        CHAIN: pa.list_(pa.struct([("role", text), ("name", text), ("naming", text), ("span", span)])),
        MOMENT: pa.struct([*place, *((n, text) for n in ("at", "precision", "until", "reason"))]),
        DATE: pa.struct([("at", text), ("precision", text), ("evidence", text)]),
        PAGE: pa.struct([("sha256", text), ("url", text), ("fetched_at", text)]),
    }  # fmt: skip
    fields = [
        pa.field(name, types[kind], nullable=name not in ("id", "document"), metadata={"description": meaning})
        for name, (kind, meaning) in COLUMNS[table].items()
    ]
    return pa.schema(fields, metadata={"musnad.table": table, "musnad.query": query, "musnad.offsets": "code points"})


class Writer:
    """Writes a file a table: documents, statements, speakers, labels."""

    def __init__(self, folder: Folder, query: str) -> None:
        self._tables = {table: _Table(folder, table, query) for table in COLUMNS}
        self.made_with = {"pyarrow": arrow().__version__}

    def write(self, kept: KeptDocument) -> None:
        """Write a document, its statements, speakers and labels."""
        document = plain_document(kept)
        self._tables["documents"].add(_document_row(document, len(kept.statements)), 0)
        day = _day(kept.day)
        for statement in kept.statements:
            plain = plain_statement(statement) | {"document": document["id"], "day": day, "outlet": document["outlet"]}
            self._tables["statements"].add(plain | _statement_row(statement), _letters(statement))
        for speaker_row in _speaker_rows(kept):
            self._tables["speakers"].add(speaker_row, 0)
        for position, label in enumerate(kept.document.labels, 1):
            row = {"document": kept.document.id, "position": position, **msgspec.to_builtins(label)}
            self._tables["labels"].add(row, len(label.text))

    def close(self) -> None:
        """End the files."""
        for table in self._tables.values():
            table.close()

    def abandon(self) -> None:
        """Let go of files that were given up: pyarrow would try to end them whenever it is collected."""
        for table in self._tables.values():
            table.abandon()


class _Table:
    """A table that is being written, a row group at a time."""

    def __init__(self, folder: Folder, table: str, query: str) -> None:
        self._pa = arrow()
        self._schema = schema(table, query=query)
        self._file = folder.open(f"{table}.parquet")
        self._writer = self._pa.parquet.ParquetWriter(
            self._file, self._schema, version=FORMAT_VERSION, compression="zstd", compression_level=3
        )
        self._rows: list[dict[str, Any]] = []
        self._batches: list[Any] = []
        self._waiting = self._letters = 0

    def add(self, row: dict[str, Any], letters: int) -> None:
        self._rows.append({name: row[name] for name in self._schema.names})
        self._waiting += 1
        self._letters += letters
        full = self._waiting >= _GROUP or self._letters >= _GROUP_LETTERS
        if full or len(self._rows) >= _CHUNK:
            self._gather()
        if full:
            self._flush()

    def _gather(self) -> None:
        if self._rows:
            self._batches.append(self._pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def _flush(self) -> None:
        self._gather()
        if self._batches:
            table = self._pa.Table.from_batches(self._batches, self._schema).unify_dictionaries()
            self._writer.write_table(table, row_group_size=_GROUP)
        self._batches, self._waiting, self._letters = [], 0, 0

    def close(self) -> None:
        self._flush()
        self._writer.close()
        self._file.close()

    def abandon(self) -> None:
        with suppress(OSError, self._pa.ArrowException):
            self._writer.close()
        self._writer.is_open = False


def count(folder: Path) -> dict[str, int]:
    """Count again what the files hold; nothing where pyarrow is not installed."""
    try:
        pa = arrow()
    except ExportError:
        return {}
    try:
        paths = {table: folder / f"{table}.parquet" for table in COLUMNS}
        # the manifest has proved which files are there: exports of format 1 have no labels
        return {table: int(pa.parquet.read_metadata(path).num_rows) for table, path in paths.items() if path.exists()}
    except pa.ArrowException as error:
        raise ValueError(str(error)) from error


def _document_row(document: dict[str, Any], statements: int) -> dict[str, Any]:
    published, reader = document["published"], document["reader"] or {}
    return document | {
        "day": _day(document["day"]), "statements": statements,
        "published": published and {name: _text(published.get(name)) for name in ("at", "precision", "evidence")},
        "reader": reader.get("version"), "lexicon": reader.get("lexicon"),
    }  # fmt: skip


def _statement_row(kept: KeptStatement) -> dict[str, Any]:
    statement, speaker = kept.statement, kept.speaker
    return {
        "content": GAP.join(span.text for span in statement.content),
        "content_spans": [_span(span) for span in statement.content],
        "who": speaker and speaker.name.text, "kind": speaker and speaker.kind, "speaker": statement.speaker,
        "entity": kept.entity and kept.entity.id, "entity_name": kept.entity and kept.entity.name,
    }  # fmt: skip


def _speaker_rows(kept: KeptDocument) -> Iterator[dict[str, Any]]:
    said = [statement.speaker.id for statement in kept.statements if statement.speaker]
    for speaker in kept.speakers:
        entity = kept.entities.get(speaker.entity or "")
        yield {
            "document": kept.document.id, "id": speaker.id, "kind": speaker.kind, "name": _span(speaker.name),
            "mentions": [_span(mention) for mention in speaker.mentions], "statements": said.count(speaker.id),
            "entity": speaker.entity, "entity_name": entity and entity.name, "evidence": speaker.evidence,
            "certainty": speaker.certainty,
        }  # fmt: skip


def _letters(kept: KeptStatement) -> int:
    return sum(len(span.text) for span in kept.statement.content) + len(kept.paragraph.text if kept.paragraph else "")


def _span(span: Any) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
