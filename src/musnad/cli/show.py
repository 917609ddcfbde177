"""`musnad show`: one statement with all that an archive knows of it, or its page as it was kept."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.archive.archive import Archive
from musnad.archive.decisions import Correction
from musnad.archive.page_rows import Provenance
from musnad.archive.showing import DocumentRecord, StatementRecord
from musnad.cli import UsageError
from musnad.cli.correct import in_words
from musnad.display import chain, chain_names, chain_roles, content_of, plain, wrapped
from musnad.errors import ArchiveError
from musnad.model import Span
from musnad.opened import open_archive

_WIDTH = 80  # cells of a line where the output is no terminal
_OPEN, _CLOSE = "⟦", "⟧"  # around the content: mirrored in a line from right to left, and no marks of the press


def run(options: argparse.Namespace) -> int:
    """Print a statement or a document, or write its page."""
    if options.output and not options.page:
        raise UsageError("--output goes with --page")
    with open_archive(options.archive, readonly=True) as archive:
        found = archive.find(options.id)
        if options.page:
            return _write_page(archive, options)
        if found.kind == "document":
            record: StatementRecord | DocumentRecord = archive.document_in_force(found.id)
        else:
            record = archive.statement(found.id)
    if options.format == "json":
        sys.stdout.write(msgspec.json.encode(as_json(record)).decode("utf-8") + "\n")
        return 0
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100) if sys.stdout.isatty() else _WIDTH
    lines = statement_lines if isinstance(record, StatementRecord) else document_lines
    for line in lines(record, width):  # type: ignore[arg-type]
        print(line)
    return 0


def _write_page(archive: Archive, options: argparse.Namespace) -> int:
    found = archive.find(options.id)
    document = found.id if found.kind == "document" else archive.statement(found.id).page.document
    page = archive.page_of(document)
    if page is None:
        raise ArchiveError(f"{document} came as text: there is no page")
    if options.output:
        with open(options.output, "wb") as file:
            file.write(page.body)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(page.body)
        sys.stdout.buffer.flush()
    return 0


def as_json(record: StatementRecord | DocumentRecord) -> dict[str, Any]:
    """Return a record for JSON; of the document only what the statement needs, the page says the rest."""
    if isinstance(record, DocumentRecord):
        built: dict[str, Any] = msgspec.to_builtins(record)
        return built
    fields = {name: getattr(record, name) for name in record.__struct_fields__ if name != "document"}
    built = msgspec.to_builtins(fields)
    return built


# -- lines -------------------------------------------------------------------------------------


def statement_lines(record: StatementRecord, width: int) -> Iterator[str]:
    """Return the lines that show a statement."""
    statement, document = record.statement, record.document
    yield f"statement {plain(record.id)}"
    yield f"  {statement.force}, {statement.act}, {statement.type}; {record.state}"
    if record.note:
        yield f"  {plain(record.note)}"
    yield from _outside("sentence before", record.before, record.paragraph, width)
    yield f"  paragraph, [{record.paragraph.start}, {record.paragraph.end})"
    yield from wrapped(marked_paragraph(record), width)
    yield from _outside("sentence after", record.after, record.paragraph, width)
    if record.speaker is None:
        yield f"  speaker unknown: {plain(statement.why or 'the reader abstained')}"
    else:
        speaker = record.speaker
        yield f"  speaker, {speaker.kind}, [{speaker.name.start}, {speaker.name.end})"
        yield from wrapped(speaker.name.text, width)
        yield f"  mentions, {len(speaker.mentions)}"
        for mention in speaker.mentions:
            yield f"    [{mention.start}, {mention.end})"
            yield from wrapped(mention.text, width)
    for name, spans in (("cue", (statement.cue,)), ("source", (statement.source,)), ("content", statement.content),
                        ("addressee", (statement.addressee,)), ("via", statement.via)):  # fmt: skip
        for span in spans:
            if span is not None:
                yield f"  {name}, [{span.start}, {span.end})"
                yield from wrapped(span.text, width)
    yield f"  chain: {chain_roles(document, statement)}" if chain(document, statement) else "  chain: none"
    yield from wrapped(chain_names(document, statement), width)
    yield f"  rule {statement.rule or 'unnamed'}, confidence {statement.confidence:.2f}"
    yield from _correction_lines(record.corrections, width)
    yield from page_lines(record.page, width)


def document_lines(record: DocumentRecord, width: int) -> Iterator[str]:
    """Return the lines that show a document: its page, and its statements in a few words."""
    yield f"document {plain(record.id)}"
    yield from page_lines(record.page, width)
    yield f"  statements, {len(record.document.statements)}"
    for statement in record.document.statements:
        speaker = record.document.speaker_of(statement)
        state = record.states.get(statement.id, "machine")
        yield f"  {plain(statement.id)}: {statement.force}, {statement.act}, {statement.type}; {state}"
        yield from wrapped(speaker.name.text if speaker else "—", width)
        yield from wrapped(content_of(statement), width, " " * 6)


def marked_paragraph(record: StatementRecord) -> str:
    """Return the paragraph with marks around the content."""
    text, place, out = record.document.text, record.paragraph.start, []
    for span in sorted(record.statement.content, key=lambda span: span.start):
        if span.start >= place:
            out.append(f"{text[place : span.start]}{_OPEN}{span.text}{_CLOSE}")
            place = span.end
    return "".join(out) + text[place : record.paragraph.end]


def page_lines(page: Provenance, width: int) -> Iterator[str]:
    """Return the lines that say where a document comes from, and what proves it."""
    if page.sha256 is None:
        yield "  came as text, without a page"
    else:
        yield f"  page sha256 {page.sha256}"
        yield f"  {page.size_bytes:,} bytes, fetched {page.fetched_at or 'at a time that is not known'}"
        yield f"  from {plain(page.url or page.name or '')}"
    if page.address:
        yield f"  address {plain(page.address)}"
        yield f"  version {page.version} of {page.versions}"
    for name, value in (("outlet", page.outlet), ("title", page.title), ("byline", page.byline)):
        if value:
            yield f"  {name}"
            yield from wrapped(value, width)
    yield from _date_lines(page.published or {}, width)
    yield f"  document {plain(page.document)}, added {page.added_at}, reader {plain(page.reader) or 'unknown'}"


def _date_lines(published: dict[str, Any], width: int) -> Iterator[str]:
    at = published.get("at")
    if not at:
        yield "  date not known"
    else:
        precision, evidence = (plain(str(published.get(name))) for name in ("precision", "evidence"))
        yield f"  date {plain(str(at))}, {precision}, by {evidence}"
    if published.get("conflicts"):
        yield "  its evidence is in conflict"
    for one in published.get("candidates") or ():
        agrees = "" if one.get("agrees", True) else ", does not agree"
        yield f"    {plain(str(one.get('evidence')))}: {plain(str(one.get('at')))}{agrees}"
        yield from wrapped(str(one.get("text", "")), width, " " * 6)
    for one in published.get("refused") or ():
        yield f"    refused, {plain(str(one.get('evidence')))}: {plain(str(one.get('reason')))}"
        yield from wrapped(str(one.get("text", "")), width, " " * 6)


def _correction_lines(corrections: tuple[Correction, ...], width: int) -> Iterator[str]:
    if corrections:
        yield f"  corrections, {len(corrections)}"
    for correction in corrections:
        yield from in_words(correction, width)


def _outside(label: str, span: Span | None, paragraph: Span, width: int) -> Iterator[str]:
    """A neighbour within the paragraph is shown with it."""
    if span is not None and not paragraph.start <= span.start < paragraph.end:
        yield f"  {label}, [{span.start}, {span.end})"
        yield from wrapped(span.text, width)
