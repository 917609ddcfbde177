"""Annotations of newspaper texts that may not be passed on: ids and places alone; the texts are put to them here.

    python evals/annotated.py evals/annotated/aside.jsonl > aside.jsonl    # a gold file, where the corpus is

`annotated/learned.jsonl`, `aside.jsonl` and `aside2.jsonl` are of articles of 1 to 3 August 2015 from the Saudi
Newspapers Arabic Corpus. The weights are made from the first, among others; nothing was learned from the others. Twelve
articles were annotated twice, by two who didn't see each other's: F1 of who said what .90, detected .97.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from musnad.evaluation.gold import load_gold

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


@cache
def texts() -> dict[str, dict[str, Any]]:
    """Return the articles of the corpus by id; none where it isn't here."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found |= {row["id"]: row for row in map(json.loads, lines)}
    return found


def is_here(path: Path) -> bool:
    """Tell whether a gold file can be scored: it is there, and needs no texts or finds them."""
    return path.exists() and (not (lacking := _ids_without_text(path)) or lacking[0] in texts())


def _ids_without_text(path: Path) -> list[str]:
    """Return the ids of documents that have no text; none of a file that breaks the format."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [row["id"] for row in rows if "text" not in row]
    except (ValueError, KeyError, TypeError):
        return []


def load(path: Path) -> list[dict[str, Any]]:
    """Return a gold file, with texts from the corpus where it has none.

    Raises:
        GoldError: it breaks the format.
        KeyError: the corpus lacks an article.
    """
    if not _ids_without_text(path):
        return load_gold(path)
    with tempfile.TemporaryDirectory() as folder:
        joined = Path(folder) / path.name
        with path.open(encoding="utf-8") as lines, joined.open("w", encoding="utf-8") as file:
            for row in map(json.loads, lines):
                article = texts()[row["id"]]
                known = {name: article[name] for name in ("text", "outlet", "url") if article.get(name)}
                file.write(json.dumps(row | known, ensure_ascii=False) + "\n")
        return load_gold(joined)


def main() -> int:
    """Print a gold file with its texts."""
    parser = argparse.ArgumentParser(description="Put texts of the corpus to annotations.")
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    path = parser.parse_args().gold
    if not is_here(path):
        print(f"annotated: the texts of {path} are not here", file=sys.stderr)
        return 1
    for row in load(path):
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
