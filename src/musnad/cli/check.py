"""`musnad check`: prove that an archive is whole."""

from __future__ import annotations

import argparse

from musnad.cli import complain
from musnad.cli.progress import Progress
from musnad.opened import open_archive


def run(options: argparse.Namespace) -> int:
    """Print a line a problem, or what is there; return 1 where something is wrong."""
    found = 0
    with (
        open_archive(options.archive, readonly=True) as archive,
        Progress(None, noun="rows", has_output=False) as progress,
    ):

        def show(done: int, whole: int) -> None:
            progress.total, progress.documents = whole, max(done - 1, 0)
            progress.step(0)

        for problem in archive.check(progress=show):
            found += 1
            progress.clear()
            complain(f"{archive.name}: {problem}")
        progress.clear()
        counts = archive.counts()
    names = ("bodies", "page"), ("documents", "document"), ("statements", "statement")
    line = ", ".join(f"{counts[table]:,} {noun}{'s' * (counts[table] != 1)}" for table, noun in names)
    verdict = f"{found:,} problem{'s' * (found != 1)}" if found else "whole"
    print(f"{archive.name}: {line}: {verdict}")
    return 1 if found else 0
