"""`musnad verify`: an export against its manifest."""

from __future__ import annotations

import argparse
from contextlib import nullcontext

from musnad.cli import one_line


def run(options: argparse.Namespace) -> int:
    """Print the problems, a line each; return 1 where there are any."""
    from musnad.export import verify
    from musnad.opened import open_archive

    with open_archive(options.archive, readonly=True) if options.archive else nullcontext() as archive:
        problems = verify(options.folder, archive=archive)
    for problem in problems:
        print(one_line(f"{options.folder}: {problem}"))
    if not problems:
        print(one_line(f"{options.folder}: whole" + (", and the archive gives the same bytes" if archive else "")))
    return 1 if problems else 0
