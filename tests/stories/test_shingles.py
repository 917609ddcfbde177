"""Sketches tell what share of a text stands in another, whichever way it was cut, moved about or spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire_texts import CUT, OTHER, REORDERED, RESPELLED, WIRE

from musnad.arabic.search_words import words
from musnad.stories.codes import coded
from musnad.stories.shingles import LONGEST_SKETCH, RUN, compare, run_numbers, sketch_of


def sketch(text):
    return sketch_of(coded(text).numbers)


def numbers_of(text):
    return run_numbers(coded(" ".join(text)).numbers)


SHARES = [  # first, second, least share of the first in the second, least share the other way
    (WIRE, WIRE, 1, 1),
    (CUT, WIRE, 1, 0.5),
    (REORDERED, WIRE, 0.85, 0.85),  # all but the runs across the joints
    (RESPELLED, WIRE, 0.95, 0.95),
]


@pytest.mark.parametrize(("first", "second", "of_first", "of_second"), SHARES)
def test_shares(first, second, of_first, of_second):
    shared = compare(sketch(first), sketch(second))
    assert shared.of_first >= of_first and shared.of_second >= of_second


def test_a_cut_text_is_no_larger_share_than_it_is():
    shared = compare(sketch(CUT), sketch(WIRE))
    assert shared.of_second == pytest.approx(len(words(CUT)) / len(words(WIRE)), abs=0.05)


def test_other_texts_share_nothing():
    assert compare(sketch(OTHER), sketch(WIRE)).runs == 0
    assert compare(sketch(""), sketch(WIRE)).runs == 0
    assert compare(sketch(""), sketch("")).of_first == 0


def test_a_short_text_is_one_run():
    assert compare(sketch("خبر عاجل"), sketch("خبرٌ عاجلٌ")).of_first == 1
    assert compare(sketch("خبر عاجل"), sketch("عاجل خبر")).of_first == 0


def test_numbers_stay_the_same_on_every_machine():
    assert numbers_of(["أعلنت", "هيئة", "الموانئ", "في", "الصدف", "أن"]) == [316247711, 2050204172]


@given(st.lists(st.sampled_from(["نهر", "جبل", "سوق", "ميناء", "قرية", "مطر", "ريح", "باب"]), max_size=40))
def test_a_run_has_one_number_wherever_it_stands(text):
    numbers = numbers_of(text)
    for at in range(len(text) - RUN + 1):
        assert numbers[at] == numbers_of(text[at : at + RUN])[0]


def long_text(first, size):
    return coded(" ".join(f"كلمة{n}" for n in range(first, first + size))).numbers


@pytest.mark.parametrize("cut", [300, 1000, 3000])
def test_the_share_is_told_of_texts_longer_than_a_sketch(cut):
    """A text of 4,000 words of its own and `cut` words of another; .09 is three standard errors at the shortest."""
    source, mixed = long_text(0, 6000), long_text(10_000, 4000) + long_text(2000, cut)
    shared = compare(sketch_of(long_text(2000, cut)), sketch_of(source))
    assert shared.of_first == 1
    shared = compare(sketch_of(mixed), sketch_of(source))
    assert shared.of_first == pytest.approx(cut / len(mixed), abs=0.09)
    assert len(sketch_of(source).numbers()) == LONGEST_SKETCH
