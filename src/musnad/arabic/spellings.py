"""Spellings of names: which words and which full names are one, in Arabic and in Latin letters.

    spelling_key("شويجو") == spelling_key("شويغو")    what the spellings of a word have in common, for an index
    same_word("نتنياهو", "نتانياهو")                   the exact judgement on two words
    name_words("محمد بن عبد الله") == ("محمد", "عبدالله")
    same_name("محمد بن سلمان", "محمد بن سلمان بن عبدالعزيز")
    latin_keys("Shoygu") and latin_keys("شويغو")      share a key where one may be written for the other

docs/spellings.md says what counts as one name, where the correspondences of sounds are from, and how well they do.
"""

from musnad.arabic.full_names import name_words, same_name
from musnad.arabic.latin_names import latin_keys
from musnad.arabic.spelling_keys import same_word, spelling_key

__all__ = ["latin_keys", "name_words", "same_name", "same_word", "spelling_key"]
