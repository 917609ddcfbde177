"""What resolving costs: adding with and without telling who speakers and labels are, in one run.

usage: python bench/resolving.py [--documents N] [--rounds N]

The documents are those of the corpus where it is beside the project, else the texts of evals/gold.jsonl, each with a
number of its own so that none is known. Rounds with and without take turns; the figure is the ratio of the processor
times, least of each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import musnad
from musnad.archive import adding, putting
from musnad.reading import reader

ROOT = Path(__file__).resolve().parents[1]
CORPUS = sorted((ROOT.parent / "shared" / "corpus").glob("*.jsonl.gz"))
ASKED = 0.15  # of the time of adding, at most


def main() -> None:
    """Add with and without, and print the ratio."""
    parser = argparse.ArgumentParser(description="What telling who is who costs when documents are added.")
    parser.add_argument("--documents", type=int, default=1_500, metavar="N", help="default 1500")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="of each kind, default 3")
    options = parser.parse_args()
    rows = list(islice(cycle(texts()), options.documents))
    add(rows[:50], resolving=True)  # the tables are loaded
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(options.rounds):
        for resolving in (False, True):
            times[resolving].append(add(rows, resolving=resolving))
    without, resolved = min(times[False]), min(times[True])
    print(f"{len(rows):,} documents added, processor time a document: {without / len(rows) * 1000:.2f} ms without, "
          f"{resolved / len(rows) * 1000:.2f} ms with entities")  # fmt: skip
    print(f"resolving adds {resolved / without - 1:.1%} (at most {ASKED:.0%} asked)")


def texts() -> list[dict[str, Any]]:
    """Return documents as dictionaries."""
    if CORPUS:
        return [json.loads(line) for path in CORPUS for line in gzip.open(path, "rt", encoding="utf-8")]
    return [json.loads(line) for line in (ROOT / "evals" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def add(rows: list[dict[str, Any]], *, resolving: bool) -> float:
    """Read documents and add them to a new archive; return the processor time in seconds."""
    places = (vars(reader), "link_speakers"), (vars(adding), "keep_entities"), (vars(putting), "keep_entities")
    kept = [module[name] for module, name in places]
    if not resolving:
        for module, name in places:
            module[name] = (lambda text, speakers, published: tuple(speakers)) if module is vars(reader) else _nothing
    try:
        with tempfile.TemporaryDirectory() as folder, musnad.open(f"{folder}/a.db", create=True) as archive:
            began = time.process_time()
            documents = (
                musnad.read(row["text"], title=row.get("title"), outlet=row.get("outlet"), id=f"d{number}",
                            published={"at": row["date"][:10]} if row.get("date") else None)
                for number, row in enumerate(rows)
            )  # fmt: skip
            for _ in archive.add_all(documents):
                pass
            return time.process_time() - began
    finally:
        for (module, name), function in zip(places, kept, strict=True):
            module[name] = function


def _nothing(*_: Any) -> None:
    """Keep no entities."""


if __name__ == "__main__":
    main()
