"""Statements and documents as CSV that a spreadsheet opens right and runs nothing of.

UTF-8 with a byte order mark, CRLF, every cell quoted (RFC 4180). A cell that a spreadsheet could take for a formula
gets an apostrophe in front, and so does one that begins with an apostrophe: who takes one away, where there is one, has
the cell as it was. Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from musnad.archive.rows import GAP
from musnad.export.jsonl import encode, plain_document, plain_statement
from musnad.export.placing import Folder, HashedFile
from musnad.export.records import KeptDocument

STATEMENTS, DOCUMENTS = "statements.csv", "documents.csv"
STATEMENT_COLUMNS = (
    "id", "document", "position", "day", "outlet", "who", "kind", "entity", "entity_name", "act", "force", "type",
    "content", "cue", "source", "addressee", "via", "inside", "said_at", "state", "confidence", "rule", "chain",
    "paragraph", "title", "url", "speaker", "content_spans", "cue_spans", "source_spans", "addressee_spans",
    "via_spans", "paragraph_spans", "name_spans", "mention_spans",
)  # fmt: skip
DOCUMENT_COLUMNS = (
    "id", "day", "outlet", "outlet_id", "title", "url", "version", "published_at", "published_precision",
    "published_evidence", "language", "byline", "page_sha256", "page_url", "page_fetched_at", "reader", "lexicon",
    "statements",
)  # fmt: skip
_GUARDED = tuple("=+-@\t\r'＝＋－＠")  # full-width signs begin formulas in East Asian settings
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # what no spreadsheet can hold
LINK = " ← "  # between the links of a chain


class Writer:
    """Writes statements.csv and documents.csv."""

    def __init__(self, folder: Folder, query: str) -> None:
        self._statements, self._documents = folder.open(STATEMENTS), folder.open(DOCUMENTS)
        for file, columns in ((self._statements, STATEMENT_COLUMNS), (self._documents, DOCUMENT_COLUMNS)):
            file.text("\ufeff")
            _write(file, columns)

    def write(self, kept: KeptDocument) -> None:
        """Write a document and its statements."""
        document = plain_document(kept)
        for statement in kept.statements:
            row = _statement_row(plain_statement(statement), document)
            _write(self._statements, (row[name] for name in STATEMENT_COLUMNS))
        row = _document_row(document, len(kept.statements))
        _write(self._documents, (row[name] for name in DOCUMENT_COLUMNS))

    def close(self) -> None:
        """End the files."""
        self._statements.close()
        self._documents.close()


def count(folder: Path) -> dict[str, int]:
    """Count again what the files hold."""
    return {"statements": _rows(folder / STATEMENTS), "documents": _rows(folder / DOCUMENTS)}


def guarded(value: str) -> str:
    """Return a text as a cell: no formula, no control characters but tab and line breaks."""
    cell = _CONTROL.sub("\ufffd", value)
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def unguarded(cell: str) -> str:
    """Return the text of a cell; `guarded` backwards."""
    return cell.removeprefix("'")


def _rows(path: Path) -> int:
    with open(path, encoding="utf-8", newline="") as file:
        limit = csv.field_size_limit(2**31 - 1)
        try:
            return sum(1 for _ in csv.reader(file, strict=True)) - 1
        except csv.Error as error:
            raise ValueError(str(error)) from error
        finally:
            csv.field_size_limit(limit)


def _write(file: HashedFile, values: Iterable[object]) -> None:
    cells = (guarded(value) if isinstance(value, str) else "" if value is None else str(value) for value in values)
    file.text(",".join(f'"{cell.replace(_QUOTE, _QUOTE * 2)}"' for cell in cells) + "\r\n")


_QUOTE = '"'
_NOBODY: dict[str, Any] = {
    "id": None, "kind": None, "name": None, "mentions": [], "entity": None, "entity_name": None,
}  # fmt: skip


def _statement_row(plain: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    speaker = plain["speaker"] or _NOBODY
    said = plain["said_at"] or {"at": None, "text": None}
    alone = {name: [plain[name]] if plain[name] else [] for name in ("cue", "source", "addressee", "paragraph")}
    spans = {**alone, "content": plain["content"], "via": plain["via"]}
    same = ("id", "position", "act", "force", "type", "inside", "state", "confidence", "rule")
    return {
        **{name: plain[name] for name in same},
        **{name: _words(found) for name, found in spans.items()},
        **{f"{name}_spans": _places(found) for name, found in spans.items()},
        "document": document["id"], **{name: document[name] for name in ("day", "outlet", "title", "url")},
        "who": speaker["name"] and speaker["name"]["text"], "speaker": speaker["id"],
        **{name: speaker[name] for name in ("kind", "entity", "entity_name")},
        "said_at": said["at"] or said["text"],
        "chain": LINK.join(link["name"] or f"({link['role']})" for link in plain["chain"]),
        "name_spans": _places([speaker["name"]] if speaker["name"] else []),
        "mention_spans": _places(speaker["mentions"]),
    }  # fmt: skip


def _document_row(document: dict[str, Any], statements: int) -> dict[str, Any]:
    published, page = document["published"] or {}, document["page"] or {}
    reader = document["reader"] or {}
    evidence = published.get("evidence")
    return {
        **document, "statements": statements,
        "published_at": published.get("at"), "published_precision": published.get("precision"),
        "published_evidence": evidence if evidence is None or isinstance(evidence, str) else _json(evidence),
        "page_sha256": page.get("sha256"), "page_url": page.get("url"), "page_fetched_at": page.get("fetched_at"),
        "reader": reader.get("version"), "lexicon": reader.get("lexicon"),
    }  # fmt: skip


def _words(spans: list[dict[str, Any]]) -> str:
    return GAP.join(span["text"] for span in spans)


def _places(spans: list[dict[str, Any]]) -> str:
    """Return spans as `[[start,end],…]`: brackets keep a spreadsheet from reading 8-12 as a day."""
    return _json([[span["start"], span["end"]] for span in spans]) if spans else ""


def _json(value: object) -> str:
    return encode(value).decode("utf-8").rstrip("\n")
