"""The parsers of stories, compare, copies."""

from __future__ import annotations

from typing import Any

from musnad.cli.parsers.arguments import add_actions, add_archive, add_reason, limit, number

_ACTIONS = ("list", "merge", "split", "undo", "history")


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
    _add_stories(commands)
    compare = commands.add_parser("compare", help="the same statement as each outlet gives it", description=(
        "Put the documents of stories, or documents, beside each other: each statement that several of them report, "
        "word by word, with the cue and its force, the labels, the chain, who had it first and who leaves it out."
    ))  # fmt: skip
    compare.add_argument("ids", nargs="+", metavar="STORY|ID", help="ids of stories or documents, or their beginnings")
    compare.add_argument("--alone", action="store_true", help="statements that one document alone reports, too")
    compare.add_argument("--format", choices=("table", "markdown", "html", "json"), default="table",
                         help="table (default), Markdown, one HTML file, or JSON")  # fmt: skip
    compare.add_argument("-o", "--output", metavar="FILE", help="write to FILE, not to stdout")
    copies = commands.add_parser("copies", help="which documents share words with one", description=(
        "The copies of a document and those that share a passage with it: spans on both sides, credits, the earliest "
        "that is known."))  # fmt: skip
    copies.add_argument("document", metavar="DOC", help="its id, or an unambiguous beginning")
    copies.add_argument("--format", choices=("table", "json"), default="table", help="table (default), or JSON")
    for parser in (compare, copies):
        add_archive(parser)


def _add_stories(commands: Any) -> None:
    stories = commands.add_parser(
        "stories", help="what happened, as several outlets tell it: list, merge, split",
        usage="musnad stories [QUERY … | ACTION …]", description=(
            "The stories of an archive, those with most documents first. A QUERY, as `musnad search` takes it, lists "
            "those with a statement that it finds. STORY is an id, an old one too, or an unambiguous beginning."
        ))  # fmt: skip
    actions = add_actions(stories, _ACTIONS)
    listed = actions.add_parser("list", help="list those that a query finds; `list` may be left out")
    listed.add_argument("query", nargs="*", metavar="QUERY", help="what to look for; several are put together")
    listed.add_argument("--day", metavar="D", help="only those told in this day, month or year: 2031-05-04, 2031-05")
    listed.add_argument("--limit", type=limit, default=0, metavar="N",
                        help="show N at most, or all (default: 20 in the table, all as JSON)")  # fmt: skip
    listed.add_argument("--format", choices=("table", "jsonl"), default="table",
                        help="table (default), or a line a document as JSON: id, story, copies")  # fmt: skip
    listed.add_argument("--find", action="store_true",
                        help="find copies and stories of documents that were added without")  # fmt: skip
    merge = actions.add_parser("merge", help="let the documents of one story be those of another")
    merge.add_argument("story", metavar="STORY", help="the one that goes into the other")
    merge.add_argument("into", metavar="INTO", help="the one that stays")
    split = actions.add_parser("split", help="take documents out of a story: they are one of their own")
    split.add_argument("story", metavar="STORY")
    split.add_argument("--document", action="append", required=True, metavar="ID", help="may be repeated")
    undo = actions.add_parser("undo", help="undo a decision by its number")
    undo.add_argument("number", type=number, metavar="N")
    history = actions.add_parser("history", help="list what was decided, on STORY or on all")
    history.add_argument("story", nargs="?", metavar="STORY")
    for parser in (merge, split, undo):
        add_reason(parser)
    for parser in (listed, merge, split, undo, history):
        add_archive(parser)
