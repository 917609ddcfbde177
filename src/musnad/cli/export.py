"""`musnad export`: what a query finds, to files."""

from __future__ import annotations

import argparse
import sys

from musnad.cli import one_line
from musnad.cli.progress import Progress


def run(options: argparse.Namespace) -> int:
    """Export, and say at the end what was written."""
    from musnad.export import export
    from musnad.opened import open_archive

    with open_archive(options.archive, readonly=True) as archive, Progress(
        None, noun="statements", has_output=False
    ) as progress:  # fmt: skip

        def report(statements: int, total: int) -> None:
            progress.total = total
            for _ in range(statements):
                progress.step(0)

        done = export(
            archive, options.query, format=options.format, output=options.output, force=options.force, report=report
        )
    if done.note:
        print(f"musnad: {one_line(done.note)}", file=sys.stderr)
    files = ", ".join((*done.files, "manifest.json"))
    print(one_line(f"{done.output}: {done.statements} statements of {done.documents} documents in {files}"),
          file=sys.stderr)  # fmt: skip
    return 0
