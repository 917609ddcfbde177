"""`musnad stories`: what happened, as several outlets tell it, and deciding about that."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator

import msgspec

from musnad.archive.archive import Archive
from musnad.archive.story_decisions import StoryDecision
from musnad.archive.story_rows import Story
from musnad.cli import UsageError
from musnad.cli.progress import Progress
from musnad.cli.search import refused
from musnad.display import plain, wrapped
from musnad.errors import QueryError
from musnad.opened import open_archive

_WIDTH = 80  # cells of a line where the output is no terminal
_MOST_NAMED = 6  # outlets and speakers of a story in the table
_LOOKING = ("list", "history")


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; return 1 where a query can't be read."""
    finds = options.action == "list" and options.find
    with open_archive(options.archive, readonly=options.action in _LOOKING and not finds) as archive:
        if finds:
            return _find(archive, options)
        if options.action == "list":
            return _list(archive, options)
        if options.action == "history":
            found = archive.stories.history(options.story)
            print("\n".join(line for one in found for line in in_words(one)) or "no decisions")
            return 0
        print("\n".join(in_words(_decide(archive, options))))
    return 0


def _decide(archive: Archive, options: argparse.Namespace) -> StoryDecision:
    stories, by, why = archive.stories, options.by, options.why
    if options.action == "merge":
        return stories.merge(options.story, options.into, by=by, why=why)
    if options.action == "split":
        return stories.split(options.story, options.document, by=by, why=why)
    return stories.undo(options.number, by=by, why=why)


def _find(archive: Archive, options: argparse.Namespace) -> int:
    if options.query or options.day:
        raise UsageError("--find looks at all documents that were added without; leave QUERY and --day out")
    with Progress(None, has_output=False) as progress:

        def show(done: int, whole: int) -> None:
            progress.total, progress.documents = whole, done - 1
            progress.step(0)

        count = archive.stories.find(progress=show)
    print(f"{options.archive}: copies and stories found of {count:,} document{'s' * (count != 1)}")
    return 0


def _list(archive: Archive, options: argparse.Namespace) -> int:
    limit = options.limit if options.limit != 0 else (20 if options.format == "table" else None)
    try:
        found = archive.stories(" ".join(options.query), day=options.day, limit=limit)
    except QueryError as error:
        return refused(error)
    if options.format == "jsonl":
        for story in found:
            for document in story.documents:
                line = {"id": document.id, "story": story.id, "copies": document.copies}
                print(msgspec.json.encode(line).decode("utf-8"))
        return 0
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100) if sys.stdout.isatty() else _WIDTH
    for number, story in enumerate(found, 1):
        print("\n".join(_block(story, number, width)), end="\n\n")
    many = len(found)
    print(f"{many:,} stor{'y' if many == 1 else 'ies'}, those with most documents first" if found else "nothing found")
    return 0


def _block(story: Story, number: int, width: int) -> Iterator[str]:
    """Return the lines of a story; Latin and Arabic stand on lines of their own."""
    many, outlets = len(story.documents), len(story.outlets)
    told = f"{many:,} document{'' if many == 1 else 's'}, {outlets:,} outlet{'' if outlets == 1 else 's'}"
    yield f"{number}. {plain(story.id)}, {told}{', decided by hand' if story.held else ''}"
    yield from wrapped(story.title or "—", width)
    times = [story.first] if story.first == story.last else [story.first, story.last]
    yield f"  seen {' to '.join(at or 'no time' for at in times)}"
    for label, names in (("outlets", story.outlets), ("speakers", story.speakers)):
        if names:
            more = f", {_MOST_NAMED} of {len(names):,}" if len(names) > _MOST_NAMED else ""
            yield f"  {label}{more}"
            yield from wrapped("، ".join(name for name, _ in names[:_MOST_NAMED]), width)


def in_words(one: StoryDecision) -> Iterator[str]:
    """Return the lines that tell a decision: what, by whom, when, why, and whether it is in force."""
    undone = "" if one.live else f", undone by {one.undone_by}"
    yield f"{one.id}. {one.kind}, {one.at}{undone}"
    yield f"  {plain(one.story)}"
    for key in ("into", "to", "decision"):
        if key in one.value:
            yield f"  {key} {plain(str(one.value[key]))}"
    for document in one.value.get("documents", ()):
        yield f"  document {plain(document)}"
    for label, text in (("by", one.who), ("why", one.why)):
        yield f"  {label}"
        yield from wrapped(text, _WIDTH, " " * 4)
