"""What the weights are learned from beside annotated texts: every example of lexicon and rules, as a gold row."""

import sys
from pathlib import Path

import pytest

EVALS = Path(__file__).parents[2] / "evals"


@pytest.fixture(scope="module")
def rows():
    sys.path.insert(0, str(EVALS))
    try:
        from training_rows import lexicon_examples

        return list(lexicon_examples())
    finally:
        sys.path.remove(str(EVALS))


def test_examples_and_counter_examples_are_rows(rows):
    assert sum(bool(row["statements"]) for row in rows) > 700
    assert sum("not" in row for row in rows) > 400
    assert all(bool(row["statements"]) != ("not" in row) for row in rows)


def test_spans_lie_in_their_text(rows):
    for row in rows:
        for statement in row["statements"]:
            spans = [statement["cue"], *statement["content"], *filter(None, [statement.get("source")])]
            assert all(0 <= span["start"] < span["end"] <= len(row["text"]) for span in spans), row["id"]


def test_labels_are_no_attributions(rows):
    assert not any(row["id"].startswith("labels") for row in rows)
