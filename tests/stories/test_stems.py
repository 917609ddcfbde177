"""Stems join the forms of a word; the list of common stems is what the counting script writes."""

import pytest

from musnad.arabic.search_words import words
from musnad.stories.stems import RARE, shares, stem, term

SAME = [
    "المقاتلون مقاتلين والمقاتلين",
    "السفينة سفينة للسفينة والسفينة",
    "أميركا أمريكا",
    "الأميركية الأمريكية",
    "العاصفة عاصفة",
]
APART = ["ولد بلد", "سفن سفينة", "صاروخ الصواريخ", "هو هي"]


@pytest.mark.parametrize("line", SAME)
def test_forms_of_a_word_have_one_stem(line):
    assert len({stem(word) for word in words(line)}) == 1


@pytest.mark.parametrize("line", [*APART, "الوزارة وزارتها"])
def test_other_words_have_others(line):
    assert len({stem(word) for word in words(line)}) == 2


def test_three_letters_stay():
    assert [stem(word) for word in ("الاب", "ولي", "هان", "ين", "")] == ["الاب", "ولي", "هان", "ين", ""]


def test_shares_are_powers_of_two_of_stems():
    table = shares()
    assert 1_000 < len(table) < 5_000
    assert set(table.values()) == {2.0**-power for power in range(7)}
    assert all(len(root) > 1 for root in table)
    assert {"في", "قال", "رئيس"} <= set(table)


def test_rare_words_weigh_most():
    assert term("في")[1] == 0.0
    assert 0.0 < term("قال")[1] < term("الزنجبيل")[1]
    assert min(table for table in shares().values()) > RARE
    assert term("و") == (0, 0.0)
    assert term("بالسفينه") == term("سفينه")
