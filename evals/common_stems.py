"""Count which stems are common in news, and write src/musnad/stories/common_stems.txt.

usage: python evals/common_stems.py TEXTS.jsonl[.gz]…

Nothing but the stem and how common it is, to a power of two, is kept; one text in fifty must have it. The list in the
repository was counted in 3,804 articles of three days of August 2015 from fourteen papers (evals/README.md).
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from pathlib import Path

from musnad.arabic.search_words import words
from musnad.stories.stems import stem

LEAST = 0.02  # of the texts; with .01 or .04 stories come out worse (docs/stories.md)
OUT = Path(__file__).resolve().parents[1] / "src" / "musnad" / "stories" / "common_stems.txt"
WIDTH = 118
HEAD = "# Stems that are common in news: behind n those that 2 ** -n of all texts have (evals/common_stems.py)"


def main(paths: list[str]) -> int:
    """Count and write."""
    if not paths:
        print("usage: python evals/common_stems.py TEXTS.jsonl[.gz]…", file=sys.stderr)
        return 2
    counts: Counter[str] = Counter()
    texts = 0
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                counts.update({stem(word) for word in words((row.get("title") or "") + "\n" + row["text"])})
                texts += 1
    rows: dict[int, list[str]] = {}
    for root, count in counts.items():
        if count >= LEAST * texts and len(root) > 1:
            rows.setdefault(round(-math.log2(count / texts)), []).append(root)
    OUT.write_text("\n".join([HEAD, *lines_of(rows)]) + "\n", encoding="utf-8")
    print(f"{sum(map(len, rows.values())):,} stems of {texts:,} texts in {OUT.name}")
    return 0


def lines_of(rows: dict[int, list[str]]) -> list[str]:
    """Return the lines of the file: powers ascending, stems sorted."""
    found = []
    for power in sorted(rows):
        line = f"{power}:"
        for root in sorted(rows[power]):
            if len(line) + 1 + len(root) > WIDTH:
                found.append(line)
                line = f"{power}:"
            line += " " + root
        found.append(line)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
