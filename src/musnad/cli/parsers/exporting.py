"""The parsers of export, verify."""

from __future__ import annotations

from typing import Any

from musnad.cli.parsers.arguments import add_archive

_FORMATS = ("jsonl", "csv", "parquet", "annotations", "ftm")


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
    export = commands.add_parser("export", help="write what a query finds to files", description=(
        "Write everything that a query finds to a folder, in a form that others read, with a manifest that proves "
        "it."))  # fmt: skip
    export.add_argument("query", nargs="?", default="", metavar="QUERY",
                        help="as for search; without one, everything that is not rejected")  # fmt: skip
    export.add_argument("-o", "--output", required=True, metavar="DIR", help="the folder to write: new, or empty")
    export.add_argument("--format", choices=_FORMATS, default="jsonl",
                        help="JSON lines (default), CSV, Parquet, Web Annotations, FollowTheMoney")  # fmt: skip
    add_archive(export)
    export.add_argument("--force", action="store_true", help="replace an earlier export in DIR")

    verify = commands.add_parser("verify", help="prove an export by its manifest", description=(
        "Prove that an export is whole and unchanged, and, with --archive, that the archive gives the same "
        "bytes."))  # fmt: skip
    verify.add_argument("folder", metavar="DIR", help="what export wrote")
    verify.add_argument("--archive", metavar="FILE", help="export again from this archive and compare")
