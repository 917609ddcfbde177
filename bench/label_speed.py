"""What labels add to the time of reading: the same texts read with and without them, in turns.

usage: python bench/label_speed.py [--texts N] [--rounds N]

Of each text the two readings follow one another and the faster of all rounds counts, in seconds of the processor, so
that a busy machine slows down both. The bound is printed beside the ratio; nothing fails here, as times depend on the
machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from pathlib import Path
from unittest.mock import patch

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from bench import load_texts
from musnad.lexicon.compiling import tables
from musnad.reading import labels, reader
from musnad.reading.shapes import Vocabulary

BOUND = 1.05  # time of reading with labels by that without
DAY = {"at": "2015-08-02", "precision": "day", "evidence": "bench"}  # of the corpus: offices are looked up by it


def main() -> int:
    """Time both; return the exit status."""
    parser = argparse.ArgumentParser(description="Time reading with and without labels.")
    parser.add_argument("--texts", type=int, default=1_500, help="texts to read (1500)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds, after one to warm up (7)")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    texts, origin = load_texts(options.texts)
    if not texts:
        print("bench: no texts: neither the corpus beside the project nor pages in examples/", file=sys.stderr)
        return 1
    found = 0
    vocabularies = [Vocabulary(msgspec.structs.replace(tables(), label_forms={})), Vocabulary(tables())]
    best: list[list[float]] = [[float("inf")] * len(texts), [float("inf")] * len(texts)]
    for number in range(options.rounds + 1):
        for place, text in enumerate(texts):
            for kind in (0, 1) if (place + number) % 2 else (1, 0):
                spent, many = _time(text, vocabularies[kind])
                found += many
                if number:
                    best[kind][place] = min(best[kind][place], spent)
    without, with_labels = (sum(times) for times in best)
    print(f"{len(texts):,} texts, {origin}; {found // (options.rounds + 1):,} labels")
    ratio = f"{with_labels / without:.3f} times (at most {BOUND})"
    print(f"without labels {without:.3f} s, with labels {with_labels:.3f} s: {ratio}")
    return 0


def _time(text: str, words: Vocabulary) -> tuple[float, int]:
    """Return the seconds that a text takes, and the labels found; without forms of labels none is looked for."""
    with (
        patch.object(reader, "vocabulary", lambda: words),
        patch.object(reader, "read_labels", labels.read_labels if words.lexicon.label_forms else lambda *_: ()),
    ):
        start = time.process_time()
        document = reader.read(text, published=DAY)
        return time.process_time() - start, len(document.labels)


if __name__ == "__main__":
    sys.exit(main())
