"""Statements as W3C Web Annotations in JSON-LD, an annotation a line.

Each line is a whole document of its own with its context, so that it can be streamed and put into any annotation
server one by one; an AnnotationCollection would need addresses for its pages, and a file has none.
Source: Web Annotation Data Model, W3C Recommendation 2017-02-23.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from musnad.export.jsonl import count_lines, encode, plain_statement
from musnad.export.placing import Folder
from musnad.export.records import KeptDocument, KeptStatement
from musnad.model import Span

ANNOTATIONS = "annotations.jsonl"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_LETTERS = 32  # code points before and after a quotation: as many as Hypothesis takes
# What an IRI (RFC 3987) can't have: blanks, controls, marks of direction, and ASCII signs that stand for nothing in it.
_NOT_IN_IRI = re.compile('[\x00-\x20\x7f-\xa0<>"{}|\\\\^`\u200e\u200f\u2028-\u202f\u2066-\u2069\ufeff\ufff0-\uffff]')


class Writer:
    """Writes annotations.jsonl."""

    def __init__(self, folder: Folder, query: str) -> None:
        self._file = folder.open(ANNOTATIONS)

    def write(self, kept: KeptDocument) -> None:
        """Write the statements of a document."""
        for statement in kept.statements:
            self._file.write(encode(annotation(kept, statement)))

    def close(self) -> None:
        """End the files."""
        self._file.close()


def count(folder: Path) -> dict[str, int]:
    """Count again what the files hold."""
    return {"statements": count_lines(folder / ANNOTATIONS)}


def annotation(kept: KeptDocument, statement: KeptStatement) -> dict[str, Any]:
    """Return a statement as an annotation: a target for each piece of its content, its data in the body."""
    pieces = statement.statement.content or tuple(s for s in (statement.statement.cue,) if s)
    targets = [_target(kept, piece) for piece in pieces] or [{"source": source_of(kept), "type": "SpecificResource"}]
    return {
        "@context": CONTEXT, "id": _urn("statement", statement.statement.id), "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": "urn:musnad:reader", "type": "Software", "name": _reader(kept)},
        "body": _bodies(statement),
        "target": targets[0] if len(targets) == 1 else targets,
    }  # fmt: skip


def source_of(kept: KeptDocument) -> str:
    """Return the IRI of what is annotated: the address, else the hash of the page, else the document's id."""
    address = kept.address or ""
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        known = False
    if known:
        return _NOT_IN_IRI.sub(lambda found: quote(found[0]), re.sub("%(?![0-9A-Fa-f]{2})", "%25", address))
    return f"urn:sha256:{kept.page.sha256}" if kept.page else _urn("document", kept.document.id)


def _bodies(kept: KeptStatement) -> list[dict[str, Any]]:
    statement = kept.statement
    data = encode(plain_statement(kept)).decode("utf-8").rstrip("\n")
    # a resource as a tag is whom a word means, whatever the word is
    meant = [_urn("entity", kept.entity.id)] if kept.entity else []
    tags = [statement.act, statement.force, statement.type, *([kept.speaker.name.text] if kept.speaker else [])]
    return [
        {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": data},
        *({"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": tag} for tag in tags),
        *({"type": "SpecificResource", "purpose": "tagging", "source": source} for source in meant),
    ]


def _target(kept: KeptDocument, piece: Span) -> dict[str, Any]:
    text = kept.document.text
    target: dict[str, Any] = {
        "type": "SpecificResource", "source": source_of(kept),
        "selector": [
            {"type": "TextQuoteSelector", "exact": piece.text,
             "prefix": text[max(piece.start - CONTEXT_LETTERS, 0) : piece.start],
             "suffix": text[piece.end : piece.end + CONTEXT_LETTERS]},
            {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
        ],
    }  # fmt: skip
    if kept.page:
        state = {"type": "TimeState", "cached": f"urn:sha256:{kept.page.sha256}"}
        if kept.page.fetched_at:
            state["sourceDate"] = kept.page.fetched_at
        target["state"] = state
    return target


def _urn(kind: str, id: str) -> str:
    return f"urn:musnad:{kind}:{quote(id, safe='')}"


def _reader(kept: KeptDocument) -> str:
    reader = kept.document.reader
    return f"musnad {reader.version}, lexicon {reader.lexicon}" if reader else "musnad"
