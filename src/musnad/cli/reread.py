"""`musnad reread`: the present reader over the kept documents, and what that changed."""

from __future__ import annotations

import argparse
import os

from musnad.archive.rereading import Reread, RereadOptions
from musnad.cli import complain
from musnad.cli.progress import Progress
from musnad.opened import open_archive


def run(options: argparse.Namespace) -> int:
    """Read the documents again; return 1 where some failed."""
    how = RereadOptions(
        documents=tuple(options.document), everything=options.all, jobs=options.jobs, dry_run=options.dry_run,
        outlets=options.outlets or os.environ.get("MUSNAD_OUTLETS") or None,
    )  # fmt: skip
    progress = Progress(None, has_output=False)
    with open_archive(options.archive, readonly=options.dry_run) as archive, progress:

        def failed(message: str) -> None:
            progress.clear()
            complain(message)

        done = archive.reread(how, on_document=lambda: progress.step(0), on_error=failed)
        progress.clear()
    for line in summary(done, dry_run=options.dry_run):
        print(line)
    return 1 if done.counts.failed else 0


def summary(done: Reread, *, dry_run: bool = False) -> list[str]:
    """Return the lines that say what a rereading changed."""
    counts = done.counts
    documents = (
        (counts.texts_changed, "with a new text from the page"), (counts.texts_kept, "kept the old text"),
        (counts.failed, "failed"), (counts.skipped, "needed no reading"),
    )  # fmt: skip
    lines = [
        f"documents: {counts.documents:,} reread" + "".join(f", {n:,} {what}" for n, what in documents if n),
        f"statements: {counts.same:,} same, {counts.changed:,} changed, {counts.came:,} came, {counts.went:,} went",
        f"corrections: {counts.carried:,} carried, {counts.orphaned:,} kept without a statement of the reader",
        *(f"reader before: {name or 'unknown'}, {count:,}" for name, count in done.readers.items()),
        f"reader now: {done.reader}",
    ]
    return [*lines, "nothing was written (--dry-run)"] if dry_run else lines
