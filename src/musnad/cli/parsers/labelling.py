"""The parser of labels."""

from __future__ import annotations

from typing import Any

from musnad.cli.parsers.arguments import add_archive, limit


def add_parsers(commands: Any) -> None:
    """Add the parser to those of `musnad`."""
    labels = commands.add_parser("labels", help="count what somebody or something is called, and in whose voice",
        description=(
            "Count the epithets that an entity or a family is called by, in the outlets' own voice and in that of whom "
            "they quote. The families: ruler, state, army, armed_group, the_dead, territory, war_and_operation, "
            "people_on_the_move."))  # fmt: skip
    labels.add_argument("what", nargs="+", metavar="ENTITY|FAMILY",
                        help="a family, an entity's id, or a name that it alone has")  # fmt: skip
    labels.add_argument("--by", choices=("outlet", "speaker", "month"), help="count for each of them")
    labels.add_argument("--voice", choices=("own", "quoted", "all"), default="all",
                        help="only what outlets say themselves, only what they quote, or all (default)")  # fmt: skip
    labels.add_argument("--limit", type=limit, default=20, metavar="N",
                        help="show N epithets of each at most (default 20), or all")  # fmt: skip
    labels.add_argument("--plot", metavar="FILE", help="draw a chart too: FILE.svg, or FILE.png (musnad[plot])")
    labels.add_argument("--format", choices=("table", "json"), default="table", help="table (default), or JSON")
    add_archive(labels)
