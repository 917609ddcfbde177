"""Statements as JSON lines, each whole in itself; also the plain values that other formats are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from musnad.export.placing import Folder
from musnad.export.records import KeptDocument, KeptStatement

STATEMENTS = "statements.jsonl"
_BLOCK_BYTES = 1 << 20
_ENCODER = msgspec.json.Encoder()


class Writer:
    """Writes statements.jsonl."""

    def __init__(self, folder: Folder, query: str) -> None:
        self._file = folder.open(STATEMENTS)

    def write(self, kept: KeptDocument) -> None:
        """Write the statements of a document."""
        document = plain_document(kept)
        for statement in kept.statements:
            self._file.write(encode({**plain_statement(statement), "document": document}))

    def close(self) -> None:
        """End the files."""
        self._file.close()


def count(folder: Path) -> dict[str, int]:
    """Count again what the files hold."""
    return {"statements": count_lines(folder / STATEMENTS)}


def count_lines(path: Path) -> int:
    """Return the number of lines of a file."""
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK_BYTES), b""))


def encode(value: object) -> bytes:
    """Return a value as a line of JSON."""
    return _ENCODER.encode(value) + b"\n"


def plain_document(kept: KeptDocument) -> dict[str, Any]:
    """Return what is said of a document beside each of its statements."""
    document, page = kept.document, kept.page
    return {
        "id": document.id, "title": document.title, "outlet": document.outlet, "outlet_id": document.outlet_id,
        "url": kept.address, "version": kept.version, "language": document.language, "byline": document.byline,
        "published": document.published, "day": kept.day,
        "page": page and {"sha256": page.sha256, "url": page.url, "fetched_at": page.fetched_at},
        "reader": msgspec.to_builtins(document.reader),
    }  # fmt: skip


def plain_statement(kept: KeptStatement) -> dict[str, Any]:
    """Return a statement as lists and dictionaries; every span has start, end and text."""
    statement = kept.statement
    result: dict[str, Any] = msgspec.to_builtins({
        "id": statement.id, "position": kept.position, "cue": statement.cue, "source": statement.source,
        "content": statement.content, "speaker": kept.speaker, "addressee": statement.addressee,
        "via": statement.via, "chain": kept.chain, "inside": statement.inside, "type": statement.type,
        "act": statement.act, "force": statement.force, "rule": statement.rule, "lexicon": statement.lexicon,
        "why": statement.why, "confidence": statement.confidence, "state": kept.state,
        "said_at": statement.said_at, "paragraph": kept.paragraph,
    })  # fmt: skip
    if result["speaker"]:
        result["speaker"]["entity_name"] = kept.entity and kept.entity.name
    return result
