"""How well spellings are told from other names: floors over the pairs of evals/, which may be raised, never lowered."""

import importlib.util
from pathlib import Path

import pytest

from musnad.arabic import spellings

PATH = Path(__file__).parents[2] / "evals" / "spellings.py"


@pytest.fixture(scope="module")
def evaluation():
    spec = importlib.util.spec_from_file_location("evals_spellings", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("file", "part", "precision", "f1"), [
    ("spellings.tsv", None, 0.995, 0.975),
    ("spellings.tsv", "blind", 0.995, 0.960),
    ("later_spellings.tsv", None, 0.950, 0.875),
    ("latin_names.tsv", None, 0.960, 0.970),
    ("latin_names.tsv", "blind", 0.920, 0.940),
])
def test_floors(evaluation, file, part, precision, f1):
    rows = [row for row in evaluation.judged(file) if part in (None, row[0].part)]
    reached = evaluation.figures(rows)
    assert reached.precision >= precision
    assert reached.f1 >= f1


@pytest.mark.parametrize("file", ["spellings.tsv", "latin_names.tsv"])
def test_pairs_are_pairs_once_and_a_third_is_blind(evaluation, file):
    pairs = evaluation.pairs(file)
    assert {pair.part for pair in pairs} == {"seen", "blind"}
    assert len({(pair.a, pair.b) for pair in pairs}) == len(pairs)
    assert 0.3 < sum(pair.part == "blind" for pair in pairs) / len(pairs) < 0.36


@pytest.mark.parametrize(("one", "other", "same"), [
    ("يائير لابيد", "يائير لبيد", True),  # a foreign name holds together what looks native
    ("سيريل رامافوزا", "سيريل رامافوسا", True),
    ("لابيد", "لبيد", False),  # alone it doesn't
    ("كمال الشناوي", "كامل الشناوي", False),  # two names of Arabs
    ("مارين لوبان", "مارين لوبين شتاين", False),
])
def test_a_foreign_name_that_is_heard_twice(one, other, same):
    assert spellings.same_name(one, other) == spellings.same_name(other, one) == same


def test_the_five_names():
    assert sorted(spellings.__all__) == ["latin_keys", "name_words", "same_name", "same_word", "spelling_key"]
