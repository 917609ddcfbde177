"""`musnad spark read`: very many pages into Parquet, by Spark."""

from __future__ import annotations

import argparse
import sys
import warnings

from musnad.cli import one_line
from musnad.cli.read import own_outlets


def run(options: argparse.Namespace) -> int:
    """Read all inputs; return 1 where some texts or pages failed."""
    from musnad.scale.spark import read_to, session
    from musnad.scale.staging import Options

    # pyspark warns of versions of pandas, which isn't used here
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    # Spark shows a bar where it shouldn't, and warns of what is as it should be
    settings = {"spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower(), "spark.log.level": "ERROR"}
    settings |= options.settings
    if options.master:
        settings["spark.master"] = options.master
    outlets = own_outlets(options.outlets)
    reading = Options(
        keep_pages=options.keep_pages, only_arabic=options.only_arabic, outlets=outlets, timeout_s=options.timeout
    )
    spark = session(settings)
    try:
        done = read_to(spark, options.inputs, options.output, options=reading, report=_say)
    finally:
        spark.stop()
    return 1 if done.errors else 0


def _say(line: str) -> None:
    print(one_line(line), file=sys.stderr, flush=True)
