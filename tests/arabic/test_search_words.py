"""Words meet where people mean the same word, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.search_words import LONGEST, asked, key, meets, readings, skeleton, words, written

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآءئؤ"
ARABIC = st.text(LETTERS, min_size=1, max_size=9)


def finds(query, text):
    """Whether the words asked for stand in the text, one after the other."""
    forms, found = [asked(word) for word in words(query)], words(text)
    places = range(len(found) - len(forms) + 1)
    return any(all(meets(found[i + n], form) for n, form in enumerate(forms)) for i in places)


@pytest.mark.parametrize(("query", "text"), [
    ("فيروس", "بالفيروس"),  # preposition and article
    ("فيروس", "والفيروس"),  # conjunction and article
    ("فيروس", "الفيروس"),  # article
    ("الفيروس", "فيروس"),  # what is asked for has an article, what is written has none
    ("الفيروس", "وبفيروس"),
    ("للأزمة", "وللأزمة"),  # asked as it is written, but for the conjunction
    ("أزمة", "وللأزمة"),  # the article's alif is left out behind ل
    ("لجنة", "للجنة"),  # ل and a word that begins with ل
    ("اللجنة", "وللجنة"),
    ("قال", "وقال"),
    ("مدينة", "بمدينة"),
    ("مدينه", "المدينةُ"),  # ة and ه, a vowel mark
    ("أرقام", "أرقاما"),  # the alif of tanwin
    ("أرقام", "وأرقاماً"),
    ("إلى", "الى"),  # hamza and ى
    ("٢٠٣١", "2031"),  # digits
    ("قــال", "قال"),  # tatweel
    ("عبدالله", "عبد الله"),
    ("عبد الله", "عبدالله"),
    ("عبدالله", "ولعبدالله"),
    ("أب", "والأب"),  # two letters behind an article
    ("Covid", "COVID"),
    ("ﻗﺎل", "قال"),  # presentation forms
])  # fmt: skip
def test_found(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(("query", "text"), [
    ("يروس", "زيروس"),
    ("يروس", "بروس"),
    ("فيروس", "يروس"),  # what is asked for is never cut where its own letters look like clitics
    ("والي", "الي"),
    ("ولد", "بلد"),  # they share a skeleton
    ("له", "الله"),  # no article
    ("ان", "الآن"),
    ("ارقاما", "أرقام"),  # with its alif a word is asked for with it
    ("قال", "قالت"),
    ("سد", "سدود"),
])  # fmt: skip
def test_not_found(query, text):
    assert not finds(query, text)


def test_readings_leave_a_word_of_three_letters_or_two_behind_an_article():
    assert readings("بيت") == frozenset() and readings("ولد") == frozenset()
    assert readings("والاب") == {"الاب", "اب"}
    assert readings("وللازمه") == {"للازمه", "لازمه", "ازمه"}


def test_places_are_those_of_the_text():
    text = "قال عبدالله، ثمّ ﷲ"
    assert [(text[w.start : w.end], w.word) for w in written(text)] == [
        ("قال", "قال"), ("عبدالله", "عبد"), ("عبدالله", "الله"), ("ثمّ", "ثم"), ("ﷲ", "الله"),
    ]  # fmt: skip


def test_a_word_without_end_is_cut():
    assert words("ب" * 1_000_000) == ["ب" * LONGEST]


@given(st.text())
def test_any_text_gives_the_same_words_once_and_twice(text):
    found = words(text)
    assert found == words(text) == [w.word for w in written(text)]
    assert words(" ".join(found)) == found
    assert key(key(text)) == key(text) == " ".join(found)
    assert all(text[w.start : w.end] for w in written(text))


@given(st.lists(st.sampled_from([*LETTERS, " ", "،", "ّ", "ـ", "\u200f", "عبدال", "عبد"])).map("".join))
def test_arabic_text_gives_the_same_words_once_and_twice(text):
    found = words(text)
    assert words(" ".join(found)) == found


@given(ARABIC)
def test_a_word_finds_itself(text):
    (word, *rest) = words(text) or [""]
    assert rest or not word or meets(word, asked(word))
    assert asked(asked(word)) == asked(word) or asked(word).startswith("ال")


@given(ARABIC, st.sampled_from(["", "و", "ف"]), st.sampled_from(["", "ب", "ك", "ل"]), st.sampled_from(["", "ال"]))
def test_clitics_are_looked_through(text, conjunction, preposition, article):
    word = (words(text) or ["قول"])[0]
    if len(word) < 3 or word.startswith(("عبد", "ل", "ال")):
        return
    whole = conjunction + ("لل" if preposition + article == "لال" else preposition + article) + word
    if words(whole) == [whole]:  # not one that has become عبدالله
        assert meets(whole, asked(word))
        assert meets(whole + "ا", asked(word)) or len(word) < 3


@given(ARABIC, ARABIC)
def test_words_that_meet_share_a_skeleton(written_text, asked_text):
    for word in words(written_text):
        for form in {*readings(word), *(asked(w) for w in words(asked_text))}:
            if meets(word, form):
                assert skeleton(word) == skeleton(form)
        assert skeleton(asked(word)) == skeleton(word)
