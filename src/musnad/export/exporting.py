"""`export`: from a query to a folder of files, streamed, in one order, nothing left out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from musnad._version import __version__
from musnad.archive.archive import Archive
from musnad.archive.tables import SCHEMA_VERSION
from musnad.errors import ArchiveError, ExportError, QueryError
from musnad.export.manifest import FORMAT_VERSION, Tally, coverage, write_manifest
from musnad.export.ordering import Order
from musnad.export.placing import Folder, place
from musnad.export.records import KeptDocument, read_documents
from musnad.export.selecting import selected, understood

FORMATS = {
    "jsonl": "musnad.export.jsonl", "csv": "musnad.export.spreadsheet", "parquet": "musnad.export.parquet",
    "annotations": "musnad.export.annotations", "ftm": "musnad.export.ftm",
}  # fmt: skip

Report = Callable[[int, int], None]
"""Is told, at each document, how many statements it has and how many there are in all."""


class Writer(Protocol):
    """What a format is to the export: made with the folder and the query, given a document at a time."""

    def write(self, kept: KeptDocument) -> None:
        """Write a document with its selected statements."""

    def close(self) -> None:
        """End the files."""


class Exported(NamedTuple):
    """What was written: where, how much, and what to know of it."""

    output: str
    statements: int
    documents: int
    files: tuple[str, ...]
    note: str | None


def module_of(format: str) -> Any:
    """Return the module of a format: its `Writer` and its `count`.

    Raises:
        ExportError: there is no such format.
    """
    if format not in FORMATS:
        raise ExportError(f"format {format!r}; there are {', '.join(FORMATS)}")
    return import_module(FORMATS[format])


def export(
    archive: Archive, query: str = "", *, format: str = "jsonl", output: str | os.PathLike[str], force: bool = False,
    report: Report | None = None,
) -> Exported:  # fmt: skip
    """Write everything that a query finds to a folder, with a manifest beside it.

    The same archive and query give the same bytes. The archive is read as it stands at the beginning, whoever writes
    to it meanwhile. Memory does not grow with the number of statements.

    Args:
        query: as in `musnad search`; the empty one finds all that is not rejected.
        format: jsonl, csv, parquet (needs musnad[arrow]), annotations, ftm.
        output: the folder; it is made, or is empty.
        force: replace an earlier export in its place.
        report: is told how far it has come.
    Raises:
        ExportError: the folder holds something else, can't be written, or the format isn't there.
        QueryError: the query can't be read.
        ArchiveError: the archive can't be read.
    """
    made = module_of(format)
    if any("\ud800" <= letter <= "\udfff" for letter in query):
        raise QueryError("query: not UTF-8")
    meaning = understood(query)
    with place(output, force=force) as folder, Archive(archive.path, readonly=True) as reading:
        writer: Any = None
        try:
            writer = made.Writer(folder, query)
            with reading.engine.connect() as connection:
                manifest = _write(connection, query, writer, folder, report)
        except BaseException as error:
            folder.give_up()
            if hasattr(writer, "abandon"):
                writer.abandon()
            if isinstance(error, DBAPIError):
                raise ArchiveError(f"{archive.name}: {archive.backend.reason(error)}") from error
            if isinstance(error, sqlite3.Error):  # of the scratch file
                full = "the disk is full; free some space and run it again" if "full" in str(error) else str(error)
                raise ExportError(f"{output}: {full}; nothing was written there") from error
            raise
        manifest = {
            "format": format, "format_version": FORMAT_VERSION, "query": {"given": query, "understood": meaning},
            **manifest, "written_by": {"musnad": __version__, **getattr(writer, "made_with", {})},
        }  # fmt: skip
        files = tuple(folder.files)
        write_manifest(folder, manifest)
    counts = manifest["counts"]
    return Exported(
        os.fspath(output), counts["statements"], counts["documents"], files, getattr(writer, "note", None)
    )  # fmt: skip


def _write(
    connection: Connection, query: str, writer: Writer, folder: Folder, report: Report | None
) -> dict[str, Any]:  # fmt: skip
    """Write the files; return the parts of the manifest that come of it."""
    tally = Tally()
    with Order(folder.path / "scratch") as order:
        total = order.fill(connection, selected(connection, query))
        for kept in read_documents(connection, order.batches()):
            writer.write(kept)
            tally.add(kept)
            if report:
                report(len(kept.statements), total)
    writer.close()
    if tally.statements != total:
        raise ExportError(f"{tally.statements} of {total} statements were found again; run `musnad check`")
    readers = [{"version": v, "lexicon": x, "documents": n} for (v, x), n in sorted(tally.readers.items())]
    files = {
        name: {"sha256": file.sha256, "size_bytes": file.size_bytes} for name, file in sorted(folder.files.items())
    }
    return {
        "counts": tally.counts(), "archive": {"schema": SCHEMA_VERSION, "state": tally.state}, "readers": readers,
        "files": files, "coverage": coverage(connection, tally),
    }  # fmt: skip
