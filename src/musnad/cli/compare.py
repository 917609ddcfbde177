"""`musnad compare`: the same statement as each outlet gives it, beside each other."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from musnad.archive.comparing import Comparison
from musnad.display import plain, wrapped
from musnad.errors import MusnadError
from musnad.export.comparison_html import comparison_html
from musnad.export.comparison_markdown import comparison_markdown
from musnad.export.report_wording import chain_of, first_outlets
from musnad.opened import open_archive
from musnad.stories.statements import Report, Utterance

_WIDTH = 80  # cells of a line where the output is no terminal
_CHANGES = {"left out": "left out", "added": "added", "replaced": "replaced by the second of each two"}


def run(options: argparse.Namespace) -> int:
    """Print the comparison, or write it to a file."""
    with open_archive(options.archive, readonly=True) as archive:
        found = archive.stories.compare(*options.ids, alone=options.alone)
    if options.format == "html":
        out = comparison_html(found)
    elif options.format == "markdown":
        out = comparison_markdown(found)
    elif options.format == "json":
        out = msgspec.json.encode(found).decode("utf-8") + "\n"
    else:
        out = "\n".join(lines(found, _width(to_file=options.output is not None))) + "\n"
    if options.output is None:
        sys.stdout.write(out)
        return 0
    try:
        Path(options.output).write_text(out, encoding="utf-8")
    except OSError as error:
        raise MusnadError(f"{options.output}: can't be written: {error.strerror}") from error
    return 0


def _width(*, to_file: bool) -> int:
    if to_file or not sys.stdout.isatty():
        return _WIDTH
    return min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100)


def lines(found: Comparison, width: int) -> Iterator[str]:
    """Return the lines of a comparison; Latin and Arabic stand on lines of their own."""
    for id in found.stories:
        yield plain(id)
    yield from wrapped(found.title or "", width, "")
    yield f"{len(found.documents):,} documents"
    for document in found.documents:
        copies = f", copies {len(document.copies):,}" if document.copies else ""
        yield f"  {plain(document.published or 'no date')}, {plain(document.id)}{copies}"
        yield from wrapped(document.outlet or "—", width)
    if found.left_out:
        yield f"  {found.left_out:,} more were not compared"
    for number, utterance in enumerate(found.utterances, 1):
        yield ""
        yield from _utterance(utterance, number, width)
    if not found.utterances:
        yield "no statement that two of these documents report"


def _utterance(utterance: Utterance, number: int, width: int) -> Iterator[str]:
    many = len(utterance.reports)
    yield f"{number}. {many} report{'' if many == 1 else 's'}"
    yield from wrapped(utterance.speaker or "—", width, "  ")
    if utterance.first is not None:
        first = utterance.reports[utterance.first]
        yield f"  first, {plain(first.at or '')}"
        yield from wrapped("، ".join(first_outlets(utterance)), width)
    if utterance.left_out:
        yield "  left out by"
        yield from wrapped("، ".join(utterance.left_out), width)
    for report in utterance.reports:
        yield from _report(report, width)


def _report(report: Report, width: int) -> Iterator[str]:
    yield f"  {report.kind}: {report.force}, {report.act}, {report.type}; {plain(report.at or 'no date')}"
    yield f"    musnad show {plain(report.statement)}"
    inner = " " * 6
    yield from wrapped(report.outlet or "—", width)
    chain = " · ".join(plain(link.name) for link in chain_of(report))
    for label, text in (
        ("cue", report.cue.text if report.cue else ""), ("source", report.source.text if report.source else ""),
        ("content", " … ".join(span.text for span in report.content)),
        ("labels", "، ".join(dict.fromkeys(str(label["text"]) for label in report.labels))),
        ("chain", chain if " · " in chain else ""),
    ):  # fmt: skip
        if text:
            yield f"    {label}"
            yield from wrapped(text, width, inner)
    for change, title in _CHANGES.items():
        spans = [(one.first, one.second) for one in report.differences if one.change == change]
        if spans:
            yield f"    {title}"
            yield from _listed((span.text for pair in spans for span in pair if span is not None), width)


def _listed(texts: Iterable[str], width: int) -> Iterator[str]:
    for text in texts:
        yield from wrapped(text, width, " " * 6)
