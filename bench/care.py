"""What care for an archive costs: proving it, making its index anew, a backup; and a text of 50 MB.

usage: python bench/care.py FILE          check, reindex, back up an archive (`bench/archive.py` does it in the end)
       python bench/care.py --text [MB]   read, add and search for one text of so many MB (50)
"""

from __future__ import annotations

import argparse
import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import musnad
from bench import load_texts


def main() -> int:
    """Run what was asked for; return 1 where the archive isn't whole."""
    parser = argparse.ArgumentParser(description="Time the care for an archive.")
    parser.add_argument("file", nargs="?", help="an archive; its index is made anew")
    parser.add_argument("--text", type=float, nargs="?", const=50.0, metavar="MB", help="a text of so many MB (50)")
    options = parser.parse_args()
    if options.text:
        print_text(options.text)
        return 0
    if options.file is None:
        parser.error("name an archive, or --text")
    return print_care(Path(options.file))


def print_care(path: Path) -> int:
    """Print how long it takes to prove an archive, to make its index anew, to copy it; return 1 unless it is whole.

    It is proved again with its new index.
    """
    wrong = 0
    with musnad.open(path) as archive, tempfile.TemporaryDirectory(dir=path.parent) as folder:
        print(f"care for {archive.counts()['statements']:,} statements: seconds by the clock, and of the processor")
        for name, run in (
            ("check", lambda: list(archive.check())),
            ("reindex", archive.reindex),
            ("check again", lambda: list(archive.check())),
            ("backup, checked", lambda: archive.backup(Path(folder) / "copy.db")),
        ):
            found, clock, processor = timed(run)
            problems = found if isinstance(found, list) else []
            wrong += len(problems)
            said = f"   {len(problems)} problems, {problems[0]}: MISSED" if problems else ""
            print(f"  {name:36} {clock:8,.0f} {processor:8,.0f}{said}", flush=True)
    return 1 if wrong else 0


def print_text(size_mb: float) -> None:
    """Print what a text of so many MB takes: to read it, to add it, to find what its last words say."""
    texts, origin = load_texts(4_000)
    parts, size = [], 0
    for text in itertools.cycle(texts):
        parts.append(text)
        size += len(text.encode()) + 2
        if size >= size_mb * 1e6:
            break
    whole = "\n\n".join(parts)
    print(f"one text of {len(whole.encode()) / 1e6:,.1f} MB in UTF-8, {origin}: seconds by the clock, of the processor")
    document, clock, processor = timed(lambda: musnad.read(whole))
    print(f"  {'read':36} {clock:8,.0f} {processor:8,.0f}   {len(document.statements):,} statements", flush=True)
    with tempfile.TemporaryDirectory() as folder, musnad.open(Path(folder) / "a.db", create=True) as archive:
        for name, run in (
            ("added", lambda: archive.add(document)),
            ("facets of all of it", lambda: archive.search().facets()),
            ("check", lambda: list(archive.check())),
        ):
            found, clock, processor = timed(run)
            assert found or name == "check"
            print(f"  {name:36} {clock:8,.0f} {processor:8,.0f}", flush=True)
    print(f"  memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:,.1f} GB")


def timed(run: Callable[[], Any]) -> tuple[Any, float, float]:
    """Return what a run gives, its seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    found = run()
    return found, time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    sys.exit(main())
