"""The parsers of entities, outlet."""

from __future__ import annotations

from typing import Any

from musnad.cli.parsers.arguments import add_actions, add_archive, add_reason, limit, number

_KINDS = ("person", "organisation", "state", "outlet")
_ACTIONS = ("list", "show", "import", "merge", "split", "rename", "undo", "history")


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
    entities = commands.add_parser(
        "entities", help="who is who across documents: list, search, import, merge, split, rename",
        usage="musnad entities [QUERY … | ACTION …]", description=(
            "Who is who across the documents of an archive. A QUERY, words of a name in Arabic or Latin letters, lists "
            "whom it finds; without one, all. ENTITY is an id, or a name that one alone has."))  # fmt: skip
    actions = add_actions(entities, _ACTIONS)
    _add_looking(actions)
    _add_deciding(actions)
    _add_outlet(commands)


def _add_looking(actions: Any) -> None:
    listed = actions.add_parser("list", help="list those that a query finds; `list` may be left out")
    listed.add_argument("query", nargs="*", metavar="QUERY", help="words of a name; all have to be in it")
    listed.add_argument("--kind", choices=_KINDS, help="only this kind")
    listed.add_argument("--exact-script", action="store_true",
                        help="don't let Latin letters find Arabic names by their sound")  # fmt: skip
    listed.add_argument("--limit", type=limit, default=20, metavar="N", help="show N at most (default 20), or all")
    listed.add_argument("--format", choices=("table", "jsonl", "ids"), default="table",
                        help="table (default), one entity a line as JSON, or one id a line")  # fmt: skip
    show = actions.add_parser("show", help="show one with its names and what was decided")
    show.add_argument("entity", metavar="ENTITY")
    show.add_argument("--format", choices=("table", "json"), default="table", help="table (default), or JSON")
    history = actions.add_parser("history", help="list what was decided, on ENTITY or on all")
    history.add_argument("entity", nargs="?", metavar="ENTITY")
    for parser in (listed, show, history):
        add_archive(parser)


def _add_deciding(actions: Any) -> None:
    imported = actions.add_parser("import", help="take entities from a file", description=(
        "Take people and organisations with their names from FollowTheMoney or OpenSanctions as JSON lines, or from "
        "YAML in the form of musnad's lexicon. Those of the archive that have a name of theirs are theirs then."
    ))  # fmt: skip
    imported.add_argument("files", nargs="+", metavar="FILE")
    merge = actions.add_parser("merge", help="let one be another, under whose name both are shown")
    merge.add_argument("entity", metavar="ENTITY", help="the one that goes into the other")
    merge.add_argument("into", metavar="INTO", help="the one that it is")
    split = actions.add_parser("split", help="take namings out of one: by a name, of documents, or a member of it")
    split.add_argument("entity", metavar="ENTITY")
    what = split.add_mutually_exclusive_group()
    what.add_argument("--name", metavar="NAME", help="those by this name, as the documents write it")
    what.add_argument("--document", action="append", default=[], metavar="ID",
                      help="those of this document; may be repeated")  # fmt: skip
    rename = actions.add_parser("rename", help="show one under another name")
    rename.add_argument("entity", metavar="ENTITY")
    rename.add_argument("name", metavar="NAME")
    undo = actions.add_parser("undo", help="undo a decision by its number")
    undo.add_argument("number", type=number, metavar="N")
    for parser in (merge, split, rename, undo):
        add_reason(parser)
    for parser in (imported, merge, split, rename, undo):
        add_archive(parser)


def _add_outlet(commands: Any) -> None:
    what = "show how an outlet works with sources and what it calls whom"
    outlet = commands.add_parser("outlet", help=what, description=(
        "The profile of an outlet: documents and statements, named and unnamed sources, agencies that it relies on, "
        "forces of its cues by the speaker's state, its labels beside those of others. Shares come with 95 % "
        "confidence intervals."))  # fmt: skip
    outlet.add_argument("name", nargs="+", metavar="NAME", help="as the documents have it, or another name of it")
    outlet.add_argument("--format", choices=("table", "json"), default="table", help="table (default), or JSON")
    add_archive(outlet)
