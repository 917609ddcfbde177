"""The parsers of show, correct, reread."""

from __future__ import annotations

import argparse
from typing import Any

from musnad.cli.parsers.arguments import add_archive, add_knowledge, number


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
    _add_show(commands)
    _add_correct(commands)
    _add_reread(commands)


def _add_show(commands: Any) -> None:
    show = commands.add_parser("show", help="show a statement with its place, chain and page", description=(
        "Show a statement of an archive in its paragraph, who speaks, by which chain it came, what people decided, and "
        "the page that proves it."))  # fmt: skip
    show.add_argument("id", metavar="ID", help="of a statement or a document, or an unambiguous beginning of it")
    show.add_argument("--format", choices=("table", "json"), default="table", help="table (default), or JSON")
    show.add_argument("--page", action="store_true", help="write the bytes of its page as they were kept")
    show.add_argument("-o", "--output", metavar="FILE", help="write them to FILE, not to stdout")
    add_archive(show)


def _add_correct(commands: Any) -> None:
    correct = commands.add_parser("correct", help="accept, reject or correct a statement", description=(
        "Decide about a statement, undo a decision, or list them. What people decided stays when a newer reader reads "
        "the documents again."))  # fmt: skip
    correct.add_argument("id", nargs="?", metavar="ID", help="of a statement, or an unambiguous beginning of it")
    verdict = correct.add_mutually_exclusive_group()
    verdict.add_argument("--accept", action="store_true", help="it is right as it stands")
    verdict.add_argument("--reject", action="store_true", help="it is no statement")
    verdict.add_argument("--undo", type=number, metavar="N", help="undo the correction N")
    verdict.add_argument("--history", action="store_true", help="list the corrections, of ID or all")
    correct.add_argument("--act", metavar="ACT", help="its act: state, deny, call, …")
    correct.add_argument("--speaker", metavar="NAME",
                         help="who speaks: a name or id of the document, words of its text, START:END or none"
                         )  # fmt: skip
    correct.add_argument("--kind", metavar="KIND", help="of a speaker that is new: person (default), organisation, …")
    spans = "START:END[,START:END…]"
    correct.add_argument("--content", type=_spans, metavar=spans, help="what is said, by offsets in the text")
    for name, what in (
        ("cue", "the word that attributes"), ("source", "the words that say who"), ("addressee", "the one spoken to"),
        ("via", "who passed it on"),
    ):  # fmt: skip
        correct.add_argument(f"--{name}", type=_spans, metavar=spans, help=f"{what}, or none")
    correct.add_argument("--why", metavar="TEXT", help="the reason; only --accept goes without")
    correct.add_argument("--by", metavar="NAME", help="who decides (default: the login name)")
    add_archive(correct)


def _add_reread(commands: Any) -> None:
    reread = commands.add_parser("reread", help="read the kept documents with the present reader", description=(
        "Read the documents of an archive again, pages from their kept bytes. What people decided stays. Run it again "
        "to go on where it was stopped."))  # fmt: skip
    reread.add_argument("--document", action="append", default=[], metavar="ID",
                        help="only this one, or an unambiguous beginning of its id; may be repeated")  # fmt: skip
    reread.add_argument("--all", action="store_true", help="also documents that the present reader has read")
    reread.add_argument("--jobs", type=number, default=1, metavar="N", help="processes that read (default 1)")
    reread.add_argument("--dry-run", action="store_true", help="write nothing, only say what would change")
    add_knowledge(reread)
    add_archive(reread)


def _spans(value: str) -> list[list[int]]:
    """Read `12:30,41:52`; `none` is no span."""
    if value == "none":
        return []
    spans = []
    for part in value.split(","):
        edges = part.split(":")
        if len(edges) != 2 or not all(e.isascii() and e.isdigit() and len(e) < 12 for e in edges):
            raise argparse.ArgumentTypeError(f"{part!r} is not START:END")
        spans.append([int(edge) for edge in edges])
    return spans
