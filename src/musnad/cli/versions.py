"""`musnad versions`: how an address changed."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator

import msgspec

from musnad.archive.versions import Change, Said, Version
from musnad.cli import complain
from musnad.display import plain, wrapped
from musnad.opened import open_archive

_WIDTH = 80  # cells of a line where the output is no terminal
_MARKS = {"came": "+", "went": "-", "same": " "}


def run(options: argparse.Namespace) -> int:
    """Print the versions of an address; return 1 where there is none."""
    with open_archive(options.archive, readonly=True) as archive:
        versions = archive.versions(options.url)
    if not versions:
        complain(f"{archive.name}: no document of {options.url}; is it the address of the page itself?")
        return 1
    if options.format == "jsonl":
        encode = msgspec.json.Encoder().encode
        sys.stdout.write("".join(encode(version).decode("utf-8") + "\n" for version in versions))
        return 0
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100) if sys.stdout.isatty() else _WIDTH
    for version in versions:
        sys.stdout.write("".join(f"{line}\n" for line in lines(version, width)))
    return 0


def lines(version: Version, width: int) -> Iterator[str]:
    """Return the lines that show a version."""
    count = version.statements
    yield f"version {version.number}, added {version.added_at}, {count} statement{'s' * (count != 1)}"
    known = [("fetched", version.fetched_at), ("published", version.published_at), ("document", version.document)]
    yield "  " + ", ".join(f"{name} {value}" for name, value in known if value)
    if version.title:
        yield from wrapped(plain(version.title), width)
    for change in version.changes:
        yield from _change(change, width)
    if version.number > 1 and not version.changes:
        yield "  no statement changed"


def _change(change: Change, width: int) -> Iterator[str]:
    fields = ", ".join(change.fields)
    yield f"  {change.kind}{': ' if fields else ''}{fields}"
    shown = change.after or change.before
    assert shown is not None
    if change.before and change.after and "speaker" in change.fields:
        yield from _marked("went", _who(change.before), width)
        yield from _marked("came", _who(change.after), width)
    else:
        yield from _marked("same", _who(shown), width)
    if change.before and change.after and "cue" in change.fields:
        yield from _marked("went", change.before.cue or "", width)
        yield from _marked("came", change.after.cue or "", width)
    if "content" in change.fields:
        for part in change.words:
            yield from _marked(part.kind, part.words, width)
    else:
        yield from _marked("same" if change.fields else change.kind, shown.content, width)


def _who(said: Said) -> str:
    return said.speaker or "speaker unknown"


def _marked(kind: str, text: str, width: int) -> Iterator[str]:
    """Lines of Arabic stand alone, whatever the terminal makes of them; the mark is at the left edge."""
    yield from wrapped(plain(text), width, f"  {_MARKS[kind]} ")
