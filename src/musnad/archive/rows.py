"""A document ↔ its rows: what is kept of it for search. The same for every back-end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from musnad.archive.packing import pack_document
from musnad.archive.tables import statements
from musnad.document import Document
from musnad.model import Span, Speaker, Statement

GAP = " … "  # between the parts of a content in several pieces


def document_row(
    document: Document, *, page: int | None, version: int, added_at: str, packed: bytes | None = None
) -> dict[str, Any]:
    """Return the row of a document in `documents`; `packed` is its JSON where it is packed already."""
    published = document.published or {}
    reader = document.reader
    return {
        "id": document.id, "page": page, "address": address_of(document), "version": version, "title": document.title,
        "outlet": document.outlet, "outlet_id": document.outlet_id, "byline": document.byline,
        "language": document.language, "published_at": published.get("at"), "day": day_of(document),
        "size_bytes": len(document.text.encode("utf-8")), "packed": packed or pack_document(document),
        "reader": f"{reader.version}/{reader.lexicon}" if reader else "", "added_at": added_at,
    }  # fmt: skip


def address_of(document: Document) -> str | None:
    """Return the address whose version a document is."""
    return document.url or (document.page.url if document.page else None)


def day_of(document: Document) -> str | None:
    """Return the day of publication, YYYY-MM-DD; the first one of a month or a year where no more is known."""
    at = str((document.published or {}).get("at") or "")
    if len(at) < 4 or not at[:4].isdigit():
        return None
    return f"{at}-01-01"[:10] if len(at) == 4 else f"{at}-01"[:10] if len(at) == 7 else at[:10]


def speaker_rows(document: Document) -> list[dict[str, Any]]:
    """Return the rows of a document's speakers."""
    return [_speaker_row(document.id, speaker) for speaker in document.speakers]


def _speaker_row(document: str, speaker: Speaker) -> dict[str, Any]:
    return {
        "document": document, "id": speaker.id, "kind": speaker.kind, "name": speaker.name.text,
        "name_start": speaker.name.start, "name_end": speaker.name.end,
        "mentions": [[m.start, m.end] for m in speaker.mentions],
        "entity": speaker.entity, "evidence": speaker.evidence, "certainty": speaker.certainty,
    }  # fmt: skip


def statement_rows(document: Document) -> list[dict[str, Any]]:
    """Return the rows of a document's statements as the machine read them, in reading order.

    They have the words at their spans, too, which the index needs and `statements` doesn't hold (`kept_columns`).
    """
    speakers = {speaker.id: speaker for speaker in document.speakers}
    day = day_of(document)
    rows = []
    for position, statement in enumerate(document.statements, 1):
        speaker = speakers.get(statement.speaker or "")
        row = _statement_row(statement, position)
        row |= {"document": document.id, "day": day, "outlet": document.outlet}
        row |= who_columns(speaker)
        rows.append(row)
    return rows


def kept_columns(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what `statements` holds of some rows."""
    return [{name: value for name, value in row.items() if name in statements.c} for row in rows]


def who_columns(speaker: Speaker | None) -> dict[str, Any]:
    """Return the columns of a statement that repeat its speaker."""
    if speaker is None:
        return {"who": None, "kind": None, "entity": None}
    return {"who": speaker.name.text, "kind": speaker.kind, "entity": speaker.entity}


def _statement_row(statement: Statement, position: int) -> dict[str, Any]:
    moment = statement.said_at
    return {
        "id": statement.id, "position": position,
        **_columns("cue", statement.cue), **_columns("source", statement.source),
        **_columns("addressee", statement.addressee),
        "content_spans": [[c.start, c.end] for c in statement.content],
        "content": GAP.join(c.text for c in statement.content),
        "source": statement.source.text if statement.source else None,
        "addressee": statement.addressee.text if statement.addressee else None,
        "via": GAP.join(v.text for v in statement.via) or None,
        "speaker": statement.speaker, "via_spans": [[v.start, v.end] for v in statement.via],
        "inside": statement.inside, "type": statement.type, "act": statement.act, "force": statement.force,
        "rule": statement.rule, "confidence": statement.confidence, "state": "machine",
        "said_at": None if moment is None else {
            "start": moment.start, "end": moment.end, "at": moment.at, "precision": moment.precision,
        },
    }  # fmt: skip


def _columns(name: str, span: Span | None) -> dict[str, int | None]:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def relay_rows(document: Document) -> list[dict[str, Any]]:
    """Return the rows of a document's relays."""
    return [
        {"document": document.id, "position": n, "role": r.role, "naming": r.naming, "text": r.span.text,
         "start": r.span.start, "end": r.span.end}
        for n, r in enumerate(document.relays, 1)
    ]  # fmt: skip


def label_rows(document: Document) -> list[dict[str, Any]]:
    """Return the rows of a document's labels."""
    return [
        {"document": document.id, "position": n, "start": label.start, "end": label.end, "text": label.text,
         "epithet": label.epithet, "family": label.family, "entity": label.entity, "voice": label.voice,
         "statement": label.statement, "within": label.within}
        for n, label in enumerate(document.labels, 1)
    ]  # fmt: skip
