"""What several parsers take: the archive, numbers, a command whose first word may be left out."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

ENVIRONMENT = "MUSNAD_ENTITIES"  # the same as `lexicon.loading.ENVIRONMENT`
DEFAULT = "musnad.db"  # the same as `archive.opening.DEFAULT`; importing it would import the database


def add_archive(parser: Any, *, more: str = "") -> None:
    """Add the option that names the archive.

    Args:
        more: what its help says besides.
    """
    help = f"the archive{more}: a file, or postgresql://USER@HOST/DATABASE (default {DEFAULT})"
    parser.add_argument("--archive", default=DEFAULT, metavar="FILE", help=help)


def add_knowledge(parser: Any) -> None:
    """Add the options that name outlets, people and organisations of one's own."""
    parser.add_argument("--outlets", metavar="FILE", help=(
        "outlets of your own (YAML) besides those known; or name it in MUSNAD_OUTLETS"))  # fmt: skip
    parser.add_argument("--entities", metavar="FILE", action="append", dest="own_entities", default=[], help=(
        "people or organisations of your own (YAML) besides those known; may be repeated, or name them in "
        "MUSNAD_ENTITIES"))  # fmt: skip


def add_reason(parser: Any) -> None:
    """Add the options of whoever decides something."""
    parser.add_argument("--why", required=True, metavar="TEXT", help="the reason")
    parser.add_argument("--by", metavar="NAME", help="who decides (default: the login name)")


def number(value: str) -> int:
    """Read a number from 1 up."""
    found = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
    if found < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1 up")
    return found


def limit(value: str) -> int | None:
    """Read a number from 1 up, or `all`: None."""
    if value == "all":
        return None
    try:
        return number(value)
    except argparse.ArgumentTypeError as error:
        raise argparse.ArgumentTypeError(f"{error}, nor all") from None


def add_actions(parser: Any, names: Iterable[str]) -> Any:
    """Return the actions of a command; where its first word is none of them, it is a query for `list`."""
    known, actions = type(parser), (*names, "-h", "--help")

    def parse_known_args(self: Any, args: Sequence[str] | None = None, namespace: Any = None) -> Any:
        given = [*(args or ())]
        if not given or given[0] not in actions:
            given = ["list", *given]
        return known.parse_known_args(self, given, namespace)

    parser.__class__ = type("Actions", (known,), {"parse_known_args": parse_known_args})
    return parser.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=known)
