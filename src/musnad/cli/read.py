"""`musnad read`: texts in, statements out, in the order of the input."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from musnad.cli import complain
from musnad.cli.progress import Progress
from musnad.display import markdown, table
from musnad.document import Document
from musnad.errors import InputError
from musnad.inputs import read_item
from musnad.pages.page import Page
from musnad.pages.sources import Fetch, Item, find_files, find_items

if TYPE_CHECKING:
    from musnad.pages.outlets import Outlets

_WIDTH = 80  # cells of a line where the output is no terminal
_WIDEST = 100  # cells; longer lines of Arabic are tiring to read


def run(options: argparse.Namespace) -> int:
    """Read every input and print it; return 1 where some failed."""
    files = list(find_files(options.paths))
    show = _formatter(options.format)
    outlets = own_outlets(options.outlets)
    done = Done()
    with Progress(total_bytes(files)) as progress:
        for item in find_items(files, stdin=sys.stdin.buffer, stdin_holds=options.stdin, fetch=fetch_of(options)):
            try:
                if isinstance(item, InputError):
                    raise item
                document = read_item(item, outlets=outlets)
                done.count(item, document)
                sys.stdout.write(show(document, item))
            except InputError as error:
                done.failures[error.code] += 1
                progress.clear()
                complain(error)
            progress.step(0 if isinstance(item, InputError) else item.size_bytes)
        progress.clear()
        if progress.is_long or (done.failures and done.documents):
            print(f"musnad: {done}", file=sys.stderr)
    return 1 if done.failures else 0


def fetch_of(options: argparse.Namespace) -> Fetch | None:
    """Return what gets pages from addresses, None where the default will do."""
    if not options.allow_private:
        return None
    from musnad.pages.fetching import Client, FetchOptions, fetch_page

    client = Client(FetchOptions(allow_private=True))
    return lambda url: fetch_page(url, client=client)


class Done:
    """What a run has read: pages, documents, statements, and failures by kind."""

    def __init__(self) -> None:
        self.pages = self.documents = self.statements = 0
        self.failures: Counter[str] = Counter()

    def count(self, item: Item, document: Document) -> None:
        """Count a document that was read."""
        self.pages += isinstance(item, Page)
        self.documents += 1
        self.statements += len(document.statements)

    def __str__(self) -> str:
        counts = (self.pages, "page"), (self.documents, "document"), (self.statements, "statement")
        line = ", ".join(f"{n:,} {noun}{'s' * (n != 1)}" for n, noun in counts if n or noun != "page")
        if self.failures:
            kinds = ", ".join(f"{code} {count:,}" for code, count in self.failures.most_common())
            line += f"; {self.failures.total():,} failed: {kinds}"
        return line


def own_outlets(path: str | None) -> Outlets | None:
    """Return the outlets of a user's file, named on the command line or in the environment; None without one."""
    path = path or os.environ.get("MUSNAD_OUTLETS")
    if not path:
        return None
    from musnad.pages.outlets import load_outlets

    return load_outlets(path)


def _formatter(kind: str) -> Callable[[Document, Item], str]:
    if kind == "jsonl":
        return lambda document, _: document.to_json() + "\n"
    if kind == "markdown":
        return lambda document, item: markdown(document, name=_name(item)) + "\n"
    on_terminal = sys.stdout.isatty()
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, _WIDEST) if on_terminal else _WIDTH
    colour = on_terminal and not os.environ.get("NO_COLOR")
    return lambda document, item: table(document, width, colour, name=_name(item)) + "\n"


def _name(item: Item) -> str:
    known = None if isinstance(item, Page) else item.id
    return f"{item.name} {known}" if known else item.name


def total_bytes(files: list[str | InputError]) -> int | None:
    """The size of all files; None where standard input is among them."""
    if "-" in files:
        return None
    return sum(os.path.getsize(f) for f in files if isinstance(f, str) and os.path.exists(f))
