"""The manifest beside an export: what was asked, what it holds, what it was made from, the hash of each file.

No clock: the same archive and the same query give the same manifest. Coverage counts all documents of the archive in
the days of the selection, so that a reader sees what the archive does not have.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from musnad.archive.tables import SCHEMA_VERSION, documents
from musnad.errors import ExportError
from musnad.export.placing import MANIFEST, Folder
from musnad.export.records import KeptDocument

FORMAT_VERSION = 2  # raise it when a format changes what it writes; 2: entities and labels
LARGEST_BYTES = 200_000_000  # a manifest has a line a day and outlet: 100 years of 500 outlets stay below

Cell = tuple[str | None, str | None]  # day and outlet


class Tally:
    """Counts what goes by while it is written."""

    def __init__(self) -> None:
        self.statements = self.documents = self.speakers = self.labels = 0
        self.states: Counter[str] = Counter()
        self.readers: Counter[tuple[str, str]] = Counter()
        self.cells: Counter[Cell] = Counter()
        self._state = hashlib.sha256(f"schema {SCHEMA_VERSION}\n".encode())

    def add(self, kept: KeptDocument) -> None:
        """Count a document with its statements."""
        self.documents += 1
        self.statements += len(kept.statements)
        self.speakers += len(kept.speakers)
        self.labels += len(kept.document.labels)
        reader = kept.document.reader
        self.readers[(reader.version, reader.lexicon) if reader else ("", "")] += 1
        self.cells[(kept.day, kept.document.outlet)] += 1
        for told in kept.statements:
            self.states[told.state] += 1
            line = json.dumps([told.statement.id, told.state], ensure_ascii=False)
            self._state.update(line.encode("utf-8") + b"\n")

    @property
    def state(self) -> str:
        """Return the hash of the ids and states of the selection and of the schema's version."""
        return self._state.hexdigest()

    @property
    def days(self) -> tuple[str, str] | None:
        """Return the first and the last day of the selection; None where no day is known."""
        known = [day for day, _ in self.cells if day]
        return (min(known), max(known)) if known else None

    def counts(self) -> dict[str, Any]:
        """Return the counts as they stand in the manifest."""
        return {
            "statements": self.statements, "documents": self.documents, "speakers": self.speakers,
            "labels": self.labels, "by_state": dict(sorted(self.states.items())),
        }  # fmt: skip


def coverage(connection: Connection, tally: Tally) -> dict[str, Any]:
    """Count all documents of the archive in the days of the selection, a day and outlet each."""
    found: Counter[Cell] = Counter()
    counted = select(documents.c.day, documents.c.outlet, func.count()).group_by(documents.c.day, documents.c.outlet)
    undated = documents.c.day.is_(None)
    inside = undated if tally.days is None else undated | documents.c.day.between(*tally.days)
    for day, outlet, number in connection.execute(counted.where(inside)):
        found[(day, outlet)] += number
    rows = [
        {"day": day, "outlet": outlet, "documents": number, "selected": tally.cells[(day, outlet)]}
        for (day, outlet), number in sorted(found.items(), key=lambda item: tuple(part or "" for part in item[0]))
    ]
    since, until = tally.days or (None, None)
    rest = ("outlet", "documents", "selected")
    return {
        "since": since, "until": until, "days": [row for row in rows if row["day"]],
        "undated": [{name: row[name] for name in rest} for row in rows if not row["day"]],
    }  # fmt: skip


def write_manifest(folder: Folder, manifest: dict[str, Any]) -> None:
    """Write the manifest of a folder; its files are closed, its digest is put in."""
    manifest["digest"] = digest(manifest)
    file = folder.open(MANIFEST)
    file.text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    file.close()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of an export.

    Raises:
        ExportError: there is none, or it is none of musnad or of a newer one.
    """
    path = folder / MANIFEST
    try:
        if not path.exists():
            raise ExportError(f"{path}: there is none; no export there")
        if not path.is_file():
            raise ExportError(f"{path}: not a file; no export there")
        if path.stat().st_size > LARGEST_BYTES:
            raise ExportError(f"{path}: larger than any manifest")
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror}; no export there") from error
    except (ValueError, RecursionError) as error:
        raise ExportError(f"{path}: not JSON") from error
    version = found.get("format_version") if isinstance(found, dict) else None
    if type(version) is not int:
        raise ExportError(f"{path}: no manifest of `musnad export`")
    if version > FORMAT_VERSION:
        raise ExportError(f"{path}: written by a newer musnad (format {version}); update musnad")
    for key in ("query", "counts", "archive", "files", "coverage", "written_by"):
        if not isinstance(found.get(key), dict):
            raise ExportError(f"{path}: {key!r} is missing")
    manifest: dict[str, Any] = found
    return manifest


def digest(manifest: dict[str, Any]) -> str:
    """Return the hash of a manifest, its digest left out: it finds an accident, not a forger."""
    rest = {name: value for name, value in manifest.items() if name != "digest"}
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()
