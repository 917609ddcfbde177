"""How well spellings of names are told from other names: prints precision, recall and F1 by part and by kind.

    python evals/spellings.py [--wrong] [--part seen|blind|later] [--speed]

`spellings.tsv` holds pairs of Arabic names, `latin_names.tsv` pairs of a Latin and an Arabic one, each true or false,
by kind. Every third is `blind`: no rule was written for one of them. `later_spellings.tsv` was written by somebody who
knew neither the rules nor the other pairs. `--wrong` names the pairs that come out wrong, `--speed` says what a word
costs.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from musnad.arabic.spelling_keys import spelling
from musnad.arabic.spellings import latin_keys, same_name, spelling_key
from musnad.arabic.tokens import split
from musnad.lexicon.loading import parse, raw_files
from musnad.reading.shapes import vocabulary

HERE = Path(__file__).parent
NOMINAL = "DKJMORI"  # what may stand between an office and a name: وزير الخارجية عادل


class Pair(NamedTuple):
    """Two spellings, whether they are of one name, the kind of their difference, and the part of the file."""

    a: str
    b: str
    same: bool
    kind: str
    part: str


class Figures(NamedTuple):
    """Of a set of pairs: precision, recall, F1, and the share that came out right."""

    precision: float
    recall: float
    f1: float
    right: float


def pairs(name: str) -> list[Pair]:
    """Return the pairs of a file."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Pair(a, b, same == "yes", kind, part) for a, b, same, kind, part in rows]


def untitled(name: str) -> str:
    """Return a name without the titles in front, as the lexicon knows them."""
    chunks, starts = split(name)
    letters = "".join(form.letter for form in vocabulary().look_up(chunks))
    if chunks[0].strip() in ("بن", "ابن") or (letters[:1] != "T" and not name.startswith("د.")):
        return name
    given = letters.find("Y")
    return name[starts[given] :] if given > 0 else name


def judged(name: str) -> list[tuple[Pair, bool]]:
    """Return the pairs of a file, each with what the rules say."""
    if name == "latin_names.tsv":
        return [(pair, same_name(pair.a, pair.b)) for pair in pairs(name)]
    return [(pair, same_name(untitled(pair.a), untitled(pair.b))) for pair in pairs(name)]


def figures(rows: Iterable[tuple[Pair, bool]]) -> Figures:
    """Score what the rules say."""
    rows = list(rows)
    hits = sum(pair.same and said for pair, said in rows)
    said_same, same = sum(said for _, said in rows), sum(pair.same for pair, _ in rows)
    precision, recall = hits / said_same if said_same else 1.0, hits / same if same else 1.0
    f1 = 2 * hits / (said_same + same) if said_same + same else 1.0
    return Figures(precision, recall, f1, sum(pair.same == said for pair, said in rows) / len(rows))


def print_speed() -> None:
    """Print what the keys of a word cost, over the names of the lexicon: the best of five runs."""
    entries = parse("names", raw_files()["names"])["entries"]
    arabic, latin = [form for entry in entries for form in entry["forms"]], [entry["id"] for entry in entries]
    for label, keys_of, words in (
        ("spelling_key", spelling_key, arabic),
        ("latin_keys, Arabic", latin_keys, arabic),
        ("latin_keys, Latin", latin_keys, latin),
    ):
        best = min(timed(keys_of, words) for _ in range(5))
        print(f"{label:20}{best / len(words) * 1e6:6.1f} µs a word")


def timed(keys_of: Callable[[str], object], words: list[str]) -> float:
    """Return the seconds that the keys of words take, with empty caches."""
    spelling.cache_clear()
    latin_keys.cache_clear()
    began = time.perf_counter()
    for word in words:
        keys_of(word)
    return time.perf_counter() - began


def main() -> None:
    """Print the figures of both files."""
    parser = argparse.ArgumentParser(description="score spellings of names")
    parser.add_argument("--wrong", action="store_true", help="name the pairs that come out wrong")
    parser.add_argument("--part", choices=("seen", "blind", "later"), help="of this part alone")
    parser.add_argument("--speed", action="store_true", help="time the keys of the lexicon's names instead")
    options = parser.parse_args()
    if options.speed:
        print_speed()
        return
    for name in ("spellings.tsv", "later_spellings.tsv", "latin_names.tsv"):
        rows = [row for row in judged(name) if options.part in (None, row[0].part)]
        if not rows:
            continue
        print(f"{name}: {len(rows)} pairs\n{'':22}pairs  precision  recall     F1  right")
        groups: list[tuple[str, Callable[[Pair], bool]]] = [("all", lambda pair: True)]
        groups += [(part, lambda pair, part=part: pair.part == part) for part in ("seen", "blind")]  # type: ignore[misc]
        kinds = dict.fromkeys((pair.same, pair.kind) for pair, _ in rows)
        groups += [
            (f"{'one' if same else 'two'}: {kind}", lambda pair, of=(same, kind): (pair.same, pair.kind) == of)  # type: ignore[misc]
            for same, kind in kinds
        ]
        for label, of in groups:
            chosen = [row for row in rows if of(row[0])]
            if chosen and ":" in label:
                print(f"{label:22}{len(chosen):5}{figures(chosen).right:33.3f}")
            elif chosen:
                precision, recall, f1, right = figures(chosen)
                print(f"{label:22}{len(chosen):5}{precision:11.3f}{recall:8.3f}{f1:7.3f}{right:7.3f}")
        if options.wrong:
            for pair, said in rows:
                if pair.same != said:
                    print(f"{'missed' if pair.same else 'merged'}  {pair.a}  {pair.b}  ({pair.kind})")


if __name__ == "__main__":
    main()
