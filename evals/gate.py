"""The gate: the reader's scores on every gold file that is here, held to their floors.

usage: python evals/gate.py [--floors FILE] [--errors N] [--raise]

Exit status: 0 fine, 1 a figure dropped below its floor or nothing could be scored. A gold file that is not here is
named and left out: some may not be passed on with the project.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from annotated import is_here, load

from musnad.errors import MusnadError
from musnad.evaluation.floors import FloorSet, check_floors, gold_path, load_floors, raise_floors
from musnad.evaluation.score import Scores, read_gold, report_errors, score

FLOORS = Path(__file__).resolve().parent / "floors.json"


def main() -> int:
    """Score every gold set, print a table, say what dropped."""
    parser = argparse.ArgumentParser(description="Hold the reader's scores to their floors.")
    parser.add_argument("--floors", type=Path, default=FLOORS, metavar="FILE", help="default: evals/floors.json")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N errors of each kind too")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is reached now")
    options = parser.parse_args()
    try:
        return run(options.floors, longest=options.errors, lift=options.lift)
    except MusnadError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 1


def run(path: Path, *, longest: int, lift: bool) -> int:
    """Run the gate on a floors file; return the exit status."""
    measured: dict[str, Scores] = {}
    dropped: list[str] = []
    for name, floor_set in load_floors(path).items():
        gold = gold_path(path, floor_set)
        if not is_here(gold):
            lacks = f"the texts of {floor_set.gold} are" if gold.exists() else f"{floor_set.gold} is"
            print(f"gate: notice: {name} is not scored, {lacks} not here\n")
            continue
        began = time.perf_counter()
        records = load(gold)
        measured[name] = scores = score(records, list(read_gold(records)))
        low = check_floors(scores, floor_set.numbers())
        dropped += (f"{name}: {line}" for line in low)
        print(table(name, floor_set, scores, time.perf_counter() - began))
        if longest:
            print(report_errors(scores, longest=longest))
    if lift:
        print(f"gate: {raise_floors(path, measured)} floors raised in {path}")
    for line in dropped:
        print(f"gate: {line}", file=sys.stderr)
    if not measured:
        print("gate: no gold file is here, so nothing was checked", file=sys.stderr)
    return 1 if dropped or not measured else 0


def table(name: str, floor_set: FloorSet, scores: Scores, seconds: float) -> str:
    """Return the figures of one gold set beside their floors."""
    head = f"{name}: {scores.documents} documents, {scores.gold} gold statements, {scores.read} read, {seconds:.1f} s"
    lines = [head, f"  {'':16} {'now':>7} {'floor':>7} {'above':>7}"]
    for figure, value in scores.values().items():
        row = floor_set.floors.get(figure)
        beside = f"{row.floor:7.3f} {value - row.floor:+7.3f}" if row else f"{'–':>7} {'':>7}"
        lines.append(f"  {figure.replace('_', ' '):16} {value:7.3f} {beside}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
