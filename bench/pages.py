"""What reading adds to extraction: the same web pages taken apart only, and taken apart and read.

usage: python bench/pages.py [--rounds N]

Both run in one process, in turns; the figure is the median of the rounds' ratios. And what a page in another language
costs that is passed over (`--only-arabic`), from its record in a packed WARC file on: processor time.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "evals"))

from make_warc import make_record
from web import pages

from musnad.errors import InputError
from musnad.inputs import read_item
from musnad.pages.documents import text_of
from musnad.pages.languages import OTHER_LANGUAGE
from musnad.pages.page import Page
from musnad.pages.sources import find_items

OTHERS = 300  # pages in another language
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
    print(f"  {'passed over':24} {passed_over():8.0f} pages/s in another language, 60 kB, from a packed WARC file")
    print(f"  {'ratio':24} {ratio:8.2f}   ({min(ratios):.2f} to {max(ratios):.2f})   at most {BOUND}: {verdict}\n")
    return 0


def passed_over() -> float:
    """Return how many pages in another language are passed over in a second of the processor."""
    sentence = "The governor said on Monday that the “old bridge” would stay closed until the river’s level falls. "
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "others.warc.gz"
        with file.open("wb") as stream:
            for number in range(OTHERS):
                parts = (f'<p class="text">{sentence}{number * n}</p><a href="/{n}">more</a>\n' for n in range(400))
                html = f"<html><body><article><h1>The bridge</h1>{''.join(parts)}</article></body></html>"
                block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
                record = make_record("response", f"http://river.example/{number}", block.encode())
                stream.write(gzip.compress(record, 6, mtime=0))
        began, count = time.process_time(), 0
        for item in find_items([str(file)]):
            assert isinstance(item, Page)
            try:
                read_item(item, only_arabic=True)
            except InputError as error:
                count += error.code == OTHER_LANGUAGE
        assert count == OTHERS
        return OTHERS / (time.process_time() - began)


if __name__ == "__main__":
    sys.exit(main())
