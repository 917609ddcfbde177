"""Arabic and Latin spellings meet in a key where one may be written for the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.latin_names import MOST_KEYS, latin_keys


def meet(a, b):
    return not set(latin_keys(a)).isdisjoint(latin_keys(b))


@pytest.mark.parametrize(("latin", "arabic"), [
    ("Shoigu Shoygu", "شويغو شويجو"),
    ("Netanyahu Netanyahou", "نتنياهو نتانياهو"),
    ("Erdoğan Erdogan ERDOĞAN", "أردوغان أردوجان"),
    ("Mohammed Muhammad Mohamed Mohamad", "محمد"),
    ("Qaddafi Gaddafi Kadhafi", "القذافي"),
    ("Haniyeh Haniya", "هنية"),
    ("Jamal Gamal Djamel", "جمال"),
    ("Othman Osman", "عثمان"),
    ("Mahmoud Mahmud", "محمود"),
    ("Joumblatt Jumblatt", "جنبلاط"),
    ("Abdulaziz Abdelaziz", "عبدالعزيز"),
    ("Abdullah Abdallah", "عبدالله"),
    ("Nureddin Noureddine", "نورالدين"),
    ("Assad", "الأسد"),
    ("Elsisi Essisi", "السيسي"),
    ("Amr", "عمرو"),
    ("Moussa Musa", "موسى موسي"),
    ("Yahya", "يحيى"),
    ("Fathi", "فتحي"),  # two letters, not th
    ("Brahim Ibrahim", "إبراهيم"),
    ("Gates", "غيتس"),
    ("Trump", "ترامب ترمب"),
    ("Steinmeier", "شتاينماير"),
    ("Guterres", "غوتيريش غوتيريس"),
    ("Juppé", "جوبيه"),
    ("Laurent", "لوران"),
    ("McCain", "ماكين"),
    ("Babacan", "باباجان"),
])
def test_meet(latin, arabic):
    assert [(a, b) for a in latin.split() for b in arabic.split() if not meet(a, b)] == []


@pytest.mark.parametrize(("latin", "arabic"), [
    ("Hassan", "حسين"),
    ("Hussein", "حسن"),
    ("Said", "سعد"),
    ("Saad", "سعيد"),
    ("Salem", "سليم"),
    ("Salman", "سليمان"),
    ("Sulaiman", "سلمان"),
    ("Ahmad", "حمد محمد"),
    ("Hamad", "أحمد محمد حميد"),
    ("Hamid", "حمد"),
    ("Mahmoud", "محمد"),
    ("Ammar", "عمر"),
    ("Ziad", "زايد"),
    ("Karima", "كريم"),
    ("Halima", "حلمي"),
    ("Sadr", "صادر"),
    ("Shoigu", "شوقي"),
    ("Cameron", "ماكرون"),
    ("Merkel", "ماركل"),
    ("Bush", "بش باشا"),
    ("Obama", "أوبامي"),
    ("Abdulrahman", "عبدالرحيم"),
])
def test_do_not_meet(latin, arabic):
    assert [word for word in arabic.split() if meet(latin, word)] == []


def test_spellings_of_latin_meet_too():
    assert meet("Shoigu", "Shoygu")
    assert meet("Muhammad", "Mohamed")
    assert not meet("Hassan", "Hussein")


@pytest.mark.parametrize("word", ["", "-", "12", "'", "ـ"])
def test_what_is_no_word_has_no_key(word):
    assert latin_keys(word) == ()


@given(st.text("abcdefghijklmnopqrstuvwxyzéşçğıö'-", max_size=80) | st.text(max_size=80))
def test_keys_are_few_whatever_is_asked(word):
    assert len(latin_keys(word)) == len(set(latin_keys(word))) <= MOST_KEYS
