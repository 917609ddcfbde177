"""The parsers of search, saved."""

from __future__ import annotations

from typing import Any

from musnad.cli.parsers.arguments import add_archive, limit

_FORMATS = ("table", "jsonl", "ids")


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
    search = commands.add_parser("search", help="search the statements of an archive", description=(
        "Search the statements of an archive: words and \"phrases\", who: to: via: outlet: act: force: type: kind: "
        "named: state: since: until: story:, copies:fold, AND OR NOT and brackets. Put the whole query in single "
        "quotes, so that the shell leaves it alone. Without one, everything is found."))  # fmt: skip
    search.add_argument("query", nargs="*", metavar="QUERY", help="what to look for; several are put together")
    search.add_argument("--order", choices=("newest", "oldest", "relevance"), default="newest",
                        help="newest (default) and oldest by the day of publication, or relevance")  # fmt: skip
    search.add_argument("--limit", type=limit, default=20, metavar="N", help="show N at most (default 20), or all")
    search.add_argument("--facets", action="store_true",
                        help="count what is found by speaker, outlet, act, force, type, kind and month")  # fmt: skip
    _add_format(search)
    add_archive(search)

    saved = commands.add_parser("saved", help="searches that are asked again", description=(
        "Save searches and show what came since the last look."))  # fmt: skip
    actions = saved.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="save a query under a name; what is there now counts as seen")
    add.add_argument("name", metavar="NAME")
    add.add_argument("query", nargs="+", metavar="QUERY")
    new = actions.add_parser("new", help="show what came since the last look, and remember this one")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--keep", action="store_true", help="don't remember this look")
    _add_format(new)
    remove = actions.add_parser("remove", help="forget a search")
    remove.add_argument("name", metavar="NAME")
    for parser in (add, new, actions.add_parser("list", help="list the searches"), remove):
        add_archive(parser)


def _add_format(parser: Any) -> None:
    parser.add_argument("--format", choices=_FORMATS, default="table",
                        help="table (default), one result a line as JSON, or one id a line")  # fmt: skip
