"""`musnad saved`: searches with names, and what came since the last look."""

from __future__ import annotations

import argparse
import sys

from musnad.archive.archive import Archive
from musnad.cli import one_line
from musnad.cli.search import refused, write
from musnad.display import plain, wrapped
from musnad.errors import QueryError
from musnad.opened import open_archive


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; return 1 where the query can't be read."""
    readonly = options.action == "list" or (options.action == "new" and options.keep)
    with open_archive(options.archive, readonly=readonly) as archive:
        try:
            return _act(archive, options)
        except QueryError as error:
            return refused(error)


def _act(archive: Archive, options: argparse.Namespace) -> int:
    if options.action == "add":
        query = " ".join(options.query)
        archive.saved.add(options.name, query)
        print(one_line(f"saved {options.name}: {archive.search(query).count():,} statements now"))
    elif options.action == "remove":
        archive.saved.remove(options.name)
        print(one_line(f"removed {options.name}"))
    elif options.action == "new":
        _show_new(archive, options)
    else:
        for search in archive.saved:
            print(f"{plain(search.name)}\n  last look {search.seen_at or 'none'}")
            print("\n".join(wrapped(search.query, 80)))
    return 0


def _show_new(archive: Archive, options: argparse.Namespace) -> None:
    """Print what is new; it counts as seen only when all of it is out."""
    look = archive.saved.new(options.name, keep=True)
    write(look.results, options.format)
    if options.format == "table":
        print(f"{len(look.results):,} new" if look.results else "nothing new")
    sys.stdout.flush()
    if not options.keep:
        archive.saved.remember(look)
