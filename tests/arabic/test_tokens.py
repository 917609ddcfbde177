"""Text → chunks: not a character lost, and each offset the sum of what stands before it."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.tokens import BLANKS, split


def tokens(text):
    """The tokens of a text without the blanks behind them, and what is only blanks as itself."""
    return [chunk.rstrip(BLANKS) or chunk for chunk in split(text)[0]]


@pytest.mark.parametrize(("text", "expected"), [
    ("", []),
    ("وصل الوفد.", ["وصل", "الوفد", "."]),  # a sign is a token of its own
    ("«النهر»،", ["«", "النهر", "»", "،"]),
    ("...", [".", ".", "."]),  # each sign by itself
    ("قَالَ كُلٌّ", ["قَالَ", "كُلٌّ"]),  # vowel marks belong to their word
    ("سالم\u0610 عاد", ["سالم\u0610", "عاد"]),  # signs of honour too
    ("مسو\u0654ول", ["مسو\u0654ول"]),  # and a hamza written apart
    ("نهر\u200cها", ["نهر\u200cها"]),  # a joiner is inside the word
    ("قـــال", ["قـــال"]),  # tatweel
    ("cafe\u0301 bleu", ["cafe\u0301", "bleu"]),  # Latin marks
    ("في 2031", ["في", "2031"]),
    ("1,5", ["1", ",", "5"]),
    ("COVID-19", ["COVID", "-", "19"]),
    ("a_b", ["a_b"]),  # an underscore joins, as in names of accounts
    ("سطر\nسطر", ["سطر", "\n", "سطر"]),  # a line feed is a token
    ("\n\n", ["\n", "\n"]),  # every one of them
    ("سطر\r\nسطر", ["سطر", "\n", "سطر"]),  # a carriage return is a blank
    (" \t قال", [" \t ", "قال"]),  # blanks before the first token are a chunk of their own
    ("\u200fقال\u200f", ["\u200f", "قال"]),  # marks of direction are blanks
    ("\u202bقال\u202c.", ["\u202b", "قال", "."]),  # embeddings
    ("\u2067قال\u2069 نعم", ["\u2067", "قال", "نعم"]),  # isolates
    ("\u061cقال", ["\u061c", "قال"]),  # the Arabic letter mark
    ("\ufeffقال", ["\ufeff", "قال"]),  # a byte-order mark
    ("قال\xa0نعم", ["قال", "نعم"]),  # a hard space
    ("🌍نهر", ["🌍", "نهر"]),  # one code point, two UTF-16 units
    ("👩‍🌾", ["👩", "\u200d", "🌾"]),  # an emoji of three
    ("\x00قال", ["\x00", "قال"]),  # a NUL is a sign
    ("\ud83cقال", ["\ud83c", "قال"]),  # half of a surrogate pair: what was decoded badly still has a length
])  # fmt: skip
def test_tokens(text, expected):
    assert tokens(text) == expected


HARD = st.text(
    st.sampled_from("قا ل«»\"'.،:\n\r\t\x00\u200f\u202e\u2066\ufeff\xa0\u064b\u0651\u0640\u200d🌍👩e\u0301_7")
)


@given(HARD | st.text(st.characters(exclude_categories=[])))
def test_chunks_join_to_the_text_and_offsets_find_them(text):
    chunks, starts = split(text)
    assert "".join(chunks) == text
    assert len(starts) == len(chunks) + 1 and starts[0] == 0 and starts[-1] == len(text)
    for chunk, start in zip(chunks, starts, strict=False):
        assert chunk and text[start : start + len(chunk)] == chunk


@given(HARD)
def test_a_token_stands_at_the_start_of_its_chunk(text):
    """Blanks trail; only the first chunk of a text may begin with one."""
    for n, chunk in enumerate(split(text)[0]):
        assert n == 0 or chunk[0] not in BLANKS
        assert "\n" not in chunk[1:]


def test_every_blank_trails():
    """What has no width or is white must neither become a token nor stay on one."""
    white = [c for c in map(chr, range(sys.maxunicode + 1)) if c.isspace() and c != "\n"]
    unseen = [c for c in map(chr, range(0x2060, 0x2070)) if unicodedata.category(c) == "Cf"]
    directions = [c for c in map(chr, range(0x10000)) if unicodedata.bidirectional(c) in
                  {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}]  # fmt: skip
    for blank in {*white, *unseen, *directions, *"\u00ad\u061c\u200b\u200e\u200f\ufeff"}:
        assert split(f"قال{blank}{blank}نعم") == ([f"قال{blank}{blank}", "نعم"], [0, 5, 8]), hex(ord(blank))
        assert blank in BLANKS


def test_blanks_are_no_more_than_that():
    assert [c for c in BLANKS if re.match(r"\w", c) or unicodedata.category(c)[0] not in "ZC"] == []
    assert "\n" not in BLANKS
