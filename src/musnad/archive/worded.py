"""Statements with their words: what stands at their spans, cut from the texts of their documents.

`statements` holds the spans alone: their words again would be a tenth of an archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from musnad.archive.packing import unpack_text
from musnad.archive.rows import GAP
from musnad.archive.tables import documents, speakers, statements

SPEAKER = and_(speakers.c.document == statements.c.document, speakers.c.id == statements.c.speaker)
"""The condition under which a row of `speakers` is who speaks in one of `statements`."""
WORDS = ("content", "source", "addressee", "via", "who")
_SPANS = ("content_spans", "via_spans", "source_start", "source_end", "addressee_start", "addressee_end")
_TEXT = "packed_text"


def worded(names: Iterable[str], *more: ColumnElement[Any]) -> Select[Any]:
    """Return a query for statements, whose rows `read` reads.

    Args:
        names: of columns of `statements`, and of `WORDS`: all of these come, whichever are asked for.
        more: columns of `speakers` and `documents` as well.
    """
    joined = statements.join(documents, documents.c.id == statements.c.document).outerjoin(speakers, SPEAKER)
    own = [statements.c[name] for name in dict.fromkeys([*names, *_SPANS]) if name not in WORDS]
    return select(*own, *more, speakers.c.name.label("who"), documents.c.packed.label(_TEXT)).select_from(joined)


def read(connection: Connection, query: Select[Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query of `worded` with their words.

    Raises:
        InputError: a document can't be unpacked.
    """
    texts: dict[bytes, str] = {}
    for found in connection.execute(query).mappings():
        row = dict(found)
        packed = row.pop(_TEXT)
        text = texts.get(packed)
        if text is None:
            text = texts[packed] = unpack_text(packed)
        row["content"] = _joined(text, row["content_spans"])
        row["via"] = _joined(text, row["via_spans"]) or None
        for name in ("source", "addressee"):
            start = row[f"{name}_start"]
            row[name] = None if start is None else text[start : row[f"{name}_end"]]
        yield row


def batches(connection: Connection, names: Iterable[str], size: int) -> Iterator[list[dict[str, Any]]]:
    """Yield all statements in the order of their rows, some at a time.

    Args:
        names: as of `worded`; `row` is among them.
    """
    query = worded(names).order_by(statements.c.row).limit(size)
    last = 0
    while rows := list(read(connection, query.where(statements.c.row > last))):
        yield rows
        last = rows[-1]["row"]


def _joined(text: str, spans: Sequence[Sequence[int]]) -> str:
    return GAP.join([text[start:end] for start, end in spans])
