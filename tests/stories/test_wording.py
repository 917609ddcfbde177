"""Two wordings: how alike, in order, and word by word what became of the first in the second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Span
from musnad.stories.wording import differences, in_order, likeness, root, wording_of, words_of


def words(text):
    return words_of([Span(0, len(text), text)])


def changes(first, second):
    found = differences(words(first), words(second), first_text=first, second_text=second)
    return [(d.change, d.first and d.first.text, d.second and d.second.text) for d in found]


CHANGES = [  # first, second, what became of it
    ("السد آمن", "السد آمن", [("kept", "السد آمن", "السد آمن")]),
    ("أَعلن الوزير", "وأعلن الوزير", [("kept", "أَعلن الوزير", "وأعلن الوزير")]),  # marks and clitics
    ("السد آمن تماما", "السد آمن", [("kept", "السد آمن", "السد آمن"), ("left out", "تماما", None)]),
    ("السد آمن", "السد القديم آمن", [("kept", "السد", "السد"), ("added", None, "القديم"), ("kept", "آمن", "آمن")]),
    ("سبعة عمال", "سبعة مخربين", [("kept", "سبعة", "سبعة"), ("replaced", "عمال", "مخربين")]),
    ("في بلد بعيد", "في ولد بعيد", [("kept", "في", "في"), ("replaced", "بلد", "ولد"), ("kept", "بعيد", "بعيد")]),
    ("", "السد", [("added", None, "السد")]),
    ("", "", []),
]


@pytest.mark.parametrize(("first", "second", "expected"), CHANGES)
def test_differences(first, second, expected):
    assert changes(first, second) == expected


WORDS = ["سد", "نهر", "جبل", "ماء", "باب"]


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS[:3]), max_size=12))
def test_differences_cover_both_sides_in_order(first, second):
    one, other = " ".join(first), " ".join(second)
    found = changes(one, other)
    assert " ".join(text for _, text, _ in found if text) == one
    assert " ".join(text for _, _, text in found if text) == other


def test_places_are_those_of_the_text_across_gaps():
    text = "قال الوزير إن السد، كما يرى، آمن"
    content = [Span(14, 18, text[14:18]), Span(29, 32, text[29:32])]
    assert [(w.word, text[w.start : w.end]) for w in words_of(content)] == [("السد", "السد"), ("امن", "آمن")]


ROOTS = ["ينخفض انخفاض", "تهديد تهدد", "نعود عوده", "المطالبه يطالب"]


@pytest.mark.parametrize("pair", ROOTS)
def test_verbs_meet_their_nouns(pair):
    one, other = pair.split()
    assert root(one) == root(other)


def test_likeness_and_order():
    whole = wording_of(words("سنواصل إرسال الأدوية إلى جانبي الممر ما دامت الطرق مفتوحة"))
    cut = wording_of(words("سنواصل إرسال الأدوية"))
    turned = wording_of(words("مفتوحة الطرق دامت ما الممر جانبي إلى الأدوية إرسال سنواصل"))
    other = wording_of(words("افتتح الوالي معرض الكتاب"))
    assert likeness(whole, whole) == (1.0, 1.0) and in_order(whole, whole) == 1.0
    assert likeness(cut, whole).shared == 1.0 > likeness(cut, whole).mutual and in_order(cut, whole) == 1.0
    assert likeness(turned, whole).shared == 1.0 and in_order(turned, whole) < 0.5
    assert likeness(other, whole) == (0.0, 0.0) and in_order(other, whole) == 0.0
    empty = wording_of([])
    assert likeness(empty, whole) == (0.0, 0.0) and in_order(empty, whole) == 0.0
