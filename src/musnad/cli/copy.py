"""`musnad copy`: an archive into another back-end, with the proof that both are equal."""

from __future__ import annotations

import argparse

from musnad.archive.backends import backend_at
from musnad.cli.progress import Progress
from musnad.opened import open_archive


def run(options: argparse.Namespace) -> int:
    """Copy, and say how much was found equal."""
    with (
        open_archive(options.source, readonly=True) as archive,
        Progress(None, noun="rows", has_output=False) as progress,
    ):

        def show(done: int, whole: int) -> None:
            progress.total, progress.documents = whole, max(done - 1, 0)
            progress.step(0)

        copied = archive.copy(options.target, progress=show)
        progress.clear()
        rows, many = sum(copied.counts.values()), copied.counts["documents"]
        target = backend_at(options.target).shown(options.target)
        print(f"{target}: {many:,} document{'s' * (many != 1)}; {rows:,} rows, equal by hash to {archive.name}")
    return 0
