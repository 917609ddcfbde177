"""`musnad reindex`: make the index of an archive anew from its statements."""

from __future__ import annotations

import argparse

from musnad.cli.progress import Progress
from musnad.opened import open_archive


def run(options: argparse.Namespace) -> int:
    """Make it anew, and print how many statements it has."""
    with open_archive(options.archive) as archive, Progress(None, noun="rows", has_output=False) as progress:

        def show(done: int, whole: int) -> None:
            progress.total, progress.documents = whole, done - 1
            progress.step(0)

        count = archive.reindex(progress=show, on_documents=show)
    print(f"{archive.name}: index made anew, {count:,} statement{'s' * (count != 1)}")
    return 0
