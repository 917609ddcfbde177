"""How fast musnad reads, beside spaCy's blank Arabic pipeline; how soon it starts; whether its memory stays flat.

usage: python bench/bench.py [--texts N] [--rounds N]     speed and start-up
       python bench/bench.py --memory [--documents N]     memory

The two read the same texts in one process, in turns, so that a busy machine slows down both. Tokens are spaCy's
count for both. Bounds are printed beside the figures; nothing fails here, as times depend on the machine.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "news-2015-08-01..03.jsonl.gz"
EXAMPLES = ROOT / "examples"

SEED = 20150801  # of the texts that are mixed from examples; any number does, the same makes runs comparable
RATIO_BOUND, RATIO_GOAL = 1.5, 3.0  # tokens a second, musnad's by spaCy's
STARTS = 9  # fresh processes a figure, for a median that one slow start doesn't move
WARM, COLD = "lexicon from the cache", "lexicon compiled anew"
FIRST_READ = "import time; t = time.perf_counter(); import musnad; musnad.read('قال الوالي إن الجسر آمن.'); "
IMPORT = "import time; t = time.perf_counter(); import musnad; "
PRINT = "print(time.perf_counter() - t)"


def main() -> int:
    """Run what was asked for; return the exit status."""
    parser = argparse.ArgumentParser(description="Time musnad beside spaCy, or watch its memory.")
    parser.add_argument("--texts", type=int, default=1_500, help="texts to read in a round (1500)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds, after one to warm up (7)")
    parser.add_argument("--memory", action="store_true", help="read many documents and print the memory in use")
    parser.add_argument("--documents", type=int, default=100_000, help="documents for --memory (100000)")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    texts, origin = load_texts(None if options.memory else options.texts)
    if not texts:
        print("bench: no texts: neither the corpus beside the project nor pages in examples/", file=sys.stderr)
        return 1
    size = sum(len(text.encode("utf-8", "replace")) for text in texts)
    print(f"{len(texts):,} texts, {size / 1e6:.1f} MB, {origin}\n")
    if options.memory:
        return watch_memory(texts, options.documents)
    compare_speed(texts, options.rounds)
    time_starts()
    return 0


def load_texts(wanted: int | None) -> tuple[list[str], str]:
    """Return texts and where they are from: the corpus, or paragraphs of the examples mixed anew."""
    if CORPUS.exists():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in itertools.islice(lines, wanted)], "from the news corpus"
    pages = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    paragraphs = [part for page in pages for part in page.split("\n") if part.strip()]
    if not paragraphs:
        return [], ""
    chance = random.Random(SEED)
    count = 1_500 if wanted is None else wanted
    texts = ["\n\n".join(chance.choices(paragraphs, k=chance.randint(4, 14))) for _ in range(count)]
    return texts, "mixed from the pages in examples/ (few words, often repeated: both are faster than on news)"


def compare_speed(texts: list[str], rounds: int) -> None:
    """Print tokens a second of both, and the ratio."""
    try:
        import spacy
    except ImportError:
        print("speed: spaCy is not installed: pip install 'musnad[bench]', or run make bench\n")
        return
    from musnad import read
    from musnad.reading import reader

    split = spacy.blank("ar").make_doc
    tokens = sum(len(split(text)) for text in texts)
    statements = sum(len(read(text).statements) for text in texts)
    runs: dict[str, Callable[[], float]] = {
        "musnad": lambda: seconds_for(read, texts),
        "spaCy": lambda: seconds_for(split, texts),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds):
        # each is first in every other round
        for name in sorted(runs, reverse=bool(number % 2)):
            times[name].append(runs[name]())
    is_python = str(reader.__file__).endswith(".py")
    print("the reader in Python" if is_python else "the reader compiled (make wheel)")
    print(f"speed: {tokens:,} tokens as spaCy counts them, {statements:,} statements read, medians of {rounds} rounds")
    for name, what in (("musnad", "musnad.read"), ("spaCy", 'spacy.blank("ar").make_doc')):
        rates = [tokens / s for s in times[name]]
        median = statistics.median(rates)
        print(f"  {what:27} {median:12,.0f} tokens/s   ({min(rates):,.0f} to {max(rates):,.0f})")
    ratios = [s / m for m, s in zip(times["musnad"], times["spaCy"], strict=True)]
    ratio = statistics.median(times["spaCy"]) / statistics.median(times["musnad"])
    spread = f"({min(ratios):.2f} to {max(ratios):.2f})"
    print(f"  {'ratio':27} {ratio:12.2f}            {spread}   at least {RATIO_BOUND}, goal {RATIO_GOAL:.0f}", end="")
    print(f": {'goal reached' if ratio >= RATIO_GOAL else 'fine' if ratio >= RATIO_BOUND else 'TOO SLOW'}\n")


def seconds_for(work: Callable[[str], object], texts: list[str]) -> float:
    """Return how long `work` takes for all texts."""
    began = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - began


def time_starts() -> None:
    """Print how soon musnad is there, in fresh processes."""
    with tempfile.TemporaryDirectory() as cache:
        rows: list[tuple[str, float, Callable[[], float]]] = [
            ("import musnad", 0.15, lambda: inside(IMPORT + PRINT, None)),
            ("musnad --help", 0.4, lambda: outside(["-m", "musnad.cli", "--help"])),
            (f"import and first read, {WARM}", 0.6, lambda: inside(FIRST_READ + PRINT, cache)),
        ]
        print(f"start-up in fresh processes, medians of {STARTS}")
        inside(FIRST_READ + PRINT, cache)  # fills the cache
        for name, bound, measure in rows:
            print_seconds(name, [measure() for _ in range(STARTS)], bound)
    cold = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as cache:
            cold.append(inside(FIRST_READ + PRINT, cache))
    print_seconds(f"import and first read, {COLD}", cold, None)


def print_seconds(name: str, times: list[float], bound: float | None) -> None:
    """Print the median of some times beside its bound."""
    median = statistics.median(times)
    verdict = "" if bound is None else f"   under {bound} s: {'fine' if median < bound else 'TOO SLOW'}"
    print(f"  {name:49} {median:7.3f} s{verdict}")


def inside(code: str, cache: str | None) -> float:
    """Return the seconds that a fresh Python prints for `code`, with its own cache folder."""
    environment = os.environ | ({"XDG_CACHE_HOME": cache} if cache else {})
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def outside(arguments: list[str]) -> float:
    """Return how long a fresh Python runs, its own start included."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def watch_memory(texts: list[str], documents: int) -> int:
    """Read the texts again and again; print the memory in use, return 0."""
    from musnad import read

    points = sorted({documents * part // 10 for part in range(1, 11)} | {min(1_000, documents), min(3_000, documents)})
    print(f"memory while {documents:,} documents are read")
    print(f"  {'documents':>11} {'resident':>10} {'a second':>10}")
    print(f"  {0:11,} {resident_mb():7.1f} MB")
    began, seen = time.perf_counter(), {0: resident_mb()}
    for number, text in enumerate(itertools.islice(itertools.cycle(texts), documents), 1):
        read(text)
        if number in points:
            seen[number] = resident_mb()
            print(f"  {number:11,} {seen[number]:7.1f} MB {number / (time.perf_counter() - began):10,.0f}", flush=True)
    # Word forms are remembered, so memory grows until every text was read once, and should be flat from there.
    settled = {number: value for number, value in seen.items() if number >= min(len(texts), documents)}
    first, last = min(settled), max(settled)
    print(f"  all {len(texts):,} texts read once by then; from {first:,} to {last:,} documents: ", end="")
    print(f"{settled[last] - settled[first]:+.1f} MB" if last > first else "too few documents to tell")
    return 0


def resident_mb() -> float:
    """Return the memory that this process has in use, in MB of 10^6 bytes (its highest where there is no /proc)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as fields:
            return int(fields.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        import resource  # not on Windows, where there is no /proc either

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main())
