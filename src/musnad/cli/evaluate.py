"""`musnad evaluate`: read the texts of a gold file, score what was read, hold it to its floors."""

from __future__ import annotations

import argparse
import os
from typing import Any

import msgspec

from musnad import read
from musnad.cli import complain
from musnad.cli.progress import Progress
from musnad.errors import FloorError, InputError


def run(options: argparse.Namespace) -> int:
    """Print the scores; return 1 where a text could not be read or a figure is below its floor."""
    from musnad.evaluation.score import load_gold, report, score

    gold = load_gold(options.gold)
    floors = load_floors(options.floors, options.gold) if options.floors else {}
    documents: list[dict[str, Any]] = []
    failed = 0
    with Progress(None) as progress:
        for row in gold:
            try:
                documents.append(read(row["text"], id=row["id"], outlet=row.get("outlet")).to_dict())
            except InputError as error:
                failed += 1
                progress.clear()
                complain(f"{options.gold}: document {row['id']}: {error}")
            progress.step(0)
    scores = score(gold, documents)
    print(report(scores).rstrip("\n"))
    low = below_floors(msgspec.to_builtins(scores), floors)
    for line in low:
        complain(line)
    return 1 if failed or low else 0


def load_floors(path: str, gold: str) -> dict[str, float]:
    """Return the floors of a gold file: figures by name, under the file's own name in a JSON object.

    Raises:
        FloorError: the file can't be read, or names no floor for `gold`.
    """
    try:
        with open(path, "rb") as stream:
            tables = msgspec.json.decode(stream.read(), type=dict[str, dict[str, float | str]])
    except OSError as error:
        raise FloorError(f"{path}: {error.strerror}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise FloorError(f"{path}: {error}; expected {{gold file name: {{figure: floor}}}}") from error
    name = os.path.basename(gold)
    if name not in tables:
        raise FloorError(f"{path}: no floors for {name}; it has {', '.join(sorted(tables)) or 'none'}")
    return {figure: float(floor) for figure, floor in tables[name].items() if not isinstance(floor, str)}


def below_floors(scores: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """Return a line for every figure below its floor; a figure with precision and recall is held to its F1."""
    lines = []
    for figure, floor in floors.items():
        value = scores.get(figure)
        if isinstance(value, dict):
            value = value.get("f1")
        if not isinstance(value, int | float):
            raise FloorError(f"no figure {figure!r} in the scores; they have {', '.join(sorted(scores))}")
        if value < floor:
            lines.append(f"{figure} {value:.4f} is below its floor {floor:.4f}")
    return lines
