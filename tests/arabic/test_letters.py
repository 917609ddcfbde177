"""One spelling for comparing: what folds together, what must not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.letters import MARKS, fold


@pytest.mark.parametrize(("word", "folded"), [
    ("أكَّدَت", "اكدت"),  # vowel marks, shadda and hamza on alif
    ("إلى", "الي"),  # hamza below, ى
    ("آمال", "امال"),  # madda
    ("ٱلنهر", "النهر"),  # wasla
    ("مدينة", "مدينه"),  # ة
    ("قــــال", "قال"),  # tatweel
    ("٢٠٣١", "2031"),  # Arabic digits
    ("۲۰۳۱", "2031"),  # Persian digits
    ("کیل", "كيل"),  # Persian ك and ي
    ("مسؤول", "مسؤول"),  # hamza on و tells words apart and stays
    ("شاطئ", "شاطئ"),  # on ي too
    ("شيء", "شيء"),  # and by itself
    ("مسو\u0654ول", "مسؤول"),  # the same hamza written apart, as decomposed text has it
    ("شاطي\u0654", "شاطئ"),  # below a vowel mark or not
    ("ا\u0654كد", "اكد"),  # on alif it goes, together or apart
    ("ا\u0653مال", "امال"),  # madda apart
    ("هذا\u0670", "هذا"),  # the small alif
    ("ﻗﺎﻝ", "قال"),  # letter forms out of a PDF
    ("ﻻ", "لا"),  # and its ligature
    ("سالم\u0610", "سالم"),  # a sign of honour
    ("نهر\u200cها", "نهرها"),  # a joiner inside a word
    ("", ""),
    ("NATO", "NATO"),  # Latin stays, with its case
    ("«", "«"),
])  # fmt: skip
def test_folding(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize("pair", [("علم", "عمل"), ("قال", "قالت"), ("سؤال", "سوال"), ("ذكر", "دكر"), ("ك", "ل")])
def test_different_words_stay_different(pair):
    assert fold(pair[0]) != fold(pair[1])


ARABIC = st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF, exclude_categories=["Cn"]), max_size=8)


@given(ARABIC | st.text(max_size=8))
def test_folding_twice_is_folding_once(word):
    assert fold(fold(word)) == fold(word)


@given(st.text(st.sampled_from("قالوزيرنهرماءؤئأإآىة" + MARKS), max_size=8))
def test_composed_and_decomposed_fold_alike(word):
    assert fold(unicodedata.normalize("NFC", word)) == fold(unicodedata.normalize("NFD", word))


def test_marks_are_marks():
    """No letter among them: a letter here would vanish out of every word."""
    assert {unicodedata.category(c) for c in MARKS} == {"Mn"} and "\u0651" in MARKS
