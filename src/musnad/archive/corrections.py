"""Corrections: what people decide about a statement, checked, written down, undone; never changed and never lost."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, or_, select

from musnad.arabic.search_words import key
from musnad.archive.decisions import ACTS, KINDS, ONE_SPAN, SPANS, Correction, snapshot, speaker_at, spoken_by
from musnad.archive.ids import find_id
from musnad.archive.ledger import mark_undone, to_undo, write_down
from musnad.archive.opening import now
from musnad.archive.putting import in_force_of, put, read_corrections
from musnad.archive.quotes import marked
from musnad.archive.rows import GAP
from musnad.archive.tables import corrections, kept, statements
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.model import Kind as SpeakerKind
from musnad.model import Span, Speaker, Statement

SPEAKER_KINDS: tuple[str, ...] = SpeakerKind.__args__  # type: ignore[attr-defined]
LONGEST_REASON = 10_000  # characters of who and why; a reason is no article


def correct(
    connection: Connection, statement: str, decisions: Sequence[tuple[str, Any]], *, by: str | None, why: str
) -> list[Correction]:
    """Decide about a statement, within the transaction of `connection`; `Archive.correct` says how.

    Args:
        statement: its id, or an unambiguous beginning.
        decisions: kind and value of each, in their order.
    Raises:
        ArchiveError: there is no such statement, the value is none that it can have, or nobody says why.
    """
    who, why = signed(by, why, needed=any(kind != "accept" for kind, _ in decisions))
    id = find_id(connection, statement, statements_only=True).id
    document = document_with(connection, id)
    made = []
    for kind, value in decisions:
        found = in_force_of(connection, document)
        current = next((s for s in found.document.statements if s.id == id), None)
        if current is None:
            raise ArchiveError(f"{id}: the present reader has no such statement and its corrections are undone; "
                               "undo an undo to have it back")  # fmt: skip
        row = {
            "statement": id, "document": document, "kind": kind, "value": _value(found.document, current, kind, value),
            "quote": GAP.join(c.text for c in current.content), "who": who, "why": why, "at": now(),
            "applies_to": id, "in_document": document,
        }  # fmt: skip
        made.append(_insert(connection, row))
        put(connection, document)
    return made


def undo(connection: Connection, number: int, *, by: str | None, why: str) -> Correction:
    """Undo a correction, or an undo, by one more row; what it had changed is in force no longer.

    Raises:
        ArchiveError: there is no such correction, or it is undone already.
    """
    who, why = signed(by, why, needed=True)
    at = connection.execute(select(corrections.c.applies_to).where(corrections.c.id == number)).scalar()
    told = history(connection, at) if at is not None else []
    target = to_undo(told, number, what="correction {}", listed="musnad correct --history")
    made = _insert(connection, {
        "statement": target.applies_to, "document": target.in_document, "kind": "undo", "value": {"correction": number},
        "quote": target.quote, "who": who, "why": why, "at": now(), "applies_to": target.applies_to,
        "in_document": target.in_document,
    })  # fmt: skip
    mark_undone(connection, corrections, number, by=made.id)
    put(connection, target.in_document)
    return made


def history(connection: Connection, statement: str | None = None) -> list[Correction]:
    """Return all corrections, or those made on a statement or bearing on it now, in their order."""
    if statement is None:
        return read_corrections(connection, select(corrections))
    mine = or_(corrections.c.applies_to == statement, corrections.c.statement == statement)
    places = select(corrections.c.in_document).where(mine)  # with its undos, wherever they were made
    found = read_corrections(connection, select(corrections).where(corrections.c.in_document.in_(places)))
    return [c for c in found if statement in (c.applies_to, c.statement)]


def _insert(connection: Connection, row: dict[str, Any]) -> Correction:
    return Correction(id=write_down(connection, corrections, row), **row)


def document_with(connection: Connection, statement: str) -> str:
    """Return the id of the document that a statement stands in, by what is read or by what people decided."""
    for table, column in ((statements, statements.c.id), (kept, kept.c.statement)):
        found = connection.execute(select(table.c.document).where(column == statement)).scalar()
        if found is not None:
            return str(found)
    raise ArchiveError(f"no statement {statement}")


def signed(by: str | None, why: str, *, needed: bool) -> tuple[str, str]:
    """Return who decides and why; a decision that nobody signs is none."""
    if by is None:
        try:
            by = getpass.getuser()
        except (OSError, KeyError, ImportError):
            raise ArchiveError("the login name is not known; say who decides (--by NAME)") from None
    by, why = by.strip(), why.strip()
    if not by:
        raise ArchiveError("who decides is empty; give a name")
    if needed and not why:
        raise ArchiveError("a decision needs its reason (--why TEXT)")
    for name, value in (("who", by), ("why", why)):
        if len(value) > LONGEST_REASON:
            raise ArchiveError(f"{name} has {len(value)} characters; {LONGEST_REASON} at most")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise ArchiveError(f"{name} is no text that UTF-8 can write: {value!r}") from None
    return by, why


# -- values ------------------------------------------------------------------------------------


def _value(document: Document, statement: Statement, kind: str, value: Any) -> dict[str, Any]:
    """Return the value of a correction as it is kept, checked against the document."""
    if kind == "accept":
        return snapshot(document, statement)
    if kind == "reject":
        return {}
    if kind == "act":
        act = value.get("act") if isinstance(value, dict) else value
        if act not in ACTS:
            raise ArchiveError(f"{act!r} is no act; there are {', '.join(ACTS)}")
        return {"act": act}
    if kind == "span":
        return _span_value(document.text, value)
    if kind == "speaker":
        return _speaker_value(document, statement, value)
    raise ArchiveError(f"{kind!r} is no kind of correction; there are {', '.join(k for k in KINDS if k != 'undo')}")


def _span_value(text: str, value: Any) -> dict[str, Any]:
    field = value.get("field") if isinstance(value, dict) else None
    if field not in SPANS:
        raise ArchiveError(f"{field!r} is no field of spans; there are {', '.join(SPANS)}")
    spans = checked_spans(text, value.get("spans"))
    if field in ONE_SPAN and len(spans) > 1:
        raise ArchiveError(f"{field} is one span, not {len(spans)}")
    if field == "content" and not spans:
        raise ArchiveError("a statement without content is none; reject it")
    return {"field": field, **marked(text, spans)}


def checked_spans(text: str, given: Any) -> tuple[Span, ...]:
    """Return spans of a text, in reading order.

    Raises:
        ArchiveError: one is none, lies outside of the text, is blank or overlaps another.
    """
    if not isinstance(given, list | tuple):
        raise ArchiveError(f"spans are a list of [start, end], not {given!r}")
    spans: list[Span] = []
    for pair in given:
        whole = isinstance(pair, list | tuple) and len(pair) == 2 and all(type(n) is int for n in pair)
        if not whole:
            raise ArchiveError(f"a span is [start, end], not {pair!r}")
        start, end = pair
        if not 0 <= start < end <= len(text):
            raise ArchiveError(f"[{start}, {end}) is no span of the text, which has {len(text)} characters")
        if not text[start:end].strip():
            raise ArchiveError(f"[{start}, {end}) is blank")
        spans.append(Span(start, end, text[start:end]))
    spans.sort(key=lambda span: span.start)
    for first, second in pairwise(spans):
        if second.start < first.end:
            raise ArchiveError(f"[{first.start}, {first.end}) and [{second.start}, {second.end}) overlap")
    return tuple(spans)


def _speaker_value(document: Document, statement: Statement, value: Any) -> dict[str, Any]:
    kind = "person"
    if isinstance(value, dict):
        kind, value = value.get("kind") or kind, value.get("speaker")
    if kind not in SPEAKER_KINDS:
        raise ArchiveError(f"{kind!r} is no kind of speaker; there are {', '.join(SPEAKER_KINDS)}")
    if value is None:
        return {"speaker": None}
    if isinstance(value, str):
        speaker = _named(document, value) or _in_text(document, statement, value, kind)
    else:
        (span,) = checked_spans(document.text, [value])
        speaker = speaker_at(document, span) or Speaker("", kind, span, (span,))  # type: ignore[arg-type]
    return {"speaker": spoken_by(document.text, speaker)}


def _named(document: Document, name: str) -> Speaker | None:
    """Return the speaker of a document with this id, name or mention; names are compared as search does."""
    folded = key(name)
    speakers = document.speakers
    return (
        next((s for s in speakers if s.id == name), None)
        or next((s for s in speakers if folded and key(s.name.text) == folded), None)
        or next((s for s in speakers if folded and any(key(m.text) == folded for m in s.mentions)), None)
    )


def _in_text(document: Document, statement: Statement, name: str, kind: str) -> Speaker:
    """Return a new speaker, named where the text has the name nearest to the statement."""
    name = name.strip()
    text, near = document.text, statement.content[0].start
    places = []
    at = text.find(name) if name else -1
    while at >= 0:
        places.append(at)
        at = text.find(name, at + 1)
    if not places:
        raise ArchiveError(f"{name!r} is neither a speaker of {document.id} nor a part of its text; "
                           "a speaker is named by words of the text")  # fmt: skip
    start = min(places, key=lambda place: abs(place - near))
    span = Span(start, start + len(name), name)
    return speaker_at(document, span) or Speaker("", kind, span, (span,))  # type: ignore[arg-type]
