"""The parsers of add, versions, check, reindex, backup, copy."""

from __future__ import annotations

import argparse
from typing import Any

from musnad.cli.parsers.arguments import add_archive, add_knowledge


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
    _add_add(commands)
    _add_versions(commands)
    check = commands.add_parser("check", help="prove that an archive is whole", description=(
        "Prove an archive: its file, the hashes of its pages, every span against its text, every table against the "
        "documents, the index against the statements."))  # fmt: skip
    add_archive(check)
    reindex = commands.add_parser("reindex", help="make the index of an archive anew", description=(
        "Make the full-text index and the tables of facets anew from the statements, and what copies and stories are "
        "found by from the documents: all of it or, where it is stopped, nothing. `musnad check` says when that is "
        "needed."))  # fmt: skip
    add_archive(reindex)
    backup = commands.add_parser("backup", help="copy an archive, also while it is being written to", description=(
        "Copy an archive as it stands at this moment, whoever writes to it, and check the copy."))  # fmt: skip
    backup.add_argument("file", metavar="FILE", help="the copy")
    backup.add_argument("--force", action="store_true", help="write over a file that is there")
    add_archive(backup)
    copy = commands.add_parser("copy", help="copy an archive to PostgreSQL or back", description=(
        "Copy an archive into a new file or an empty PostgreSQL database, and prove that the copy is equal: all of it "
        "or nothing."))  # fmt: skip
    copy.add_argument("source", metavar="FROM", help="an archive: a file, or postgresql://USER@HOST/DATABASE")
    copy.add_argument("target", metavar="TO", help="the new one: a file, or postgresql://USER@HOST/DATABASE")


def _add_add(commands: Any) -> None:
    add = commands.add_parser("add", help="read texts and pages into an archive", description=(
        "Read texts and pages and keep them, with who said what in them. What is there already changes nothing, so "
        "run it again to go on where it was stopped."))  # fmt: skip
    add.add_argument("paths", nargs="+", metavar="PATH",
                     help="a text, a page, an archive of them, a folder, an address, or - for stdin")  # fmt: skip
    add_archive(add)
    add.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes that read (default 1)")
    add.add_argument("--no-stories", action="store_true",
                     help="don't look for copies and stories; `musnad stories --find` does it later")  # fmt: skip
    add.add_argument("--only-arabic", action="store_true",
                     help="pass over what is in another language, as in a crawl of many")  # fmt: skip
    add_knowledge(add)
    add.add_argument("--stdin", choices=("text", "jsonl", "html"), default="text",
                     help="what - holds: one text (default), one document a line, or a page of HTML")  # fmt: skip
    add.add_argument("--allow-private", action="store_true",
                     help="let addresses in private networks and any port through")  # fmt: skip


def _add_versions(commands: Any) -> None:
    versions = commands.add_parser("versions", help="show how an address changed", description=(
        "The versions of an address; which statements came, went or changed from one to the next"))  # fmt: skip
    versions.add_argument("url", metavar="URL", help="the address, as it was fetched or as its page names it")
    add_archive(versions)
    versions.add_argument("--format", choices=("table", "jsonl"), default="table",
                          help="table (default), or a version a line as JSON")  # fmt: skip


def _jobs(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() else 0
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1 to 256")
    return number
