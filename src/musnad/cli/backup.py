"""`musnad backup`: copy an archive, also while it is being written to."""

from __future__ import annotations

import argparse

from musnad.cli.progress import Progress
from musnad.opened import open_archive


def run(options: argparse.Namespace) -> int:
    """Copy, and say how large the copy is."""
    with (
        open_archive(options.archive, readonly=True) as archive,
        Progress(None, noun="pieces", has_output=False) as progress,
    ):

        def show(done: int, whole: int) -> None:
            progress.total, progress.documents = whole, max(done - 1, 0)
            progress.step(0)

        size = archive.backup(options.file, force=options.force, progress=show)
        progress.clear()
    print(f"{options.file}: {size / 1e6:,.1f} MB, whole")
    return 0
