"""What a job wrote, taken in again: its documents for an archive, its manifest.

    output/documents/date=2031-05-01/outlet_key=nahr.example/*.parquet
    output/statements/…, labels/…, copies/, stories/, errors/
    output/manifest.json

Nothing of Spark is needed here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from musnad.archive.adding import Addition
from musnad.archive.arrow import arrow
from musnad.document import Document
from musnad.errors import InputError
from musnad.pages.page import Page
from musnad.scale.batch import to_document
from musnad.scale.places import is_address, opened, place, written

MANIFEST = "manifest.json"
DOCUMENTS = "documents"
_NEEDED = ("id", "text", "statements", "speakers", "reader")  # by these columns a file of documents is known
_ROWS = 64  # of documents in memory at a time, their pages perhaps with them


class ReadInput(msgspec.Struct, frozen=True):
    """An input: its name, the documents read in it, how many texts or pages of it failed or were passed over."""

    name: str
    documents: int
    errors: int
    passed_over: int = 0


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a job read and wrote: its inputs, sorted, and the rows of each table; the same for the same job."""

    inputs: tuple[ReadInput, ...]
    rows: dict[str, int]
    keep_pages: bool = False
    format: str = "musnad-scale/1"

    @property
    def errors(self) -> int:
        """How many texts and pages failed."""
        return sum(one.errors for one in self.inputs)


def write_manifest(output: str, manifest: Manifest) -> None:
    """Write the manifest: the last thing that a job does."""
    with written(f"{output}/{MANIFEST}") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n")


def remove_manifest(output: str) -> None:
    """Remove the manifest: what stands there isn't whole until it is there again."""
    files, inside = place(f"{output}/{MANIFEST}")
    with suppress(OSError):
        files.delete_file(inside)


def read_manifest(output: str) -> Manifest | None:
    """Return the manifest of an output; None where it is none, or its job didn't end."""
    try:
        with opened(f"{output}/{MANIFEST}") as stream:
            return msgspec.json.decode(stream.read(), type=Manifest)
    except (OSError, msgspec.MsgspecError, InputError):
        return None


def is_output(path: str) -> bool:
    """Tell whether a path is the output of a job, or a Parquet file or folder of its documents."""
    if is_address(path):
        return False
    if os.path.isfile(path):
        return path.lower().endswith(".parquet")
    return os.path.isfile(f"{path}/{MANIFEST}") or os.path.basename(os.path.abspath(path)) == DOCUMENTS


def document_files(path: str) -> list[str]:
    """Return the files with the documents of an output, sorted.

    Args:
        path: an output, a folder of its documents or one below it, or a file.
    Raises:
        InputError: the job that wrote there didn't end; there are no documents.
    """
    if os.path.isfile(path):
        return [path]
    inner = os.path.join(path, DOCUMENTS)
    if os.path.isdir(inner):
        if not os.path.isfile(os.path.join(path, MANIFEST)):
            raise InputError(f"{path}: no {MANIFEST}: its job didn't end; run it again", code="file")
        path = inner
    found = []
    for root, folders, names in os.walk(path):
        folders[:] = sorted(folder for folder in folders if not folder.startswith(("_", ".")))
        found += [os.path.join(root, n) for n in names if n.endswith(".parquet") and not n.startswith(("_", "."))]
    if not found:
        raise InputError(f"{path}: no Parquet file of documents in this folder", code="file")
    return sorted(found)


def read_documents(path: str) -> Iterator[Addition | InputError]:
    """Yield the documents of an output as they were read, with their pages where these were kept: `Archive.add_all`
    takes them as they come.

    Args:
        path: as in `document_files`.
    Returns: documents in the order of date and outlet; an error stands where one is damaged.
    """
    try:
        files = document_files(path)
    except InputError as error:
        yield error
        return
    for file in files:
        yield from _in_file(file)


def _in_file(file: str) -> Iterator[Addition | InputError]:
    import pyarrow.parquet as pq

    pa = arrow()
    try:
        with opened(file) as stream:
            parquet = pq.ParquetFile(stream)
            missing = [name for name in _NEEDED if name not in parquet.schema_arrow.names]
            if missing:
                yield InputError(f"{file}: no documents of musnad: no column {', '.join(missing)}", code="file")
                return
            for batch in parquet.iter_batches(_ROWS):
                for number, row in enumerate(batch.to_pylist(), 1):
                    try:
                        yield _document(row)
                    except InputError as error:
                        yield InputError(f"{file}:{number}: {error}", code=error.code)
    except (OSError, pa.ArrowException, UnicodeError) as error:
        yield InputError(f"{file}: damaged Parquet: {(str(error).splitlines() or ['?'])[0]}", code="file")


def _document(row: dict[str, Any]) -> Addition:
    document = to_document(row)
    for span in _spans(document):
        if document.text[span.start : span.end] != span.text:
            raise InputError(f"document {document.id}: a span [{span.start}, {span.end}) isn't what the text has there")
    body, record = row.get("body"), document.page
    if body is None or record is None:
        return Addition(document)
    page = Page(
        body=body, name=row.get("name") or document.id, url=record.url, fetched_at=record.fetched_at,
        headers=json.loads(row.get("headers") or "{}"), size_bytes=len(body),
    )  # fmt: skip
    if page.sha256 != record.sha256:
        raise InputError(f"document {document.id}: the page beside it isn't the one that it was taken from")
    return Addition(document, page)


def _spans(document: Document) -> Iterator[Any]:
    yield from document.labels
    yield from document.cut
    for relay in document.relays:
        yield relay.span
    for speaker in document.speakers:
        yield from (speaker.name, *speaker.mentions)
    for one in document.statements:
        yield from (*one.content, *one.via)
        yield from (span for span in (one.cue, one.source, one.addressee, one.said_at) if span is not None)
