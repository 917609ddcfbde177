"""Codes: two numbers a word, the same wherever it stands; a title at the head of a text is taken off once."""

from musnad.arabic.search_words import words
from musnad.stories.codes import coded
from musnad.stories.shingles import word_number
from musnad.stories.terms import term_code


def test_codes_are_those_of_the_words():
    text = "أعلنت وزارةُ النقل، أمس، أن عبدالله زار «الميناء»"
    codes = coded(text)
    assert codes.numbers.tolist() == [word_number(word) for word in words(text)]
    assert codes.terms.tolist() == [term_code(word) for word in words(text)]


def test_a_title_is_taken_off_the_head_of_a_text():
    title, rest = "افتتاح ميناء الصدف", "قال الوزير إن الميناء يعمل"
    assert coded(f"{title}\n{rest}").without(coded(title)) == coded(rest)
    assert coded(rest).without(coded(title)) == coded(rest)
    assert coded(rest).without(coded("")) == coded(rest)
    assert coded("افتتاح").without(coded(title)) == coded("افتتاح")
