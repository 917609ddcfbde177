"""`musnad search`: a query in, statements out, and what they have in common."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from musnad.archive.searching import Facet, FacetName, Result
from musnad.cli import UsageError, complain, one_line
from musnad.display import plain, styled, wrapped
from musnad.errors import QueryError
from musnad.opened import open_archive

_WIDTH = 80  # cells of a line where the output is no terminal
_WIDEST = 100  # cells; longer lines of Arabic are tiring to read
_TITLES = {"who": "speaker", "kind": "kind of speaker"}
_ORDERS = {"newest": "newest first", "oldest": "oldest first", "relevance": "best first"}


def run(options: argparse.Namespace) -> int:
    """Print what is found; return 1 where the query can't be read."""
    if options.facets and options.format == "ids":
        raise UsageError("--facets goes with --format table or jsonl")
    query = " ".join(options.query)
    try:
        with open_archive(options.archive, readonly=True) as archive:
            search = archive.search(query, options.order, options.limit)
            if options.format == "table":
                shown = write(search, options.format)
                count = search.count() if shown else 0
                print(f"showing {shown:,} of {count:,}, {_ORDERS[options.order]}" if count else "nothing found")
            else:
                write(search, options.format)
            if options.facets:
                _write_facets(search.facets(), options.format)
    except QueryError as error:
        return refused(error)
    return 0


def refused(error: QueryError) -> int:
    """Say what is wrong with a query, and show where; return the exit status."""
    complain(error)
    for line in error.pointer.split("\n") if error.pointer else ():
        print(f"  {line}", file=sys.stderr)
    return 1


def write(results: Iterable[Result], format: str) -> int:
    """Write results to standard output as they are found; return how many there were."""
    on_terminal = sys.stdout.isatty()
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, _WIDEST) if on_terminal else _WIDTH
    colour = on_terminal and not os.environ.get("NO_COLOR")
    number = 0
    for number, result in enumerate(results, 1):
        if format == "jsonl":
            print(msgspec.json.encode(result).decode("utf-8"))
        elif format == "ids":
            print(one_line(result.id))
        else:
            print("\n".join(_block(result, number, width, colour)), end="\n\n")
    return number


def _block(result: Result, number: int, width: int, colour: bool) -> Iterator[str]:
    """Return the lines of a result; Latin and Arabic stand on lines of their own, as in `musnad read`."""
    head = styled(f"{number}.", "bold", colour)
    state = "" if result.state == "machine" else f", {result.state}"
    force = styled(result.force, result.force, colour)
    yield f"{head} {force}, {result.act}, {result.type}{state}"
    copies = f", in {result.copies:,} copies" if result.copies > 1 else ""
    yield styled(f"  {plain(result.day or 'no date')}, id {plain(result.id)}{copies}", "dim", colour)
    if result.outlet:
        yield styled("  outlet", "dim", colour)
        yield from wrapped(result.outlet, width)
    if result.who is None:
        yield styled("  speaker unknown", "dim", colour)
        names = [("  source", "source", result.source)]
    else:
        names = [(f"  speaker, {result.kind}", "who", result.who)]
    names += [
        ("  to", "addressee", result.addressee),
        ("  via", "via", result.via),
        ("  content", "content", result.content),
    ]
    for label, field, text in names:
        if text:
            yield styled(label, "dim", colour)
            marked = [match.shown for match in result.matches if match.field == field]
            yield from wrapped(text, width, marked=marked if colour else ())


def _write_facets(facets: Mapping[FacetName, list[Facet]], format: str) -> None:
    if format == "jsonl":
        print(msgspec.json.encode({"facets": facets}).decode("utf-8"))
        return
    for name, values in facets.items():
        print(f"\n{_TITLES.get(name, name)}")
        for value in values:
            if value.value.isascii():
                print(f"{value.count:>10,}  {one_line(value.value)}")
            else:
                print(f"{value.count:>10,}")
                print("\n".join(wrapped(value.value, _WIDTH, " " * 12)))
