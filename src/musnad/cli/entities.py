"""`musnad entities`: who is who across documents, and deciding about it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator

import msgspec

from musnad.archive.archive import Archive
from musnad.archive.entity_links import EntityDecision
from musnad.archive.entity_search import EntityFound
from musnad.cli import complain, one_line
from musnad.display import plain, styled, wrapped
from musnad.errors import InputError
from musnad.opened import open_archive

_WIDTH = 80  # cells of a line where the output is no terminal
_LOOKING = ("list", "show", "history")


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; return 1 where a file can't be imported."""
    with open_archive(options.archive, readonly=options.action in _LOOKING) as archive:
        if options.action == "list":
            return _list(archive, options)
        if options.action == "show":
            return _show(archive, options)
        if options.action == "history":
            decisions = archive.entities.history(options.entity)
            print("\n".join(line for one in decisions for line in in_words(one)) or "no decisions")
            return 0
        if options.action == "import":
            return max(_import(archive, file) for file in options.files)
        made = _decide(archive, options)
        print("\n".join(in_words(made)))
    return 0


def _decide(archive: Archive, options: argparse.Namespace) -> EntityDecision:
    entities, by, why = archive.entities, options.by, options.why
    if options.action == "merge":
        return entities.merge(options.entity, options.into, by=by, why=why)
    if options.action == "split":
        return entities.split(options.entity, documents=options.document, name=options.name, by=by, why=why)
    if options.action == "rename":
        return entities.rename(options.entity, options.name, by=by, why=why)
    return entities.undo(options.number, by=by, why=why)


def _import(archive: Archive, file: str) -> int:
    try:
        done = archive.entities.import_file(file)
    except InputError as error:
        complain(error)
        return 1
    left = f", {done.left_out:,} lines of other kinds left out" if done.left_out else ""
    print(one_line(f"{file}: {done.new:,} new, {done.changed:,} changed, {done.same:,} as they were{left}"))
    print(f"{done.linked:,} of those that the documents name are imported ones")
    return 0


def _list(archive: Archive, options: argparse.Namespace) -> int:
    query = " ".join(options.query)
    found = archive.entities.search(query, kind=options.kind, latin=not options.exact_script)
    shown = found[: options.limit]
    for number, one in enumerate(shown, 1):
        if options.format == "jsonl":
            print(msgspec.json.encode(one).decode("utf-8"))
        elif options.format == "ids":
            print(one_line(one.id))
        else:
            print("\n".join(_block(one, f"{number}. ")), end="\n\n")
    if options.format == "table":
        told = f"showing {len(shown):,} of {len(found):,}, those with most statements first"
        print(told if found else "nothing found")
    return 0


def _show(archive: Archive, options: argparse.Namespace) -> int:
    one = archive.entities.get(options.entity)
    decisions = archive.entities.history(one.id)
    if options.format == "json":
        print(msgspec.json.encode({**msgspec.to_builtins(one), "decisions": decisions}).decode("utf-8"))
        return 0
    print("\n".join(_block(one, "")))
    members = [member for member in one.members if member != one.id]
    if members:
        print("  one with")
        print("\n".join(f"      {plain(member)}" for member in members))
    print("\n".join(line for decision in decisions for line in ("", *in_words(decision))))
    return 0


def _block(one: EntityFound, head: str) -> Iterator[str]:
    """Return the lines of an entity; Latin and Arabic stand on lines of their own."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100) if sys.stdout.isatty() else _WIDTH
    count = f"{one.statements:,} statement{'' if one.statements == 1 else 's'}"
    yield f"{styled(head, 'bold', colour)}{one.kind}{f', {one.country}' if one.country else ''}, {count}"
    yield styled(f"  id {plain(one.id)}, from {one.source}", "dim", colour)
    yield from wrapped(one.name, width)
    for label, names in (("also", [n for n in one.names if not n.isascii()]), ("Latin", _latin(one.names))):
        names = [name for name in names if name != one.name]
        if names:
            yield styled(f"  {label}", "dim", colour)
            separator = ", " if label == "Latin" else "، "
            yield from wrapped(separator.join(names), width)


def _latin(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.isascii()]


def in_words(one: EntityDecision) -> Iterator[str]:
    """Return the lines that tell a decision: what, by whom, when, why, and whether it is in force."""
    undone = "" if one.live else f", undone by {one.undone_by}"
    yield f"{one.id}. {one.kind}, {one.at}{undone}"
    yield f"  {plain(one.entity)}"
    value = one.value
    if one.kind == "undo":
        yield f"  decision {value['decision']}"
    for key in ("into", "member", "to"):
        if key in value:
            yield f"  {key} {plain(str(value[key]))}"
    for document in value.get("documents", ()):
        yield f"  document {plain(document)}"
    if "name" in value:
        yield from wrapped(value["name"], _WIDTH, " " * 4)
    for label, text in (("by", one.who), ("why", one.why)):
        yield f"  {label}"
        yield from wrapped(text, _WIDTH, " " * 4)
