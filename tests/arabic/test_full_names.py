"""Full names are one where their words are and nothing contradicts; a middle name may be missing, never be another."""

import pytest

from musnad.arabic.full_names import MOST, name_words, same_name


@pytest.mark.parametrize(("name", "words"), [
    ("محمد بن عبد الله", ("محمد", "عبدالله")),
    ("عبدالله الثاني", ("عبدالله", "الثاني")),
    ("عبد ربه منصور هادي", ("عبدربه", "منصور", "هادي")),
    ("تميم بن حمد آل ثاني", ("تميم", "حمد", "ثاني")),
    ("فاطمة بنت مبارك", ("فاطمه", "مبارك")),
    ("بن لادن", ("بنلادن",)),
    ("ابن لادن", ("بنلادن",)),
    ("أبي مازن", ("ابومازن",)),
    ("أحمد أبو الغيط", ("احمد", "ابوالغيط")),
    ("سعد الدين العثماني", ("سعدالدين", "العثماني")),
    ("حسن نصر الله", ("حسن", "نصرالله")),
    ("ستيفان دي ميستورا", ("ستيفان", "ديميستورا")),
    ("بوتين، فلاديمير", ("فلاديمير", "بوتين")),
    ("Abdel Fattah al-Sisi", ("abdelfattah", "sisi")),
    ("Mohammed bin Salman", ("mohammed", "salman")),
    ("", ()),
    ("، ،", ()),
])
def test_name_words(name, words):
    assert name_words(name) == words


@pytest.mark.parametrize(("a", "b"), [
    ("سيرغي شويغو", "سيرجي شويجو"),
    ("عبد الفتاح السيسي", "عبدالفتاح السيسى"),
    ("عبد الفتاح سعيد السيسي", "عبدالفتاح السيسي"),  # a middle name
    ("محمد بن سلمان بن عبدالعزيز", "محمد بن سلمان"),  # further fathers
    ("ماجد بن لؤي بن عبدالكريم آل زهران", "ماجد بن لؤي آل زهران"),
    ("شي جينبينغ", "شي جين بينغ"),
    ("فيكتور أوربان", "أوربان فيكتور"),
    ("Sergei Shoigu", "سيرغي شويغو"),
    ("Abdel Fattah al-Sisi", "عبد الفتاح السيسي"),
    ("Mohammed bin Salman", "محمد بن سلمان بن عبدالعزيز"),
    ("Muhammad Qasim", "Mohammad Qasim"),
])
def test_one_name(a, b):
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(("a", "b"), [
    ("سلطان بن سلمان", "سلطان بن عبدالعزيز"),
    ("ماجد بن لؤي بن عبد الكريم", "ماجد بن عبد الكريم"),  # the grandson
    ("محمد بن سلمان", "محمد بن نايف"),
    ("خالد بن سلطان", "سلطان بن خالد"),
    ("حسن علي", "علي حسن"),  # Arab names don't turn
    ("علي حسن خليل", "علي حسين خليل"),
    ("خالد أحمد السويدي", "خالد محمد السويدي"),
    ("محمد علي الحوثي", "علي الحوثي"),  # what is missing is the given name
    ("حسن أحمد", "حسن أحمد البدري"),  # or the surname
    ("نتنياهو", "بنيامين نتنياهو"),
    ("أبو مازن", "مازن"),
    ("علي العمر", "علي عمر"),
    ("Bashar al-Assad", "ماهر الأسد"),
    ("Mohammed bin Salman", "محمد بن نايف"),
    ("Hamad Qasim", "Hamid Qasim"),
    ("", "محمد"),
])
def test_two_names(a, b):
    assert not same_name(a, b)
    assert not same_name(b, a)


def test_a_text_is_no_name_but_costs_no_more_than_one():
    assert len(name_words("محمد " * 100_000)) == MOST
