"""Our figures are those of the reference scorer, where it lies beside the project."""

import copy
import importlib.util
from dataclasses import asdict
from pathlib import Path

import pytest

from musnad.evaluation.score import load_gold, score

GOLD_FOLDER = Path(__file__).parents[3] / "shared" / "gold"
ACTS = ("state", "deny", "call", "warn")


def reference():
    """The reference scorer as a module, or a skipped test."""
    path = GOLD_FOLDER / "score.py"
    if not path.exists():
        pytest.skip("no ../shared/gold/score.py here: figures are not compared with the reference scorer")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def moved(span, by, length):
    """A span with its start `by` characters on, inside the text."""
    return {"start": max(0, min(span["start"] + by, span["end"] - 1)), "end": min(length, span["end"] + by % 3)}


def perturb(document, number):
    """A reading of a gold document with every sort of error in it; the same each time."""
    read, length = copy.deepcopy(document), len(document["text"])
    ids = [s["id"] for s in read["speakers"]]
    kept = []
    for n, row in enumerate(read["statements"], number):
        if n % 7 == 0:  # missed
            continue
        if n % 3 == 0:  # content begins later, or earlier and runs on
            row["content"] = [moved(span, n % 23 - 9, length) for span in row["content"]]
        if n % 8 == 1:  # content in two pieces with a gap
            first = row["content"][0]
            middle = (first["start"] + first["end"]) // 2
            row["content"] = [first | {"end": middle}, first | {"start": min(middle + 6, first["end"] - 1)}]
        if n % 5 == 0 and ids:  # somebody else
            row["speaker"] = ids[n % len(ids)]
        if n % 11 == 0:  # abstained
            row["speaker"] = None
        if n % 4 == 1:
            row["source"] = moved(row["source"], 4, length) if row["source"] else row["cue"]
        if n % 9 == 2:
            row["source"] = None
        if n % 10 == 3:
            row["cue"] = None if n % 20 == 3 else moved(row["content"][0], 1, length)
        if n % 6 == 0:
            row |= {"type": "mixed", "act": ACTS[n % 4]}
        if n % 13 == 0:
            row |= {"via": [*row["via"], row["content"][0]], "addressee": row["source"]}
        if n % 4 == 2 and row["via"]:
            row["via"] = [moved(v, 3, length) for v in row["via"]]
        kept.append(row)
        if n % 12 == 0:  # the same twice
            kept.append(copy.deepcopy(row))
        if n % 17 == 0:  # out of thin air
            kept.append(row | {"content": [{"start": n % 30, "end": n % 30 + 40}], "cue": {"start": 0, "end": 4}})
    for n, speaker in enumerate(read["speakers"], number):
        if n % 3 == 0:
            speaker["name"] = speaker["mentions"][n % len(speaker["mentions"])]
        if n % 5 == 1:
            speaker["name"] = moved(speaker["name"], 5, length)
    return read | {"statements": kept}


@pytest.mark.parametrize("name", ["dev.jsonl", "sentences.jsonl"])
@pytest.mark.parametrize("offset", [0, 1, 5])
def test_figures_are_the_reference_figures(name, offset):
    scorer = reference()
    if not (GOLD_FOLDER / name).exists():
        pytest.skip(f"no ../shared/gold/{name} here: figures on it are not compared")
    gold = load_gold(GOLD_FOLDER / name)
    number, read = offset, []
    for n, document in enumerate(gold):
        if n % 41 != 40:  # some documents are not read at all
            read.append(perturb(document, number))
        number += len(document["statements"]) + 1
    ours = score(gold, read)
    theirs, errors = scorer.score(copy.deepcopy(gold), copy.deepcopy(read))  # it writes into what it gets

    counts = theirs.pop("counts")
    assert (ours.documents, ours.gold, ours.read) == (counts["documents"], counts["gold"], counts["read"])
    assert list(ours.missing) == counts["missing"]
    assert {name: asdict(part) for name, part in ours.slices.items()} == theirs.pop("recall_by")
    assert ours.accuracies == {key: theirs.pop(key) for key in ours.accuracies}
    figures = {k: {"precision": f.precision, "recall": f.recall, "f1": f.f1} for k, f in ours.figures.items()}
    assert figures.keys() == theirs.keys()
    for figure, values in theirs.items():
        assert figures[figure] == pytest.approx(values, abs=1e-12), figure
    assert 0.1 < figures["who_said_what"]["f1"] < 0.9  # the perturbation bites

    kinds = [e.kind for e in ours.misreadings]
    theirs_by_kind = [kind for _, kind, *_ in errors]
    assert kinds.count("missed") == theirs_by_kind.count("missed")
    assert kinds.count("spurious") == theirs_by_kind.count("spurious")
