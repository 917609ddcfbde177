"""Folding of Arabic letters: one spelling for comparing, never for keeping.

Folding takes vowel marks, joiners and tatweel away and writes hamza on alif as bare alif, ى as ي, ة as ه
and Arabic-Indic digits as Latin ones; a hamza written apart (و + U+0654) and presentation forms (ﻗﺎل, as PDF
has them) become letters first. It is used on single tokens, so that no offset is lost.
"""

from __future__ import annotations

import re
import unicodedata

# Vowel marks, honorifics and the marks of the Quran: as a class of a regular expression, and one by one.
MARK_RANGES = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
)
MARKS = "".join(c for c in map(chr, range(0x0600, 0x0900)) if re.match(f"[{MARK_RANGES}]", c))
TATWEEL = "\u0640"
SHADDA = "\u0651"
JOINERS = "\u200c\u200d"  # zero width: they stand inside words

_FOLD: dict[int, str | None] = {ord(c): None for c in MARKS + TATWEEL + JOINERS + "\u200e\u200f"}
_FOLD |= {ord(c): "ا" for c in "أإآٱ"} | {ord("ى"): "ي", ord("ة"): "ه", ord("ی"): "ي", ord("ک"): "ك"}
_FOLD |= {0x0660 + d: str(d) for d in range(10)} | {0x06F0 + d: str(d) for d in range(10)}
_COMPOSED_FIRST = re.compile("[\u0654\u0655\ufb50-\ufdff\ufe70-\ufefc]")


def fold(word: str) -> str:
    """Return `word` in its folded spelling, e.g. «أكَّدَت» → «اكدت»."""
    if not word.isascii() and _COMPOSED_FIRST.search(word):
        word = unicodedata.normalize("NFKC", word)
    return word.translate(_FOLD)
