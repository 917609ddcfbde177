"""A text → two numbers a word: all that its fingerprint is made of.

Words come again and again, so what is worked out of one is kept by the token, packed: one look into a large table a
token, where a look is mostly a wait for memory.
"""

from __future__ import annotations

import struct
from array import array
from typing import NamedTuple

from musnad.arabic.memo import Memo
from musnad.arabic.search_words import tokens, words
from musnad.stories.shingles import word_number
from musnad.stories.terms import term_code

_WORD = struct.Struct("=IIQ")  # 32 bits, nothing, 64 bits: so that each is at a multiple of its size


class Codes(NamedTuple):
    """The words of a text, each twice: by its skeleton (`shingles.word_number`) and by its stem (`terms.term_code`)."""

    numbers: array[int]
    terms: array[int]

    def without(self, first: Codes) -> Codes:
        """Return what is left where the text begins with another, else all."""
        size = len(first.numbers)
        if not size or self.numbers[:size] != first.numbers or self.terms[:size] != first.terms:
            return self
        return Codes(self.numbers[size:], self.terms[size:])


def coded(text: str) -> Codes:
    """Return the codes of a text's words."""
    packed = b"".join(map(_packed, tokens(text)))
    numbers, terms = array("I", packed), array("Q", packed)
    return Codes(numbers[::4], terms[1::2])


def _pack(token: str) -> bytes:
    return b"".join(_WORD.pack(word_number(word), 0, term_code(word)) for word in words(token))


_packed = Memo(_pack).__getitem__
