"""Passages are exact on both sides, whatever the texts."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire_texts import CUT, FORMULA, LEAD, MINISTER, OTHER, REORDERED, RESPELLED, ROUND_UP, TRADERS, WIRE

from musnad.stories.alignment import align

EXPECTED = [  # first, second, the passages of the first
    (CUT, WIRE, [CUT]),
    (WIRE, WIRE, [WIRE]),
    (RESPELLED, WIRE, [RESPELLED]),
    (ROUND_UP, WIRE, [MINISTER + " " + TRADERS]),
    (LEAD + "\n\n" + OTHER, OTHER + "\n\n" + LEAD, [LEAD, OTHER]),  # the other way round
    (OTHER, WIRE, []),
    (FORMULA + " " + LEAD, FORMULA + " " + OTHER, []),  # a formula is too short
    ("", WIRE, []),
    ("خبر", "خبر", []),
]


@pytest.mark.parametrize(("first", "second", "passages"), EXPECTED)
def test_passages(first, second, passages):
    assert [passage.first.text for passage in align(first, second)] == passages


def test_changed_words_stay_within_a_passage():
    changed = WIRE.replace("بعد إغلاق دام يومين", "بعد توقف استمر ثماني وأربعين ساعة").replace("من جهته ", "")
    (passage,) = align(changed, WIRE)
    assert (passage.first.text, passage.second.text) == (changed, WIRE)
    assert passage.words < len(WIRE.split())


def test_moved_paragraphs_are_found_where_they_stand():
    passages = align(REORDERED, WIRE)
    assert [p.first.start for p in passages] == sorted(p.first.start for p in passages)
    assert sorted(p.second.start for p in passages) != [p.second.start for p in passages]
    assert sum(p.words for p in passages) == len(WIRE.split())


pieces = st.lists(st.sampled_from((LEAD, MINISTER, TRADERS, OTHER, FORMULA, "خبر", "بَ", "", "ﻗﺎل")), max_size=7)


@given(pieces, pieces, st.sampled_from((" ", "\n\n", "ـ", "\u200f ")))
def test_spans_are_exact_and_apart(one, other, joint):
    first, second = joint.join(one), joint.join(other)
    passages = align(first, second, shortest=5)
    for side, text in (("first", first), ("second", second)):
        spans = sorted((getattr(p, side) for p in passages), key=lambda span: span.start)
        for span in spans:
            assert text[span.start : span.end] == span.text != ""
        for before, behind in pairwise(spans):
            assert before.end <= behind.start


@pytest.mark.parametrize(
    "text", ["خبر عاجل من الميناء اليوم " * 20_000, " ".join(f"كلمة{n % 997}" for n in range(100_000)), "ا" * 5_000_000]
)
def test_long_texts_take_bounded_time(text):
    began = time.process_time()
    align(text, text)
    assert time.process_time() - began < 10  # 1 s as measured; one that compares all with all would take minutes
