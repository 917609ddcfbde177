"""How fast a WARC file is read, and whether memory stays flat over it.

usage: python bench/read_warc.py FILE…      (bench/make_warc.py makes one)
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from pathlib import Path

from musnad.pages.page import Page
from musnad.pages.warc import read_warc

STEPS = 4  # lines of memory printed on the way, for a leak to show


def main() -> int:
    """Read every file and print its figures; return the exit status."""
    if not sys.argv[1:]:
        print(__doc__, file=sys.stderr)
        return 2
    for path in sys.argv[1:]:
        measure(Path(path))
    return 0


def measure(path: Path) -> None:
    """Read a WARC file once and print pages, rate and peak memory."""
    size = path.stat().st_size
    skipped: Counter[str] = Counter()
    pages = errors = body_bytes = used = 0
    marks = [size * step // STEPS for step in range(1, STEPS)]
    start = time.perf_counter()
    before = peak_mb()
    for item in read_warc(path, skipped=skipped):
        if not isinstance(item, Page):
            errors += 1
            continue
        pages += 1
        body_bytes += len(item.body)
        used += item.size_bytes
        if marks and used >= marks[0]:
            marks.pop(0)
            print(f"  {used / 1e6:8,.0f} MB read, peak memory {peak_mb():,.0f} MB")
    took = time.perf_counter() - start
    records = pages + errors + skipped.total()
    print(f"{path}: {size / 1e6:,.0f} MB, {records:,} records, {pages:,} pages of {body_bytes / 1e6:,.0f} MB")
    print(f"  {records / took:,.0f} records/s, {size / 1e6 / took:,.0f} MB/s of the file in {took:,.1f} s")
    print(f"  peak memory {peak_mb():,.0f} MB (before: {before:,.0f}); {errors} errors; left out: {dict(skipped)}")


def peak_mb() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
