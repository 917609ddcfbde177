"""The parser of spark."""

from __future__ import annotations

import argparse
from typing import Any

from musnad.cli.parsers.arguments import add_knowledge


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
    spark = commands.add_parser("spark", help="read very many pages with Spark", description=(
        "Read with Spark, on one machine or many."))  # fmt: skip
    jobs = spark.add_subparsers(dest="job", required=True, metavar="JOB")
    read = jobs.add_parser("read", help="read files of pages into Parquet", description=(
        "Read who said what in WARC files, JSON lines and Parquet, and write documents, statements and labels as "
        "Parquet by date and outlet, with copies and candidates for stories. Run it again to go on where it was "
        "stopped: an input that was read isn't read again."))  # fmt: skip
    read.add_argument("inputs", nargs="+", metavar="INPUT", help=(
        "a file, a folder, a pattern ('crawl/*.warc.gz'), an address (s3://…), or @FILE with one of these a "
        "line"))  # fmt: skip
    read.add_argument("-o", "--output", required=True, metavar="DIR",
                      help="the folder to write: all workers see it under the same path")  # fmt: skip
    read.add_argument("--master", metavar="URL", help=(
        "the cluster: spark://host:7077, yarn, local[4] (default: what Spark is set up for, else all cores "
        "here)"))  # fmt: skip
    read.add_argument("--set", action="append", default=[], type=_setting, metavar="NAME=VALUE", dest="settings",
                      help="a setting of Spark, such as spark.executor.memory=2g; may be repeated")  # fmt: skip
    read.add_argument("--only-arabic", action="store_true",
                      help="pass over what is in another language, as in a crawl of many")  # fmt: skip
    read.add_argument("--keep-pages", action="store_true",
                      help="keep the bytes of pages beside their documents, as proof for an archive")  # fmt: skip
    read.add_argument("--timeout", type=_seconds, default=120.0, metavar="SECONDS",
                      help="for one page; one that takes longer is an error (default 120)")  # fmt: skip
    add_knowledge(read)


def _setting(value: str) -> tuple[str, str]:
    name, equals, given = value.partition("=")
    if not equals or not name.startswith("spark."):
        raise argparse.ArgumentTypeError(f"{value!r} is no setting such as spark.executor.memory=2g")
    return name, given


def _seconds(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number <= 86_400:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of seconds up to 86400")
    return number
