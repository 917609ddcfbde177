"""`musnad copies`: which documents share words with one, where, and who had them first."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator

import msgspec

from musnad.archive.copy_rows import Copies, CopyFound
from musnad.display import plain, wrapped
from musnad.opened import open_archive

_WIDTH = 80  # cells of a line where the output is no terminal


def run(options: argparse.Namespace) -> int:
    """Print what shares words with a document."""
    with open_archive(options.archive, readonly=True) as archive:
        found = archive.copies(options.document)
    if options.format == "json":
        print(msgspec.json.encode(found).decode("utf-8"))
        return 0
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100) if sys.stdout.isatty() else _WIDTH
    print("\n".join(lines(found, width)))
    return 0


def lines(found: Copies, width: int) -> Iterator[str]:
    """Return the lines of what was found; Latin and Arabic stand on lines of their own."""
    yield f"document {plain(found.id)}, {plain(found.published or 'no date')}"
    yield from _named(found.outlet, found.title, width)
    whole = sum(one.whole for one in found.found)
    if not found.found:
        yield "no document shares words with it"
        return
    yield f"{whole:,} whole cop{'y' if whole == 1 else 'ies'}, {len(found.found) - whole:,} with a passage in common"
    trace = found.trace
    if whole:
        yield f"earliest known: {plain(trace.earliest) if trace.earliest else 'no time is known'}"
        for id in trace.undated:
            yield f"  without a time, maybe earlier: {plain(id)}"
    for credit in trace.credits:
        sources = f", here {', '.join(map(plain, credit.sources))}" if credit.sources else ""
        yield f"{plain(credit.article)} credits{sources}"
        yield from wrapped(credit.name, width)
    for number, one in enumerate(found.found, 1):
        yield ""
        yield from _copy(one, number, width)


def _copy(one: CopyFound, number: int, width: int) -> Iterator[str]:
    kind = "copy" if one.whole else "passage"
    yield f"{number}. {kind}, {plain(one.id)}, {plain(one.published or 'no date')}"
    yield from _named(one.outlet, one.title, width)
    yield f"  {one.of_this:.0%} of this one in it, {one.of_other:.0%} of it in this one"
    for passage in one.passages:
        here, there = passage.first, passage.second
        yield f"  [{here.start}, {here.end}) here, [{there.start}, {there.end}) there, {passage.words} words the same"
        yield from wrapped(here.text, width)
        if plain(here.text) != plain(there.text):
            yield "  there"
            yield from wrapped(there.text, width)


def _named(outlet: str | None, title: str | None, width: int) -> Iterator[str]:
    for label, text in (("outlet", outlet), ("title", title)):
        if text:
            yield f"  {label}"
            yield from wrapped(text, width)
