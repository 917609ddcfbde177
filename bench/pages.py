"""What reading adds to extraction: the same web pages taken apart only, and taken apart and read.

usage: python bench/pages.py [--rounds N]

Both run in one process, in turns; the figure is the median of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "evals"))

from web import pages

from musnad.inputs import read_item
from musnad.pages.documents import text_of
from musnad.pages.page import Page

BOUND = 1.25  # times extraction alone


def main() -> int:
    """Print pages a second of both, and the ratio."""
    parser = argparse.ArgumentParser(description="Time extraction, and extraction with reading.")
    parser.add_argument("--rounds", type=int, default=7, help="rounds, after one to warm up (7)")
    options = parser.parse_args()
    found = [Page(body=p.body, name=p.name, url=p.url, headers=p.headers) for p in pages()]
    size = sum(len(p.body) for p in found)
    ways: dict[str, Callable[[Page], object]] = {"extraction": text_of, "extraction and reading": read_item}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(options.rounds + 1):
        for name in sorted(ways, reverse=bool(number % 2)):
            began = time.perf_counter()
            for page in found:
                ways[name](page)
            if number:
                times[name].append(time.perf_counter() - began)
    average = size / len(found) / 1000
    print(f"pages: {len(found)} web pages, {average:.0f} kB on average, medians of {options.rounds} rounds")
    for name, spent in times.items():
        print(f"  {name:24} {len(found) / statistics.median(spent):8.0f} pages/s")
    ratios = [b / a for a, b in zip(*times.values(), strict=True)]
    ratio = statistics.median(ratios)
    verdict = "fine" if ratio <= BOUND else "TOO SLOW"
    print(f"  {'ratio':24} {ratio:8.2f}   ({min(ratios):.2f} to {max(ratios):.2f})   at most {BOUND}: {verdict}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
