"""Folding of Arabic letters: one spelling for comparing, never for keeping.

Folding takes vowel marks and tatweel away and writes hamza on alif as bare alif, ى as ي, ة as ه
and Arabic-Indic digits as Latin ones. It is used on single tokens, so that no offset is lost.
"""

from __future__ import annotations

MARKS = "".join(map(chr, [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD)]))
TATWEEL = "\u0640"
SHADDA = "\u0651"

_FOLD: dict[int, str | None] = {ord(c): None for c in MARKS + TATWEEL + "\u200c\u200d\u200e\u200f"}
_FOLD |= {ord(c): "ا" for c in "أإآٱ"} | {ord("ى"): "ي", ord("ة"): "ه", ord("ی"): "ي", ord("ک"): "ك"}
_FOLD |= {0x0660 + d: str(d) for d in range(10)} | {0x06F0 + d: str(d) for d in range(10)}


def fold(word: str) -> str:
    """Return `word` in its folded spelling, e.g. «أكَّدَت» → «اكدت»."""
    return word.translate(_FOLD)
