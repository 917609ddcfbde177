"""`musnad evaluate`: read the texts of a gold file, score what was read, hold it to its floors."""

from __future__ import annotations

import argparse
from typing import Any

from musnad.cli import complain
from musnad.cli.progress import Progress
from musnad.errors import InputError
from musnad.inputs import read_item
from musnad.pages.texts import TextInput


def run(options: argparse.Namespace) -> int:
    """Print the scores; return 1 where a text could not be read or a figure is below its floor."""
    from musnad.evaluation.floors import check_floors, floors_for
    from musnad.evaluation.score import load_gold, report, score

    gold = load_gold(options.gold)
    floors = floors_for(options.floors, options.gold) if options.floors else {}
    documents: list[dict[str, Any]] = []
    failed = 0
    with Progress(None) as progress:
        for row in gold:
            try:
                documents.append(read_item(_text_of(row, options.gold)).to_dict())
            except InputError as error:
                failed += 1
                progress.clear()
                complain(error)
            progress.step(0)
    scores = score(gold, documents)
    print(report(scores).rstrip("\n"))
    low = check_floors(scores, floors)
    for line in low:
        complain(line)
    return 1 if failed or low else 0


def _text_of(row: dict[str, Any], gold: str) -> TextInput:
    known = {key: row[key] for key in ("title", "outlet", "url") if isinstance(row.get(key), str)}
    return TextInput(text=row["text"], id=row["id"], name=f"{gold}: document {row['id']}", **known)
