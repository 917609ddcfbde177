"""Copies are found among many texts, whole, cut, reordered, in part; formulas are none."""

import pytest
from wire_texts import CUT, FORMULA, LEAD, OTHER, REORDERED, RESPELLED, ROUND_UP, WIRE

from musnad.stories.codes import coded
from musnad.stories.copies import MOST_COMPARED, CopyIndex, MemorySketches, keys_of
from musnad.stories.shingles import sketch_of


def sketch(text):
    return sketch_of(coded(text).numbers)


def index_of(*texts):
    """An index, its sketches by number, and the number of comparisons so far."""
    kept = MemorySketches()
    index = CopyIndex(kept)
    for number, text in enumerate(texts):
        kept[number] = sketch(text)
        index.add(number, kept[number])
    return index, kept


FOUND = [  # new text, an earlier one, what it is of it
    (WIRE, WIRE, "same"),
    (RESPELLED, WIRE, "same"),
    (REORDERED, WIRE, "same"),
    (CUT, WIRE, "whole"),
    (WIRE, CUT, "whole"),
    (ROUND_UP, WIRE, "whole"),  # half of the wire text is in it
    (WIRE + OTHER + OTHER.replace("معرض", "مهرجان") + FORMULA, OTHER, "whole"),
    (ROUND_UP, LEAD, None),
    (OTHER, WIRE, None),
    ("خبر عاجل", "خبر عاجل", "same"),
    ("خبر", WIRE, None),
    ("", WIRE, None),
    ("", "", None),
    (FORMULA + "\n" + LEAD, FORMULA + "\n" + OTHER, None),
]


@pytest.mark.parametrize(("new", "earlier", "kind"), FOUND)
def test_kinds(new, earlier, kind):
    index, _ = index_of(earlier)
    found = index.find(sketch(new))
    assert [("same" if c.same else "whole" if c.whole else "part") for c in found] == ([kind] if kind else [])


def test_a_passage_in_two_long_texts_is_found():
    def own(name):
        return " ".join(f"{name}{n}" for n in range(400))

    index, _ = index_of(own("شرق") + "\n" + WIRE)
    (copy,) = index.find(sketch(own("غرب") + "\n" + WIRE))
    assert not copy.whole and copy.shared.runs == pytest.approx(len(WIRE.split()), rel=0.3)


def test_the_most_shared_comes_first():
    index, _ = index_of(CUT, WIRE, ROUND_UP)
    assert [copy.number for copy in index.find(sketch(WIRE))][:2] == [1, 0]


def test_a_formula_of_many_texts_costs_no_more(monkeypatch):
    """A thousand texts that begin alike: the newest are compared, and what is the same is found among them all."""
    texts = [FORMULA + " " + " ".join(f"كلمة{n}خبر{k}" for k in range(60)) for n in range(1000)]
    index, kept = index_of(*texts)
    asked = []
    counted = {"sketches_of": lambda _, numbers: asked.extend(numbers) or kept.sketches_of(numbers)}
    monkeypatch.setattr(index, "_sketches", type("Counted", (), counted)())
    for number in (3, 500, 999):
        asked.clear()
        assert index.find(kept[number])[0].number == number
        assert len(asked) <= MOST_COMPARED


def test_keys_are_bounded_and_of_the_sketch():
    for text in (WIRE, "خبر", "", " ".join(f"كلمة{n}" for n in range(50_000))):
        keys = keys_of(sketch(text))
        assert len(keys) <= 48 and set(keys) <= set(sketch(text).numbers())


def test_a_text_that_is_no_longer_kept_is_passed_over():
    index, kept = index_of(WIRE, CUT)
    del kept[0]
    assert [copy.number for copy in index.find(sketch(WIRE))] == [1]
