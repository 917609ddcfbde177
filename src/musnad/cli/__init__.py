"""The command line, thin: parse, call a public function, print.

Exit status: 0 fine, 1 some input failed or a score fell below its floor, 2 wrong usage.
Only argparse is imported before a command runs, so that `--help` is quick.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from musnad._version import __version__
from musnad.cli.parsers import exporting, keeping, knowing, labelling, scaling, searching, serving, showing, telling
from musnad.cli.parsers.arguments import ENVIRONMENT, add_knowledge
from musnad.errors import MusnadError

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_PATHS = "a text, a page, an archive of them, a folder, an address, or - for stdin"
_CLOSED_PIPE = 141  # 128 + SIGPIPE, what a shell reports of a tool whose reader went away
_INTERRUPTED = 130  # 128 + SIGINT


class UsageError(Exception):
    """The command line asks for what there is not."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors take one line."""

    def error(self, message: str) -> NoReturn:
        """Say on one line what is wrong and end with status 2."""
        self.exit(2, f"musnad: {one_line(message)}; see {self.prog} --help\n")


def one_line(message: object) -> str:
    """Return a message without line breaks and without what a terminal would obey."""
    return _CONTROL.sub(" ", str(message))


def complain(message: object) -> None:
    """Write an error to stderr, on one line."""
    print(f"musnad: {one_line(message)}", file=sys.stderr)


def build_parser() -> Parser:
    """Return the parser of all commands."""
    parser = Parser(prog="musnad", description="Read Arabic news: who said what, to whom, through whom.")
    parser.add_argument("--version", action="version", version=f"musnad {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    read = commands.add_parser("read", help="read texts and pages and print their statements", description=(
        "Read texts and pages and print who said what, in the order of the input. Known: .txt, .jsonl, .html, feeds "
        "(.xml), .warc, .zip and .tar, most of them also packed (.gz)."))  # fmt: skip
    read.add_argument("paths", nargs="+", metavar="PATH", help=_PATHS)
    read.add_argument("--format", choices=("table", "jsonl", "markdown"), default="table",
                      help="table (default), one document a line as JSON, or Markdown")  # fmt: skip
    add_knowledge(read)
    read.add_argument("--allow-private", action="store_true",
                      help="let addresses in private networks and any port through")  # fmt: skip
    _add_stdin(read)

    explain = commands.add_parser("explain", help="show why a statement was read as it was", description=(
        "Show the rule and the lexicon entries behind a statement."))  # fmt: skip
    explain.add_argument("path", metavar="PATH", help=_PATHS)
    explain.add_argument("--statement", type=_positive, required=True, metavar="N",
                         help="its number in the table, from 1")  # fmt: skip
    explain.add_argument("--document", metavar="NAME", help="its name or id, where PATH holds several documents")
    _add_stdin(explain)

    evaluate = commands.add_parser("evaluate", help="score the reader against a gold file", description=(
        "Read the texts of a gold file and score what was read."))  # fmt: skip
    evaluate.add_argument("gold", metavar="GOLD.jsonl", help="a gold file, one document a line")
    evaluate.add_argument("--floors", metavar="FILE", help="fail where a figure is below its floor in this JSON file")
    _add_fetch(commands)
    _add_watch(commands)
    for family in (keeping, searching, knowing, labelling, telling, showing, exporting, serving, scaling):
        family.add_parsers(commands)
    return parser


def _add_fetch(commands: argparse._SubParsersAction[Parser]) -> None:
    fetch = commands.add_parser("fetch", help="fetch pages into a WARC file", description=(
        "Fetch the pages of feeds, sitemaps and lists of addresses. Run it again to go on where it was stopped, or to "
        "fetch what is new or changed."))  # fmt: skip
    fetch.add_argument("targets", nargs="+", metavar="TARGET",
                       help="the address of a feed, a sitemap or a page, or a file with addresses or OPML")  # fmt: skip
    fetch.add_argument("-o", "--output", required=True, metavar="FILE.warc.gz",
                       help="the WARC file; FILE.warc.gz.journal beside it has what is done")  # fmt: skip
    fetch.add_argument("--limit", type=_positive, metavar="N", help="ask for N pages at most")
    _add_fetching(fetch)


def _add_watch(commands: argparse._SubParsersAction[Parser]) -> None:
    watch = commands.add_parser("watch", help="poll feeds and sitemaps and read what is new", description=(
        "Poll feeds and sitemaps, read who said what in new pages, and write a document a line."))  # fmt: skip
    watch.add_argument("sources", nargs="+", metavar="SOURCE",
                       help="the address of a feed or a sitemap, or a file with addresses or OPML")  # fmt: skip
    watch.add_argument("-o", "--output", metavar="FILE.jsonl", help="append the documents to FILE, not to stdout")
    watch.add_argument("--archive", metavar="FILE", help="add pages and documents to an archive instead")
    watch.add_argument("--every", default="10m", metavar="TIME", help="between two rounds: 90s, 10m (default), 2h")
    watch.add_argument("--once", action="store_true", help="one round, then end")
    watch.add_argument("--state", metavar="FILE",
                       help="what was seen already (default: FILE.state, or musnad-watch.state)")  # fmt: skip
    _add_fetching(watch)


def _add_fetching(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", metavar="DATE", help="leave out older pages: 2026-04-05, or 3d for three days")
    parser.add_argument("--delay", type=_seconds, default=2.0, metavar="SECONDS",
                        help="pause between two requests at a host (default 2)")  # fmt: skip
    parser.add_argument("--threads", type=_positive, default=4, metavar="N",
                        help="hosts that are asked at the same time (default 4)")  # fmt: skip
    parser.add_argument("--user-agent-contact", metavar="ADDRESS", help="how those who run the hosts can reach you")
    parser.add_argument("--allow-private", action="store_true", help="let private addresses and any port through")


def _add_stdin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stdin", choices=("text", "jsonl", "html"), default="text",
                        help="what - holds: one text (default), one document a line, or a page of HTML")  # fmt: skip


def _positive(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1 up")
    return number


def _seconds(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 86_400:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of seconds from 0 to 86400")
    return number


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # whatever the locale, output is UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(argv)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Python flushes stdout again when it ends: give it a place that takes it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED_PIPE
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(argv: Sequence[str] | None) -> int:
    parser = build_parser()
    options = parser.parse_args(argv)
    if own := getattr(options, "own_entities", None):  # processes that read have it from there, too
        os.environ[ENVIRONMENT] = os.pathsep.join(map(os.path.abspath, own))
    command = import_module(f"musnad.cli.{options.command}")
    try:
        return int(command.run(options))
    except UsageError as error:
        parser.error(str(error))
    except MusnadError as error:
        complain(error)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        complain(f"{error.filename or 'output'}: {error.strerror or error}")
    return 1
