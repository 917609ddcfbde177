"""Labels of a news corpus, drawn at random and judged by reading: is the voice right, the span, the family?

usage: python evals/labels.py                     the figures by labels.tsv
       python evals/labels.py --draw 1|2          draw anew: a sheet on stdout, its judgements empty
       python evals/labels.py --show FIRST LAST   rows of the sheet in their text, to be judged

The sheet has ids and offsets, no newspaper's words. It was judged by reading each label in its text: `voice` is right
where it tells the outlet's own words from those of somebody it quotes; `speaker` where besides the speaker is the one
in whose words the label stands (of the outlet's own: as `voice`); `span` where it is the whole naming and nothing
else; `family` where it names or calls something of that family. A row that is no label any more is left out, one that
is read in another way than when it was judged counts as wrong. The corpus lies beside the project.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.document import Document
from musnad.inputs import read
from musnad.model import Label

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "news-2015-08-01..03.jsonl.gz"
SHEET = ROOT / "evals" / "labels.tsv"
# Seeds (any do, the same make a draw repeatable) and sizes: by the first the reader was mended, the second came after.
DRAWS = {"1": (20150803, 200), "2": (20150804, 50)}
FIELDS = ("draw", "document", "start", "end", "family", "voice", "speaker", "voice_right", "speaker_right",
          "span_right", "family_right", "note")  # fmt: skip
BEFORE, AFTER = 330, 110  # characters shown round a label


def main() -> int:
    """Do what was asked for; return the exit status."""
    parser = argparse.ArgumentParser(description="Score labels by a sheet that was judged by reading.")
    parser.add_argument("--draw", choices=tuple(DRAWS), help="draw labels anew, a sheet on stdout")
    parser.add_argument("--show", nargs=2, type=int, metavar=("FIRST", "LAST"), help="show rows in their text")
    options = parser.parse_args()
    if not CORPUS.exists():
        print(f"labels: {CORPUS} isn't there: it can't be passed on with the project", file=sys.stderr)
        return 1
    if options.draw:
        return _draw(options.draw)
    rows = list(csv.DictReader(SHEET.open(encoding="utf-8"), delimiter="\t"))
    texts = _texts({row["document"] for row in rows})
    if options.show:
        first, last = options.show
        for number, row in enumerate(rows[first - 1 : last], first):
            print(f"{number} {_shown(_read(texts[row['document']]), row)}\n")
        return 0
    return _score(rows, texts)


def _read(row: dict[str, Any]) -> Document:
    return read(row["text"], outlet=row["outlet"], published={"at": row["date"][:10], "precision": "day"}, id=row["id"])


def _lines() -> Iterator[dict[str, Any]]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _texts(ids: set[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in _lines() if row["id"] in ids}


def _draw(draw: str) -> int:
    seed, size = DRAWS[draw]
    found = [(document, label) for document in map(_read, _lines()) for label in document.labels]
    drawn = random.Random(seed).sample(range(len(found)), size)
    writer = csv.DictWriter(sys.stdout, FIELDS, delimiter="\t", lineterminator="\n", restval="")
    writer.writeheader()
    for document, label in (found[place] for place in sorted(drawn)):
        writer.writerow({"draw": draw, **_key(document, label)})
    print(f"{len(found):,} labels, {size} drawn", file=sys.stderr)
    return 0


def _key(document: Document, label: Label) -> dict[str, str]:
    """Return the columns of a label that say what was read: of a quoted one where its speaker is named."""
    speaker = _speaker(document, label)
    return {
        "document": document.id, "start": str(label.start), "end": str(label.end), "family": label.family,
        "voice": label.voice, "speaker": "" if speaker is None else str(speaker.name.start),
    }  # fmt: skip


def _speaker(document: Document, label: Label) -> Any:
    statement = next((s for s in document.statements if s.id == label.statement), None)
    return None if statement is None else document.speaker_of(statement)


def _shown(document: Document, row: dict[str, str]) -> str:
    label = next((one for one in document.labels if _key(document, one).items() <= row.items()), None)
    start, end, text = int(row["start"]), int(row["end"]), document.text
    if label is None:
        return f"{row['document']} {start}: read otherwise now\n{text[max(0, start - BEFORE) : end + AFTER]}"
    speaker = _speaker(document, label)
    who = "own" if label.voice == "own" else f"quoted: {speaker.name.text if speaker else 'nobody known'}"
    around = f"{text[max(0, start - BEFORE) : start]}[[{label.text}]]{text[end : end + AFTER]}"
    held = f" of {label.within}" if label.within else ""
    return f"{row['document']} | {label.epithet}{held} | {label.family} | {who}\n{around}"


def _score(rows: list[dict[str, str]], texts: dict[str, dict[str, Any]]) -> int:
    documents = {id: _read(text) for id, text in texts.items()}
    for draw in DRAWS:
        judged = [row for row in rows if row["draw"] == draw and row["voice_right"]]
        there = [row for row in judged if _label_at(documents[row["document"]], row) is not None]
        print(f"draw {draw}: {len(judged)} labels judged by reading, {len(there)} of them still read")
        for name in ("voice", "speaker", "span", "family"):
            right = sum(row[f"{name}_right"] == "1" and _is_same(documents[row["document"]], row) for row in there)
            print(f"  {name}: {right} of {len(there)} right, {right / max(1, len(there)):.3f}")
    return 0


def _label_at(document: Document, row: dict[str, str]) -> Label | None:
    return next((one for one in document.labels if one.start < int(row["end"]) and int(row["start"]) < one.end), None)


def _is_same(document: Document, row: dict[str, str]) -> bool:
    label = _label_at(document, row)
    return label is not None and _key(document, label).items() <= row.items()


if __name__ == "__main__":
    sys.exit(main())
